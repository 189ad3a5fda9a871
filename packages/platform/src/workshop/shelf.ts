import { allSchemas } from '@xiezhi/engine/data/schema'
import type { Standard } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'
import { parsePiece } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { type Catalogue, type CatalogueModel, modelOf } from '../catalogue.ts'
import type { Db, Queries } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'

/** A model that an office published or installed: one version of one folder, never changed after. */
export interface OfficeModel {
  readonly id: string
  readonly version: string
  readonly files: ModelFiles
}

/** The catalogue as an office sees it. */
export type SeenBy = (actor: Actor) => Catalogue

/**
 * The models of this installation: those of the product's folder and, beside them, the latest version of each that the office has
 * published itself. The shelf is that of the one office that the installation is made for: should the store hold others, they see the
 * product's models and standards, and put nothing on it. The product's own never give way to an office's of the same id.
 */
export interface Shelf {
  readonly catalogue: Catalogue
  /** Whether the shelf is this actor's office's. */
  isHome(actor: Actor): boolean
  readonly seenBy: SeenBy
  /** Is this id one of the product's own? */
  isOwn(id: string): boolean
  /** Puts a version on the shelf in place of an earlier one. */
  put(model: CatalogueModel): void
  isOwnStandard(id: string): boolean
  /** Puts a data standard of the office beside the product's, in place of its earlier version; null takes it away. */
  putStandard(id: string, standard: Standard | null): void
}

export function openShelf(own: Catalogue, home: string): Shelf & { load(models: readonly OfficeModel[]): readonly Message[] } {
  const models = new Map(own.models)
  const standards = new Map(own.standards)
  const schemas = new Map(own.schemas)
  const catalogue: Catalogue = { ...own, models, standards, schemas }
  const isOwn = (id: string): boolean => own.models.has(id)
  const isHome = ({ organisationId }: Actor): boolean => organisationId === home
  const put = (model: CatalogueModel): void => {
    if (isOwn(model.id)) throw new Error(`${model.id} is a model of the product`)
    models.set(model.id, model)
  }
  return {
    catalogue,
    isHome,
    seenBy: (actor) => (isHome(actor) ? catalogue : own),
    isOwn,
    put,
    isOwnStandard: (id) => own.schemas.has(id),
    putStandard(id, standard) {
      if (own.schemas.has(id)) throw new Error(`${id} is a standard of the product`)
      const before = standards.get(id)
      if (before) for (const name of allSchemas([before]).keys()) schemas.delete(name)
      standards.delete(id)
      if (!standard) return
      standards.set(id, standard)
      for (const [name, schema] of allSchemas([standard])) schemas.set(name, schema)
    },
    load: (found) =>
      found.flatMap((one) => {
        if (isOwn(one.id)) return [{ code: 'workshop.lost', values: { id: one.id, why: one.version } }]
        const { model, findings } = officeModel(one, catalogue)
        if (model) {
          put(model)
          return []
        }
        const [first] = findings
        return [{ code: 'workshop.lost', values: { id: one.id, why: first ? `model.yml:${first.line}:${first.column}` : '' } }]
      }),
  }
}

/** Read against the standards and limits as they are now, with the shared steps that it brought along. */
export function officeModel({ id, files }: Pick<OfficeModel, 'id' | 'files'>, catalogue: Catalogue) {
  const { pieces, findings } = piecesAmong(files, catalogue.pieces)
  const source = files['model.yml'] ?? ''
  const read = modelOf({ id, folder: '', file: `${id}/model.yml`, source, readme: files['README.md'] ?? '' }, { ...catalogue, pieces })
  return { ...read, findings: [...findings, ...read.findings] }
}

/** Shared steps under their names: a copy among the files goes before the catalogue's. */
function piecesAmong(files: ModelFiles, shared: Catalogue['pieces']): Pick<Catalogue, 'pieces' | 'findings'> {
  const pieces = new Map(shared)
  const findings = Object.entries(files).flatMap(([path, text]) => {
    const id = /^pieces\/(.+)\.yml$/.exec(path)?.[1]
    if (id === undefined) return []
    const parsed = parsePiece(text, path)
    if (parsed.piece) pieces.set(id, parsed.piece)
    return parsed.findings
  })
  return { pieces, findings }
}

/** With a copy of the shared steps that it uses: a published text stays what it was when the product's steps change. */
export const withPieces = (files: ModelFiles, model: Pick<CatalogueModel, 'pieces'>): ModelFiles => ({
  ...files,
  ...Object.fromEntries(model.pieces.map(({ id, text }) => [`pieces/${id}.yml`, text])),
})

/** The latest version of each model that the office has published. */
export async function latestOfficeModels(db: Db, organisationId: string): Promise<readonly OfficeModel[]> {
  return db
    .selectFrom('office_model')
    .select(['id', 'version', 'files'])
    .distinctOn('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

export const officeVersions = (db: Queries, actor: Actor, id: string) =>
  db.selectFrom('office_model').where(scope(actor, 'office_model')).where('id', '=', id).select(['version', 'hash']).execute()
