import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { IndicatorRow, IndicatorTable, Named } from './read.ts'

/** One text for a key, in the order of its dimensions; U+001F parts the values since no value holds it. */
const keyText = (table: IndicatorTable, row: IndicatorRow): string => table.dimensions.map(({ name }) => row.key[name] ?? '').join('\u001f')

/** Keeps the figures of a run, in the transaction that publishes it. */
export async function keepIndicators(tx: Tx, actor: Actor, runId: string, tables: readonly IndicatorTable[]): Promise<void> {
  for (const [ordinal, table] of tables.entries()) {
    await tx
      .insertInto('indicator')
      .values({
        organisation_id: actor.organisationId,
        run_id: runId,
        rule_id: table.rule,
        ordinal,
        title: table.title,
        dimensions: JSON.stringify(table.dimensions),
        figures: JSON.stringify(table.figures),
        row_count: table.rows.length,
      })
      .execute()
    for (let start = 0; start < table.rows.length; start += 2000) {
      const rows = table.rows.slice(start, start + 2000).map((row, at) => ({
        ordinal: start + at,
        key: row.key,
        key_text: keyText(table, row),
        figures: row.figures,
      }))
      await sql`insert into indicator_row (organisation_id, run_id, rule_id, ordinal, key, key_text, figures)
        select ${actor.organisationId}, ${runId}, ${table.rule}, ordinal, key, key_text, figures
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (ordinal int, key jsonb, key_text text, figures jsonb)`.execute(tx)
    }
  }
}

const named = z.array(z.object({ name: z.string(), label: z.string() }))
const values = z.record(z.string(), z.string().nullable())

export interface StoredIndicator {
  readonly runId: string
  readonly rule: string
  readonly title: string
  readonly dimensions: readonly Named[]
  readonly figures: readonly Named[]
  readonly rows: number
}

export async function indicatorsOfRun(db: Queries, actor: Actor, runId: string): Promise<readonly StoredIndicator[]> {
  const rows = await db
    .selectFrom('indicator')
    .selectAll()
    .where(scope(actor, 'indicator'))
    .where('run_id', '=', runId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    runId: row.run_id,
    rule: row.rule_id,
    title: row.title,
    dimensions: named.parse(row.dimensions),
    figures: named.parse(row.figures),
    rows: row.row_count,
  }))
}

export interface RowsAsked {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly limit: number
  readonly offset: number
}

export interface StoredRow extends IndicatorRow {
  readonly keyText: string
}

/** A page of an indicator's rows; figures are sorted as numbers, dimensions as text. */
export async function pageOfRows(
  db: Queries,
  actor: Actor,
  { runId, rule, dimensions, figures }: StoredIndicator,
  { q, sort, limit, offset }: RowsAsked,
): Promise<{ rows: readonly StoredRow[]; total: number }> {
  let base = db.selectFrom('indicator_row').where(scope(actor, 'indicator_row')).where('run_id', '=', runId).where('rule_id', '=', rule)
  for (const word of (q ?? '').split(/\s+/).filter(Boolean)) base = base.where('key_text', 'ilike', likeOf(word))
  const name = (sort ?? '').replace(/^-/, '')
  const turn = sort?.startsWith('-') ? sql`desc` : sql`asc`
  let ordered = base.select(['key', 'key_text', 'figures'])
  if (figures.some((one) => one.name === name)) ordered = ordered.orderBy(sql`(figures->>${name})::numeric ${turn} nulls last`)
  else if (dimensions.some((one) => one.name === name)) ordered = ordered.orderBy(sql`key->>${name} ${turn} nulls last`)
  const rows = await ordered.orderBy('ordinal').limit(limit).offset(offset).execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map((row) => ({ key: values.parse(row.key), figures: values.parse(row.figures), keyText: row.key_text })), total }
}

export interface TrendPoint {
  readonly runId: string
  readonly asOf: string
  readonly figures: Readonly<Record<string, string | null>>
}

/** What earlier runs of the model, and this one, said of the same keys, the oldest first. */
export async function trendOf(
  db: Queries,
  actor: Actor,
  run: { readonly id: string; readonly modelId: string },
  rule: string,
  keys: readonly string[],
  runs: number,
): Promise<ReadonlyMap<string, readonly TrendPoint[]>> {
  if (keys.length === 0) return new Map()
  const earlier = db
    .selectFrom('run')
    .innerJoin('indicator', (join) => join.onRef('indicator.run_id', '=', 'run.id').on('indicator.rule_id', '=', rule))
    .select('run.id')
    .where(scope(actor, 'run'))
    .where('run.model_id', '=', run.modelId)
    .where('run.seq', '<=', (e) => e.selectFrom('run as own').select('own.seq').where('own.id', '=', run.id))
    .orderBy('run.seq', 'desc')
    .limit(runs)
  const found = await db
    .selectFrom('indicator_row')
    .innerJoin('run', 'run.id', 'indicator_row.run_id')
    .select(['run.id', 'run.as_of', 'indicator_row.key_text', 'indicator_row.figures'])
    .where(scope(actor, 'indicator_row'))
    .where('indicator_row.rule_id', '=', rule)
    .where('indicator_row.run_id', 'in', earlier)
    .where('indicator_row.key_text', 'in', [...keys])
    .orderBy('run.seq')
    .execute()
  const trend = new Map<string, TrendPoint[]>()
  for (const row of found) {
    const points = trend.get(row.key_text) ?? []
    points.push({ runId: row.id, asOf: row.as_of, figures: values.parse(row.figures) })
    trend.set(row.key_text, points)
  }
  return trend
}
