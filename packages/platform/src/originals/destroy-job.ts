import { sql } from 'kysely'
import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { RawFiles } from '../data/raw-files.ts'
import { completeJob, type Work } from '../jobs/runner.ts'
import { insertJob, type Job } from '../jobs/store.ts'
import type { Db, Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import { dueHashes, overUses, type StoredOriginal, type Terms } from './store.ts'

export interface DestructionParts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly openStates: readonly string[]
  readonly raw: RawFiles
}

const kind = 'destroy'
const handOf = (organisationId: string) => ({ ...platformActor(organisationId), name: tell({ code: 'original.platform' }) })

/** Once a day, by the office's calendar, and at each start: asks for the work when there is any. */
export function openDestruction(
  { db, clock, today, openStates }: Omit<DestructionParts, 'raw'>,
  organisationId: string,
  wake: () => void,
): () => Promise<void> {
  let looked: string | undefined
  return async () => {
    const day = today()
    if (looked === day) return
    if ((await dueHashes(db, { today: day, openStates })).length > 0) {
      await db.transaction().execute(async (tx) => {
        const waiting = await tx
          .selectFrom('job')
          .select('id')
          .where('kind', '=', kind)
          .where('state', 'in', ['queued', 'running'])
          .executeTakeFirst()
        if (!waiting) await insertJob(tx, handOf(organisationId), clock(), { kind, subjectId: organisationId, priority: 'low' })
      })
      wake()
    }
    looked = day
  }
}

/**
 * Destroys what no term keeps any longer. Three steps for each file: it is written down that the end has begun; the bytes go; it is written
 * down that they are gone, with what stays. Killed between two, the next look goes on: bytes that are still there go then, unless somebody
 * has brought the same file in again meanwhile.
 */
export async function runDestruction({ db, clock, today, openStates, raw }: DestructionParts, job: Job, work: Work): Promise<void> {
  const terms: Terms = { today: today(), openStates }
  const hashes = await dueHashes(db, terms)
  for (const [index, sha256] of hashes.entries()) {
    work.signal.throwIfAborted()
    work.progress({ stage: tell({ code: 'original.platform' }), done: index, total: hashes.length })
    const uses = await db.transaction().execute((tx) => begin(tx, sha256))
    if (uses.length === 0) continue
    if (!(await raw.destroy(sha256))) {
      // Somebody is bringing the same bytes in at this moment.
      await db.deleteFrom('original_end').where('sha256', '=', sha256).where('destroyed_at', 'is', null).execute()
      continue
    }
    await db.transaction().execute(async (tx) => {
      for (const use of uses) await end(tx, use)
    })
  }
  await db.transaction().execute((tx) => completeJob(tx, job, clock()))

  async function begin(tx: Tx, sha256: string): Promise<StoredOriginal[]> {
    const uses = await overUses(tx, terms, sha256)
    // What was begun and is kept by something new is not to go.
    if (uses.length === 0) await tx.deleteFrom('original_end').where('sha256', '=', sha256).where('destroyed_at', 'is', null).execute()
    for (const { importId, organisationId, days, until, state } of uses)
      if (state === 'due' && days !== null && until !== null)
        await tx
          .insertInto('original_end')
          .values({
            import_id: importId,
            organisation_id: organisationId,
            sha256,
            days,
            due_on: until,
            begun_at: clock().toISOString(),
            destroyed_at: null,
            rows_kept: null,
            rows_gone: null,
          })
          .execute()
    return uses
  }

  /** Rows in the lake stay, people's numbers in them as tokens: clues stand on them. Refused rows are text of the original, and go with it. */
  async function end(tx: Tx, { importId, organisationId, file, sha256, days, until, sourceName }: StoredOriginal): Promise<void> {
    const at = clock()
    const { rows } = await sql<{ n: number }>`select coalesce(sum(rows), 0)::bigint as n from batch where import_id = ${importId}`.execute(
      tx,
    )
    const kept = Number(rows[0]?.n ?? 0)
    const { numDeletedRows } = await tx.deleteFrom('quarantine').where('import_id', '=', importId).executeTakeFirst()
    const gone = Number(numDeletedRows)
    await tx
      .updateTable('original_end')
      .set({ destroyed_at: at.toISOString(), rows_kept: kept, rows_gone: gone })
      .where('import_id', '=', importId)
      .execute()
    const values = { file, sha256, source: sourceName, days, until, kept, gone }
    await record(tx, handOf(organisationId), at, { action: 'original.destroy', object: importId, values })
  }
}
