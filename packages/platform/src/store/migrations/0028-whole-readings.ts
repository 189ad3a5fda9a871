import { type Kysely, sql } from 'kysely'

/**
 * Readings of a whole table or query: what no longer appears in one leaves. The batches that held it give their place to the new one from a moment
 * on, which may be later than its publication: what people saw until then stays what they saw.
 */
const statements = [
  `alter table batch add column replaced_at timestamptz`,
  `alter table database_link add column leave_share int not null default 5 check (leave_share between 0 and 100)`,
  `alter table database_pull
    add column whole boolean not null default false,
    add column held int,
    add column leaving int,
    add column left_at timestamptz,
    add column left_by text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
