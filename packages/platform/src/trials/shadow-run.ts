import { parameterValues } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { usualKeepDays } from '../contract/trials.ts'
import type { Snapshot } from '../data/snapshots.ts'
import type { Job } from '../jobs/store.ts'
import { keptOutcome, ruleTitles } from '../models/publishing.ts'
import { readParameters } from '../models/read-parameters.ts'
import type { RunOutcome } from '../models/run.ts'
import type { StoredRun } from '../models/store.ts'
import { newId, type Tx } from '../store/database.ts'
import { beginTrial, termOf } from './begin.ts'
import { keepTrialClues } from './clue-store.ts'
import { beginDifference } from './difference/begin.ts'
import type { StoredShadow } from './shadow-store.ts'
import { insertTrial } from './store.ts'
import { readTried, textOf } from './tried-model.ts'

export interface LiveRun {
  readonly run: StoredRun
  readonly job: Job
  readonly model: CatalogueModel
  readonly catalogue: Catalogue
  readonly snapshot: Snapshot
  readonly outcome: RunOutcome
  /** Natural keys of the rows that its clues are about. */
  readonly about: ReadonlyMap<string, string>
}

/**
 * Beside a live run, in the transaction that publishes it: what it found is kept as one side, the candidate’s trial on the same snapshot,
 * day and adjustments is begun, and the comparison of both. Nothing of it is ever published.
 */
export async function beginShadowRun(tx: Tx, actor: Actor, at: Date, shadow: StoredShadow, live: LiveRun): Promise<void> {
  const { run, model, snapshot, outcome } = live
  const { model: candidate } = readTried(shadow, live.catalogue)
  // Read when it was begun; with other standards since then it cannot run, which its page says.
  if (!candidate) return
  const liveId = newId('trial')
  const keepUntil = termOf(at.toISOString().slice(0, 10), usualKeepDays)
  await insertTrial(tx, actor, {
    ...textOf(model, 'version'),
    ...keptOutcome(model, outcome),
    id: liveId,
    jobId: live.job.id,
    kind: 'live',
    seriesId: null,
    shadowId: shadow.id,
    runId: run.id,
    modelTitle: run.modelTitle,
    note: '',
    viewDay: null,
    asOf: run.asOf,
    snapshotId: run.snapshotId,
    parameters: run.parameters,
    lawState: run.lawState,
    total: outcome.clues.length,
    inputRows: null,
    startedBy: run.startedBy,
    startedAt: run.startedAt,
    keepUntil,
  })
  await keepTrialClues(tx, actor, liveId, outcome.clues, { titles: ruleTitles(model), keys: live.about })
  // Values of the live run where the candidate knows the parameter and takes them; its own go before.
  const known = new Set(candidate.checked.parameters.map(({ name }) => name))
  const theirs = Object.fromEntries(
    Object.entries(run.parameters).filter(
      ([name, value]) =>
        known.has(name) && parameterValues(candidate.checked, run.asOf, readParameters({ [name]: value }, candidate)).problems.length === 0,
    ),
  )
  const asked = { viewDay: null, asOf: run.asOf, snapshot, parameters: { ...theirs, ...shadow.parameters } }
  const { id } = await beginTrial(tx, actor, at, { text: shadow, model: candidate }, asked, {
    kind: 'shadow',
    lawState: run.lawState,
    keepUntil,
    shadowId: shadow.id,
    runId: run.id,
    priority: 'low',
  })
  await beginDifference(tx, actor, at, { before: liveId, after: id })
}
