import { type Kysely, sql } from 'kysely'

/** Statute texts: what was loaded, what it says, which versions follow from all of it together. */
const statements = [
  // Batches of loaded statutes come from no imported file; a later load takes the place of the earlier ones as a whole.
  `alter table batch alter column import_id drop not null`,
  `alter table batch add column law_load_id text`,
  `alter table batch add column replaced_by text references batch (id) deferrable initially deferred`,
  `create table law_load (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    job_id text not null references job (id),
    label text not null,
    files int not null,
    bytes bigint not null,
    sha256 text not null,
    loaded_by text not null,
    started_at timestamptz not null,
    report jsonb
  )`,
  `create index law_load_seq on law_load (organisation_id, seq)`,
  // One file: a version, or a part of one. Unpublished rows are the work of a load under way, or of one that was killed.
  `create table law_text (
    id text primary key,
    organisation_id text not null references organisation (id),
    load_id text not null references law_load (id),
    published boolean not null,
    law text not null,
    version_id text not null,
    file text not null,
    sha256 text not null,
    days jsonb not null,
    head jsonb not null
  )`,
  `create index law_text_law on law_text (organisation_id, law)`,
  `create table law_version (
    organisation_id text not null references organisation (id),
    law text not null,
    id text not null,
    aliases jsonb not null,
    version_date date,
    effective_from date,
    ended_on date,
    source text,
    articles int not null,
    complete boolean not null,
    aside text,
    load_id text not null references law_load (id),
    primary key (organisation_id, law, id)
  )`,
  `create table law_article (
    text_id text not null references law_text (id) on delete cascade,
    organisation_id text not null references organisation (id),
    ordinal int not null,
    article int not null,
    sub int not null,
    line int not null,
    under jsonb not null,
    paragraphs jsonb not null,
    plain text not null,
    primary key (text_id, ordinal)
  )`,
  `create index law_article_number on law_article (text_id, article, sub)`,
  `create table law_citation (
    text_id text not null references law_text (id) on delete cascade,
    organisation_id text not null references organisation (id),
    article int not null,
    sub int not null,
    to_law text not null,
    to_article int not null,
    to_sub int not null,
    primary key (text_id, article, sub, to_law, to_article, to_sub)
  )`,
  `create index law_citation_to on law_citation (organisation_id, to_law, to_article, to_sub)`,
  `create table law_review (
    id text primary key,
    seq bigint generated always as identity,
    organisation_id text not null references organisation (id),
    load_id text not null references law_load (id),
    law text not null,
    version_id text not null,
    previous_id text,
    raised_at timestamptz not null,
    touched jsonb not null,
    reviewed_by text,
    reviewed_at timestamptz,
    note text
  )`,
  `create index law_review_open on law_review (organisation_id, seq) where reviewed_at is null`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
