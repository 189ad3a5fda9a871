import { type Kysely, sql } from 'kysely'

/**
 * Files that hold what several batches hold, without the rows that one of them replaced in another: a shorter way to read them, and
 * nothing else. Any row may be deleted at any time; the batches' own files stay.
 */
const statements = [
  `create table compaction (
    id text primary key,
    organisation_id text not null references organisation (id),
    dataset text not null,
    batches jsonb not null,
    files jsonb not null,
    created_at timestamptz not null
  )`,
  `create index compaction_dataset on compaction (organisation_id, dataset)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
