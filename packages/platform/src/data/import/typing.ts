import { dayMonthOf } from '@xiezhi/engine/data/normalise/date'
import { type Habit, normaliserOf } from '@xiezhi/engine/data/normalise/field'
import { looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import type { Outcome } from '@xiezhi/engine/data/normalise/outcome'
import { foldTight } from '@xiezhi/engine/data/normalise/text'
import type { ColumnUse } from '@xiezhi/engine/data/recognise'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { mask, maskText } from '../secrecy/mask.ts'
import { token } from '../secrecy/token.ts'
import { fastPath } from './fast-path.ts'
import { rawColumn } from './raw-column.ts'

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

/** A person's number that was met: its token stands in the data, the number itself is sealed. */
export type Vault = Map<string, { readonly kind: string; readonly normal: string }>

export const answerParts = ['value', 'key', 'found', 'mask', 'born', 'unread'] as const
export type AnswerPart = (typeof answerParts)[number]
const answerColumns = ['raw', ...answerParts, 'code', 'level'] as const

interface Answer {
  readonly value: string | null
  readonly key: string | null
  readonly found: string | null
  readonly mask: string | null
}

function keep(vault: Vault, keys: Keyring, kind: string, normal: string): string {
  const made = token(keys, normal)
  if (!vault.has(made)) vault.set(made, { kind, normal })
  return made
}

/**
 * A number that arrives masked, with stars where our own mask has them: a published `5205021990****1234` can then be held, with the
 * name, against the mask of a number known whole, and shows no more than that.
 */
function remasked(raw: string): string {
  const text = foldTight(raw).toUpperCase()
  const whole = /^(\d{6})[\dX*＊#]{8}(\d{3}[\dX])$/.exec(text)
  return whole ? `${whole[1]}********${whole[2]}` : text.slice(0, 32)
}

/** Takes persons' numbers out of an answer before it is stored anywhere. */
export function protect(field: StandardField, outcome: Outcome, raw: string, keys: Keyring, vault: Vault): Answer {
  const found = outcome.found ?? null
  if (isTokenised(field) && field.columnType === 'text[]') {
    const numbers: readonly string[] = outcome.value === null ? [] : JSON.parse(outcome.value)
    if (numbers.length === 0) return { value: null, key: null, found, mask: null }
    const tokens = numbers.map((number) => keep(vault, keys, looksLikeIdentity(number) ? 'identity' : 'other', number))
    return { value: JSON.stringify(tokens), key: null, found, mask: numbers.map(mask).join('、') }
  }
  if (isTokenised(field)) {
    if (found === 'credit_code' || found === 'org_code')
      return { value: outcome.value, key: outcome.key ?? null, found, mask: outcome.value }
    if (!outcome.key) return { value: null, key: null, found, mask: outcome.finding?.code === 'identity.masked' ? remasked(raw) : null }
    const made = keep(vault, keys, field.kind === 'phone' ? 'phone' : found === 'identity' ? 'identity' : 'other', outcome.key)
    return { value: made, key: made, found, mask: mask(outcome.key) }
  }
  // A person's number in a column for codes: it never stays there in plain.
  if (found === 'identity' && outcome.key)
    return { value: null, key: keep(vault, keys, 'identity', outcome.key), found, mask: mask(outcome.key) }
  const value = outcome.value !== null && (field.kind === 'prose' || field.kind === 'name') ? maskText(outcome.value) : outcome.value
  const key = outcome.key !== undefined && outcome.key !== null && field.kind === 'name' ? maskText(outcome.key) : (outcome.key ?? null)
  return { value, key, found, mask: null }
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
  readonly vault: Vault
  readonly from1904: boolean
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
    const answer = protect(field, outcome, raw, keys, vault)
    return {
      ...answer,
      born: bornOn(outcome),
      unread: answer.value === null && finding && (answer.found === null || answer.key === null) ? '1' : null,
      code: finding?.code ?? null,
      level: finding?.level ?? null,
    }
  }
}

const columnTypes = answerColumns.map(() => 'text' as const)

export async function typeColumns(session: Session, raws: string, typing: Typing, signal?: AbortSignal): Promise<readonly Source[]> {
  const sources: Source[] = []
  for (const [index, use] of typing.uses.entries()) {
    const field = typing.standard.fields.find((each) => each.id === use.field)
    if (!field) continue
    const raw = rawColumn(index)
    const answers = `answers_${raw}`
    const fast = fastPath(field, use.unit, quoteName(raw))
    const open = fast ? `AND (${fast.value}) IS NULL` : ''
    const values: string[] = []
    for await (const [column] of session.columns(`SELECT DISTINCT ${raw} FROM ${raws} WHERE ${raw} IS NOT NULL ${open}`, undefined, {
      signal,
    })) {
      for (const value of column ?? []) values.push(String(value))
    }
    const read = cellReader(typing, field, use, values)
    const columns: (string | null)[][] = answerColumns.map(() => [])
    const odd: OddCell[] = []
    const has = new Set<AnswerPart>(fast ? ['value'] : [])
    for (const value of values) {
      const kept = read(value)
      columns[0]!.push(value)
      answerParts.forEach((part, column) => {
        if (kept[part] !== null) has.add(part)
        columns[column + 1]!.push(kept[part])
      })
      columns.at(-2)!.push(kept.code)
      columns.at(-1)!.push(kept.level)
      if (kept.code !== null) odd.push({ row: 0, value, code: kept.code, level: kept.level ?? 'W' })
    }
    if (fast?.key) has.add('key')
    if (fast?.found) has.add('found')
    if (values.length > 0) {
      await session.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(answers)} (${answerColumns.map((name) => `${name} VARCHAR`).join(', ')})`)
      await session.append(answers, [{ types: columnTypes, columns }], { signal })
    }
    sources.push({ field, use, raw, answers: values.length > 0 ? answers : null, odd, has })
  }
  return sources
}

/**
 * The expressions of a field over the row and its answer. A cell that stands among the answers is theirs; every other one the engine
 * understood when it looked for them, so `plain`, computed once in a stage before, need not look again.
 */
export function expressionsOf(source: Source): {
  readonly plain: string | null
  readonly join: string | null
  readonly parts: Readonly<Record<AnswerPart, string>>
} {
  const raw = quoteName(source.raw)
  const plain = quoteName(`p_${source.raw}`)
  const a = source.answers === null ? null : quoteName(source.answers)
  const fast = fastPath(source.field, source.use.unit, raw)
  const found = fast?.found ? `CASE WHEN ${plain} IS NOT NULL THEN ${quoteText(fast.found)} END` : undefined
  const either = (own: string | undefined, part: AnswerPart): string => {
    const answer = a && source.has.has(part) ? `${a}.${part}` : undefined
    if (own === undefined || !a) return own ?? answer ?? 'NULL::VARCHAR'
    return `CASE WHEN ${a}.raw IS NULL THEN ${own} ${answer ? `ELSE ${answer} ` : ''}END`
  }
  return {
    plain: fast ? `${fast.known} AS ${plain}` : null,
    join: a ? `LEFT JOIN ${a} ON ${a}.raw = r.${raw}` : null,
    parts: {
      value: either(fast ? plain : undefined, 'value'),
      key: either(fast?.key?.(plain), 'key'),
      found: either(found, 'found'),
      mask: either(undefined, 'mask'),
      born: either(undefined, 'born'),
      unread: either(undefined, 'unread'),
    },
  }
}
