import { type Kysely, sql } from 'kysely'

/**
 * The ledger of models: the text of every version as it was first seen, what an office decides about a model (owner, parameter
 * values of its own), which version reported which clue, and the figures that a run gave beside its clues.
 */
const statements = [
  `create table model_version (
    organisation_id text not null references organisation (id),
    model_id text not null,
    version text not null,
    hash text not null,
    title text not null,
    source text not null,
    pieces jsonb not null,
    first_seen_at timestamptz not null,
    primary key (organisation_id, model_id, version)
  )`,
  `create trigger model_version_kept before update or delete on model_version for each statement execute function refuse_change()`,
  `create table model_choice (
    organisation_id text not null references organisation (id),
    seq bigint not null,
    model_id text not null,
    kind text not null check (kind in ('owner', 'parameter')),
    name text not null,
    value text,
    reason text not null,
    by_id text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (organisation_id, seq)
  )`,
  `create index model_choice_model on model_choice (organisation_id, model_id, kind, name, seq)`,
  `create trigger model_choice_kept before update or delete on model_choice for each statement execute function refuse_change()`,
  `create table clue_version (
    organisation_id text not null references organisation (id),
    clue_id text not null,
    model_id text not null,
    version text not null,
    primary key (organisation_id, clue_id, version),
    foreign key (organisation_id, clue_id) references clue (organisation_id, id)
  )`,
  `create index clue_version_model on clue_version (organisation_id, model_id, version)`,
  `insert into clue_version (organisation_id, clue_id, model_id, version)
    select distinct s.organisation_id, s.clue_id, r.model_id, r.version
    from clue_sighting s join run r on r.id = s.run_id where s.state <> 'vanished'`,
  `create table indicator (
    organisation_id text not null references organisation (id),
    run_id text not null references run (id),
    rule_id text not null,
    ordinal int not null,
    title text not null,
    dimensions jsonb not null,
    figures jsonb not null,
    row_count int not null,
    primary key (organisation_id, run_id, rule_id)
  )`,
  `create table indicator_row (
    organisation_id text not null references organisation (id),
    run_id text not null,
    rule_id text not null,
    ordinal int not null,
    key jsonb not null,
    key_text text not null,
    figures jsonb not null,
    primary key (organisation_id, run_id, rule_id, ordinal),
    foreign key (organisation_id, run_id, rule_id) references indicator (organisation_id, run_id, rule_id)
  )`,
  `create index indicator_row_key on indicator_row (organisation_id, run_id, rule_id, key_text)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
