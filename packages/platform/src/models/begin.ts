import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import { insertJob, type Priority } from '../jobs/store.ts'
import { newId, type Tx } from '../store/database.ts'
import { type Cause, insertRun, type StoredRun } from './store.ts'

/** What a run is to be a function of; its snapshot is kept already. */
export interface Asked extends Pick<StoredRun, 'asOf' | 'snapshotId' | 'parameters' | 'lawState'> {
  readonly model: CatalogueModel
  /** Without a word: a person asked for it. */
  readonly cause?: Cause
  readonly priority?: Priority
}

/** Writes a run and the work for it, in the transaction of whoever asks for it. */
export async function beginRun(
  tx: Tx,
  actor: Actor,
  at: Date,
  { model, cause = { kind: 'person' }, priority = 'normal', ...asked }: Asked,
): Promise<StoredRun> {
  const run: StoredRun = {
    ...asked,
    id: newId('run'),
    jobId: newId('job'),
    modelId: model.id,
    modelTitle: model.checked.title,
    version: model.checked.version,
    modelHash: model.hash,
    startedBy: actor.name,
    startedAt: at.toISOString(),
    counts: null,
    rules: [],
    steps: [],
    cause,
    held: null,
    flood: null,
    explained: [],
    inputRows: null,
  }
  await insertJob(tx, actor, at, { id: run.jobId, kind: 'run', subjectId: run.id, priority })
  await insertRun(tx, actor, run)
  await record(tx, actor, at, { action: 'run.start', object: run.id, values: { model: run.modelTitle, asOf: run.asOf } })
  return run
}
