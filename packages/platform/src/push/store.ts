import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { PushKey } from '../contract/push.ts'
import type { Queries, Tx } from '../store/database.ts'

const shown = ['id', 'name', 'made_by as madeBy', 'made_at as madeAt', 'last_used_at as lastUsedAt', 'revoked_at as revokedAt'] as const

export async function insertKey(tx: Tx, actor: Actor, key: PushKey & { readonly sourceId: string; readonly hash: string }): Promise<void> {
  await tx
    .insertInto('push_key')
    .values({
      id: key.id,
      organisation_id: actor.organisationId,
      source_id: key.sourceId,
      name: key.name,
      hash: key.hash,
      made_by: key.madeBy,
      made_at: key.madeAt,
      last_used_at: null,
      revoked_by: null,
      revoked_at: null,
    })
    .execute()
}

export async function pageOfKeys(
  db: Queries,
  actor: Actor,
  sourceId: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ items: PushKey[]; total: number }> {
  const base = db.selectFrom('push_key').where(scope(actor, 'push_key')).where('source_id', '=', sourceId)
  const items = await base
    .select(shown)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total }
}

export const keyById = (db: Queries, actor: Actor, sourceId: string, id: string): Promise<PushKey | undefined> =>
  db
    .selectFrom('push_key')
    .select(shown)
    .where(scope(actor, 'push_key'))
    .where('source_id', '=', sourceId)
    .where('id', '=', id)
    .executeTakeFirst()

export async function revokeKey(tx: Tx, actor: Actor, id: string, at: string): Promise<void> {
  await tx
    .updateTable('push_key')
    .set({ revoked_by: actor.name, revoked_at: at })
    .where(scope(actor, 'push_key'))
    .where('id', '=', id)
    .execute()
}

/** Whose key it is. Asked before anybody is known, so it has no scope: the secret is what it is found by. */
export const keyByHash = (db: Queries, hash: string) =>
  db
    .selectFrom('push_key')
    .innerJoin('source', 'source.id', 'push_key.source_id')
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .select([
      'push_key.id',
      'push_key.name',
      'push_key.organisation_id as organisationId',
      'push_key.last_used_at as lastUsedAt',
      'source.id as sourceId',
      'source.name as sourceName',
    ])
    .executeTakeFirst()

export async function touchKey(db: Queries, id: string, at: string): Promise<void> {
  await db.updateTable('push_key').set({ last_used_at: at }).where('id', '=', id).execute()
}

export interface StoredReceipt {
  readonly sourceId: string
  readonly delivery: string
  readonly sha256: string
  readonly dataset: string
  readonly importId: string
  readonly receivedAt: string
}

const receipts = (db: Queries, actor: Actor) =>
  db
    .selectFrom('push_receipt')
    .where(scope(actor, 'push_receipt'))
    .select(['source_id as sourceId', 'delivery', 'sha256', 'dataset', 'import_id as importId', 'received_at as receivedAt'])

export const receiptOf = (db: Queries, actor: Actor, sourceId: string, delivery: string): Promise<StoredReceipt | undefined> =>
  receipts(db, actor).where('source_id', '=', sourceId).where('delivery', '=', delivery).executeTakeFirst()

export const receiptOfImport = (db: Queries, actor: Actor, sourceId: string, importId: string): Promise<StoredReceipt | undefined> =>
  receipts(db, actor).where('source_id', '=', sourceId).where('import_id', '=', importId).executeTakeFirst()

/** False when another request with the same delivery was quicker. */
export async function insertReceipt(tx: Tx, actor: Actor, one: StoredReceipt): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('push_receipt')
    .values({
      organisation_id: actor.organisationId,
      source_id: one.sourceId,
      delivery: one.delivery,
      sha256: one.sha256,
      dataset: one.dataset,
      import_id: one.importId,
      received_at: one.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
