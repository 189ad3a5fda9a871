import { type Kysely, sql } from 'kysely'

/**
 * What an office adjusts of the law's limits and of the calendar. Both tables are only ever added to, and share one count an
 * office (`seq`), so that one number says exactly by which limits and which calendar a run counted.
 */
const statements = [
  `create table limit_override (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    limit_id text not null,
    quantity int,
    unit text,
    rollover text,
    reason text not null,
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq),
    check ((quantity is null) = (unit is null) and (unit is null) = (rollover is null))
  )`,
  `create index limit_override_limit on limit_override (organisation_id, limit_id, seq)`,
  `create table calendar_year (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    year int not null,
    holidays jsonb not null,
    workdays jsonb not null,
    source text not null,
    notice text,
    reason text not null,
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq)
  )`,
  `create index calendar_year_year on calendar_year (organisation_id, year, seq)`,
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception '% is only added to', tg_table_name; end $$`,
  `create trigger limit_override_kept before update or delete on limit_override for each statement execute function refuse_change()`,
  `create trigger calendar_year_kept before update or delete on calendar_year for each statement execute function refuse_change()`,
  // Runs from before, also those of an older backup, counted by the catalogue alone: no number means none.
  `alter table run add column law_state bigint`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
