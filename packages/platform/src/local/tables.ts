import { type Kysely, sql } from 'kysely'
import type { Db, Queries } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

/**
 * Every table that a backup holds, parents before children. Sessions, failed sign-ins and files that came in part are of the moment: they stay behind.
 * Rows travel as JSON, so a backup of the embedded store can be restored into a PostgreSQL and the other way round.
 */
export const backedUp = [
  'organisation',
  'users',
  'audit',
  'audit_head',
  'job',
  'source',
  'import_file',
  'batch',
  'batch_file',
  'batch_withdrawal',
  'batch_quality',
  'column_memory',
  'push_key',
  'push_receipt',
  'stated_coverage',
  'original_end',
  'database_link',
  'database_pull',
  'quarantine',
  'vault',
  'snapshot',
  'law_load',
  'law_text',
  'law_version',
  'law_article',
  'law_citation',
  'law_review',
  'run',
  'clue',
  'clue_sighting',
  'evidence',
  'matter',
  'act',
  'setting',
  'limit_override',
  'calendar_year',
  'dictionary_load',
  'office_standard',
  'run_setting',
  'schedule',
  'model_version',
  'model_choice',
  'clue_version',
  'indicator',
  'indicator_row',
  'draft',
  'draft_edition',
  'office_model',
  'model_package',
  'signer',
  'shadow',
  'trial',
  'trial_clue',
  'trial_difference',
  'trial_difference_row',
] as const satisfies readonly (keyof Tables)[]

/** Sequences with the column that they must stay ahead of. */
const sequences = [
  ['job', 'seq'],
  ['source', 'seq'],
  ['batch_withdrawal', 'id'],
  ['import_file', 'seq'],
  ['database_link', 'seq'],
  ['database_pull', 'seq'],
  ['run', 'seq'],
  ['schedule', 'seq'],
  ['law_load', 'seq'],
  ['law_review', 'seq'],
  ['shadow', 'seq'],
  ['trial', 'seq'],
  ['trial_difference', 'seq'],
] as const

const size = 1000

/** A table's rows as JSON lines, in chunks. */
export async function* dumpTable(db: Queries, table: string): AsyncIterable<readonly string[]> {
  const cursor = sql.ref(`dump_${table}`)
  await sql`declare ${cursor} cursor for select to_jsonb(t)::text as row from ${sql.table(table)} as t`.execute(db)
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(size)} from ${cursor}`.execute(db)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await sql`close ${cursor}`.execute(db)
}

export async function loadRows(db: Queries, table: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  // The head of the chain is made by the migration.
  if (table === 'audit_head') await sql`delete from audit_head`.execute(db)
  await sql`insert into ${sql.table(table)} overriding system value
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${`[${lines.join(',')}]`}::jsonb)`.execute(db)
}

/** Numbers go on where they were: no batch, clue or job number is ever given twice. */
export async function advanceSequences(db: Queries, counters: { batchSeq: number; clueNo: number }): Promise<void> {
  for (const [table, column] of sequences)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest(1, (select coalesce(max(${sql.ref(column)}), 1) from ${sql.table(table)})))`.execute(
      db,
    )
  await sql`select setval('batch_seq', ${Math.max(1, counters.batchSeq)}::bigint), setval('clue_no', ${Math.max(1, counters.clueNo)}::bigint)`.execute(
    db,
  )
}

export async function readCounters(db: Queries): Promise<{ batchSeq: number; clueNo: number }> {
  const last = async (name: string): Promise<number> =>
    (await sql<{ last_value: number }>`select last_value from ${sql.table(name)}`.execute(db)).rows[0]?.last_value ?? 1
  return { batchSeq: await last('batch_seq'), clueNo: await last('clue_no') }
}

export const isEmpty = async (db: Db | Kysely<Tables>): Promise<boolean> =>
  (await db.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) === undefined
