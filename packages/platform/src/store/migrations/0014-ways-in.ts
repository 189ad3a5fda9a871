import { type Kysely, sql } from 'kysely'

/** Agencies' databases that are read from, what each reading brought, and files that come in parts. */
const statements = [
  `create table database_link (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    source_id text not null references source (id),
    name text not null,
    engine text not null,
    host text not null,
    port int not null,
    database_name text not null,
    username text not null,
    sealed text not null,
    tls text not null,
    authority text,
    dataset text,
    table_name text,
    query text,
    mark_column text,
    look_back int not null,
    mark text,
    marked_at timestamptz,
    generation int not null,
    made_by text not null,
    made_at timestamptz not null,
    removed_at timestamptz
  )`,
  `create index database_link_source on database_link (organisation_id, source_id)`,
  `create table database_pull (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    link_id text not null references database_link (id),
    job_id text not null references job (id),
    schedule_id text,
    missed int not null,
    generation int not null,
    from_mark text,
    to_mark text,
    rows bigint,
    outcome text,
    import_id text references import_file (id),
    asked_by text not null,
    asked_at timestamptz not null
  )`,
  `create index database_pull_link on database_pull (link_id, seq)`,
  `create index database_pull_import on database_pull (import_id)`,
  `create table upload (
    id text primary key,
    organisation_id text not null references organisation (id),
    user_id text not null,
    name text not null,
    folder text not null,
    bytes bigint not null,
    modified_at text not null,
    source_id text references source (id),
    dataset text,
    again boolean not null,
    started_by text not null,
    started_at timestamptz not null,
    touched_at timestamptz not null,
    import_id text references import_file (id)
  )`,
  `create index upload_user on upload (organisation_id, user_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
