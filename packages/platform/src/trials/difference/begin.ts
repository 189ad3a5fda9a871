import type { Actor } from '../../access/actor.ts'
import { insertJob } from '../../jobs/store.ts'
import { newId, type Tx } from '../../store/database.ts'
import { insertDifference, type StoredDifference } from './store.ts'

/** Writes a comparison and its work; it waits behind both trials, since it is asked for after them and hurries nobody. */
export async function beginDifference(
  tx: Tx,
  actor: Actor,
  at: Date,
  sides: { readonly before: string; readonly after: string },
): Promise<StoredDifference> {
  const one: StoredDifference = {
    id: newId('difference'),
    jobId: newId('job'),
    beforeId: sides.before,
    afterId: sides.after,
    counts: null,
    startedBy: actor.name,
    startedAt: at.toISOString(),
  }
  await insertJob(tx, actor, at, { id: one.jobId, kind: 'trial-difference', subjectId: one.id, priority: 'low' })
  await insertDifference(tx, actor, one)
  return one
}
