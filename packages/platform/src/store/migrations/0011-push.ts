import { type Kysely, sql } from 'kysely'

/** Keys of agencies' systems, each of one source, and what they sent under which of their own keys of a delivery. */
const statements = [
  `create table push_key (
    id text primary key,
    organisation_id text not null references organisation (id),
    source_id text not null references source (id),
    name text not null,
    hash text not null unique,
    made_by text not null,
    made_at timestamptz not null,
    last_used_at timestamptz,
    revoked_by text,
    revoked_at timestamptz
  )`,
  `create index push_key_source on push_key (organisation_id, source_id)`,
  // The same delivery key twice is the same delivery: the agency's system may ask again after a lost answer.
  `create table push_receipt (
    organisation_id text not null references organisation (id),
    source_id text not null references source (id),
    delivery text not null,
    sha256 text not null,
    dataset text not null,
    import_id text not null references import_file (id),
    received_at timestamptz not null,
    primary key (source_id, delivery)
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
