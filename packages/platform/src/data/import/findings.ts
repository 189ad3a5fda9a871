import { dataMessages } from '@xiezhi/engine/data/messages'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { type Message, say } from '@xiezhi/engine/message'
import type { Finding } from '../../contract/imports.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { mask, maskText } from '../secrecy/mask.ts'
import type { Source } from './typing.ts'

/** What is told about a file: each finding once with its row, and how many there are of each kind beyond the cap. */
export interface FoundProblem {
  readonly row: number | null
  readonly column: string | null
  readonly level: 'E' | 'W' | 'I'
  readonly value: string | null
  readonly message: Message
}

/** So many of one code in one column are listed; all are counted. */
const mostListed = 2000

export interface Problems {
  readonly listed: FoundProblem[]
  readonly counts: Map<string, { readonly code: string; readonly level: 'E' | 'W' | 'I'; count: number }>
}

export const noProblems = (): Problems => ({ listed: [], counts: new Map() })

export function tellProblem(problems: Problems, problem: FoundProblem, count = 1): void {
  const { code } = problem.message
  const tally = problems.counts.get(code)
  if (tally) tally.count += count
  else problems.counts.set(code, { code, level: problem.level, count })
  if (count > 0) problems.listed.push(problem)
}

const shownValue = (field: StandardField | null, code: string, value: string): string => {
  const personal = (field && isTokenised(field)) || code.startsWith('identity.') || code === 'credit-code.identity'
  return (personal ? mask(value.replace(/^[\s'‘’="]+|["\s]+$/g, '')) : maskText(value)).slice(0, 200)
}

interface Query {
  readonly sql: string
  readonly column: string | null
  readonly field: StandardField | null
  readonly level: 'E' | 'W' | 'I' | null
  readonly message: (row: Readonly<Record<string, unknown>>) => Message
}

/** Runs a query of `i`, `value` (and `code`, `level`), lists its first rows and counts the rest. */
async function collect(session: Session, problems: Problems, query: Query): Promise<void> {
  let listed = 0
  for await (const rows of session.stream(query.sql)) {
    for (const row of rows) {
      const message = query.message(row)
      const level = query.level ?? (row.level as 'W' | 'I')
      const tally = problems.counts.get(message.code)
      if (tally) tally.count += 1
      else problems.counts.set(message.code, { code: message.code, level, count: 1 })
      if (++listed > mostListed) continue
      const value = typeof row.value === 'string' ? shownValue(query.field, message.code, row.value) : null
      problems.listed.push({ row: Number(row.i), column: query.column, level, value, message })
    }
  }
}

export async function cellProblems(session: Session, problems: Problems, rawPath: string, sources: readonly Source[]): Promise<void> {
  for (const { field, use, raw, answers } of sources) {
    await collect(session, problems, {
      sql: `SELECT r.i, r.${raw} AS value, a.code, a.level FROM read_parquet(${quoteText(rawPath)}) r JOIN ${quoteName(answers)} a ON a.raw = r.${raw} WHERE a.code IS NOT NULL ORDER BY r.i`,
      column: use.column,
      field,
      level: null,
      message: (row) => ({ code: String(row.code) }),
    })
  }
}

/** What was done about amounts after the text of the penalty had been read. */
export async function amountProblems(
  session: Session,
  problems: Problems,
  rows: string,
  notes: readonly string[],
  sources: readonly Source[],
): Promise<void> {
  for (const note of notes) {
    const id = note.slice('_note_'.length)
    const source = sources.find((each) => each.field.id === id)
    await collect(session, problems, {
      sql: `SELECT i, ${quoteName(id)}::VARCHAR AS value, ${quoteName(note)} AS code, CASE WHEN ${quoteName(note)} = 'amount.from-text' THEN 'I' ELSE 'W' END AS level FROM read_parquet(${quoteText(rows)}) WHERE ${quoteName(note)} IS NOT NULL ORDER BY i`,
      column: source?.use.column ?? id,
      field: null,
      level: null,
      message: (row) => ({ code: String(row.code) }),
    })
  }
}

/** What only a whole row shows: missing values, days in an impossible order, numbers that contradict each other. */
export async function rowProblems(
  session: Session,
  problems: Problems,
  rows: string,
  rawPath: string,
  standard: Standard,
  sources: readonly Source[],
): Promise<void> {
  const from = `read_parquet(${quoteText(rows)})`
  const column = (id: string): string =>
    sources.find((source) => source.field.id === id)?.use.column ?? standard.fields.find((field) => field.id === id)?.label ?? id
  const mapped = new Set(sources.map((source) => source.field.id))
  const tell = (sql: string, level: 'E' | 'W' | 'I', id: string | null, message: Query['message']): Promise<void> =>
    collect(session, problems, { sql, column: id === null ? null : column(id), field: null, level, message })

  for (const flaw of ['wide', 'too-long', 'narrow', 'quote', 'mended', 'surplus'] as const) {
    const level = flaw === 'wide' || flaw === 'too-long' ? 'E' : 'W'
    await tell(`SELECT i FROM ${from} WHERE flaw = '${flaw}' ORDER BY i`, level, null, () => ({ code: `row.${flaw}` }))
  }
  await tell(`SELECT i, _missing FROM ${from} WHERE _missing IS NOT NULL ORDER BY i`, 'E', null, (row) => ({
    code: 'key.missing',
    values: { names: String(row._missing) },
  }))
  await tell(
    `SELECT older.i FROM ${from} older JOIN (SELECT _key, max(i) AS last FROM ${from} WHERE _missing IS NULL GROUP BY _key HAVING count(*) > 1) d ON d._key = older._key WHERE older.i < d.last AND older._missing IS NULL ORDER BY older.i`,
    'I',
    null,
    () => ({ code: 'key.duplicate' }),
  )
  for (const { field, raw, answers, use } of sources) {
    if (field.required !== 'Y' || field.generated) continue
    const sql = `SELECT t.i FROM ${from} t JOIN read_parquet(${quoteText(rawPath)}) r USING (i) LEFT JOIN ${quoteName(answers)} a ON a.raw = r.${raw} WHERE t.${quoteName(field.id)} IS NULL AND a.code IS NULL ORDER BY t.i`
    await tell(sql, 'W', field.id, () => ({ code: 'required.missing', values: { name: use.column } }))
  }
  for (const key of standard.keys) {
    if (key.kind === 'party' && key.grade)
      await tell(`SELECT i FROM ${from} WHERE ${quoteName(key.grade)} = 'C' ORDER BY i`, 'W', null, () => ({ code: 'party.unidentified' }))
  }
  for (const { earlier, later } of standard.order) {
    if (!mapped.has(earlier) || !mapped.has(later)) continue
    const [a, b] = [quoteName(earlier), quoteName(later)]
    const sql = `SELECT i, ${a}::VARCHAR || ' > ' || ${b}::VARCHAR AS value FROM ${from} WHERE ${a} > ${b} ORDER BY i`
    await tell(sql, 'W', later, () => ({ code: 'date.order-wrong', values: { earlier: column(earlier), later: column(later) } }))
  }
  if (mapped.has('decision_no') && mapped.has('decision_date')) {
    const sql = `SELECT i, decision_no AS value FROM ${from} WHERE try_cast(regexp_extract(doc_key, '\\((\\d{4})\\)', 1) AS INT) <> year(decision_date) ORDER BY i`
    await tell(sql, 'W', 'decision_no', () => ({ code: 'document-no.year' }))
  }
  if (standard.naturalKey.includes('agency_code') && mapped.has('agency_name') && standard.id !== 'agency') {
    await tell(`SELECT i FROM ${from} WHERE agency_code IS NULL AND _missing IS NULL ORDER BY i`, 'W', 'agency_code', () => ({
      code: 'agency.by-name',
    }))
  }
}

/** Findings as `inspect` prints them: by row, those about the whole file first. */
export function findingsOf(problems: Problems): Finding[] {
  return problems.listed
    .map(({ row, column, level, value, message }) => ({
      row,
      column,
      code: message.code,
      level,
      value,
      message: say(dataMessages, message),
    }))
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
}
