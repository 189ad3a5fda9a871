import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { BatchDetail } from '../contract/data.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries, Tx } from '../store/database.ts'

/** A span in which a batch was withdrawn; open while nobody gave it back. */
export interface Withdrawal {
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly restored: { readonly reason: string; readonly by: string; readonly at: string } | null
}

/** Whether a batch is not withdrawn, now or at a moment. */
export const notWithdrawn = (at: string | undefined): RawBuilder<SqlBool> => {
  const then = at ?? null
  return sql<SqlBool>`not exists (select 1 from batch_withdrawal as w where w.batch_id = batch.id
    and (${then}::timestamptz is null or w.at <= ${then}::timestamptz)
    and (w.restored_at is null or w.restored_at > ${then}::timestamptz))`
}

export async function withdrawalsOf(db: Queries, actor: Actor, batches: readonly string[]): Promise<ReadonlyMap<string, Withdrawal[]>> {
  if (batches.length === 0) return new Map()
  const rows = await db
    .selectFrom('batch_withdrawal')
    .selectAll()
    .where(scope(actor, 'batch_withdrawal'))
    .where('batch_id', 'in', batches)
    .orderBy('id')
    .execute()
  const found = new Map<string, Withdrawal[]>()
  for (const { batch_id, reason, by_name, at, restored_at, restored_by, restored_reason } of rows) {
    const restored = restored_at === null ? null : { reason: restored_reason ?? '', by: restored_by ?? '', at: restored_at }
    const all = found.get(batch_id) ?? []
    all.push({ reason, by: by_name, at, restored })
    found.set(batch_id, all)
  }
  return found
}

/** Clues that stand on rows of a batch: all that are not vanished, and those of them that somebody has judged or is judging. */
export async function cluesOn(db: Queries, actor: Actor, batch: { readonly seq: number; readonly dataset: string }): Promise<number> {
  const { n } = await db
    .selectFrom('clue')
    .where(scope(actor, 'clue'))
    .where('state', '!=', 'vanished')
    .where(({ exists, selectFrom, ref }) =>
      exists(
        selectFrom('evidence')
          .select('clue_id')
          .whereRef('evidence.organisation_id', '=', ref('clue.organisation_id'))
          .whereRef('evidence.clue_id', '=', ref('clue.id'))
          .whereRef('evidence.hash', '=', ref('clue.evidence_hash'))
          .where('evidence.batch_seq', '=', batch.seq)
          .where('evidence.dataset', '=', batch.dataset),
      ),
    )
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** What a clue's frozen evidence rests on that has been withdrawn since; its rows stay as they were, and are marked. */
export async function withdrawnUnder(
  db: Queries,
  actor: Actor,
  clue: { readonly id: string; readonly evidence_hash: string },
): Promise<{ batchId: string; dataset: string; file: string; reason: string; by: string; at: string }[]> {
  return db
    .selectFrom('batch_withdrawal')
    .innerJoin('batch', 'batch.id', 'batch_withdrawal.batch_id')
    .where(scope(actor, 'batch_withdrawal'))
    .where('restored_at', 'is', null)
    .where(({ exists, selectFrom, ref }) =>
      exists(
        selectFrom('evidence')
          .select('clue_id')
          .where(scope(actor, 'evidence'))
          .where('evidence.clue_id', '=', clue.id)
          .where('evidence.hash', '=', clue.evidence_hash)
          .whereRef('evidence.batch_seq', '=', ref('batch.seq'))
          .whereRef('evidence.dataset', '=', ref('batch.dataset')),
      ),
    )
    .orderBy('batch.seq')
    .select([
      'batch.id as batchId',
      'batch.dataset',
      'batch.file',
      'batch_withdrawal.reason',
      'batch_withdrawal.by_name as by',
      'batch_withdrawal.at',
    ])
    .execute()
}

/** Takes a visible batch out of sight, in the transaction of whoever has the reason. */
export async function withdrawInto(
  tx: Tx,
  actor: Actor,
  at: Date,
  batch: { readonly id: string; readonly file: string },
  reason: string,
): Promise<void> {
  await tx
    .insertInto('batch_withdrawal')
    .values({ organisation_id: actor.organisationId, batch_id: batch.id, reason, by_name: actor.name, at: at.toISOString() })
    .execute()
  await record(tx, actor, at, { action: 'batch.withdraw', object: batch.id, values: { file: batch.file, reason } })
}

export interface Withdrawals {
  get(actor: Actor, batch: string): Promise<BatchDetail | Refusal>
  withdraw(actor: Actor, batch: string, reason: string): Promise<BatchDetail | Refusal>
  restore(actor: Actor, batch: string, reason: string): Promise<BatchDetail | Refusal>
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  /** The batch as it is then, for the answer. */
  readonly show: (db: Queries, actor: Actor, batch: string) => Promise<BatchDetail | Refusal>
}

/** Taking a batch out of sight, with a reason, and giving it back. What earlier runs saw stays as it was. */
export function openWithdrawals({ db, clock, show }: Parts): Withdrawals {
  const batchById = (tx: Tx, actor: Actor, id: string) =>
    tx
      .selectFrom('batch')
      .select(['id', 'seq', 'dataset', 'file', 'law_load_id', 'replaced_by', notWithdrawn(undefined).as('visible')])
      .where(scope(actor, 'batch'))
      .where('id', '=', id)
      // Two people at once: the second waits, and sees what the first did.
      .forUpdate()
      .executeTakeFirst()

  return {
    get: (actor, id) => show(db, actor, id),

    withdraw: (actor, id, reason) =>
      db.transaction().execute(async (tx) => {
        const batch = await batchById(tx, actor, id)
        if (!batch) return refuse('not-found', 'data.no-batch', { batch: id })
        if (batch.law_load_id !== null) return refuse('invalid', 'data.withdraw-law')
        if (batch.replaced_by !== null || !batch.visible) return refuse('conflict', 'data.withdrawn-already')
        const at = clock()
        await withdrawInto(tx, actor, at, batch, reason)
        return show(tx, actor, id)
      }),

    restore: (actor, id, reason) =>
      db.transaction().execute(async (tx) => {
        const batch = await batchById(tx, actor, id)
        if (!batch) return refuse('not-found', 'data.no-batch', { batch: id })
        if (batch.visible) return refuse('conflict', 'data.not-withdrawn')
        const at = clock()
        await tx
          .updateTable('batch_withdrawal')
          .set({ restored_reason: reason, restored_by: actor.name, restored_at: at.toISOString() })
          .where(scope(actor, 'batch_withdrawal'))
          .where('batch_id', '=', id)
          .where('restored_at', 'is', null)
          .execute()
        await record(tx, actor, at, { action: 'batch.restore', object: id, values: { file: batch.file, reason } })
        return show(tx, actor, id)
      }),
  }
}
