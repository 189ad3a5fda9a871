import { dayMonthOf } from '@xiezhi/engine/data/normalise/date'
import { type Habit, normaliserOf } from '@xiezhi/engine/data/normalise/field'
import { looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import type { Outcome } from '@xiezhi/engine/data/normalise/outcome'
import { foldTight, withoutQuotes } from '@xiezhi/engine/data/normalise/text'
import type { ColumnUse } from '@xiezhi/engine/data/recognise'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { maskText } from '../secrecy/mask.ts'
import { maskedToken, token } from '../secrecy/token.ts'
import { fastPath } from './fast-path.ts'
import { rawColumn } from './raw-column.ts'
import type { SealedVault } from './sealed-vault.ts'

/**
 * Cells to values, in sets: what is written plainly is understood by the engine itself; every other distinct value goes once
 * through the normaliser, and the answers are joined back. Both give one answer (fast-path.test.ts holds them to it).
 */
export interface Source {
  readonly field: StandardField
  readonly use: ColumnUse
  /** Column of the raw rows. */
  readonly raw: string
  /** Table of the values that needed the normaliser; null where the rows were few and stand answered already. */
  readonly answers: string | null
  /** Column of the raw rows with the tokens of plain identity numbers: all else about them can be told from the number. */
  readonly tokens: string | null
  /** Cells of which there is something to tell; of a table of answers, its distinct values (`row` 0). */
  readonly odd: readonly OddCell[]
  /** What came with the values, so that nothing is joined or looked for in vain. */
  readonly has: ReadonlySet<AnswerPart>
}

export interface OddCell {
  readonly row: number
  readonly value: string
  readonly code: string
  readonly level: 'W' | 'I'
}

/** The kind of what came masked: it is its own mask. */
export const maskedKind = 'masked'

/** A person's number that was met: its token stands in the data, the number itself is sealed. */
export type Vault = Map<string, { readonly kind: string; readonly normal: string }>

export const answerParts = ['value', 'key', 'found', 'masked', 'born', 'unread', 'code'] as const
export type AnswerPart = (typeof answerParts)[number]
const answerColumns = ['raw', ...answerParts, 'level'] as const

interface Answer {
  readonly value: string | null
  readonly key: string | null
  readonly found: string | null
  /** Where a number came masked already: the token of what was there. */
  readonly masked: string | null
}

function keep(vault: Vault, keys: Keyring, kind: string, normal: string): string {
  const made = kind === maskedKind ? maskedToken(keys, normal) : token(keys, normal)
  if (!vault.has(made)) vault.set(made, { kind, normal })
  return made
}

/**
 * A number that arrives masked, with stars where our own mask has them: a published `5205021990****1234` can then be held, with the
 * name, against the mask of a number known whole, and shows no more than that.
 */
function remasked(raw: string): string {
  const text = foldTight(withoutQuotes(raw)).toUpperCase()
  const whole = /^(\d{6})[\dX*＊#]{8}(\d{3}[\dX])$/.exec(text)
  return whole ? `${whole[1]}********${whole[2]}` : text.slice(0, 32)
}

/** Takes persons' numbers out of an answer before it is stored anywhere. */
export function protect(field: StandardField, outcome: Outcome, raw: string, keys: Keyring, vault: Vault): Answer {
  const found = outcome.found ?? null
  if (isTokenised(field) && field.columnType === 'text[]') {
    const numbers: readonly string[] = outcome.value === null ? [] : JSON.parse(outcome.value)
    if (numbers.length === 0) return { value: null, key: null, found, masked: null }
    const tokens = numbers.map((number) => keep(vault, keys, looksLikeIdentity(number) ? 'identity' : 'other', number))
    return { value: JSON.stringify(tokens), key: null, found, masked: null }
  }
  if (isTokenised(field)) {
    if (found === 'credit_code' || found === 'org_code') return { value: outcome.value, key: outcome.key ?? null, found, masked: null }
    if (!outcome.key) {
      const masked = outcome.finding?.code === 'identity.masked' ? keep(vault, keys, maskedKind, remasked(raw)) : null
      return { value: null, key: null, found, masked }
    }
    const made = keep(vault, keys, field.kind === 'phone' ? 'phone' : found === 'identity' ? 'identity' : 'other', outcome.key)
    return { value: made, key: made, found, masked: null }
  }
  // A person's number in a column for codes: it never stays there in plain.
  if (found === 'identity' && outcome.key) return { value: null, key: keep(vault, keys, 'identity', outcome.key), found, masked: null }
  const value = outcome.value !== null && (field.kind === 'prose' || field.kind === 'name') ? maskText(outcome.value) : outcome.value
  const key = outcome.key !== undefined && outcome.key !== null && field.kind === 'name' ? maskText(outcome.key) : (outcome.key ?? null)
  return { value, key, found, masked: null }
}

/** The day of birth that an identity number carries (GB 11643, places 7 to 14). */
const bornOn = ({ found, key }: Outcome): string | null =>
  found === 'identity' && key && looksLikeIdentity(key) ? `${key.slice(6, 10)}-${key.slice(10, 12)}-${key.slice(12, 14)}` : null

/** All that is kept of an outcome. */
export interface Kept extends Answer {
  readonly born: string | null
  /** `1` where something stands in the cell and nothing could be made of it, not even a number of another kind. */
  readonly unread: '1' | null
  readonly code: string | null
  readonly level: 'W' | 'I' | null
}

export interface Typing {
  readonly standard: Standard
  readonly uses: readonly ColumnUse[]
  readonly keys: Keyring
  readonly vault: Pick<SealedVault, 'waiting' | 'drain'>
  readonly from1904: boolean
  /** By field, beginnings of the days of the whole file that might be day first or month first: where it is typed a stretch at a time. */
  readonly starts?: ReadonlyMap<string, readonly string[]>
}

/** The reader of one column, which has seen what habits its values have. */
export function cellReader(
  { keys, vault, from1904 }: Typing,
  field: StandardField,
  use: ColumnUse,
  values: Iterable<string>,
): (raw: string) => Kept {
  const dayMonth = field.columnType === 'date' || field.columnType === 'datetime' ? dayMonthOf(values) : undefined
  const habit: Habit = { unit: use.unit, heading: use.column, dayMonth, from1904 }
  const normalise = normaliserOf(field, habit)
  return (raw) => {
    const outcome = normalise(raw)
    const { finding } = outcome
    const answer = protect(field, outcome, raw, keys, vault.waiting)
    return {
      ...answer,
      born: bornOn(outcome),
      unread: answer.value === null && finding && (answer.found === null || answer.key === null) ? '1' : null,
      code: finding?.code ?? null,
      level: finding?.level ?? null,
    }
  }
}

/** So much is read at a time: what is held is bounded, whatever the size of the file. */
const atOnce = 10_000

/** What is bounded is memory, so a long text counts as the many short values whose room it takes. */
export const weight = (raw: string): string => `(1 + greatest(strlen(${raw}) - 200, 0) // 100)`

/** The raw rows of many, and which of their columns have tokens beside them. */
export interface RawRows {
  readonly scan: string
  readonly tokens: ReadonlyMap<number, string>
}

export type ColumnOf = Pick<Source, 'field' | 'use' | 'raw' | 'tokens'>

export const columnsOf = ({ standard, uses }: Typing, { tokens }: RawRows): ColumnOf[] =>
  uses.flatMap((use, index) => {
    const field = standard.fields.find((each) => each.id === use.field)
    return field ? [{ field, use, raw: rawColumn(index), tokens: tokens.get(index) ?? null }] : []
  })

/** Null where values of more than the weight `most` wait for the normalisers: their answers would not fit into the memory. */
export async function typeColumns(
  session: Session,
  { scan }: RawRows,
  columns: readonly ColumnOf[],
  typing: Typing,
  most: number,
  signal?: AbortSignal,
): Promise<{ readonly sources: readonly Source[]; readonly asked: number } | null> {
  const sources: Source[] = []
  let asked = 0
  for (const column of columns) {
    const typed = await typeColumn(session, scan, typing, column, most - asked, signal)
    if (!typed) return null
    sources.push(typed.source)
    asked += typed.asked
  }
  return { sources, asked }
}

/** Whether a cell is for the normalisers. */
export function isOpen({ field, use, raw, tokens }: ColumnOf): string {
  const fast = fastPath(field, use.unit, quoteName(raw))
  return `${fast ? `NOT (${fast.test})` : `${raw} IS NOT NULL`}${tokens ? ` AND ${tokens} IS NULL` : ''}`
}

async function typeColumn(
  session: Session,
  raws: string,
  typing: Typing,
  column: ColumnOf,
  most: number,
  signal?: AbortSignal,
): Promise<{ readonly source: Source; readonly asked: number } | null> {
  const { field, use, raw, tokens } = column
  const fast = fastPath(field, use.unit, quoteName(raw))
  const has = new Set<AnswerPart>(fast ? ['value'] : [])
  if (fast?.key) has.add('key')
  if (fast?.found) has.add('found')
  const open = `open_${raw}`
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${open} AS SELECT DISTINCT ${raw} AS raw FROM ${raws} WHERE ${isOpen(column)}`,
    undefined,
    { signal },
  )
  const [row] = await session.rows(`SELECT count(*) AS n, sum(${weight('raw')}) AS weight FROM ${open}`)
  const [count, heavy] = [Number(row?.n), Number(row?.weight ?? 0)]
  if (heavy > most) {
    await session.run(`DROP TABLE ${open}`)
    return null
  }
  const answers = `answers_${raw}`
  const odd: OddCell[] = []
  let answered = 0
  if (count > 0) {
    await session.run(`CREATE OR REPLACE TEMP TABLE ${answers} (${answerColumns.map((name) => `${name} VARCHAR`).join(', ')})`)
    const read = cellReader(typing, field, use, typing.starts?.get(field.id) ?? (await dayMonths(session, open, field, signal)))
    const some = Math.max(1, Math.floor((atOnce * count) / heavy))
    for (let from = 0; from < count; from += some) {
      const columns: (string | null)[][] = answerColumns.map(() => [])
      const answer = (value: string): void => {
        const kept = read(value)
        columns[0]!.push(value)
        answerParts.forEach((part, at) => {
          if (kept[part] !== null) has.add(part)
          columns[at + 1]!.push(kept[part])
        })
        columns.at(-1)!.push(kept.level)
        if (kept.code !== null && odd.length === 0) odd.push({ row: 0, value, code: kept.code, level: kept.level ?? 'W' })
      }
      const part = `FROM ${open} WHERE rowid >= ${from} AND rowid < ${from + some}`
      for await (const [values] of session.columns(`SELECT raw ${part}`, undefined, { signal }))
        for (const each of values ?? []) answer(String(each))
      if (columns[0]!.length > 0) await session.append(answers, [{ types: columns.map(() => 'text' as const), columns }], { signal })
      answered += columns[0]!.length
      typing.vault.drain()
    }
  }
  // A list is made of its text once for each different one.
  if (answered > 0 && field.columnType === 'text[]')
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${answers} AS SELECT *, from_json(value, '["VARCHAR"]')::VARCHAR[] AS list FROM ${answers}`,
    )
  await session.run(`DROP TABLE ${open}`)
  let tokened = false
  if (tokens) {
    const [some] = await session.rows(`SELECT count(${tokens}) AS n FROM ${raws}`)
    tokened = Number(some?.n) > 0
  }
  if (tokened) for (const part of answerParts) if (part !== 'unread' && part !== 'masked' && part !== 'code') has.add(part)
  return { source: { ...column, answers: answered > 0 ? answers : null, tokens: tokened ? tokens : null, odd, has }, asked: heavy }
}

/** Beginnings of days that might be written day first or month first; whoever looks at them tells by those above twelve. */
export async function dayMonths(
  session: Session,
  values: string,
  field: StandardField,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  if (field.columnType !== 'date' && field.columnType !== 'datetime') return []
  // Without what may stand around them: there are then no more of them than days and separators.
  const found = await session.rows(
    `SELECT DISTINCT regexp_extract(raw, '^[${blanks}"“”＂'']*([0-9]{1,2}[-/.][0-9]{1,2}[-/.])[0-9]{4}', 1) AS start FROM ${values}`,
    undefined,
    { signal },
  )
  return found.map(({ start }) => `${start}2000`)
}

/** What the program takes for blank. */
const blanks = '\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}'

/** The type of the value that the engine reads by itself. */
const typeOf = (field: StandardField): string | null => {
  if (field.columnType === 'date' || field.columnType === 'datetime') return sqlType(field.columnType)
  return field.columnType === 'decimal' ? 'DECIMAL(18,2)' : null
}

/**
 * The expressions of a field over the row and its answer. A cell that stands among the answers is theirs; every other one the engine
 * understood when it looked for them, so `plain`, computed once in a stage before, need not look again.
 */
export function expressionsOf(source: Source): {
  readonly plain: string | null
  readonly joins: readonly string[]
  readonly parts: Readonly<Record<AnswerPart, string>>
} {
  const raw = quoteName(source.raw)
  const plain = quoteName(`p_${source.raw}`)
  const a = source.answers === null ? null : quoteName(source.answers)
  const tokens = source.tokens === null ? null : `r.${quoteName(source.tokens)}`
  const fast = fastPath(source.field, source.use.unit, raw)
  const type = fast ? typeOf(source.field) : null
  const found = fast?.found ? `CASE WHEN ${plain} IS NOT NULL THEN ${quoteText(fast.found)} END` : undefined
  const numbered: Partial<Record<AnswerPart, string>> = tokens
    ? {
        value: tokens,
        key: tokens,
        found: `CASE WHEN ${tokens} IS NOT NULL THEN 'identity' END`,
        born: `CASE WHEN ${tokens} IS NOT NULL THEN concat(substr(${raw}, 7, 4), '-', substr(${raw}, 11, 2), '-', substr(${raw}, 13, 2)) END`,
      }
    : {}
  const either = (own: string | undefined, part: AnswerPart): string => {
    const answer = a && source.has.has(part) ? `${a}.${part}${part === 'value' && type ? `::${type}` : ''}` : undefined
    const number = numbered[part]
    if (number) return answer ? `coalesce(${number}, ${answer})` : number
    if (own === undefined || !a) return own ?? answer ?? 'NULL::VARCHAR'
    return `CASE WHEN ${a}.raw IS NULL THEN ${own} ${answer ? `ELSE ${answer} ` : ''}END`
  }
  return {
    plain: fast ? `${fast.known} AS ${plain}` : null,
    joins: a ? [`LEFT JOIN ${a} ON ${a}.raw = r.${raw}`] : [],
    parts: {
      value: either(fast ? plain : undefined, 'value'),
      key: either(fast?.key?.(plain), 'key'),
      found: either(found, 'found'),
      masked: either(undefined, 'masked'),
      born: either(undefined, 'born'),
      unread: either(undefined, 'unread'),
      code: either(undefined, 'code'),
    },
  }
}
