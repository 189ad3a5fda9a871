import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Span } from '../reach/span.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'
import { compactedFiles } from './compacted-files.ts'
import type { Correction } from './import/import-file.ts'
import { notWithdrawn } from './withdrawals.ts'

export interface StoredImport {
  readonly id: string
  readonly jobId: string
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly dataset: string | null
  readonly sameAs: string | null
  readonly sourceId: string | null
  /** From which day to which whoever sent it said that it is complete. */
  readonly stated: Span | null
  readonly corrections: readonly Correction[]
  /** The import whose place it is to take, its columns said anew. */
  readonly corrects: string | null
  readonly importedBy: string
  readonly startedAt: string
  readonly refusal: StoredMessage | null
  readonly parts: readonly unknown[]
}

const corrections = z.array(
  z.object({ sheet: z.string().nullable(), dataset: z.string(), mapping: z.record(z.string(), z.string().nullable()) }),
)

interface ImportRow {
  id: string
  job_id: string
  file: string
  bytes: number
  sha256: string
  dataset_hint: string | null
  same_as: string | null
  source_id: string | null
  stated_from: string | null
  stated_to: string | null
  corrections: unknown
  corrects: string | null
  imported_by: string
  started_at: string
  refusal: StoredMessage | null
  parts: readonly unknown[]
}

const toImport = (row: ImportRow): StoredImport => ({
  id: row.id,
  jobId: row.job_id,
  file: row.file,
  bytes: row.bytes,
  sha256: row.sha256,
  dataset: row.dataset_hint,
  sameAs: row.same_as,
  sourceId: row.source_id,
  stated: row.stated_from !== null && row.stated_to !== null ? { from: row.stated_from, to: row.stated_to } : null,
  corrections: corrections.parse(row.corrections ?? []),
  corrects: row.corrects,
  importedBy: row.imported_by,
  startedAt: row.started_at,
  refusal: row.refusal,
  parts: row.parts,
})

export async function insertImport(tx: Tx, actor: Actor, one: StoredImport): Promise<void> {
  await tx
    .insertInto('import_file')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      job_id: one.jobId,
      file: one.file,
      bytes: one.bytes,
      sha256: one.sha256,
      dataset_hint: one.dataset,
      same_as: one.sameAs,
      source_id: one.sourceId,
      stated_from: one.stated?.from ?? null,
      stated_to: one.stated?.to ?? null,
      corrections: one.corrections.length > 0 ? JSON.stringify(one.corrections) : null,
      corrects: one.corrects,
      imported_by: one.importedBy,
      started_at: one.startedAt,
      refusal: one.refusal ? JSON.stringify(one.refusal) : null,
      parts: JSON.stringify(one.parts),
    })
    .execute()
}

export async function importById(db: Queries, actor: Actor, id: string): Promise<StoredImport | undefined> {
  const row = await db.selectFrom('import_file').selectAll().where(scope(actor, 'import_file')).where('id', '=', id).executeTakeFirst()
  return row && toImport(row)
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

/** An import of the same bytes that brought something in or still may. */
export async function sameBytes(db: Queries, actor: Actor, sha256: string): Promise<StoredImport | undefined> {
  const row = await db
    .selectFrom('import_file')
    .selectAll('import_file')
    .innerJoin('job', 'job.id', 'import_file.job_id')
    .where(scope(actor, 'import_file'))
    .where('sha256', '=', sha256)
    .where('job.state', 'in', ['queued', 'running', 'succeeded'])
    .orderBy('import_file.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toImport(row)
}

export interface ListOptions {
  readonly page: number
  readonly size: number
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

const rowsOf = (of: 'taken' | 'refused') =>
  sql`(select sum((part ->> ${sql.lit(of)})::bigint) from jsonb_array_elements(import_file.parts) as part)`
const importOrders: Orders = {
  file: 'import_file.file',
  state: 'job.state',
  taken: rowsOf('taken'),
  refused: rowsOf('refused'),
  by: 'import_file.imported_by',
  at: 'import_file.seq',
}

export async function pageOfImports(
  db: Queries,
  actor: Actor,
  query: ListOptions & { readonly state?: string | undefined; readonly source?: string | undefined },
): Promise<{ imports: StoredImport[]; total: number }> {
  let base = db
    .selectFrom('import_file')
    .innerJoin('job', 'job.id', 'import_file.job_id')
    .where(scope(actor, 'import_file'))
    .where('file', 'ilike', likeOf(query.q))
  if (query.state) base = base.where(sql<boolean>`job.state = ${query.state}`)
  if (query.source) base = base.where('source_id', '=', query.source)
  const rows = await base
    .selectAll('import_file')
    .orderBy(...orderAsked(query.sort, importOrders, '-at'))
    .orderBy('import_file.seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { imports: rows.map(toImport), total }
}

export async function reportImport(
  tx: Tx,
  actor: Actor,
  id: string,
  report: { parts: readonly unknown[]; refusal: StoredMessage | null },
): Promise<void> {
  await tx
    .updateTable('import_file')
    .set({ parts: JSON.stringify(report.parts), refusal: report.refusal ? JSON.stringify(report.refusal) : null })
    .where(scope(actor, 'import_file'))
    .where('id', '=', id)
    .execute()
}

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

export interface QuarantinedRow {
  readonly ordinal: number
  readonly part: string | null
  readonly rowNo: number
  readonly reasons: readonly StoredMessage[]
  readonly sealed: string
}

export async function insertQuarantine(tx: Tx, actor: Actor, importId: string, rows: readonly QuarantinedRow[]): Promise<void> {
  const values = rows.map((row) => ({ ...row, row_no: row.rowNo }))
  await sql`insert into quarantine (import_id, organisation_id, ordinal, part, row_no, reasons, sealed)
    select ${importId}, ${actor.organisationId}, ordinal, part, row_no, reasons, sealed
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row (ordinal int, part text, row_no bigint, reasons jsonb, sealed text)`.execute(
    tx,
  )
}

export async function pageOfQuarantine(
  db: Queries,
  actor: Actor,
  importId: string,
  page: { page: number; size: number },
): Promise<{ rows: QuarantinedRow[]; total: number }> {
  const base = db.selectFrom('quarantine').where(scope(actor, 'quarantine')).where('import_id', '=', importId)
  const rows = await base
    .select(['ordinal', 'part', 'row_no', 'reasons', 'sealed'])
    .orderBy('ordinal')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map(({ row_no, ...row }) => ({ ...row, rowNo: row_no })), total }
}

/** The refused rows of an import that follow one of them, in their order. */
export async function quarantineAfter(
  db: Queries,
  actor: Actor,
  importId: string,
  ordinal: number,
  most: number,
): Promise<QuarantinedRow[]> {
  const rows = await db
    .selectFrom('quarantine')
    .where(scope(actor, 'quarantine'))
    .where('import_id', '=', importId)
    .where('ordinal', '>', ordinal)
    .select(['ordinal', 'part', 'row_no', 'reasons', 'sealed'])
    .orderBy('ordinal')
    .limit(most)
    .execute()
  return rows.map(({ row_no, ...row }) => ({ ...row, rowNo: row_no }))
}

export async function insertVault(
  tx: Tx,
  actor: Actor,
  values: readonly { token: string; kind: string; sealed: string; mask: string }[],
): Promise<void> {
  await sql`insert into vault (organisation_id, token, kind, sealed, mask)
    select ${actor.organisationId}, token, kind, sealed, mask
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row (token text, kind text, sealed text, mask text)
    on conflict do nothing`.execute(tx)
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

export async function quarantinedCount(db: Queries, actor: Actor): Promise<number> {
  const { total } = await db
    .selectFrom('quarantine')
    .where(scope(actor, 'quarantine'))
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
