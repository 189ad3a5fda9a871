import { type Kysely, sql } from 'kysely'

/**
 * From whom data come, and on what footing: an agency's department, its contact, the legal basis and purpose of holding its data,
 * and until when they may be used. Every file and batch may name its source; what came before sources were kept names none.
 */
const statements = [
  `create table source (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    name text not null,
    agency_code text,
    kind text not null,
    contact text not null,
    legal_basis text not null,
    purpose text not null,
    used_from date,
    used_until date,
    keep_raw_days int check (keep_raw_days >= 1),
    stopped boolean not null default false,
    created_by text not null,
    created_at timestamptz not null
  )`,
  `create unique index source_name on source (organisation_id, name)`,
  `alter table import_file add column source_id text references source (id)`,
  `alter table batch add column source_id text references source (id)`,
  `create index import_file_source on import_file (source_id)`,
  `create index batch_source on batch (source_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
