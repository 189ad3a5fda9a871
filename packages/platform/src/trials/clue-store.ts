import { type Clue, keyText } from '@xiezhi/engine/clue/clue'
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { bodyOf, clueBody, evidenceHash } from '../clues/stored.ts'
import { foundedStates, unfoundedStates } from '../ledger/standing.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { StoredTrial } from './store.ts'

/** What a trial found, kept as clues are but for the rows behind it: of these only where they stand. */
export const trialBody = clueBody.extend({
  evidence: z.array(
    z.object({ dataset: z.string(), file: z.string(), sheet: z.string().nullable(), rowNo: z.number(), rowHash: z.string() }),
  ),
})
export type TrialBody = z.infer<typeof trialBody>

const chunk = 500

export async function keepTrialClues(
  tx: Tx,
  actor: Actor,
  trialId: string,
  clues: readonly Clue[],
  { titles, keys }: { readonly titles: ReadonlyMap<string, string>; readonly keys: ReadonlyMap<string, string> },
): Promise<void> {
  for (let start = 0; start < clues.length; start += chunk)
    await tx
      .insertInto('trial_clue')
      .values(
        clues.slice(start, start + chunk).map((clue) => ({
          organisation_id: actor.organisationId,
          trial_id: trialId,
          clue_id: clue.clueId,
          rule_id: clue.rule,
          rule_title: titles.get(clue.rule) ?? clue.rule,
          title: clue.title,
          subject_kind: clue.subject.kind,
          subject_name: clue.subject.name,
          subject_code: clue.subject.code,
          party_name: clue.party?.name ?? null,
          party_id: clue.party?.id ?? null,
          due_date: clue.dueDate,
          days_overdue: clue.daysOverdue,
          amount: clue.amount,
          grade: clue.grade,
          score: clue.score,
          severity: clue.severity,
          rollup: clue.rollup,
          evidence_hash: evidenceHash(clue.evidence),
          about_dataset: clue.rollup ? null : (clue.evidence[0]?.dataset ?? null),
          about_key: keys.get(clue.clueId) ?? null,
          body: JSON.stringify({
            ...z.record(z.string(), z.unknown()).parse(JSON.parse(bodyOf(clue))),
            evidence: clue.evidence.map(({ dataset, file, sheet, rowNo, rowHash }) => ({ dataset, file, sheet, rowNo, rowHash })),
          }),
          search: [clue.title, clue.reason, clue.party?.name ?? '', keyText(clue.key)].join(' ').toLowerCase(),
        })),
      )
      .execute()
}

export interface TrialClueFilter {
  readonly q?: string | undefined
  readonly rule?: string | undefined
  readonly severity?: string | undefined
  readonly subject?: string | undefined
  readonly judged?: 'founded' | 'unfounded' | 'pending' | 'unknown' | undefined
}

const listed = [
  'trial_clue.clue_id',
  'trial_clue.rule_id',
  'trial_clue.rule_title',
  'trial_clue.title',
  'trial_clue.subject_kind',
  'trial_clue.subject_name',
  'trial_clue.subject_code',
  'trial_clue.party_name',
  'trial_clue.party_id',
  'trial_clue.due_date',
  'trial_clue.days_overdue',
  'trial_clue.amount',
  'trial_clue.grade',
  'trial_clue.score',
  'trial_clue.severity',
  'trial_clue.rollup',
  'trial_clue.evidence_hash',
  'trial_clue.about_dataset',
  'trial_clue.about_key',
  'trial_clue.body',
] as const

const anyOf = (states: readonly string[]) => sql<SqlBool>`clue.handling in (${sql.join(states)})`

function filtered(db: Queries, actor: Actor, trialId: string, filter: TrialClueFilter) {
  let query = db
    .selectFrom('trial_clue')
    .leftJoin('clue', (join) =>
      join.onRef('clue.id', '=', 'trial_clue.clue_id').onRef('clue.organisation_id', '=', 'trial_clue.organisation_id'),
    )
    .where(scope(actor, 'trial_clue'))
    .where('trial_clue.trial_id', '=', trialId)
  if (filter.rule) query = query.where('trial_clue.rule_id', 'in', filter.rule.split(','))
  if (filter.severity) query = query.where('trial_clue.severity', 'in', filter.severity.split(','))
  if (filter.subject) query = query.where('trial_clue.subject_name', '=', filter.subject)
  if (filter.judged === 'unknown') query = query.where('clue.id', 'is', null)
  if (filter.judged === 'founded') query = query.where(anyOf(foundedStates))
  if (filter.judged === 'unfounded') query = query.where(anyOf(unfoundedStates))
  if (filter.judged === 'pending')
    query = query.where(sql<SqlBool>`clue.handling not in (${sql.join([...foundedStates, ...unfoundedStates])})`)
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    query = query.where('trial_clue.search', 'like', likeOf(word))
  return query
}

const orders: Orders = {
  score: 'trial_clue.score',
  due_date: 'trial_clue.due_date',
  days_overdue: 'trial_clue.days_overdue',
  amount: 'trial_clue.amount',
  subject: 'trial_clue.subject_name',
  rule: 'trial_clue.rule_id',
}

export type TrialClueRow = Awaited<ReturnType<typeof pageOfTrialClues>>['clues'][number]

export async function pageOfTrialClues(
  db: Queries,
  actor: Actor,
  trialId: string,
  filter: TrialClueFilter,
  page: { readonly page: number; readonly size: number; readonly sort?: string | undefined },
) {
  const base = filtered(db, actor, trialId, filter)
  const clues = await base
    .select([...listed, 'clue.id as live_id', 'clue.no as live_no', 'clue.handling as handling', 'clue.state as live_state'])
    .orderBy(...orderAsked(page.sort, orders, '-score'))
    .orderBy('trial_clue.clue_id')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { clues, total }
}

export async function trialClue(db: Queries, actor: Actor, trialId: string, clueId: string): Promise<TrialClueRow | undefined> {
  return filtered(db, actor, trialId, {})
    .where('trial_clue.clue_id', '=', clueId)
    .select([...listed, 'clue.id as live_id', 'clue.no as live_no', 'clue.handling as handling', 'clue.state as live_state'])
    .executeTakeFirst()
}

/** Clues of a trial as they are compared, by id: all of them, or those that are asked for. */
export async function comparedClues(
  db: Queries,
  actor: Actor,
  trialId: string,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, ComparedClue>> {
  let query = db
    .selectFrom('trial_clue')
    .select([...listed])
    .where(scope(actor, 'trial_clue'))
    .where('trial_id', '=', trialId)
  if (ids) query = query.where(sql<SqlBool>`clue_id = any(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`)
  const rows = await query.orderBy('clue_id').execute()
  return new Map(rows.map((row) => [row.clue_id, { ...row, body: trialBody.parse(row.body) }]))
}
export type ComparedClue = Omit<TrialClueRow, 'live_id' | 'live_no' | 'handling' | 'live_state' | 'body'> & { readonly body: TrialBody }

/** Against what people have judged: of the clues that a trial found, and of those that it should have. Class clues are left out. */
export interface Truth {
  /** Found that are live clues too, standing or not. */
  readonly known: number
  readonly founded: number
  readonly unfounded: number
  /** Judged founded, seen by the as-of day at the latest, and not found by the trial. */
  readonly missed: number
}

export async function truthOf(db: Queries, actor: Actor, trials: readonly Pick<StoredTrial, 'id'>[]): Promise<ReadonlyMap<string, Truth>> {
  if (trials.length === 0) return new Map()
  const ids = sql.join(trials.map(({ id }) => id))
  const { rows } = await sql<{ id: string; known: number; founded: number; unfounded: number; missed: number }>`
    with found as (
      select t.trial_id, count(clue.id) as known, count(*) filter (where ${anyOf(foundedStates)}) as founded,
        count(*) filter (where ${anyOf(unfoundedStates)}) as unfounded
      from trial_clue t left join clue on clue.organisation_id = t.organisation_id and clue.id = t.clue_id
      where t.trial_id in (${ids}) and not t.rollup group by t.trial_id
    ), missed as (
      select trial.id as trial_id, count(*) as missed
      from trial join clue on clue.organisation_id = trial.organisation_id and clue.model_id = trial.model_id
      where trial.id in (${ids}) and not clue.rollup and ${anyOf(foundedStates)}
        and exists (select 1 from clue_sighting s where s.organisation_id = clue.organisation_id and s.clue_id = clue.id
          and s.state <> 'vanished' and s.as_of <= trial.as_of)
        and not exists (select 1 from trial_clue t where t.trial_id = trial.id and t.clue_id = clue.id)
      group by trial.id
    )
    select trial.id, coalesce(known, 0)::int as known, coalesce(founded, 0)::int as founded, coalesce(unfounded, 0)::int as unfounded,
      coalesce(missed, 0)::int as missed
    from trial left join found on found.trial_id = trial.id left join missed on missed.trial_id = trial.id
    where ${scope(actor, 'trial')} and trial.id in (${ids})`.execute(db)
  return new Map(rows.map(({ id, ...truth }) => [id, truth]))
}
