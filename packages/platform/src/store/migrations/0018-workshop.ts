import { type Kysely, sql } from 'kysely'

/**
 * Models in the making, each with what it was before, and models that an office published itself. A published text never changes:
 * what would is another version.
 */
const statements = [
  `create table draft (
    id text primary key,
    organisation_id text not null references organisation (id),
    title text not null,
    files jsonb not null,
    edition int not null,
    owner_id text not null references users (id),
    owner text not null,
    shared jsonb not null,
    made_from text,
    published text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by text not null
  )`,
  'create index draft_by_owner on draft (organisation_id, owner_id)',
  `create table draft_edition (
    draft_id text not null references draft (id) on delete cascade,
    organisation_id text not null references organisation (id),
    edition int not null,
    files jsonb not null,
    made_at timestamptz not null,
    made_by text not null,
    restored_from int,
    primary key (draft_id, edition)
  )`,
  `create table office_model (
    organisation_id text not null references organisation (id),
    id text not null,
    version text not null,
    files jsonb not null,
    hash text not null,
    origin text not null,
    published_by text not null,
    published_at timestamptz not null,
    primary key (organisation_id, id, version)
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
