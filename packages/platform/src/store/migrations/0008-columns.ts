import { type Kysely, sql } from 'kysely'

/**
 * What persons say of the columns of files: the corrections that an import was made with, the import that it corrects, and what is
 * remembered for the next file of the same source (none: files of which nobody said from whom they come).
 */
const statements = [
  `alter table import_file add column corrections jsonb`,
  `alter table import_file add column corrects text references import_file (id)`,
  `create table column_memory (
    organisation_id text not null references organisation (id),
    source_id text references source (id),
    dataset text not null,
    heading text not null,
    field text,
    by_name text not null,
    at timestamptz not null
  )`,
  `create unique index column_memory_one on column_memory (organisation_id, coalesce(source_id, ''), dataset, heading)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
