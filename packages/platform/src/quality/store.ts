import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { notWithdrawn } from '../data/withdrawals.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import { type Drift, driftOf } from './drift.ts'
import type { Measured } from './measure.ts'

interface Batch {
  readonly id: string
  readonly dataset: string
  readonly sourceId: string | null
  readonly rows: number
  readonly latestEvent: string | null
}

/** Batches that tell what is usual. */
const mostCompared = 12

const dayNumber = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000

/** Keeps how good a batch is beside it; `today` is China's day of its arrival. */
export async function keepQuality(tx: Tx, actor: Actor, batch: Batch, measured: Measured, today: string): Promise<void> {
  const earlier = await tx
    .selectFrom('batch_quality')
    .innerJoin('batch', 'batch.id', 'batch_quality.batch_id')
    .where(scope(actor, 'batch_quality'))
    .where('batch.dataset', '=', batch.dataset)
    .where(sql<SqlBool>`batch.source_id is not distinct from ${batch.sourceId}::text`)
    .where('batch.id', '!=', batch.id)
    .where(notWithdrawn(undefined))
    .select(['batch.rows', 'batch_quality.empty_shares as emptyShares'])
    .orderBy('batch.seq', 'desc')
    .limit(mostCompared)
    .execute()
  const drift = driftOf({ rows: batch.rows, emptyShares: measured.emptyShares }, earlier)
  await tx
    .insertInto('batch_quality')
    .values({
      batch_id: batch.id,
      organisation_id: actor.organisationId,
      required_cells: measured.requiredCells,
      required_filled: measured.requiredFilled,
      conditional_cells: measured.conditionalCells,
      conditional_filled: measured.conditionalFilled,
      cells: measured.cells,
      unsound: measured.unsound,
      duplicates: measured.duplicates,
      inconsistent: measured.inconsistent,
      errors: measured.errors,
      warnings: measured.warnings,
      remarks: measured.remarks,
      days_late: batch.latestEvent === null ? null : dayNumber(today) - dayNumber(batch.latestEvent),
      empty_shares: JSON.stringify(measured.emptyShares),
      drift: JSON.stringify(drift),
    })
    .execute()
}

export interface QualityQuery {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly dataset?: string | undefined
  readonly source?: string | undefined
  readonly batch?: string | undefined
}

export interface BatchQualityRow {
  readonly batchId: string
  readonly seq: number
  readonly dataset: string
  readonly file: string
  readonly sourceId: string | null
  readonly publishedAt: string
  readonly rows: number
  readonly refused: number
  readonly completeness: number | null
  readonly conditional: number | null
  readonly validity: number | null
  readonly uniqueness: number | null
  readonly consistency: number | null
  readonly daysLate: number | null
  readonly errors: number
  readonly warnings: number
  readonly remarks: number
  readonly emptyShares: Readonly<Record<string, number>>
  readonly drift: readonly Drift[]
}

/** Shares out of counts, for one batch or, summed, for many. A share of nothing is not known. */
const share = {
  completeness: 'sum(required_filled)::float8 / nullif(sum(required_cells), 0)::float8',
  conditional: 'sum(conditional_filled)::float8 / nullif(sum(conditional_cells), 0)::float8',
  validity: 'greatest(0, 1 - sum(unsound)::float8 / nullif(sum(cells), 0)::float8)',
  uniqueness: 'greatest(0, 1 - sum(duplicates)::float8 / nullif(sum(rows), 0)::float8)',
  consistency: 'greatest(0, 1 - sum(refused + inconsistent)::float8 / nullif(sum(rows + refused), 0)::float8)',
} as const
/** Without anything to count, `greatest` would make a nought of what is not known. */
export const known = (of: keyof typeof share): string => {
  const counted = {
    completeness: 'required_cells',
    conditional: 'conditional_cells',
    validity: 'cells',
    uniqueness: 'rows',
    consistency: 'rows + refused',
  }
  return `case when sum(${counted[of]}) > 0 then ${share[of]} end`
}
const one = (of: keyof typeof share) => sql.raw<number | null>(known(of).replace(/sum\(/g, '('))

const orders: Orders = {
  completeness: one('completeness'),
  conditional: one('conditional'),
  validity: one('validity'),
  uniqueness: one('uniqueness'),
  consistency: one('consistency'),
  daysLate: sql.raw('days_late'),
  rows: sql.raw('rows'),
  refused: sql.raw('refused'),
  publishedAt: sql.raw('seq'),
}

export async function pageOfQuality(
  db: Queries,
  actor: Actor,
  query: QualityQuery,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ rows: BatchQualityRow[]; total: number }> {
  let base = db
    .selectFrom('batch_quality')
    .innerJoin('batch', 'batch.id', 'batch_quality.batch_id')
    .where(scope(actor, 'batch_quality'))
    .where('batch.file', 'ilike', likeOf(query.q))
  if (query.dataset) base = base.where('batch.dataset', '=', query.dataset)
  if (query.source) base = base.where('batch.source_id', '=', query.source)
  if (query.batch) base = base.where('batch.id', '=', query.batch)
  const rows = await base
    .select([
      'batch.id as batchId',
      'batch.seq',
      'batch.dataset',
      'batch.file',
      'batch.source_id as sourceId',
      'batch.published_at as publishedAt',
      'batch.rows',
      'batch.refused',
      one('completeness').as('completeness'),
      one('conditional').as('conditional'),
      one('validity').as('validity'),
      one('uniqueness').as('uniqueness'),
      one('consistency').as('consistency'),
      'days_late as daysLate',
      'errors',
      'warnings',
      'remarks',
      'empty_shares as emptyShares',
      'drift',
    ])
    .orderBy(...orderAsked(query.sort, orders, '-publishedAt'))
    .orderBy('batch.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export interface MonthOfSource {
  readonly month: string
  readonly batches: number
  readonly rows: number
  readonly refused: number
  readonly completeness: number | null
  readonly validity: number | null
  readonly uniqueness: number | null
  readonly daysLate: number | null
}

/** What came from a source month by month, in China's time, the latest first. Withdrawn batches count: they came. */
export async function monthsOfSource(db: Queries, actor: Actor, source: string): Promise<MonthOfSource[]> {
  const result = await sql<MonthOfSource>`
    select to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as batches,
      sum(rows)::float8 as rows, sum(refused)::float8 as refused,
      ${sql.raw(known('completeness'))} as completeness, ${sql.raw(known('validity'))} as validity,
      ${sql.raw(known('uniqueness').replaceAll('sum(rows)', 'sum(rows) filter (where batch_id is not null)'))} as uniqueness,
      (percentile_cont(0.5) within group (order by days_late))::float8 as "daysLate"
    from batch left join batch_quality on batch_quality.batch_id = batch.id
    where ${scope(actor, 'batch')} and source_id = ${source}
    group by 1 order by 1 desc`.execute(db)
  return result.rows
}
