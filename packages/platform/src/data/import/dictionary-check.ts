import { type Dictionary, type DictionaryEntry, entriesByCode, firstDay, lastDay } from '@xiezhi/engine/data/dictionary'
import type { Message } from '@xiezhi/engine/message'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { mainEvent } from './bounds.ts'
import { type Problems, tellProblem } from './findings.ts'
import type { Source } from './typing.ts'

/**
 * Codes held against their dictionary as it was on the row's own day. A file has few different codes, whatever its size: these are looked
 * at here, and rows are only read where one of them is odd: once for all days on which codes were none.
 */
const mostListed = 200
const mostCodes = 100_000
/** More unknown codes than these are no slips of single rows: all rows that have one are asked for at once. */
const mostAsked = 50

/** Days on which a code was none: those after the one and before the other. */
interface Gap {
  readonly code: string
  readonly after: string | null
  readonly before: string | null
  readonly level: 'W' | 'I'
  readonly message: Message
}

export async function tellCodes(
  session: Session,
  problems: Problems,
  { path, firstRid }: { readonly path: string; readonly firstRid: number },
  sources: readonly Source[],
  dictionaries: ReadonlyMap<string, Dictionary> | undefined,
): Promise<void> {
  const day = mainEvent(sources)
  const on = day ? `${quoteName(day.id)}::DATE` : 'NULL::DATE'
  for (const { field, use } of sources) {
    const dictionary = field.dictionary === null ? undefined : dictionaries?.get(field.dictionary)
    // Unknown words of a code list are told already; without days nothing else can be odd.
    const listed = field.codes !== null
    if (!dictionary || (listed && !hasDays(dictionary))) continue
    const value = field.columnType === 'text[]' ? `unnest(${quoteName(field.id)})` : quoteName(field.id)
    const cells = `(SELECT _rid - ${firstRid} AS i, ${value} AS code, ${on} AS day FROM read_parquet(${quoteText(path)}))`
    const met = await session.rows(`SELECT DISTINCT code FROM ${cells} WHERE code IS NOT NULL LIMIT ${mostCodes}`)
    const codes = met.map(({ code }) => String(code))
    const known = entriesByCode(dictionary)
    const unknown = codes.filter((code) => !known.has(code))
    if (!listed && unknown.length > 0) await tellUnknown(session, problems, cells, use.column, dictionary, unknown)
    const gaps = day ? codes.flatMap((code) => gapsOf(dictionary, code, known.get(code) ?? [], field.current)) : []
    if (gaps.length > 0) await tellGaps(session, problems, cells, use.column, gaps)
  }
}

const hasDays = ({ entries }: Dictionary): boolean => entries.some(({ from, to }) => from !== null || to !== null)

/** Of the rows with a code that is none the first are listed and all counted; each code has its own, unless they are many. */
async function tellUnknown(
  session: Session,
  problems: Problems,
  cells: string,
  column: string,
  { label, complete, entries }: Dictionary,
  unknown: readonly string[],
): Promise<void> {
  const asked = unknown.length > mostAsked
  const tests = asked
    ? [`code IS NOT NULL AND code NOT IN (${entries.map(({ code }) => quoteText(code)).join(', ') || "''"})`]
    : unknown.map((code) => `code = ${quoteText(code)}`)
  for (const test of tests) {
    const rows = await session.rows(`SELECT i, code, count(*) OVER () AS n FROM ${cells} WHERE ${test} ORDER BY i LIMIT ${mostListed}`)
    const total = Number(rows[0]?.n ?? 0)
    rows.forEach(({ i, code }, index) => {
      const message: Message = { code: 'dictionary.unknown', values: { dictionary: label, code: String(code) } }
      const count = index === 0 ? total - rows.length + 1 : 1
      tellProblem(problems, { row: Number(i), column, level: complete ? 'W' : 'I', value: String(code), message }, count)
    })
  }
}

/** Of the rows whose day lies in a gap the first of each gap are listed and all counted. */
async function tellGaps(session: Session, problems: Problems, cells: string, column: string, gaps: readonly Gap[]): Promise<void> {
  const day = (text: string | null): string => (text === null ? 'NULL::DATE' : `DATE ${quoteText(text)}`)
  const values = gaps.map(({ code, after, before }, index) => `(${index}, ${quoteText(code)}, ${day(after)}, ${day(before)})`)
  const rows = await session.rows(`
    WITH gaps(gap, of_code, after, before) AS (VALUES ${values.join(', ')}),
    odd AS (
      SELECT i, gap, count(*) OVER (PARTITION BY gap) AS n, row_number() OVER (PARTITION BY gap ORDER BY i) AS place
      FROM ${cells} JOIN gaps ON code = of_code AND (after IS NULL OR day > after) AND (before IS NULL OR day < before)
      WHERE day IS NOT NULL
    )
    SELECT i, gap, n, place FROM odd WHERE place <= ${mostListed} ORDER BY gap, place`)
  for (const { i, gap, n, place } of rows) {
    const { code, level, message } = gaps[Number(gap)]!
    const count = Number(place) === 1 ? Math.max(1, Number(n) - mostListed + 1) : 1
    tellProblem(problems, { row: Number(i), column, level, value: code, message }, count)
  }
}

/**
 * The days on which a code was none. It may be given out a second time: the days between are told by what had gone before them. A register
 * holds the code of today beside a day long past (where a firm is registered now, the day it was founded on): such a field is `current`, and
 * its code may be younger than the row's day, but not have gone before it.
 */
function gapsOf(dictionary: Dictionary, code: string, entries: readonly DictionaryEntry[], current: boolean): Gap[] {
  const spans = entries
    .map((entry) => ({
      entry,
      first: entry.from === null ? null : firstDay(entry.from),
      last: entry.to === null ? null : lastDay(entry.to),
    }))
    .sort((a, b) => ((a.first ?? '') < (b.first ?? '') ? -1 : 1))
  const gaps: Gap[] = []
  let reached = spans[0]
  if (!reached) return []
  const values = { dictionary: dictionary.label, code }
  if (reached.first !== null && !current) {
    const message = { code: 'dictionary.not-yet', values: { ...values, name: reached.entry.name, from: reached.first } }
    gaps.push({ code, after: null, before: reached.first, level: 'I', message })
  }
  const ended = ({ entry: { name, successor }, last }: (typeof spans)[number], before: string | null): void => {
    if (last === null) return
    const said = { ...values, name, to: last, successor: successor ?? '' }
    gaps.push({
      code,
      after: last,
      before,
      level: 'W',
      message: { code: successor ? 'dictionary.ended-for' : 'dictionary.ended', values: said },
    })
  }
  for (const span of spans.slice(1)) {
    if (reached.last !== null && span.first !== null && span.first > reached.last && !current) ended(reached, span.first)
    if (reached.last !== null && (span.last === null || span.last > reached.last)) reached = span
  }
  ended(reached, null)
  return gaps
}
