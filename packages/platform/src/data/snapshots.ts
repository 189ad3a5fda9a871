import { createHash } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import { shorterFiles } from './compacted-files.ts'
import { type BatchFile, type StoredBatch, toBatch } from './stored-batches.ts'
import { notWithdrawn } from './withdrawals.ts'

/** Everything visible at a moment: batches in the order of their publication, and the files that hold them. */
export interface Snapshot {
  /** The same batches give the same id. */
  readonly id: string
  readonly batches: readonly StoredBatch[]
  readonly files: readonly BatchFile[]
}

export const snapshotId = (batchIds: readonly string[]): string =>
  `snap_${createHash('sha256').update(batchIds.join('\n')).digest('hex').slice(0, 24)}`

export const currentSnapshot = (db: Queries, actor: Actor): Promise<Snapshot> => snapshotAt(db, actor, undefined)

/** The end of a day in China: what had been published by then is what people could see on that day. */
export const endOfDay = (day: string): string => `${day}T23:59:59.999+08:00`

/** What was visible at a moment; without one: what is visible now. */
export async function snapshotAt(db: Queries, actor: Actor, at: string | undefined): Promise<Snapshot> {
  const then = at ?? null
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .where(scope(actor, 'batch'))
    .where(sql<SqlBool>`(${then}::timestamptz is null or published_at <= ${then}::timestamptz)`)
    .where(
      // A batch that took the place of others gives it back while it is withdrawn.
      sql<SqlBool>`(replaced_by is null or exists (select 1 from batch as later where later.id = batch.replaced_by
        and (coalesce(batch.replaced_at, later.published_at) > ${then}::timestamptz or exists (select 1 from batch_withdrawal as w where w.batch_id = later.id
          and (${then}::timestamptz is null or w.at <= ${then}::timestamptz) and (w.restored_at is null or w.restored_at > ${then}::timestamptz)))))`,
    )
    .where(notWithdrawn(at))
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return snapshotOf(db, actor, rows.map(toBatch))
}

async function snapshotOf(db: Queries, actor: Actor, batches: readonly StoredBatch[]): Promise<Snapshot> {
  const ids = batches.map(({ id }) => id)
  const files =
    ids.length === 0
      ? []
      : await db
          .selectFrom('batch_file')
          .select(['batch_id as batch', 'dataset', 'path'])
          .where(scope(actor, 'batch_file'))
          .where('batch_id', 'in', ids)
          .orderBy('path')
          .execute()
  return { id: snapshotId([actor.organisationId, ...ids]), batches, files: await shorterFiles(db, actor, files) }
}

/** A named snapshot is kept with its batches, so that a run can be repeated on what it saw. */
export async function keepSnapshot(tx: Tx, actor: Actor, snapshot: Snapshot, at: string): Promise<void> {
  await tx
    .insertInto('snapshot')
    .values({
      id: snapshot.id,
      organisation_id: actor.organisationId,
      batches: JSON.stringify(snapshot.batches.map(({ id }) => id)),
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function keptSnapshot(db: Queries, actor: Actor, id: string): Promise<Snapshot | undefined> {
  const kept = await db.selectFrom('snapshot').select('batches').where(scope(actor, 'snapshot')).where('id', '=', id).executeTakeFirst()
  if (!kept) return undefined
  if (kept.batches.length === 0) return { id, batches: [], files: [] }
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .where(scope(actor, 'batch'))
    .where('id', 'in', [...kept.batches])
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return snapshotOf(db, actor, rows.map(toBatch))
}
