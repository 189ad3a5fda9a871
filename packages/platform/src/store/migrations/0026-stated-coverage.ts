import { type Kysely, sql } from 'kysely'

/** From which day to which a source, or one batch, says that its rows of a dataset are complete. Only added to: a past run is repeated by what was said then. */
const statements = [
  `create table stated_coverage (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    source_id text references source (id),
    batch_id text references batch (id),
    dataset text not null,
    from_day date,
    to_day date,
    note text not null,
    by_id text,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq),
    check ((source_id is null) <> (batch_id is null)),
    check ((from_day is null) = (to_day is null) and from_day <= to_day)
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
