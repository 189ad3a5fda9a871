import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries } from '../store/database.ts'

/** Clues as they are listed. The body, which only a clue's own page needs, is left out. */
const listed = [
  'id',
  'no',
  'model_id',
  'model_title',
  'version',
  'rule_id',
  'rule_title',
  'title',
  'subject_kind',
  'subject_name',
  'subject_code',
  'party_name',
  'party_id',
  'party_key',
  'due_date',
  'days_overdue',
  'amount',
  'grade',
  'score',
  'severity',
  'state',
  'rollup',
  'handling',
  'kind',
  'alert_state',
  'alert_by',
  'evidence_hash',
  'first_seen_at',
  'last_seen_at',
  'as_of',
] as const

export interface ListedClue {
  id: string
  no: string
  model_id: string
  model_title: string
  version: string
  rule_id: string
  rule_title: string
  title: string
  subject_kind: string
  subject_name: string
  subject_code: string | null
  party_name: string | null
  party_id: string | null
  party_key: string | null
  due_date: string | null
  days_overdue: number | null
  amount: string | null
  grade: string
  score: number
  severity: string
  state: string
  rollup: boolean
  handling: string
  kind: 'clue' | 'alert'
  alert_state: string | null
  alert_by: string | null
  evidence_hash: string
  first_seen_at: string
  last_seen_at: string
  as_of: string
}

/**
 * Two lists of one store: what is a clue, and what a patrol found. An alert that somebody made a clue of stands on both, with the
 * same rows and the same number.
 */
export type Desk = 'clue' | 'alert'

/** For whoever counts clues: an alert is none. */
export const isClue = sql<SqlBool>`clue.kind = 'clue'`
const onDesk: Readonly<Record<Desk, typeof isClue>> = { clue: isClue, alert: sql<SqlBool>`clue.alert_state is not null` }

/** Several values of a filter are joined by commas. */
export interface ClueFilter {
  readonly q?: string | undefined
  readonly model?: string | undefined
  readonly rule?: string | undefined
  readonly severity?: string | undefined
  readonly state?: string | undefined
  readonly handling?: string | undefined
  readonly subject?: string | undefined
  readonly batch?: string | undefined
  readonly import?: string | undefined
  readonly rollup?: 'true' | 'false' | undefined
  /** Alerts only: the next step should have been done before this day. */
  readonly lateOn?: string | undefined
}

const columnOf = {
  model: 'model_id',
  rule: 'rule_id',
  severity: 'severity',
  state: 'state',
  handling: 'handling',
  subject: 'subject_name',
} as const
export type Facet = keyof typeof columnOf
export const facets: readonly Facet[] = ['model', 'rule', 'severity', 'state', 'handling', 'subject']

const columnOn = (desk: Desk, facet: Facet) => (desk === 'alert' && facet === 'handling' ? 'alert_state' : columnOf[facet])

function filtered(db: Queries, actor: Actor, desk: Desk, filter: ClueFilter, except?: Facet) {
  let query = db.selectFrom('clue').where(scope(actor, 'clue')).where(onDesk[desk])
  for (const facet of facets) {
    const wanted = filter[facet]
    if (wanted && facet !== except) query = query.where(columnOn(desk, facet), 'in', wanted.split(','))
  }
  if (filter.lateOn) query = query.where('alert_by', '<', filter.lateOn)
  // What has vanished is shown to who asks for it: it is no longer anybody's task.
  if (!filter.state && except !== 'state') query = query.where('state', '!=', 'vanished')
  if (filter.batch || filter.import) query = query.where(standsOn(filter.batch, filter.import))
  if (filter.rollup) query = query.where('rollup', '=', filter.rollup === 'true')
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    const like = likeOf(word)
    query = query.where((e) => e.or([e('search', 'like', like), e('no', 'ilike', like)]))
  }
  return query
}

/** Its frozen evidence names a row of the batch, or of any batch of the import: rows of an import have one number, whatever they are of. */
const standsOn = (batch: string | undefined, importId: string | undefined) => sql<SqlBool>`exists (select 1 from evidence
    join batch on batch.organisation_id = evidence.organisation_id and batch.seq = evidence.batch_seq
  where evidence.organisation_id = clue.organisation_id and evidence.clue_id = clue.id and evidence.hash = clue.evidence_hash
    and (${batch ?? null}::text is null or (batch.id = ${batch ?? null}::text and exists (select 1 from batch_file
      where batch_file.batch_id = batch.id and batch_file.dataset = evidence.dataset)))
    and (${importId ?? null}::text is null or batch.import_id = ${importId ?? null}::text))`

const orders: Orders = {
  score: 'score',
  due_date: 'due_date',
  days_overdue: 'days_overdue',
  amount: 'amount',
  first_seen: 'first_seen_at',
  by: 'alert_by',
  no: 'no',
  subject: 'subject_name',
}

export async function pageOfClues(
  db: Queries,
  actor: Actor,
  desk: Desk,
  filter: ClueFilter,
  page: { page: number; size: number; sort?: string | undefined },
): Promise<{ clues: ListedClue[]; total: number }> {
  const clues = await filtered(db, actor, desk, filter)
    .select(listed)
    .orderBy(...orderAsked(page.sort, orders, '-score'))
    .orderBy('no')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  return { clues, total: await countClues(db, actor, desk, filter) }
}

export async function countClues(db: Queries, actor: Actor, desk: Desk, filter: ClueFilter): Promise<number> {
  const { total } = await filtered(db, actor, desk, filter)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** How many there are of each value, under the other filters: what a person could choose next. */
export async function countFacet(
  db: Queries,
  actor: Actor,
  desk: Desk,
  filter: ClueFilter,
  facet: Facet,
): Promise<{ value: string; title: string; count: number }[]> {
  const column = columnOn(desk, facet)
  const title = facet === 'model' ? 'model_title' : facet === 'rule' ? 'rule_title' : column
  return filtered(db, actor, desk, filter, facet)
    .select([
      sql<string>`${sql.ref(column)}`.as('value'),
      sql<string>`max(${sql.ref(title)})`.as('title'),
      (e) => e.fn.countAll<number>().as('count'),
    ])
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy('value')
    .limit(200)
    .execute()
}

export async function clueById(db: Queries, actor: Actor, desk: Desk, id: string): Promise<(ListedClue & { body: unknown }) | undefined> {
  return db
    .selectFrom('clue')
    .select([...listed, 'body'])
    .where(scope(actor, 'clue'))
    .where(onDesk[desk])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function cluesByIds(db: Queries, actor: Actor, ids: readonly string[], limit: number): Promise<ListedClue[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('clue')
    .select(listed)
    .where(scope(actor, 'clue'))
    .where('id', 'in', [...ids])
    .orderBy('score', 'desc')
    .orderBy('no')
    .limit(limit)
    .execute()
}

export async function ofSameParty(db: Queries, actor: Actor, clue: ListedClue, limit: number): Promise<ListedClue[]> {
  if (clue.party_key === null) return []
  return db
    .selectFrom('clue')
    .select(listed)
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('party_key', '=', clue.party_key)
    .where('id', '!=', clue.id)
    .where('state', '!=', 'vanished')
    .orderBy('score', 'desc')
    .orderBy('no')
    .limit(limit)
    .execute()
}

export async function ofSameSubject(
  db: Queries,
  actor: Actor,
  clue: ListedClue,
  limit: number,
): Promise<{ items: ListedClue[]; total: number }> {
  const base = db
    .selectFrom('clue')
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('subject_name', '=', clue.subject_name)
    .where('id', '!=', clue.id)
    .where('state', '!=', 'vanished')
  const items = await base.select(listed).orderBy('score', 'desc').orderBy('no').limit(limit).execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total }
}

export interface StoredEvidence {
  readonly dataset: string
  readonly file: string
  readonly sheet: string | null
  readonly row_no: number
  readonly row_hash: string
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

export const evidenceOf = (db: Queries, actor: Actor, clueId: string, hash: string): Promise<StoredEvidence[]> =>
  db
    .selectFrom('evidence')
    .select(['dataset', 'file', 'sheet', 'row_no', 'row_hash', 'fields'])
    .where(scope(actor, 'evidence'))
    .where('clue_id', '=', clueId)
    .where('hash', '=', hash)
    .orderBy('ordinal')
    .execute()

export const sightingsOf = (
  db: Queries,
  actor: Actor,
  clueId: string,
): Promise<{ run_id: string; state: string; as_of: string; at: string; parameters: Readonly<Record<string, string>> }[]> =>
  db
    .selectFrom('clue_sighting')
    .innerJoin('run', 'run.id', 'clue_sighting.run_id')
    .select(['run_id', 'state', 'clue_sighting.as_of', 'at', 'run.parameters'])
    .where(scope(actor, 'clue_sighting'))
    .where('clue_id', '=', clueId)
    .orderBy('run.seq', 'desc')
    .limit(100)
    .execute()

export async function setHandling(
  db: Queries,
  actor: Actor,
  clueId: string,
  change: Partial<Pick<ListedClue, 'handling' | 'kind' | 'alert_state' | 'alert_by'>>,
): Promise<void> {
  await db.updateTable('clue').set(change).where(scope(actor, 'clue')).where('id', '=', clueId).execute()
}

export async function reasonsOf(db: Queries, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('clue')
    .select(['id', 'body'])
    .where(scope(actor, 'clue'))
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, body }) => [id, body]))
}
