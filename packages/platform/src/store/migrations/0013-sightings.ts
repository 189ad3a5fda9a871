import { type Kysely, sql } from 'kysely'

/** What a clue said when it was seen, so that a model which reads clues finds the figures of then, whenever it is run again. */
const statements = [
  'alter table clue_sighting add column due_date date, add column days_overdue int, add column amount numeric(18, 2), add column grade text, add column score double precision, add column severity text',
  // Of earlier sightings the last one alone is known: it is what the clue still says.
  `update clue_sighting set due_date = clue.due_date, days_overdue = clue.days_overdue, amount = clue.amount, grade = clue.grade, score = clue.score, severity = clue.severity
    from clue where clue.organisation_id = clue_sighting.organisation_id and clue.id = clue_sighting.clue_id and clue.last_run_id = clue_sighting.run_id and clue_sighting.state <> 'vanished'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
