import { type Selectable, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../access/actor.ts'
import { scope } from '../../access/scope.ts'
import { foundedStates, unfoundedStates } from '../../ledger/standing.ts'
import { likeOf, type Orders, orderAsked } from '../../lists/stored-list.ts'
import type { Queries, Tx } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import type { Compared } from './compare.ts'
import type { Reason } from './say-lost.ts'

const countsShape = z.object({ new: z.number(), gone: z.number(), changed: z.number(), same: z.number() })
export type DifferenceCounts = z.infer<typeof countsShape>

export interface StoredDifference {
  readonly id: string
  readonly jobId: string
  readonly beforeId: string
  readonly afterId: string
  readonly counts: DifferenceCounts | null
  readonly startedBy: string
  readonly startedAt: string
}

const toDifference = (row: Selectable<Tables['trial_difference']>): StoredDifference => ({
  id: row.id,
  jobId: row.job_id,
  beforeId: row.before_id,
  afterId: row.after_id,
  counts: row.counts === null ? null : countsShape.parse(row.counts),
  startedBy: row.started_by,
  startedAt: row.started_at,
})

export async function insertDifference(tx: Tx, actor: Actor, one: Omit<StoredDifference, 'counts'>): Promise<void> {
  await tx
    .insertInto('trial_difference')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      job_id: one.jobId,
      before_id: one.beforeId,
      after_id: one.afterId,
      counts: null,
      started_by: one.startedBy,
      started_at: one.startedAt,
    })
    .execute()
}

export async function differenceById(db: Queries, actor: Actor, id: string): Promise<StoredDifference | undefined> {
  const row = await db
    .selectFrom('trial_difference')
    .selectAll()
    .where(scope(actor, 'trial_difference'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDifference(row)
}

export async function differenceOf(db: Queries, actor: Actor, before: string, after: string): Promise<StoredDifference | undefined> {
  const row = await db
    .selectFrom('trial_difference')
    .selectAll()
    .where(scope(actor, 'trial_difference'))
    .where('before_id', '=', before)
    .where('after_id', '=', after)
    .executeTakeFirst()
  return row && toDifference(row)
}

/** Differences in which any of these trials is a side, the newest first. */
export async function differencesWith(db: Queries, actor: Actor, trials: readonly string[]): Promise<readonly StoredDifference[]> {
  if (trials.length === 0) return []
  const rows = await db
    .selectFrom('trial_difference')
    .selectAll()
    .where(scope(actor, 'trial_difference'))
    .where((e) => e.or([e('before_id', 'in', [...trials]), e('after_id', 'in', [...trials])]))
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(toDifference)
}

export async function deleteDifference(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.deleteFrom('trial_difference').where(scope(actor, 'trial_difference')).where('id', '=', id).execute()
}

const chunk = 1000

export async function keepDifference(
  tx: Tx,
  actor: Actor,
  id: string,
  counts: DifferenceCounts,
  rows: readonly (Compared & { readonly reason: Reason })[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk)
    await tx
      .insertInto('trial_difference_row')
      .values(
        rows.slice(start, start + chunk).map(({ clueId, kind, before, after, fields, reason }) => {
          const clue = after ?? before
          return {
            organisation_id: actor.organisationId,
            difference_id: id,
            clue_id: clueId,
            kind,
            rule_id: clue?.rule_id ?? '',
            subject_name: clue?.subject_name ?? '',
            score: clue?.score ?? 0,
            fields: JSON.stringify(fields),
            cause: reason.cause,
            place: reason.place,
            reason: JSON.stringify(reason.lines),
          }
        }),
      )
      .execute()
  await tx
    .updateTable('trial_difference')
    .set({ counts: JSON.stringify(counts) })
    .where(scope(actor, 'trial_difference'))
    .where('id', '=', id)
    .execute()
}

export interface DifferenceFilter {
  readonly q?: string | undefined
  readonly kind?: 'new' | 'gone' | 'changed' | undefined
  /** `cause` or `cause:place`. */
  readonly cause?: string | undefined
  readonly subject?: string | undefined
  readonly rule?: string | undefined
  readonly judged?: 'founded' | 'unfounded' | 'pending' | 'unknown' | undefined
}

const anyOf = (states: readonly string[]) => sql<SqlBool>`clue.handling in (${sql.join(states)})`

function filtered(db: Queries, actor: Actor, one: StoredDifference, filter: DifferenceFilter) {
  let query = db
    .selectFrom('trial_difference_row as row')
    .leftJoin('trial_clue as before', (join) => join.onRef('before.clue_id', '=', 'row.clue_id').on('before.trial_id', '=', one.beforeId))
    .leftJoin('trial_clue as after', (join) => join.onRef('after.clue_id', '=', 'row.clue_id').on('after.trial_id', '=', one.afterId))
    .leftJoin('clue', (join) => join.onRef('clue.id', '=', 'row.clue_id').onRef('clue.organisation_id', '=', 'row.organisation_id'))
    .where('row.organisation_id', '=', actor.organisationId)
    .where('row.difference_id', '=', one.id)
  if (filter.kind) query = query.where('row.kind', '=', filter.kind)
  if (filter.cause) {
    const [cause = '', place] = filter.cause.split(':')
    query = query.where('row.cause', '=', cause)
    if (place) query = query.where('row.place', '=', place)
  }
  if (filter.subject) query = query.where('row.subject_name', '=', filter.subject)
  if (filter.rule) query = query.where('row.rule_id', '=', filter.rule)
  if (filter.judged === 'unknown') query = query.where('clue.id', 'is', null)
  if (filter.judged === 'founded') query = query.where(anyOf(foundedStates))
  if (filter.judged === 'unfounded') query = query.where(anyOf(unfoundedStates))
  if (filter.judged === 'pending')
    query = query.where(sql<SqlBool>`clue.handling not in (${sql.join([...foundedStates, ...unfoundedStates])})`)
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    const like = likeOf(word)
    query = query.where((e) => e.or([e('before.search', 'like', like), e('after.search', 'like', like)]))
  }
  return query
}

const orders: Orders = { score: 'row.score', subject: 'row.subject_name', kind: 'row.kind', rule: 'row.rule_id', cause: 'row.cause' }

const selected = [
  'row.clue_id',
  'row.kind',
  'row.rule_id',
  'row.fields',
  'row.cause',
  'row.place',
  'row.reason',
  'clue.id as live_id',
  'clue.no as live_no',
  'clue.handling as handling',
  'clue.state as live_state',
] as const

export type DifferenceRowStored = Awaited<ReturnType<typeof pageOfDifference>>['rows'][number]

export async function pageOfDifference(
  db: Queries,
  actor: Actor,
  one: StoredDifference,
  filter: DifferenceFilter,
  page: { readonly page: number; readonly size: number; readonly sort?: string | undefined },
) {
  const base = filtered(db, actor, one, filter)
  const rows = await base
    .select([...selected])
    .orderBy(...orderAsked(page.sort, orders, '-score'))
    .orderBy('row.clue_id')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export interface CauseCount {
  readonly kind: string
  readonly cause: string
  readonly place: string
  readonly count: number
  readonly founded: number
  readonly unfounded: number
}

/** How many by what lost them, with what people have judged of them. */
export async function causesOf(db: Queries, actor: Actor, one: StoredDifference): Promise<readonly CauseCount[]> {
  return filtered(db, actor, one, {})
    .select([
      'row.kind',
      'row.cause',
      'row.place',
      (e) => e.fn.countAll<number>().as('count'),
      sql<number>`(count(*) filter (where ${anyOf(foundedStates)}))::int`.as('founded'),
      sql<number>`(count(*) filter (where ${anyOf(unfoundedStates)}))::int`.as('unfounded'),
    ])
    .groupBy(['row.kind', 'row.cause', 'row.place'])
    .orderBy('count', 'desc')
    .orderBy('row.kind')
    .orderBy('row.place')
    .execute()
}

/** How many by whom the clues are about, the most first. */
export async function subjectsOf(db: Queries, actor: Actor, one: StoredDifference) {
  return filtered(db, actor, one, {})
    .select([
      'row.subject_name as subject',
      sql<number>`(count(*) filter (where row.kind = 'new'))::int`.as('new'),
      sql<number>`(count(*) filter (where row.kind = 'gone'))::int`.as('gone'),
      sql<number>`(count(*) filter (where row.kind = 'changed'))::int`.as('changed'),
    ])
    .groupBy('row.subject_name')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('row.subject_name')
    .limit(50)
    .execute()
}
