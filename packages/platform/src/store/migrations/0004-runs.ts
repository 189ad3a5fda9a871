import { type Kysely, sql } from 'kysely'

/** Runs that nobody asked for in person, that wait for a person, or that say why they found nothing. */
const statements = [
  // Backups from before know none of these columns: a restored row has nulls where the row type is filled from JSON, so none is `not null`.
  `alter table job add column priority int default 1`,
  `create index job_next on job (priority desc, seq) where state in ('queued', 'running')`,
  `alter table run add column cause jsonb`,
  `alter table run add column held text check (held in ('held', 'confirmed', 'discarded'))`,
  `alter table run add column flood jsonb`,
  `alter table run add column explained jsonb`,
  `alter table run add column input_rows bigint`,
  `create index run_held on run (organisation_id, seq) where held = 'held'`,
  `create table run_setting (
    organisation_id text not null references organisation (id),
    model_id text not null,
    arrival boolean,
    quiet_minutes int,
    most_clues int,
    most_times int,
    minutes int,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, model_id)
  )`,
  `create table schedule (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    kind text not null,
    subject text not null,
    cron text not null,
    paused boolean not null,
    next_at timestamptz,
    last_at timestamptz,
    last_begun jsonb not null default '[]',
    last_skipped jsonb not null default '[]',
    missed jsonb,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index schedule_due on schedule (next_at) where not paused`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
