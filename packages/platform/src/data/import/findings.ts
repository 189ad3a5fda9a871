import { dataMessages } from '@xiezhi/engine/data/messages'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { type Message, say } from '@xiezhi/engine/message'
import type { Finding } from '../../contract/imports.ts'
import { quoteName, type Session } from '../../warehouse/warehouse.ts'
import { mask, maskText } from '../secrecy/mask.ts'
import { mustBeFilled, toldColumn } from './assemble.ts'
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

/** What one question about the rows found: its first rows, and how many there are. */
interface Finder {
  readonly column: string | null
  readonly field: StandardField | null
  readonly listed: FoundProblem[]
  readonly counts: Map<string, { level: 'E' | 'W' | 'I'; count: number }>
  /** What is said begins with its code: it may be one of several. */
  readonly coded: boolean
}

const finder = (column: string | null, field: StandardField | null = null, coded = false): Finder => ({
  column,
  field,
  listed: [],
  counts: new Map(),
  coded,
})

function find(to: Finder, row: number, level: 'E' | 'W' | 'I', message: Message, value: string | null = null): void {
  const tally = to.counts.get(message.code)
  if (tally) tally.count++
  else to.counts.set(message.code, { level, count: 1 })
  if (to.listed.length >= mostListed) return
  to.listed.push({ row, column: to.column, level, value: value === null ? null : shownValue(to.field, message.code, value), message })
}

/** Of more rows than are listed, how many there are: of one code all, of several (they begin what is said) each. */
async function countAll(session: Session, rows: string, to: Finder, count: number): Promise<void> {
  const [tally] = to.counts.values()
  if (!to.coded && tally) tally.count = count
  else {
    to.counts.clear()
    const codes = await session.rows(`SELECT split_part(said, ' ', 1) AS code, count(*) AS n FROM (${rows}) GROUP BY 1 ORDER BY min(i)`)
    for (const row of codes) to.counts.set(String(row.code), { level: levelOf(String(row.code)), count: Number(row.n) })
  }
}

/** Of what was done about an amount. */
const levelOf = (code: string): 'W' | 'I' => (code === 'amount.from-text' ? 'I' : 'W')

/** Findings are told question by question, whatever the order in which the rows were looked at. */
function tellFound(problems: Problems, finders: readonly Finder[]): void {
  for (const { listed, counts } of finders) {
    for (const [code, { level, count }] of counts) {
      const tally = problems.counts.get(code)
      if (tally) tally.count += count
      else problems.counts.set(code, { code, level, count })
    }
    for (const problem of listed) problems.listed.push(problem)
  }
}

function addCounts(all: Finder['counts'], more: Finder['counts']): void {
  for (const [code, { level, count }] of more) {
    const tally = all.get(code)
    if (tally) tally.count += count
    else all.set(code, { level, count })
  }
}

/** What the normalisers had to say of single cells, by column: of one stretch of rows after another. */
export type CellFindings = Map<string, Finder>

export async function findInCells(session: Session, found: CellFindings, raws: string, sources: readonly Source[]): Promise<void> {
  for (const { field, use, raw, answers, odd } of sources) {
    const all = found.get(field.id) ?? finder(use.column, field)
    found.set(field.id, all)
    const to = finder(use.column, field)
    if (answers === null) for (const { row, value, code, level } of odd) find(to, row, level, { code }, value)
    else if (odd.length > 0) {
      const from = `FROM ${raws} r JOIN ${quoteName(answers)} a ON a.raw = r.${raw} WHERE a.code IS NOT NULL`
      let rows = 0
      for await (const [at, values, codes, levels] of session.columns(
        `SELECT r.i, r.${raw}, a.code, a.level ${from} ORDER BY r.i LIMIT ${mostListed + 1}`,
      )) {
        rows += at!.length
        at!.forEach((row, index) => {
          find(to, Number(row), levels![index] as 'W' | 'I', { code: String(codes![index]) }, String(values![index]))
        })
      }
      if (rows > mostListed) {
        to.counts.clear()
        const sql = `SELECT a.code, arg_min(a.level, r.i) AS level, count(*) AS n ${from} GROUP BY a.code ORDER BY min(r.i)`
        for (const { code, level, n } of await session.rows(sql))
          to.counts.set(String(code), { level: level === 'I' ? 'I' : 'W', count: Number(n) })
      }
    }
    addCounts(all.counts, to.counts)
    for (const one of to.listed.slice(0, mostListed - all.listed.length)) all.listed.push(one)
  }
}

export const tellCells = (problems: Problems, found: CellFindings): void => tellFound(problems, [...found.values()])

const flaws = ['wide', 'too-long', 'narrow', 'quote', 'mended', 'surplus'] as const

/**
 * What only a whole row shows: amounts settled by the text, broken rows, missing values, days in an impossible order, numbers
 * that contradict each other. The rows are gone through once, and only those are looked at of which there is something to tell.
 * Gives how many are refused.
 */
export async function rowProblems(
  session: Session,
  problems: Problems,
  from: string,
  notes: readonly string[],
  standard: Standard,
  sources: readonly Source[],
  count: number,
): Promise<number> {
  const column = (id: string): string =>
    sources.find((source) => source.field.id === id)?.use.column ?? standard.fields.find((field) => field.id === id)?.label ?? id
  const mapped = new Set(sources.map((source) => source.field.id))

  /** What is asked of each row. */
  type Take = (to: Finder, row: number, value: string) => void
  const questions: { sql: string; test: string; finder: Finder; take: Take }[] = []
  const ask = (test: string, sql: string, to: Finder, take: Take): number => questions.push({ test, sql, finder: to, take })

  for (const note of notes) {
    const id = note.slice('_note_'.length)
    ask(
      `${quoteName(note)} IS NOT NULL`,
      `${quoteName(note)} || ' ' || coalesce(${quoteName(id)}::VARCHAR, '')`,
      finder(column(id), null, true),
      (to, row, said) => {
        const [code = '', value = ''] = said.split(' ')
        find(to, row, levelOf(code), { code }, value === '' ? null : value)
      },
    )
  }
  for (const flaw of flaws) {
    const level = flaw === 'wide' || flaw === 'too-long' ? 'E' : 'W'
    ask(`flaw = '${flaw}'`, `''`, finder(null), (to, row) => find(to, row, level, { code: `row.${flaw}` }))
  }
  ask('_missing IS NOT NULL', '_missing', finder(null), (to, row, names) => find(to, row, 'E', { code: 'key.missing', values: { names } }))
  const duplicates = finder(null)
  const afterMissing = questions.length
  for (const { field, use } of sources) {
    if (!mustBeFilled(field)) continue
    ask(`${quoteName(field.id)} IS NULL AND NOT ${quoteName(toldColumn(field.id))}`, `''`, finder(column(field.id)), (to, row) =>
      find(to, row, 'W', { code: 'required.missing', values: { name: use.column } }),
    )
  }
  for (const key of standard.keys) {
    if (key.kind === 'party' && key.grade)
      ask(`${quoteName(key.grade)} = 'C'`, `''`, finder(null), (to, row) => find(to, row, 'W', { code: 'party.unidentified' }))
  }
  for (const { earlier, later } of standard.order) {
    if (!mapped.has(earlier) || !mapped.has(later)) continue
    const [a, b] = [quoteName(earlier), quoteName(later)]
    const values = { earlier: column(earlier), later: column(later) }
    ask(`${a} > ${b}`, `${a}::VARCHAR || ' > ' || ${b}::VARCHAR`, finder(column(later)), (to, row, value) =>
      find(to, row, 'W', { code: 'date.order-wrong', values }, value),
    )
  }
  if (mapped.has('decision_no') && mapped.has('decision_date')) {
    // The year mostly stands at the first bracket, which is soon seen.
    const atFirst = `substr(doc_key, strpos(doc_key, '('), 6) = concat('(', year(decision_date), ')')`
    ask(
      `NOT (${atFirst}) AND try_cast(regexp_extract(doc_key, '\\((\\d{4})\\)', 1) AS INT) <> year(decision_date)`,
      `coalesce(decision_no, '')`,
      finder(column('decision_no')),
      (to, row, value) => find(to, row, 'W', { code: 'document-no.year' }, value === '' ? null : value),
    )
  }
  if (standard.naturalKey.includes('agency_code') && mapped.has('agency_name') && standard.id !== 'agency') {
    ask(`agency_code IS NULL AND _missing IS NULL`, `''`, finder(column('agency_code')), (to, row) =>
      find(to, row, 'W', { code: 'agency.by-name' }),
    )
  }

  // Each answer is null where a row has nothing to tell. Where many rows have, they are counted in the engine and the first brought out.
  const asked = (at: readonly number[]): string =>
    at.map((index) => `CASE WHEN ${questions[index]!.test} THEN ${questions[index]!.sql} END AS q${index}`).join(', ')
  const anyOf = (at: readonly number[]): string => at.map((index) => `q${index} IS NOT NULL`).join(' OR ')
  const all = questions.map((_, index) => index)
  let refused = 0
  let few = all
  if (count > mostListed) {
    const counts = all.map((index) => `count(q${index}) AS n${index}`)
    const [found = {}] = await session.rows(
      `SELECT count(*) FILTER (refused) AS refused, ${counts.join(', ')} FROM (SELECT i, NOT (${isTaken}) AS refused, ${asked(all)} FROM ${from})`,
    )
    refused = Number(found.refused)
    few = all.filter((index) => Number(found[`n${index}`]) > 0)
    for (const index of few) {
      const { sql, test, finder: to, take } = questions[index]!
      const rows = Number(found[`n${index}`])
      if (rows <= mostListed) continue
      few = few.filter((one) => one !== index)
      const first = `SELECT i, ${sql} AS said FROM ${from} WHERE ${test} ORDER BY i LIMIT ${mostListed}`
      for (const { i, said } of await session.rows(first)) take(to, Number(i), String(said))
      await countAll(session, `SELECT ${sql} AS said, i FROM ${from} WHERE ${test}`, to, rows)
    }
  }
  if (few.length > 0) {
    const scan = `SELECT * FROM (SELECT i, NOT (${isTaken}) AS refused, ${asked(few)} FROM ${from}) WHERE ${anyOf(few)} ORDER BY i`
    for await (const [at, out, ...answers] of session.columns(scan)) {
      at!.forEach((row, place) => {
        if (count <= mostListed && out![place] === true) refused++
        few.forEach((index, column) => {
          const value = answers[column]![place]
          const { finder: to, take } = questions[index]!
          if (typeof value === 'string') take(to, Number(row), value)
        })
      })
    }
  }
  const { first, all: later } = await laterRows(session, from, count)
  for (const row of first) find(duplicates, row, 'I', { code: 'key.duplicate' })
  if (later > first.length) duplicates.counts.set('key.duplicate', { level: 'I', count: later })
  const finders = questions.map((question) => question.finder)
  tellFound(problems, [...finders.slice(0, afterMissing), duplicates, ...finders.slice(afterMissing)])
  return refused
}

/** Rows behind which another of the same key stands. Of many rows, short hashes of the keys mostly tell that there is none. */
async function laterRows(session: Session, from: string, count: number): Promise<{ first: readonly number[]; all: number }> {
  if (count <= mostListed) {
    const last = new Map<string, number>()
    const all = await session.rows(`SELECT i, _key FROM ${from} WHERE _missing IS NULL ORDER BY i`)
    for (const { i, _key } of all) last.set(String(_key), Number(i))
    const first = all.flatMap(({ i, _key }) => (last.get(String(_key)) === Number(i) ? [] : [Number(i)]))
    return { first, all: first.length }
  }
  await session.run(
    `CREATE OR REPLACE TEMP TABLE alike AS SELECT hash(_key) AS h FROM ${from} WHERE _missing IS NULL GROUP BY h HAVING count(*) > 1`,
  )
  const [alike] = await session.rows('SELECT count(*) AS n FROM alike')
  if (Number(alike?.n) === 0) return { first: [], all: 0 }
  const some = `(SELECT i, _key FROM ${from} WHERE _missing IS NULL AND hash(_key) IN (FROM alike))`
  const sql = `SELECT i, count(*) OVER () AS n FROM (SELECT i, max(i) OVER (PARTITION BY _key) AS last FROM ${some}) WHERE i < last ORDER BY i LIMIT ${mostListed}`
  const rows = await session.rows(sql)
  return { first: rows.map(({ i }) => Number(i)), all: Number(rows[0]?.n ?? 0) }
}

/** A row that stands in the table; the others are set aside. */
export const isTaken = `_missing IS NULL AND coalesce(flaw, '') NOT IN ('wide', 'too-long')`

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
