import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import { publishClues } from '../clues/publish.ts'
import type { Lake } from '../data/lake.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { clueId } from '../data/secrecy/token.ts'
import { keptSnapshot, type Snapshot } from '../data/snapshots.ts'
import { keepIndicators } from '../indicators/store.ts'
import { completeJob, type Work } from '../jobs/runner.ts'
import type { Job } from '../jobs/store.ts'
import { keepClueVersions } from '../ledger/clue-versions.ts'
import type { Counting } from '../limits/counting.ts'
import type { Matters } from '../matters/service.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { availableOf } from './available.ts'
import { mountAll } from './mount.ts'
import { type RunOutcome, runModel } from './run.ts'
import { reportRun, runById } from './store.ts'

export interface RunParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly keys: Keyring
  readonly lake: Lake
  readonly warehouse: Warehouse
  readonly matters: Matters
}

/** Parameters are kept as text; a list is kept as JSON. */
export const readParameters = (stored: Readonly<Record<string, string>>, model: CatalogueModel): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(stored).map(([name, text]) => {
      const list = model.checked.parameters.find((one) => one.name === name)?.type === 'text[]'
      return [name, list ? text.split(/[,，、]/).flatMap((item) => item.trim() || []) : text]
    }),
  )

/** The work of a run: the model over the snapshot that was current when it was asked for; published whole or not at all. */
export async function runRun(parts: RunParts, job: Job, work: Work): Promise<void> {
  const { db, clock, counting, keys, lake, warehouse, matters } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const run = await runById(db, actor, job.subjectId)
  const snapshot = run && (await keptSnapshot(db, actor, run.snapshotId))
  const { catalogue } = await counting.at(db, actor, run?.lawState ?? 0)
  const model = run && catalogue.models.get(run.modelId)
  if (!run || !snapshot || model?.hash !== run.modelHash)
    throw new Error(`run ${job.subjectId}: its snapshot or its model is not what it was`)
  const stage = (code: string): void => work.progress({ stage: tell({ code }), done: 0, total: null })
  const session = await warehouse.session()
  try {
    stage('run.stage.mount')
    const files = snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
    await mountAll(session, catalogue, files, work.signal)
    stage('run.stage.collide')
    const outcome = await runModel(session, {
      catalogue,
      model,
      available: availableOf(catalogue, snapshot.batches),
      parameters: readParameters(run.parameters, model),
      asOf: run.asOf,
      idOf: (...identity) => clueId(keys, ...identity),
      signal: work.signal,
    })
    work.signal.throwIfAborted()
    stage('run.stage.publish')
    await db.transaction().execute(async (tx) => {
      const at = clock()
      const counts = await publishClues(tx, actor, matters, {
        runId: run.id,
        model: { id: model.id, title: model.checked.title, version: model.checked.version },
        asOf: run.asOf,
        at: at.toISOString(),
        rules: ruleTitles(model),
        complete: completeRules(model, outcome),
        clues: outcome.clues,
        batchOf: batchFinder(snapshot),
      })
      await keepClueVersions(tx, actor, run)
      await keepIndicators(tx, actor, run.id, outcome.indicators)
      await reportRun(tx, actor, run.id, {
        counts: { ...counts, total: outcome.clues.length },
        rules: outcome.rules.map((rule) => ({
          ...rule,
          lacks: [...rule.lacks],
          excluded: rule.excluded.map((one) => ({ ...one })),
          untestedExclusions: rule.untestedExclusions.map((id) => model.checked.exclusions.find((one) => one.id === id)?.title ?? id),
        })),
        steps: outcome.steps.map((step) => ({ ...step })),
      })
      await record(tx, actor, at, { action: 'run.publish', object: run.id, values: { model: run.modelTitle, ...counts } })
      await completeJob(tx, job, at)
    })
  } finally {
    session.close()
  }
}

/** What rules are called, by the id they are reported under. */
function ruleTitles({ checked }: CatalogueModel): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  for (const { as, title } of checked.rules) if (!titles.has(as)) titles.set(as, title)
  for (const { id, title } of checked.rollups) titles.set(id, title)
  return titles
}

/** Rules of which every part ran; a class rule is one when the rule that it sums up is. */
function completeRules({ checked }: CatalogueModel, outcome: RunOutcome): ReadonlySet<string> {
  const skipped = new Set(outcome.rules.filter(({ state }) => state === 'skipped').map(({ rule }) => rule))
  const complete = new Set(checked.rules.map(({ as }) => as).filter((rule) => !skipped.has(rule)))
  for (const { id, of } of checked.rollups) if (complete.has(of)) complete.add(id)
  return complete
}

/** The batch of an evidence row, where one batch alone of the snapshot brought rows of that file to that dataset. */
function batchFinder(snapshot: Snapshot): (dataset: string, file: string) => number | null {
  const seqs = new Map<string, number | null>()
  for (const { dataset, file, seq } of snapshot.batches) {
    const id = `${dataset}\u001f${file}`
    seqs.set(id, seqs.has(id) && seqs.get(id) !== seq ? null : seq)
  }
  return (dataset, file) => seqs.get(`${dataset}\u001f${file}`) ?? null
}
