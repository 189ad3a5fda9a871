import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { type ListOptions, likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Span } from '../reach/span.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'
import type { Correction } from './import/import-file.ts'

/** Imports as the store keeps them. */

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
