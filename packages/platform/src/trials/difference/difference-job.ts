import { parameterValues } from '@xiezhi/engine/model/model'
import { platformActor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import type { CatalogueModel } from '../../catalogue.ts'
import { keptSnapshot } from '../../data/snapshots.ts'
import { completeJob, Failed, type Work } from '../../jobs/runner.ts'
import type { Job } from '../../jobs/store.ts'
import { availableOf } from '../../models/available.ts'
import { mountCoverage } from '../../models/coverage.ts'
import { tellFailure } from '../../models/failure.ts'
import { mountAll, readBy } from '../../models/mount.ts'
import { mountOwnWork, withOwnWork } from '../../models/own-work.ts'
import { readParameters } from '../../models/read-parameters.ts'
import type { RunParts } from '../../models/run-job.ts'
import { withStated } from '../../reach/store.ts'
import type { StoredMessage } from '../../store/tables.ts'
import { tell } from '../../texts.ts'
import type { Session } from '../../warehouse/warehouse.ts'
import { type ComparedClue, comparedClues } from '../clue-store.ts'
import { type StoredTrial, trialById } from '../store.ts'
import { readTried } from '../tried-model.ts'
import { type Compared, compareResults } from './compare.ts'
import { type Lost, type Side, traceLost } from './lost.ts'
import { type Reason, type Sided, sayLost } from './say-lost.ts'
import { differenceById, keepDifference } from './store.ts'

/** The work of comparing two trials: clue by clue, and for each that one side alone has, where the other lost it. */
export async function runDifference(parts: RunParts, job: Job, work: Work): Promise<void> {
  const { db, clock, warehouse } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const one = await differenceById(db, actor, job.subjectId)
  const before = one && (await trialById(db, actor, one.beforeId))
  const after = one && (await trialById(db, actor, one.afterId))
  if (!one || !before || !after) throw new Error(`difference ${job.subjectId}: one of its sides is gone`)
  const unfinished = [before, after].find(({ total }) => total === null)
  if (unfinished)
    throw new Failed(
      { code: 'trial.failed.side', values: { model: unfinished.modelTitle, version: unfinished.version } },
      new Error('no result'),
    )
  const stage = (code: string): void => work.progress({ stage: tell({ code }), done: 0, total: null })
  stage('trial.stage.compare')
  const [mine, theirs] = [await comparedClues(db, actor, before.id), await comparedClues(db, actor, after.id)]
  const { rows, same } = compareResults(mine, theirs)
  const models = { before: await modelOf(parts, actor, before), after: await modelOf(parts, actor, after) }
  const session = await warehouse.session()
  const lost = new Map<string, Lost>()
  try {
    const trace = async (trial: StoredTrial, model: CatalogueModel, clues: readonly ComparedClue[]): Promise<void> => {
      if (clues.length === 0) return
      const side = await mountSide(parts, actor, session, trial, model, work.signal)
      for (const [id, found] of await traceLost(session, side, clues, work.signal)) lost.set(id, found)
    }
    stage('trial.stage.trace')
    await trace(
      after,
      models.after,
      rows.flatMap(({ kind, before: clue }) => (kind === 'gone' && clue ? [clue] : [])),
    )
    await trace(
      before,
      models.before,
      rows.flatMap(({ kind, after: clue }) => (kind === 'new' && clue ? [clue] : [])),
    )
  } catch (error) {
    if (work.signal.aborted) throw error
    const at = tell({ code: 'trial.stage.trace' })
    throw new Failed(tellFailure(error, { model: after.modelTitle, stage: at, memory: parts.memory }, undefined), error)
  } finally {
    session.close()
  }
  const sided = (trial: StoredTrial, model: CatalogueModel): Sided => ({
    model,
    values: parameterValues(model.checked, trial.asOf, readParameters(trial.parameters, model)).values ?? {},
  })
  const sides = { before: sided(before, models.before), after: sided(after, models.after) }
  const told = rows.map((row) => ({ ...row, reason: reasonOf(row, lost.get(row.clueId), sides) }))
  const count = (kind: Compared['kind']): number => rows.reduce((sum, row) => sum + Number(row.kind === kind), 0)
  await db.transaction().execute(async (tx) => {
    const counts = { new: count('new'), gone: count('gone'), changed: count('changed'), same }
    await keepDifference(tx, actor, one.id, counts, told)
    await record(tx, actor, clock(), { action: 'trial.compared', object: one.id, values: { model: after.modelTitle, ...counts } })
    await completeJob(tx, job, clock())
  })
}

type Sides = { readonly before: Sided; readonly after: Sided }

function reasonOf(row: Compared, lost: Lost | undefined, { before, after }: Sides): Reason {
  if (row.kind === 'changed') return { cause: 'changed', place: '', lines: [] satisfies StoredMessage[] }
  const found: Lost = lost ?? { cause: 'unknown' }
  return row.kind === 'gone' ? sayLost(found, 'gone', after, before) : sayLost(found, 'new', before, after)
}

async function modelOf({ db, counting }: RunParts, actor: ReturnType<typeof platformActor>, trial: StoredTrial): Promise<CatalogueModel> {
  const { catalogue } = await counting.at(db, actor, trial.lawState)
  const { model } = readTried(trial, catalogue)
  if (!model)
    throw new Failed({ code: 'trial.failed.text', values: { model: trial.modelTitle } }, new Error(`trial ${trial.id}: no longer a model`))
  return model
}

async function mountSide(
  { db, counting, lake }: RunParts,
  actor: ReturnType<typeof platformActor>,
  session: Session,
  trial: StoredTrial,
  model: CatalogueModel,
  signal: AbortSignal,
): Promise<Side> {
  const snapshot = await keptSnapshot(db, actor, trial.snapshotId)
  if (!snapshot) throw new Error(`trial ${trial.id}: its snapshot is gone`)
  const { catalogue } = await counting.at(db, actor, trial.lawState)
  const files = snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
  await mountAll(session, catalogue, files, { reads: readBy(model), signal })
  await mountOwnWork(session, db, actor, model, trial.startedAt)
  await mountCoverage(session, catalogue, readBy(model), await withStated(db, actor, snapshot.batches, trial.startedAt))
  return {
    model,
    available: withOwnWork(availableOf(catalogue, snapshot.batches)),
    parameters: readParameters(trial.parameters, model),
    asOf: trial.asOf,
  }
}
