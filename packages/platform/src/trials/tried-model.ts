import { type Finding, parsePiece } from '@xiezhi/engine/model/model'
import { type Catalogue, type CatalogueModel, modelOf } from '../catalogue.ts'

/** The text of a model that is tried: a version that the ledger knows, or a draft that nobody has published. */
export interface TriedModel {
  /** Whose clues its own are measured against. */
  readonly modelId: string
  readonly origin: 'version' | 'draft'
  readonly version: string
  readonly hash: string
  readonly source: string
  readonly pieces: readonly { readonly id: string; readonly source: string }[]
}

/** A model of the catalogue as a text of its own. */
export const textOf = (model: CatalogueModel, origin: TriedModel['origin'], modelId = model.id): TriedModel => ({
  modelId,
  origin,
  version: model.checked.version,
  hash: model.hash,
  source: model.source,
  pieces: model.pieces.map(({ id, text }) => ({ id, source: text })),
})

/**
 * Reads a text against the catalogue as an office counts by it. Shared steps that came with the text go before those of the catalogue:
 * a version is what it was when it was locked.
 */
export function readTried(
  { modelId, version, source, pieces: own }: Pick<TriedModel, 'modelId' | 'version' | 'source' | 'pieces'>,
  { schemas, limits, systems, instruments, pieces: known }: Catalogue,
): { readonly model?: CatalogueModel; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const pieces = new Map(known)
  for (const piece of own) {
    const read = parsePiece(piece.source, `pieces/${piece.id}.yml`)
    findings.push(...read.findings)
    if (read.piece) pieces.set(piece.id, read.piece)
  }
  const { model, findings: found } = modelOf(
    { id: modelId, folder: '', file: `${modelId}@${version}/model.yml`, source, readme: '' },
    { schemas, limits, pieces, systems, instruments },
  )
  return { ...(model && { model }), findings: [...findings, ...found] }
}
