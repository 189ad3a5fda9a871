import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import { insertJob } from '../jobs/store.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Db, newId, type Tx } from '../store/database.ts'
import { published, runById, type StoredRun } from './store.ts'

/** Deciding about a run that waits: publish what it found, or drop it. */
export interface Decision {
  readonly outcome: 'confirmed' | 'discarded'
  readonly reason: string
}

export async function decideHeld(
  { db, clock }: { readonly db: Db; readonly clock: () => Date },
  actor: Actor,
  id: string,
  { outcome, reason }: Decision,
): Promise<StoredRun | Refusal> {
  return db.transaction().execute(async (tx) => {
    const run = await runById(tx, actor, id)
    if (!run) return refuse('not-found', 'run.not-found')
    if (run.held !== 'held' || !run.flood) return refuse('conflict', 'run.not-held')
    if (outcome === 'confirmed' && (await isOvertaken(tx, actor, run))) return refuse('conflict', 'run.overtaken')
    const at = clock()
    // Examples are of people: whoever has decided needs them no more.
    const flood = { ...run.flood, examples: [], decided: { by: actor.name, at: at.toISOString(), reason } }
    const jobId = outcome === 'confirmed' ? newId('job') : run.jobId
    if (outcome === 'confirmed') await insertJob(tx, actor, at, { id: jobId, kind: 'run', subjectId: id })
    const decided = await tx
      .updateTable('run')
      .set({ held: outcome, flood: JSON.stringify(flood), job_id: jobId })
      .where(scope(actor, 'run'))
      .where('id', '=', id)
      .where('held', '=', 'held')
      .returning('id')
      .executeTakeFirst()
    // Two people at once: the second finds it decided, and nothing of this is kept.
    if (!decided) throw new Error(`run ${id} was decided meanwhile`)
    await record(tx, actor, at, {
      action: outcome === 'confirmed' ? 'run.confirm' : 'run.discard',
      object: id,
      values: { model: run.modelTitle, total: run.flood.total, reason },
    })
    return { ...run, held: outcome, flood, jobId }
  })
}

/** Has a later run of the model been published while this one waited? Then its answer would turn the clues back. */
async function isOvertaken(tx: Tx, actor: Actor, run: StoredRun): Promise<boolean> {
  const later = await tx
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .select('run.id')
    .where(scope(actor, 'run'))
    .where('run.model_id', '=', run.modelId)
    .where('job.state', '=', 'succeeded')
    .where(published)
    .where('run.seq', '>', (e) => e.selectFrom('run as held').select('held.seq').where('held.id', '=', run.id))
    .executeTakeFirst()
  return later !== undefined
}
