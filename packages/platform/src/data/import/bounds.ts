import type { DataMessageCode } from '@xiezhi/engine/data/messages'
import type { Span, Standard, StandardField } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { type Problems, tellProblem } from './findings.ts'
import type { Source } from './typing.ts'

/**
 * What a standard holds for plausible, against what came: values far from anything that happens, columns that are emptier than a whole
 * delivery has them, months with far too few or far too many rows. It is told with the figures of both, and refuses nothing.
 */

/** A few rows say nothing of shares, and a few months nothing of what is usual. */
const leastRows = 20
const leastMonths = 3
const leastMean = 5
const mostListed = 200

type Bounded = Source & { readonly field: StandardField & { readonly span: Span } }

const isBounded = (source: Source): source is Bounded => source.field.span !== null

/** Rows as they were taken; `_rid` counts from `firstRid` through the file. */
interface Table {
  readonly path: string
  readonly firstRid: number
}

interface Extent {
  readonly values: number
  readonly empty: number
  readonly min: string | null
  readonly max: string | null
}

export async function tellBounds(
  session: Session,
  problems: Problems,
  { path: table, firstRid }: Table,
  standard: Standard,
  sources: readonly Source[],
  today: string | undefined,
): Promise<void> {
  const bounded = sources.filter(isBounded)
  const emptied = sources.filter(({ field }) => field.mostEmpty !== null && !field.generated)
  const extents = await extentsOf(session, table)
  const rows = Math.max(0, ...[...extents.values()].map(({ values }) => values))
  if (rows === 0) return
  for (const { field, use } of emptied) {
    const extent = extents.get(field.id)
    if (!extent || extent.values < leastRows || field.mostEmpty === null) continue
    const share = extent.empty / extent.values
    if (share <= field.mostEmpty) continue
    const values = { name: field.label, empty: extent.empty, rows: extent.values, share: percent(share), most: percent(field.mostEmpty) }
    tellProblem(problems, { row: null, column: use.column, level: 'W', value: null, message: { code: 'bounds.empty', values } })
  }
  for (const source of bounded)
    if (reachesOut(extents.get(source.field.id), source)) await tellOutside(session, problems, { path: table, firstRid }, source)
  if (today) await tellFuture(session, problems, { path: table, firstRid }, extents, sources, today)
  await tellMonths(session, problems, table, standard, sources)
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`

/** What the file says of itself: nothing is read where its own figures lie within the bounds. */
async function extentsOf(session: Session, table: string): Promise<ReadonlyMap<string, Extent>> {
  const rows = await session.rows(
    `SELECT path_in_schema AS name, sum(num_values)::DOUBLE AS n, sum(stats_null_count)::DOUBLE AS empty, bool_and(stats_min_value IS NOT NULL OR stats_null_count = num_values) AS known,
      list(stats_min_value) FILTER (stats_min_value IS NOT NULL) AS least, list(stats_max_value) FILTER (stats_max_value IS NOT NULL) AS most
     FROM parquet_metadata(${quoteText(table)}) GROUP BY 1`,
  )
  return new Map(
    rows.map(({ name, n, empty, known, least, most }) => {
      const [min, max] = [extreme(least, -1), extreme(most, 1)]
      return [String(name), { values: Number(n), empty: Number(empty), min: known === true ? min : null, max: known === true ? max : null }]
    }),
  )
}

function extreme(values: unknown, sign: 1 | -1): string | null {
  if (!Array.isArray(values)) return null
  const texts = values.map(String)
  return texts.reduce<string | null>((best, text) => (best === null || sign * compare(text, best) > 0 ? text : best), null)
}

const compare = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? (a < b ? -1 : a > b ? 1 : 0) : x - y
}

function reachesOut(extent: Extent | undefined, { field }: Bounded): boolean {
  if (!extent || extent.empty === extent.values) return false
  if (extent.min === null || extent.max === null) return true
  const { from, to } = field.span
  return (from !== null && compare(extent.min, String(from)) < 0) || (to !== null && compare(extent.max, String(to)) > 0)
}

const literal = (bound: number | string, { columnType }: StandardField): string =>
  typeof bound === 'number'
    ? String(bound)
    : columnType === 'date'
      ? `DATE ${quoteText(bound)}`
      : columnType === 'datetime'
        ? `TIMESTAMP ${quoteText(bound)}`
        : quoteText(bound)

async function tellOutside(session: Session, problems: Problems, { path, firstRid }: Table, { field, use }: Bounded): Promise<void> {
  const { from, to } = field.span
  const name = quoteName(field.id)
  const tests = [
    ...(from === null ? [] : [`${name} < ${literal(from, field)}`]),
    // A day's bound takes in the whole day, a number's the number itself.
    ...(to === null ? [] : [`${field.columnType === 'datetime' ? `${name}::DATE` : name} > ${literal(to, field)}`]),
  ]
  // What stands for "no end" is a habit of writing and no day.
  const endless = field.columnType === 'date' ? ` AND ${name} < DATE '2099-01-01'` : ''
  const rows = await session.rows(
    `SELECT _rid - ${firstRid} AS i, ${name}::VARCHAR AS value, count(*) OVER () AS n FROM read_parquet(${quoteText(path)}) WHERE (${tests.join(' OR ')})${endless} ORDER BY _rid LIMIT ${mostListed}`,
  )
  const total = Number(rows[0]?.n ?? 0)
  const values = { name: field.label, from: from ?? '', to: to ?? '' }
  const code: DataMessageCode = from === null ? 'bounds.above' : to === null ? 'bounds.below' : 'bounds.outside'
  rows.forEach(({ i, value }, index) => {
    tellProblem(
      problems,
      { row: Number(i), column: use.column, level: 'W', value: String(value), message: { code, values } },
      index === 0 ? total - rows.length + 1 : 1,
    )
  })
}

/** What has happened has happened by today: 2032 for 2023. */
async function tellFuture(
  session: Session,
  problems: Problems,
  { path, firstRid }: Table,
  extents: ReadonlyMap<string, Extent>,
  sources: readonly Source[],
  today: string,
): Promise<void> {
  for (const { field, use } of sources) {
    if (!field.event || (field.columnType !== 'date' && field.columnType !== 'datetime')) continue
    const extent = extents.get(field.id)
    if (!extent || extent.empty === extent.values || (extent.max !== null && extent.max.slice(0, 10) <= today)) continue
    const name = `${quoteName(field.id)}::DATE`
    const rows = await session.rows(
      `SELECT _rid - ${firstRid} AS i, ${name}::VARCHAR AS value, count(*) OVER () AS n FROM read_parquet(${quoteText(path)}) WHERE ${name} > DATE ${quoteText(today)} ORDER BY _rid LIMIT ${mostListed}`,
    )
    const total = Number(rows[0]?.n ?? 0)
    rows.forEach(({ i, value }, index) => {
      const message = { code: 'date.future' as const, values: { today } }
      tellProblem(
        problems,
        { row: Number(i), column: use.column, level: 'W', value: String(value), message },
        index === 0 ? total - rows.length + 1 : 1,
      )
    })
  }
}

/** The day on which a row happened: that of the required events, the earliest of which says to which month it belongs. */
export function mainEvent(sources: readonly Source[]): StandardField | undefined {
  const events = sources.filter(({ field }) => field.event && (field.columnType === 'date' || field.columnType === 'datetime'))
  return (events.find(({ field }) => field.required === 'Y') ?? events[0])?.field
}

async function tellMonths(
  session: Session,
  problems: Problems,
  table: string,
  { rowsAMonth, fields }: Standard,
  sources: readonly Source[],
): Promise<void> {
  if (!rowsAMonth) return
  const month = sources.find(({ field }) => field.kind === 'month')?.field
  const day = mainEvent(sources)
  const by = month ?? day
  if (!by) return
  const name = quoteName(by.id)
  const text = by.kind === 'month' ? name : `strftime(${name}, '%Y-%m')`
  const counted = await session.rows(
    `SELECT ${text} AS month, count(*) AS n FROM read_parquet(${quoteText(table)}) WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 1`,
  )
  const counts = new Map(counted.map((row) => [String(row.month), Number(row.n)]))
  const label = fields.find(({ id }) => id === by.id)?.label ?? by.id
  const { from, to } = rowsAMonth
  const tell = (
    code: 'bounds.month-many' | 'bounds.month-few' | 'bounds.month-none',
    values: Record<string, string | number>,
    level: 'W' | 'I',
  ): void => tellProblem(problems, { row: null, column: null, level, value: null, message: { code, values: { by: label, ...values } } })
  if (to !== null) {
    const over = [...counts].filter(([, n]) => n > to)
    for (const [at, n] of over.slice(0, 12)) tell('bounds.month-many', { month: at, rows: n, to }, 'W')
  }
  // The first and the last month of a delivery are cut off by it.
  const inner = monthsBetween([...counts.keys()])
  if (inner.length < leastMonths || from === null || from < 1) return
  const total = inner.reduce((sum, at) => sum + (counts.get(at) ?? 0), 0)
  const mean = total / inner.length
  if (total < leastRows) return
  if (mean < from) {
    tell('bounds.month-few', { months: inner.length, mean: Math.round(mean * 10) / 10, from }, 'I')
    return
  }
  const none = inner.filter((at) => !counts.has(at))
  // Where a handful comes a month, a month without any is chance.
  if (mean >= leastMean && none.length > 0 && none.length * 3 <= inner.length)
    tell('bounds.month-none', { months: none.slice(0, 12).join('、'), count: none.length, mean: Math.round(mean) }, 'W')
}

/** The months between the first and the last, both left out; strays decades away are no reach of a delivery. */
function monthsBetween(months: readonly string[]): string[] {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
  const [from, to] = [number(first), number(last)]
  if (to - from > 240) return []
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => {
    const at = from + 1 + index
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
