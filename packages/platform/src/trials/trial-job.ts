import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { clueId } from '../data/secrecy/token.ts'
import { keptSnapshot } from '../data/snapshots.ts'
import { completeJob, Failed, type Work } from '../jobs/runner.ts'
import type { Job } from '../jobs/store.ts'
import { availableOf } from '../models/available.ts'
import { mountCoverage } from '../models/coverage.ts'
import { TimeLimit, tellFailure } from '../models/failure.ts'
import { inputRowsOf } from '../models/input-rows.ts'
import { mountAll, readBy } from '../models/mount.ts'
import { mountOwnWork, withOwnWork } from '../models/own-work.ts'
import { keptOutcome, ruleTitles } from '../models/publishing.ts'
import { readParameters } from '../models/read-parameters.ts'
import { type RunInput, runModel } from '../models/run.ts'
import type { RunParts } from '../models/run-job.ts'
import { settingsOf } from '../models/settings.ts'
import { withStated } from '../reach/store.ts'
import { tell } from '../texts.ts'
import { keysOfAbout } from './about.ts'
import { keepTrialClues } from './clue-store.ts'
import { reportTrial, trialById } from './store.ts'
import { readTried } from './tried-model.ts'

/** More rows than this are no result that anybody looks through, and would fill the memory that everybody's runs need. */
const mostClues = 100_000

/** The work of a trial: what a run does but for publishing. Live clues, the ledger's figures and matters are read, never written. */
export async function runTrial(parts: RunParts, job: Job, work: Work): Promise<void> {
  const { db, clock, counting, keys, lake, warehouse } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const trial = await trialById(db, actor, job.subjectId)
  const snapshot = trial && (await keptSnapshot(db, actor, trial.snapshotId))
  if (!trial || !snapshot) throw new Error(`trial ${job.subjectId}: it or its snapshot is gone`)
  const { catalogue } = await counting.at(db, actor, trial.lawState)
  const { model } = readTried(trial, catalogue)
  // It was checked when it was asked for; since then the server was started with another catalogue.
  if (!model)
    throw new Failed({ code: 'trial.failed.text', values: { model: trial.modelTitle } }, new Error(`trial ${trial.id}: no longer a model`))
  const { minutes } = (await settingsOf(db, actor)).of(trial.modelId)
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new TimeLimit(minutes)), minutes * 60_000)
  const signal = AbortSignal.any([work.signal, limit.signal])
  let at = ''
  const stage = (code: string): void => {
    at = tell({ code })
    work.progress({ stage: at, done: 0, total: null })
  }
  const session = await warehouse.session()
  const input: RunInput = {
    catalogue,
    model,
    available: withOwnWork(availableOf(catalogue, snapshot.batches)),
    parameters: readParameters(trial.parameters, model),
    asOf: trial.asOf,
    // A draft made from a model is measured against that model's clues, whatever it calls itself.
    idOf: (_, ...identity) => clueId(keys, trial.modelId, ...identity),
    mostEmitted: mostClues,
    signal,
  }
  try {
    stage('run.stage.mount')
    await mountAll(
      session,
      catalogue,
      snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) })),
      { reads: readBy(model), signal },
    )
    await mountOwnWork(session, db, actor, model, trial.startedAt)
    await mountCoverage(session, catalogue, readBy(model), await withStated(db, actor, snapshot.batches, trial.startedAt))
    stage('run.stage.collide')
    const outcome = await runModel(session, input)
    const about = await keysOfAbout(session, outcome.clues, signal)
    signal.throwIfAborted()
    stage('trial.stage.keep')
    await db.transaction().execute(async (tx) => {
      const now = clock()
      await keepTrialClues(tx, actor, trial.id, outcome.clues, { titles: ruleTitles(model), keys: about })
      await reportTrial(tx, actor, trial.id, {
        ...keptOutcome(model, outcome),
        total: outcome.clues.length,
        inputRows: inputRowsOf(model, snapshot.batches),
      })
      await record(tx, actor, now, {
        action: 'trial.end',
        object: trial.id,
        values: { model: trial.modelTitle, total: outcome.clues.length },
      })
      await completeJob(tx, job, now)
    })
  } catch (error) {
    if (work.signal.aborted) throw error
    throw new Failed(tellFailure(error, { model: trial.modelTitle, stage: at, memory: parts.memory }, undefined), error)
  } finally {
    clearTimeout(timer)
    session.close()
  }
}
