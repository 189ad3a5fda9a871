import { type Kysely, sql } from 'kysely'

/**
 * The end of an original: for each file that came in, the term that it was kept by and what was destroyed when. The row is written before
 * the bytes go (`destroyed_at` is empty then) and finished after, so that a process killed between the two leaves no lie.
 */
const statements = [
  `create table original_end (
    import_id text primary key references import_file (id),
    organisation_id text not null references organisation (id),
    sha256 text not null,
    days int not null,
    due_on date not null,
    begun_at timestamptz not null,
    destroyed_at timestamptz,
    rows_kept bigint,
    rows_gone bigint
  )`,
  `create index original_end_sha256 on original_end (sha256)`,
  `create index import_file_corrects on import_file (corrects)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
