import { type Dictionary, type DictionaryEntry, entriesByCode, firstDay, lastDay } from '@xiezhi/engine/data/dictionary'
import type { Message } from '@xiezhi/engine/message'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { mainEvent } from './bounds.ts'
import { type Problems, tellProblem } from './findings.ts'
import type { Source } from './typing.ts'

/**
 * Codes held against their dictionary as it was on the row's own day. A file has few different codes, whatever its size: these are looked
 * at here, and rows are only read where one of them is odd.
 */
const mostListed = 200
const mostCodes = 100_000
/** More unknown codes than these are no slips of single rows: all rows that have one are asked for at once. */
const mostAsked = 50

interface Odd {
  readonly code: string
  /** Rows concerned; null: all that have the code. */
  readonly when: string | null
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
    const listed = field.codes !== null
    if (!dictionary || (listed && !hasDays(dictionary))) continue
    const value = field.columnType === 'text[]' ? `unnest(${quoteName(field.id)})` : quoteName(field.id)
    const cells = `(SELECT _rid - ${firstRid} AS i, ${value} AS code, ${on} AS day FROM read_parquet(${quoteText(path)}))`
    const met = await session.rows(`SELECT DISTINCT code FROM ${cells} WHERE code IS NOT NULL LIMIT ${mostCodes}`)
    const known = entriesByCode(dictionary)
    let odd = met.flatMap(({ code }) =>
      oddities(dictionary, String(code), known.get(String(code)) ?? [], { listed, current: field.current }),
    )
    const unknown = odd.filter(({ when }) => when === null)
    if (unknown.length > mostAsked) {
      odd = odd.filter(({ when }) => when !== null)
      const none = `code IS NOT NULL AND code NOT IN (${[...known.keys()].map(quoteText).join(', ') || "''"})`
      const { level } = unknown[0]!
      const message = (code: string): Message => ({ code: 'dictionary.unknown', values: { dictionary: dictionary.label, code } })
      await tellRows(session, problems, cells, none, use.column, level, message)
    }
    for (const { code, when, level, message } of odd)
      await tellRows(
        session,
        problems,
        cells,
        `code = ${quoteText(code)}${when === null ? '' : ` AND (${when})`}`,
        use.column,
        level,
        () => message,
      )
  }
}

/** Of the rows for which `test` holds the first are listed and all counted. */
async function tellRows(
  session: Session,
  problems: Problems,
  cells: string,
  test: string,
  column: string,
  level: 'W' | 'I',
  message: (code: string) => Message,
): Promise<void> {
  const rows = await session.rows(`SELECT i, code, count(*) OVER () AS n FROM ${cells} WHERE ${test} ORDER BY i LIMIT ${mostListed}`)
  const total = Number(rows[0]?.n ?? 0)
  rows.forEach(({ i, code }, index) => {
    const value = String(code)
    tellProblem(problems, { row: Number(i), column, level, value, message: message(value) }, index === 0 ? total - rows.length + 1 : 1)
  })
}

/** Unknown words of a code list are told already; without days nothing else can be odd. */
const hasDays = ({ entries }: Dictionary): boolean => entries.some(({ from, to }) => from !== null || to !== null)

/**
 * What may be odd about a code: its not being one (the words of a code list are told already), and the days on which it was none. A register
 * holds the code of today beside a day long past (where a firm is registered now, the day it was founded on): such a field is `current`, and
 * its code may be younger than the row's day, but not have gone before it.
 */
function oddities(
  dictionary: Dictionary,
  code: string,
  entries: readonly DictionaryEntry[],
  { listed, current }: { readonly listed: boolean; readonly current: boolean },
): Odd[] {
  const values = { dictionary: dictionary.label, code }
  if (entries.length === 0)
    return listed ? [] : [{ code, when: null, level: dictionary.complete ? 'W' : 'I', message: { code: 'dictionary.unknown', values } }]
  if (entries.some(({ from, to }) => from === null && to === null)) return []
  const outside = current ? 'TRUE' : outsideOf(entries)
  const ended = current && entries.some(({ to }) => to === null) ? [] : lastDaysOf(entries).slice(current ? -1 : 0)
  // A code may be given out a second time: a day between two is told by what had gone before it.
  const odd = ended.map(({ entry: { name, successor }, to }, index): Odd => {
    const next = ended[index + 1]
    const when = `${outside} AND day > ${day(to)}${next ? ` AND day <= ${day(next.to)}` : ''}`
    const message = {
      code: successor ? 'dictionary.ended-for' : 'dictionary.ended',
      values: { ...values, name, to, successor: successor ?? '' },
    }
    return { code, when, level: 'W', message }
  })
  const [first] = entries
    .flatMap(({ from, name }) => (from === null ? [] : [{ from: firstDay(from), name }]))
    .sort(byDay(({ from }) => from))
  if (first && !current && entries.every(({ from }) => from !== null))
    odd.push({
      code,
      when: `day < ${day(first.from)}`,
      level: 'I',
      message: { code: 'dictionary.not-yet', values: { ...values, ...first } },
    })
  return odd
}

const day = (text: string): string => `DATE ${quoteText(text)}`

const byDay =
  <T>(of: (one: T) => string) =>
  (a: T, b: T): number =>
    of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0

const lastDaysOf = (entries: readonly DictionaryEntry[]): { readonly entry: DictionaryEntry; readonly to: string }[] =>
  entries.flatMap((entry) => (entry.to === null ? [] : [{ entry, to: lastDay(entry.to) }])).sort(byDay(({ to }) => to))

function outsideOf(entries: readonly DictionaryEntry[]): string {
  const within = entries.map(({ from, to }) =>
    [...(from === null ? [] : [`day >= ${day(firstDay(from))}`]), ...(to === null ? [] : [`day <= ${day(lastDay(to))}`])].join(' AND '),
  )
  return `NOT (${within.map((test) => `(${test})`).join(' OR ')})`
}
