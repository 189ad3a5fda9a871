import { type Kysely, sql } from 'kysely'

/** Statutes are read and their effect is told before they are published, where somebody asked for that. */
const statements = ['alter table law_load add column held text', 'alter table law_load add column foreseen jsonb']

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
