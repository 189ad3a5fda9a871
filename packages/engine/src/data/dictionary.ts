import { parse } from 'yaml'
import { z } from 'zod'
import type { Message } from '../message.ts'

/**
 * A dictionary: codes with their names and the days on which they were in force. A code may be abolished, be given a successor, and stand in
 * old files with good reason: so a value is held against the dictionary as it was on its own row's day.
 */
export interface DictionaryEntry {
  readonly code: string
  readonly name: string
  /**
   * First and last day in force; null: not known, so that no day is held against it. A year alone (`1996`): it came or went in that year, on
   * which day is not known; then no day of that year is held against it.
   */
  readonly from: string | null
  readonly to: string | null
  readonly successor: string | null
  readonly note: string | null
  /** Other words and numbers by which it is met in files. */
  readonly also: readonly string[]
}

/** A code as a field reads it: every word it is met by, whatever the day. */
export interface Code {
  readonly code: string
  readonly label: string
  readonly also: readonly string[]
}

export interface Dictionary {
  readonly id: string
  readonly label: string
  readonly standard: string | null
  /** Whose words these are. */
  readonly source: string
  /** Until when the source reaches. */
  readonly asOf: string | null
  /** Every code there is: what is not in it is wrong, else merely not known here. */
  readonly complete: boolean
  /** Held against the source; false: from memory or a copy of a copy. */
  readonly verified: boolean
  readonly note: string | null
  readonly entries: readonly DictionaryEntry[]
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const dayOrYear = z.string().regex(/^\d{4}(?:-\d{2}-\d{2})?$/)
export const entrySource = z.strictObject({
  code: z.string().min(1),
  name: z.string().optional(),
  also: z.array(z.string().min(1)).default([]),
  from: dayOrYear.optional(),
  to: dayOrYear.optional(),
  successor: z.string().optional(),
  note: z.string().optional(),
})
const dictionarySource = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  standard: z.string().optional(),
  source: z.string(),
  as_of: day.optional(),
  complete: z.boolean(),
  verified: z.boolean(),
  note: z.string().optional(),
  /** The file beside it that holds the codes, where they are many. */
  table: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.csv$/)
    .optional(),
  entries: z.array(entrySource).optional(),
})

/** Reads a dictionary of the catalogue; throws what is wrong with it, as other files of facts do. `tableText` gives the file it names. */
export function parseDictionary(text: string, tableText: (name: string) => string): Dictionary {
  const { as_of: asOf, table, entries, ...said } = dictionarySource.parse(parse(text))
  const read = table === undefined ? undefined : readDictionaryTable(splitLines(tableText(table)))
  if (read && read.problems.length > 0) throw new Error(`${said.id}: ${read.problems[0]?.code} ${JSON.stringify(read.problems[0]?.values)}`)
  const own = (entries ?? []).map(entryOf)
  return { ...said, standard: said.standard ?? null, note: said.note ?? null, asOf: asOf ?? null, entries: read ? read.entries : own }
}

export const entryOf = ({ code, name, from, to, successor, note, also }: z.infer<typeof entrySource>): DictionaryEntry => ({
  code,
  name: name ?? code,
  from: from ?? null,
  to: to ?? null,
  successor: successor ?? null,
  note: note ?? null,
  also,
})

/** The catalogue's own tables have no quotes and no separators in a cell. */
const splitLines = (text: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))

const headings: Readonly<Record<keyof DictionaryEntry, readonly string[]>> = {
  code: ['code', '代码', '编码', '代码值', '行政区划代码', '区划代码', '值'],
  name: ['name', '名称', '单位名称', '代码名称', '含义', '中文名称', '地名', '行政区划名称'],
  from: ['from', '启用日期', '起', '生效日期', '启用日', '有效期起', '有效期自'],
  to: ['to', '停用日期', '止', '失效日期', '停用日', '撤销日期', '有效期止', '有效期至'],
  successor: ['successor', '接续代码', '新代码', '变更后代码', '现代码'],
  note: ['note', '备注', '说明'],
  also: ['also', '其他写法', '别名', '同义词', '又作'],
}

export const mostEntries = 8_000

/** Codes out of a table of cells, under a heading that names at least code and name. What can't be read is told by its line. */
export function readDictionaryTable(records: readonly (readonly string[])[]): {
  readonly entries: readonly DictionaryEntry[]
  readonly problems: readonly Message[]
  /** Whether the table says by which other words its codes are met. */
  readonly saysAlso: boolean
} {
  const head = records.findIndex((cells) => find(cells, 'code') >= 0 && find(cells, 'name') >= 0)
  if (head < 0) return { entries: [], problems: [{ code: 'dictionary.no-heading' }], saysAlso: false }
  const place = (column: keyof DictionaryEntry): number => find(records[head] ?? [], column)
  const [code, name, from, to, successor, note, also] = [
    place('code'),
    place('name'),
    place('from'),
    place('to'),
    place('successor'),
    place('note'),
    place('also'),
  ]
  const entries: DictionaryEntry[] = []
  const problems: Message[] = []
  const seen = new Set<string>()
  for (const [index, cells] of records.slice(head + 1).entries()) {
    const line = head + index + 2
    const cell = (at: number): string => (at < 0 ? '' : (cells[at] ?? '').trim())
    if (cells.every((each) => each.trim() === '')) continue
    // What an export says of itself below its last row, and notes like it.
    if (cell(name) === '' && cell(code).length > 30) continue
    const [begins, ends] = [dayOf(cell(from)), dayOf(cell(to))]
    if (cell(code) === '' || cell(name) === '') problems.push({ code: 'dictionary.no-code', values: { line } })
    else if (begins === undefined || ends === undefined) problems.push({ code: 'dictionary.no-day', values: { line, code: cell(code) } })
    else if (begins !== null && ends !== null && firstDay(begins) > lastDay(ends))
      problems.push({ code: 'dictionary.turned', values: { line, code: cell(code), from: begins, to: ends } })
    else if (seen.has(`${cell(code)} ${begins ?? ''}`)) problems.push({ code: 'dictionary.twice', values: { line, code: cell(code) } })
    else {
      seen.add(`${cell(code)} ${begins ?? ''}`)
      entries.push({
        code: cell(code),
        name: cell(name),
        from: begins,
        to: ends,
        successor: cell(successor) || null,
        note: cell(note) || null,
        also: cell(also)
          .split(betweenWords)
          .filter((word) => word !== ''),
      })
    }
    if (entries.length > mostEntries)
      return { entries: [], problems: [{ code: 'dictionary.too-many', values: { most: mostEntries } }], saysAlso: false }
  }
  if (entries.length === 0 && problems.length === 0) problems.push({ code: 'dictionary.empty' })
  return { entries, problems, saysAlso: also >= 0 }
}

/** Other words of a code in one cell; a word may itself hold a 、 or a comma. */
const betweenWords = /\s*[;；|]\s*/
export const alsoText = (also: readonly string[]): string => also.join('；')

const find = (cells: readonly string[], column: keyof DictionaryEntry): number =>
  cells.findIndex((cell) => headings[column].includes(cell.replace(/[\s\uFEFF*（）()]/g, '')))

/** `2023-07-01`, `2023/7/1`, `20230701`, `2023年7月1日`, or a year alone; null where nothing is written, undefined where it is neither. */
function dayOf(text: string): string | null | undefined {
  if (text === '' || /^[-—/无]$/.test(text)) return null
  const year = /^((?:19|20)\d{2})年?$/.exec(text)?.[1]
  if (year) return year
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?: 00:00:00)?$/.exec(text)
  if (!found) return undefined
  const iso = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  const made = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** The first day on which a code can have been in force, and the last: of a year alone its first and its last. */
export const firstDay = (from: string): string => (from.length === 4 ? `${from}-01-01` : from)
export const lastDay = (to: string): string => (to.length === 4 ? `${to}-12-31` : to)

export const inForce = ({ from, to }: DictionaryEntry, on: string): boolean =>
  (from === null || firstDay(from) <= on) && (to === null || on <= lastDay(to))

export type CodeState = 'valid' | 'unknown' | 'not-yet' | 'ended'

/** How a code stood on a day; without a day it is enough that it ever was one. */
export function stateOfCode(entries: readonly DictionaryEntry[], on: string | null): CodeState {
  if (entries.length === 0) return 'unknown'
  if (on === null || entries.some((entry) => inForce(entry, on))) return 'valid'
  return entries.some(({ to }) => to !== null && lastDay(to) < on) ? 'ended' : 'not-yet'
}

const indexed = new WeakMap<Dictionary, ReadonlyMap<string, readonly DictionaryEntry[]>>()

export function entriesByCode(dictionary: Dictionary): ReadonlyMap<string, readonly DictionaryEntry[]> {
  const known = indexed.get(dictionary)
  if (known) return known
  const made = new Map<string, DictionaryEntry[]>()
  for (const entry of dictionary.entries) {
    const same = made.get(entry.code)
    if (same) same.push(entry)
    else made.set(entry.code, [entry])
  }
  indexed.set(dictionary, made)
  return made
}

const codesMade = new WeakMap<Dictionary, readonly Code[]>()

/** Its codes as a field reads them: also those abolished, for old files hold them with good reason. */
export function codesOf(dictionary: Dictionary): readonly Code[] {
  const known = codesMade.get(dictionary)
  if (known) return known
  const made = Array.from(entriesByCode(dictionary), ([code, entries]) => ({
    code,
    label: entries.at(-1)?.name ?? code,
    also: entries.length === 1 ? (entries[0]?.also ?? []) : [...new Set(entries.flatMap(({ name, also }) => [name, ...also]))],
  }))
  codesMade.set(dictionary, made)
  return made
}

/** A table that says nothing of other words leaves those that are known. */
export function keepAlso(before: readonly DictionaryEntry[], given: readonly DictionaryEntry[]): readonly DictionaryEntry[] {
  const known = new Map(before.map(({ code, also }) => [code, also]))
  return given.map((entry) => ({ ...entry, also: known.get(entry.code) ?? [] }))
}

export interface DictionaryDifference {
  readonly added: readonly DictionaryEntry[]
  readonly changed: readonly { readonly before: DictionaryEntry; readonly after: DictionaryEntry }[]
  readonly gone: readonly DictionaryEntry[]
}

const same = (a: DictionaryEntry, b: DictionaryEntry): boolean =>
  a.name === b.name && a.to === b.to && a.successor === b.successor && a.note === b.note && alsoText(a.also) === alsoText(b.also)

const nameOf = ({ code, from }: DictionaryEntry): string => `${code} ${from ?? ''}`

/** What a newer table changes. `part`: codes that it does not name stay. Gives the table as it would then be, too. */
export function differenceOf(
  before: readonly DictionaryEntry[],
  given: readonly DictionaryEntry[],
  mode: 'whole' | 'part',
): DictionaryDifference & { readonly entries: readonly DictionaryEntry[] } {
  const codes = new Set(given.map(({ code }) => code))
  const kept = mode === 'part' ? before.filter(({ code }) => !codes.has(code)) : []
  const entries = [...kept, ...given].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const old = new Map(before.map((entry) => [nameOf(entry), entry]))
  const now = new Map(entries.map((entry) => [nameOf(entry), entry]))
  const added = entries.filter((entry) => !old.has(nameOf(entry)))
  const gone = before.filter((entry) => !now.has(nameOf(entry)))
  // A code whose first day becomes known is changed, not another one.
  const moved = added.flatMap((after) => {
    const was = gone.filter(({ code }) => code === after.code)
    return was.length === 1 && added.filter(({ code }) => code === after.code).length === 1 ? [{ before: was[0]!, after }] : []
  })
  const paired = new Set(moved.map(({ after }) => after.code))
  return {
    entries,
    added: added.filter(({ code }) => !paired.has(code)),
    changed: [
      ...moved,
      ...entries.flatMap((after) => {
        const one = old.get(nameOf(after))
        return one && !same(one, after) ? [{ before: one, after }] : []
      }),
    ],
    gone: gone.filter(({ code }) => !paired.has(code)),
  }
}
