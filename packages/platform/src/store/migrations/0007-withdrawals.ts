import { type Kysely, sql } from 'kysely'

/**
 * A batch is never edited; it can be withdrawn with a reason, and given back. Each withdrawal is a span of time, so that the
 * view of any past day is what people saw on that day.
 */
const statements = [
  `create table batch_withdrawal (
    id bigint generated always as identity primary key,
    organisation_id text not null references organisation (id),
    batch_id text not null references batch (id),
    reason text not null,
    by_name text not null,
    at timestamptz not null,
    restored_reason text,
    restored_by text,
    restored_at timestamptz,
    check ((restored_at is null) = (restored_by is null) and (restored_at is null) = (restored_reason is null))
  )`,
  `create unique index batch_withdrawn on batch_withdrawal (batch_id) where restored_at is null`,
  `create index evidence_batch on evidence (organisation_id, batch_seq, dataset)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
