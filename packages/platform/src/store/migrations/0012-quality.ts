import { type Kysely, sql } from 'kysely'

/** How good a batch was when it came: counts alone, shares are made of them when they are read. */
const statements = [
  `create table batch_quality (
    batch_id text primary key references batch (id),
    organisation_id text not null references organisation (id),
    required_cells bigint not null,
    required_filled bigint not null,
    conditional_cells bigint not null,
    conditional_filled bigint not null,
    cells bigint not null,
    unsound bigint not null,
    duplicates bigint not null,
    inconsistent bigint not null,
    errors bigint not null,
    warnings bigint not null,
    remarks bigint not null,
    days_late int,
    empty_shares jsonb not null,
    drift jsonb not null
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
