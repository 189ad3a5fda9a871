import { quoteName, type Session } from '../../warehouse/warehouse.ts'
import type { Landed, Stretch } from './landing.ts'
import { readTextAmounts, saysAmountIn, type TextAmounts } from './text-amounts.ts'
import { type ColumnOf, columnsOf, dayMonths, isOpen, type Source, type Typing, typeColumns, weight } from './typing.ts'

/**
 * Different values of this weight go to the normalisers for one statement that joins their answers back: the engine holds them all while it
 * runs. A file with more of them is typed a stretch of rows at a time, and so the memory is bounded whatever stands in it.
 */
const mostWaiting = 400_000
/** A stretch is no shorter than this share of it: no file has so many columns, and short ones cost more in statements than they hold. */
const shortest = 1 / 40

/** Rows of a file, and what came of their cells. */
export interface TypedStretch extends Stretch {
  readonly sources: readonly Source[]
  readonly textAmounts: TextAmounts | null
}

/** Types the whole; null where it has to be done in stretches. */
export async function typeWhole(
  session: Session,
  landed: Landed,
  typing: Typing,
  signal: AbortSignal | undefined,
  most = mostWaiting,
): Promise<TypedStretch | null> {
  return typeRows(session, landed, landed, columnsOf(typing, landed), typing, most, signal)
}

/** All rows, so many at a time that their values fit. */
export async function stretchesOf(
  session: Session,
  landed: Landed,
  typing: Typing,
  signal: AbortSignal | undefined,
  most = mostWaiting,
): Promise<readonly Stretch[]> {
  const columns = columnsOf(typing, landed)
  const texts = columns.flatMap(({ field, raw }) => (field.id === 'penalty_content' ? [{ raw, test: saysAmountIn(raw) }] : []))
  const asked = [...columns.map((column) => ({ raw: column.raw, test: isOpen(column) })), ...texts]
  const counts = asked.map(
    ({ raw, test }, index) =>
      `approx_count_distinct(${quoteName(raw)}) FILTER (${test}) AS n${index}, coalesce(avg(${weight(quoteName(raw))}) FILTER (${test}), 1) AS w${index}`,
  )
  const [row = {}] = await session.rows(`SELECT ${counts.join(', ')} FROM ${landed.scan}`, undefined, { signal })
  const different = asked.map((_, index) => ({ count: Number(row[`n${index}`]), each: Number(row[`w${index}`]) }))
  const waiting = (rows: number): number => different.reduce((sum, { count, each }) => sum + Math.min(count, rows) * each, 0)
  const heaviest = Math.max(1, ...different.map(({ each }) => each))
  let rows = landed.rows
  while (rows > Math.max(1, (most * shortest) / heaviest) && waiting(rows) > most) rows = Math.ceil(rows / 2)
  return Array.from({ length: Math.ceil(landed.rows / rows) }, (_, at) =>
    landed.stretch(at * rows + 1, Math.min((at + 1) * rows, landed.rows)),
  )
}

/** What only the whole file tells, for when it is typed a stretch at a time. */
export async function startsOf(session: Session, landed: Landed, typing: Typing, signal: AbortSignal | undefined): Promise<Typing> {
  const starts = new Map<string, readonly string[]>()
  for (const { field, raw } of columnsOf(typing, landed))
    starts.set(field.id, await dayMonths(session, `(SELECT ${raw} AS raw FROM ${landed.scan} WHERE ${raw} IS NOT NULL)`, field, signal))
  return { ...typing, starts }
}

export async function typeStretch(
  session: Session,
  landed: Landed,
  stretch: Stretch,
  typing: Typing,
  signal: AbortSignal | undefined,
  only: (column: ColumnOf) => boolean = () => true,
): Promise<TypedStretch> {
  const typed = await typeRows(session, landed, stretch, columnsOf(typing, landed).filter(only), typing, Number.POSITIVE_INFINITY, signal)
  if (!typed) throw new Error('a stretch of rows without a limit was too long')
  return typed
}

async function typeRows(
  session: Session,
  { tokens }: Landed,
  { relation, scan }: Stretch,
  columns: readonly ColumnOf[],
  typing: Typing,
  most: number,
  signal: AbortSignal | undefined,
): Promise<TypedStretch | null> {
  const typed = await typeColumns(session, { scan, tokens }, columns, typing, most, signal)
  if (!typed) return null
  const { sources, asked } = typed
  const content = sources.find(({ field }) => field.id === 'penalty_content')
  const textAmounts = content ? await readTextAmounts(session, scan, content.raw, most - asked, signal) : null
  return content && !textAmounts ? null : { relation, scan, sources, textAmounts }
}
