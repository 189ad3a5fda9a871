import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { insertJob } from '../jobs/store.ts'
import { newId, type Tx } from '../store/database.ts'
import { insertPull, type StoredLink } from './store.ts'

export const pullKind = 'database-pull'

/** Puts a reading into the queue. */
export async function beginPull(
  tx: Tx,
  actor: Actor,
  at: Date,
  link: StoredLink,
  cause: { readonly scheduleId: string | null; readonly missed: number; readonly whole: boolean },
): Promise<string> {
  const id = newId('pull')
  const jobId = await insertJob(tx, actor, at, { kind: pullKind, subjectId: id, priority: cause.scheduleId === null ? 'normal' : 'low' })
  await insertPull(tx, actor, {
    id,
    linkId: link.id,
    jobId,
    ...cause,
    generation: link.generation,
    askedBy: actor.name,
    askedAt: at.toISOString(),
  })
  await record(tx, actor, at, {
    action: cause.whole ? 'database.pull-whole' : 'database.pull',
    object: link.id,
    values: { name: link.name },
  })
  return id
}
