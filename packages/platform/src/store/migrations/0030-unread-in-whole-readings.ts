import { type Kysely, sql } from 'kysely'

/** Rows that a whole reading found and could not take in: what they were before must not leave as if it were gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table database_pull add column not_taken int`.execute(db)
}
