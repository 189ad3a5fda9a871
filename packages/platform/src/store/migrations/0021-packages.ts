import { type Kysely, sql } from 'kysely'

/** Packages of models that came in, as they came, and whose an office accepts. */
const statements = [
  `create table model_package (
    id text primary key,
    organisation_id text not null references organisation (id),
    name text not null,
    sha256 text not null,
    text text not null,
    summary jsonb not null,
    ed25519 text not null,
    sm2 text not null,
    trials jsonb not null,
    installed jsonb not null,
    received_by text not null,
    received_at timestamptz not null,
    unique (organisation_id, sha256)
  )`,
  `create table signer (
    id text primary key,
    organisation_id text not null references organisation (id),
    fingerprint text not null,
    ed25519 text not null,
    sm2 text not null,
    name text not null,
    note text not null,
    accepted_by text not null,
    accepted_at timestamptz not null,
    ended_by text,
    ended_at timestamptz
  )`,
  'create unique index signer_accepted on signer (organisation_id, fingerprint) where ended_at is null',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
