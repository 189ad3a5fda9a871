import { type Kysely, sql } from 'kysely'

/** What a patrol found stands among the clues, with a state of its own, until somebody makes it one. */
const statements = [
  `alter table clue add column kind text not null default 'clue' check (kind in ('clue', 'alert'))`,
  'alter table clue add column alert_state text',
  'alter table clue add column alert_by date',
  'create index clue_alert on clue (organisation_id, alert_state) where alert_state is not null',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
