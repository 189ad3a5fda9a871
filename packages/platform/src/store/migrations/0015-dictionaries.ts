import { type Kysely, sql } from 'kysely'

/**
 * What an office knows better than the catalogue: newer tables of codes (none: as the catalogue has them again) and its own data standards
 * (no files: taken away). Both are only ever added to, so that what was in force on a day can be told.
 */
const statements = [
  `create table dictionary_load (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    dictionary_id text not null,
    entries jsonb,
    codes int not null,
    source text not null,
    undoes bigint,
    reason text not null,
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq)
  )`,
  `create index dictionary_load_dictionary on dictionary_load (organisation_id, dictionary_id, seq)`,
  `create trigger dictionary_load_kept before update or delete on dictionary_load for each statement execute function refuse_change()`,
  `create table office_standard (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    dataset_id text not null,
    version int not null,
    files jsonb,
    reason text not null,
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq),
    unique (organisation_id, dataset_id, version)
  )`,
  `create trigger office_standard_kept before update or delete on office_standard for each statement execute function refuse_change()`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
