import { clueDatasetSchema, matterDatasetSchema, runDatasets } from '@xiezhi/engine/data/own-datasets'
import type { Available } from '@xiezhi/engine/model/model'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { Queries } from '../store/database.ts'
import { mountBuiltin } from '../warehouse/snapshot.ts'
import type { Session } from '../warehouse/warehouse.ts'

/** With the office's own clues and matters, and the days that the data cover, among what models may read. */
export const withOwnWork = (available: Available): Available =>
  new Map([...available, ...runDatasets.map(({ id, columns }) => [id, new Set(columns.map(({ name }) => name))] as const)])

/**
 * Makes an office's own clues and matters readable by a model that asks for them, as they stood before a moment: that at which the
 * run was begun. Sightings and acts are only ever added to, so the same moment gives the same rows whenever it is asked for.
 */
export async function mountOwnWork(session: Session, db: Queries, actor: Actor, model: CatalogueModel, before: string): Promise<void> {
  const reads = new Set(model.checked.inputs.map(({ dataset }) => dataset))
  if (reads.has(clueDatasetSchema.id)) await mountBuiltin(session, clueDatasetSchema, await cluesBefore(db, actor, before))
  if (reads.has(matterDatasetSchema.id)) await mountBuiltin(session, matterDatasetSchema, await mattersBefore(db, actor, before))
}

type Rows = readonly Readonly<Record<string, string | number | boolean | null>>[]

/** An alert is a clue from the moment that it was made one. A judgement that was taken back leaves the state in which its matter began, and is none. */
export async function cluesBefore(db: Queries, actor: Actor, before: string): Promise<Rows> {
  const { rows } = await sql<Rows[number]>`
    with seen as (
      select clue_id,
        min(as_of) filter (where state <> 'vanished')::text as first_seen,
        max(as_of) filter (where state <> 'vanished')::text as last_seen,
        count(*) filter (where state <> 'vanished') as times_seen,
        (array_agg(state order by at desc, run_id desc))[1] as state,
        (array_agg(due_date order by at desc, run_id desc) filter (where state <> 'vanished'))[1]::text as due_date,
        (array_agg(days_overdue order by at desc, run_id desc) filter (where state <> 'vanished'))[1] as days_overdue,
        (array_agg(amount order by at desc, run_id desc) filter (where state <> 'vanished'))[1]::text as amount,
        (array_agg(grade order by at desc, run_id desc) filter (where state <> 'vanished'))[1] as grade,
        (array_agg(score order by at desc, run_id desc) filter (where state <> 'vanished'))[1] as score,
        (array_agg(severity order by at desc, run_id desc) filter (where state <> 'vanished'))[1] as severity
      from clue_sighting where ${scope(actor, 'clue_sighting')} and at < ${before}::timestamptz
      group by clue_id
    ), acted as (
      select matter.subject_id as clue_id,
        (array_agg(act.from_state order by act.seq))[1] as start_state,
        (array_agg(act.to_state order by act.seq desc))[1] as to_state,
        (array_agg(act.occurred_on order by act.seq desc))[1]::text as occurred_on,
        (array_agg(act.fields order by act.seq desc))[1]::jsonb ->> 'cause' as cause
      from act join matter on matter.id = act.matter_id
      where ${scope(actor, 'act')} and ${scope(actor, 'matter')} and matter.subject_kind = 'clue' and act.recorded_at < ${before}::timestamptz
      group by matter.subject_id
    )
    select clue.id as clue_id, clue.no as clue_no, clue.model_id, clue.rule_id, clue.rollup as class_clue,
      clue.body -> 'key' ->> 'agency_code' as agency_code, clue.body -> 'key' ->> 'doc_key' as doc_key,
      clue.body -> 'key' ->> 'case_key' as case_key, clue.body -> 'key' ->> 'party_key' as party_key,
      clue.subject_kind, clue.subject_code, seen.state, seen.first_seen, seen.last_seen, seen.times_seen::int as times_seen,
      seen.due_date, seen.days_overdue, seen.amount, seen.grade, seen.score, seen.severity,
      case when acted.to_state <> acted.start_state then acted.to_state end as judgement,
      case when acted.to_state <> acted.start_state then acted.occurred_on end as judged_on,
      case when acted.to_state <> acted.start_state then acted.cause end as cause
    from clue join seen on seen.clue_id = clue.id left join acted on acted.clue_id = clue.id
    where ${scope(actor, 'clue')} and (clue.alert_state is null or exists (
      select 1 from matter where matter.organisation_id = clue.organisation_id and matter.subject_kind = 'clue'
        and matter.subject_id = clue.id and matter.created_at < ${before}::timestamptz))
    order by clue.id`.execute(db)
  return rows
}

export async function mattersBefore(db: Queries, actor: Actor, before: string): Promise<Rows> {
  const { rows } = await sql<Rows[number]>`
    with done as (
      select matter_id, count(*)::int as acts,
        (array_agg(to_state order by seq desc))[1] as to_state,
        (array_agg(transition order by seq desc))[1] as last_act,
        (array_agg(occurred_on order by seq desc))[1]::text as last_act_on
      from act where ${scope(actor, 'act')} and recorded_at < ${before}::timestamptz
      group by matter_id
    ), later as (
      select distinct on (matter_id) matter_id, from_state
      from act where ${scope(actor, 'act')} and recorded_at >= ${before}::timestamptz
      order by matter_id, seq
    )
    select matter.id as matter_id, matter.procedure, matter.subject_kind, matter.subject_id,
      coalesce(done.to_state, later.from_state, matter.state) as matter_state,
      (matter.created_at at time zone 'Asia/Shanghai')::date::text as opened_on,
      coalesce(done.acts, 0) as acts, done.last_act, done.last_act_on
    from matter left join done on done.matter_id = matter.id left join later on later.matter_id = matter.id
    where ${scope(actor, 'matter')} and matter.created_at < ${before}::timestamptz
    order by matter.id`.execute(db)
  return rows
}
