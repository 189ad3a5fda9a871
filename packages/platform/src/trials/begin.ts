import type { Actor } from '../access/actor.ts'
import { keepSnapshot } from '../data/snapshots.ts'
import { insertJob, type Priority } from '../jobs/store.ts'
import { newId, type Tx } from '../store/database.ts'
import type { AskedTrial, Tried } from './ask.ts'
import { insertTrial, type StoredTrial } from './store.ts'

export interface Beginning {
  readonly kind: StoredTrial['kind']
  readonly lawState: number
  readonly keepUntil: string
  readonly note?: string
  readonly seriesId?: string | null
  readonly shadowId?: string | null
  readonly runId?: string | null
  readonly priority?: Priority
}

/** Writes a trial and the work for it, in the transaction of whoever asks for it. */
export async function beginTrial(tx: Tx, actor: Actor, at: Date, tried: Tried, asked: AskedTrial, how: Beginning): Promise<StoredTrial> {
  const trial: StoredTrial = {
    ...tried.text,
    id: newId('trial'),
    jobId: newId('job'),
    kind: how.kind,
    seriesId: how.seriesId ?? null,
    shadowId: how.shadowId ?? null,
    runId: how.runId ?? null,
    modelTitle: tried.model.checked.title,
    note: how.note ?? '',
    viewDay: asked.viewDay,
    asOf: asked.asOf,
    snapshotId: asked.snapshot.id,
    parameters: asked.parameters,
    lawState: how.lawState,
    total: null,
    rules: [],
    steps: [],
    inputRows: null,
    startedBy: actor.name,
    startedAt: at.toISOString(),
    keepUntil: how.keepUntil,
  }
  await keepSnapshot(tx, actor, asked.snapshot, trial.startedAt)
  await insertJob(tx, actor, at, { id: trial.jobId, kind: 'trial', subjectId: trial.id, priority: how.priority ?? 'normal' })
  await insertTrial(tx, actor, trial)
  return trial
}

/** The last day of a term of so many days. */
export const termOf = (today: string, days: number): string => {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}
