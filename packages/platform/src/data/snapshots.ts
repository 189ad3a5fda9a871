import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import { type BatchFile, type StoredBatch, toBatch } from './store.ts'

/** Everything visible now: batches in the order of their publication, and the files that hold them. */
export interface Snapshot {
  /** The same batches give the same id. */
  readonly id: string
  readonly batches: readonly StoredBatch[]
  readonly files: readonly BatchFile[]
}

export const snapshotId = (batchIds: readonly string[]): string =>
  `snap_${createHash('sha256').update(batchIds.join('\n')).digest('hex').slice(0, 24)}`

export async function currentSnapshot(db: Queries, actor: Actor): Promise<Snapshot> {
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .where(scope(actor, 'batch'))
    .where('replaced_by', 'is', null)
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
          .select(['batch_id', 'dataset', 'path'])
          .where(scope(actor, 'batch_file'))
          .where('batch_id', 'in', ids)
          .orderBy('path')
          .execute()
  return { id: snapshotId([actor.organisationId, ...ids]), batches, files: files.map(({ dataset, path }) => ({ dataset, path })) }
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
