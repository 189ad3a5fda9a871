import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { type ListOptions, likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import { compactedFiles } from './compacted-files.ts'
import { notWithdrawn } from './withdrawals.ts'

/** Batches as the store keeps them, and the files that they name. */

export async function nextBatchSeq(db: Queries): Promise<number> {
  const result = await sql<{ seq: number }>`select nextval('batch_seq') as seq`.execute(db)
  return result.rows[0]?.seq ?? 0
}

export interface StoredBatch {
  readonly id: string
  readonly seq: number
  readonly dataset: string
  readonly file: string
  readonly part: string | null
  readonly importId: string | null
  /** The load of statutes that it came from, instead of an imported file. */
  readonly lawLoadId: string | null
  /** From whom its rows came, where somebody said so. */
  readonly sourceId: string | null
  readonly replacedBy: string | null
  readonly rows: number
  readonly refused: number
  readonly coverage: { readonly from: string; readonly to: string } | null
  readonly latestEvent: string | null
  readonly fields: readonly string[]
  readonly publishedAt: string
  readonly publishedBy: string
}
export interface BatchFile {
  readonly dataset: string
  readonly path: string
}

export async function insertBatch(tx: Tx, actor: Actor, batch: StoredBatch, files: readonly BatchFile[]): Promise<void> {
  await tx
    .insertInto('batch')
    .values({
      id: batch.id,
      organisation_id: actor.organisationId,
      seq: batch.seq,
      dataset: batch.dataset,
      file: batch.file,
      part: batch.part,
      import_id: batch.importId,
      law_load_id: batch.lawLoadId,
      source_id: batch.sourceId,
      replaced_by: batch.replacedBy,
      rows: batch.rows,
      refused: batch.refused,
      coverage_from: batch.coverage?.from ?? null,
      coverage_to: batch.coverage?.to ?? null,
      latest_event: batch.latestEvent,
      fields: JSON.stringify(batch.fields),
      published_at: batch.publishedAt,
      published_by: batch.publishedBy,
    })
    .execute()
  for (const { dataset, path } of files)
    await tx.insertInto('batch_file').values({ batch_id: batch.id, organisation_id: actor.organisationId, dataset, path }).execute()
}

interface BatchRow {
  id: string
  seq: number
  dataset: string
  file: string
  part: string | null
  import_id: string | null
  law_load_id: string | null
  source_id: string | null
  replaced_by: string | null
  rows: number
  refused: number
  coverage_from: string | null
  coverage_to: string | null
  latest_event: string | null
  fields: readonly string[]
  published_at: string
  published_by: string
}
export const toBatch = (row: BatchRow): StoredBatch => ({
  id: row.id,
  seq: row.seq,
  dataset: row.dataset,
  file: row.file,
  part: row.part,
  importId: row.import_id,
  lawLoadId: row.law_load_id,
  sourceId: row.source_id,
  replacedBy: row.replaced_by,
  rows: row.rows,
  refused: row.refused,
  coverage: row.coverage_from && row.coverage_to ? { from: row.coverage_from, to: row.coverage_to } : null,
  latestEvent: row.latest_event,
  fields: row.fields,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
})

export async function batchById(db: Queries, actor: Actor, id: string): Promise<StoredBatch | undefined> {
  const row = await db.selectFrom('batch').selectAll().where(scope(actor, 'batch')).where('id', '=', id).executeTakeFirst()
  return row && toBatch(row)
}

const batchOrders: Orders = {
  seq: 'seq',
  dataset: 'dataset',
  file: 'file',
  rows: 'rows',
  refused: 'refused',
  from: 'coverage_from',
  by: 'published_by',
  at: 'published_at',
}

export async function pageOfBatches(
  db: Queries,
  actor: Actor,
  query: ListOptions & { readonly dataset?: string | undefined; readonly source?: string | undefined },
): Promise<{ batches: StoredBatch[]; total: number }> {
  let base = db.selectFrom('batch').where(scope(actor, 'batch')).where('file', 'ilike', likeOf(query.q))
  if (query.dataset) base = base.where('dataset', '=', query.dataset)
  if (query.source) base = base.where('source_id', '=', query.source)
  const rows = await base
    .selectAll()
    .orderBy(...orderAsked(query.sort, batchOrders, '-seq'))
    .orderBy('seq', 'desc')
    .orderBy('id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { batches: rows.map(toBatch), total }
}

/** Every file that a batch of any organisation names, or that stands for several: what the sweep of the lake must leave. */
export async function namedFiles(db: Queries): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('batch_file').select('path').execute()
  return new Set([...rows.map(({ path }) => path), ...(await compactedFiles(db))])
}

/** Batches that an import brought and that are still visible. */
export async function batchesOfImport(db: Queries, actor: Actor, importId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('batch')
    .select('id')
    .where(scope(actor, 'batch'))
    .where('import_id', '=', importId)
    .where('replaced_by', 'is', null)
    .where(notWithdrawn(undefined))
    .execute()
  return rows.map(({ id }) => id)
}

/** What a batch had taken the place of is given to the one that comes in its stead: else it would be seen again. */
export async function takeOver(tx: Tx, actor: Actor, from: string, to: { readonly id: string; readonly dataset: string }): Promise<void> {
  await tx
    .updateTable('batch')
    .set({ replaced_by: to.id })
    .where(scope(actor, 'batch'))
    .where('replaced_by', '=', from)
    .where('dataset', '=', to.dataset)
    .execute()
}
