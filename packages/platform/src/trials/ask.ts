import { lacksOf, parameterValues } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { currentSnapshot, endOfDay, type Snapshot, snapshotAt } from '../data/snapshots.ts'
import { ledgerGround } from '../ledger/ground.ts'
import { versionText } from '../ledger/versions.ts'
import { availableOf } from '../models/available.ts'
import { withOwnWork } from '../models/own-work.ts'
import type { GroundParts } from '../models/prepare.ts'
import { readParameters } from '../models/read-parameters.ts'
import { sayNeed } from '../models/show.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { readTried, type TriedModel, textOf } from './tried-model.ts'

export type AskedModel =
  | { readonly id: string; readonly version?: string | undefined }
  | { readonly files: Readonly<Record<string, string>>; readonly from?: string | undefined }

/** A text that was read, with what it says. */
export interface Tried {
  readonly text: TriedModel
  readonly model: CatalogueModel
}

/** The text that is to be tried: a version of the ledger, the catalogue’s own when none is named, or a draft. */
export async function findTried(db: Queries, actor: Actor, catalogue: Catalogue, asked: AskedModel): Promise<Tried | Refusal> {
  if ('files' in asked) return readDraft(catalogue, asked)
  const own = catalogue.models.get(asked.id)
  const version = asked.version ?? own?.checked.version
  if (own && version === own.checked.version) return { text: textOf(own, 'version'), model: own }
  const kept = version === undefined ? undefined : await versionText(db, actor, asked.id, version)
  if (!kept || version === undefined) return refuse('not-found', 'trial.no-version', { model: asked.id, version: version ?? '—' })
  const text: TriedModel = { modelId: asked.id, origin: 'version', version, hash: kept.hash, source: kept.source, pieces: [...kept.pieces] }
  return checkedText(text, catalogue)
}

function readDraft(catalogue: Catalogue, { files, from }: Extract<AskedModel, { files: unknown }>): Tried | Refusal {
  const source = files['model.yml']
  if (source === undefined) return refuse('invalid', 'trial.no-text')
  const pieces = Object.entries(files).flatMap(([path, text]) => {
    const id = /^pieces\/([a-z0-9-]+)\.yml$/.exec(path)?.[1]
    return id === undefined ? [] : [{ id, source: text }]
  })
  const read = checkedText({ modelId: from ?? 'draft', origin: 'draft', version: '', hash: '', source, pieces }, catalogue)
  if (isRefusal(read)) return read
  return { model: read.model, text: textOf(read.model, 'draft', from ?? read.model.checked.id) }
}

function checkedText(text: TriedModel, catalogue: Catalogue): Tried | Refusal {
  const { model, findings } = readTried(text, catalogue)
  if (model) return { text, model }
  const [wrong] = findings.filter(({ level }) => level === 'error')
  return refuse('invalid', 'trial.draft-wrong', { line: wrong?.line ?? 0, finding: wrong ? tell(wrong.message) : '' })
}

/** One day’s trial as it is to be asked for. */
export interface AskedTrial {
  readonly viewDay: string | null
  readonly asOf: string
  readonly snapshot: Snapshot
  readonly parameters: Readonly<Record<string, string>>
}

/** What a trial of a text on a day would be a function of, or why it cannot be. */
export async function askTrial(
  { db, matters, divisionOf }: Pick<GroundParts, 'db' | 'matters' | 'divisionOf'>,
  actor: Actor,
  catalogue: Catalogue,
  { text, model }: Tried,
  asked: { readonly viewDay: string | null; readonly asOf: string; readonly parameters?: Readonly<Record<string, string>> | undefined },
): Promise<AskedTrial | Refusal> {
  const { checked } = model
  const known = new Set(checked.parameters.map(({ name }) => name))
  const ledger = await ledgerGround(db, actor, matters)
  const division = await divisionOf(actor)
  // Own values of the office go with the model; a version that does not know a parameter, or no longer takes its value, has its own.
  const own = Object.fromEntries(
    Object.entries(ledger.own(text.modelId)).filter(
      ([name, value]) =>
        known.has(name) && parameterValues(checked, asked.asOf, readParameters({ [name]: value }, model)).problems.length === 0,
    ),
  )
  const parameters = { ...(division !== '' && known.has('division') ? { division } : {}), ...own, ...asked.parameters }
  const [problem] = parameterValues(checked, asked.asOf, readParameters(parameters, model)).problems
  if (problem) return { refused: 'invalid', message: problem.message }
  const { viewDay, asOf } = asked
  const snapshot = viewDay === null ? await currentSnapshot(db, actor) : await snapshotAt(db, actor, endOfDay(viewDay))
  const available = withOwnWork(availableOf(catalogue, snapshot.batches))
  const lacking = checked.rules.map((rule) => lacksOf(rule.needs, available))
  if (lacking.every((lacks) => lacks.length > 0)) {
    const named = [...new Set(lacking.flat())].map((need) => sayNeed(catalogue, need, actor.locale))
    return refuse('invalid', 'run.nothing-runnable', { lacks: named.join('、') })
  }
  return { viewDay, asOf, snapshot, parameters }
}
