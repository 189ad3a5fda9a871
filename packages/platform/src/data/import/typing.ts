import { dayMonthOf } from '@xiezhi/engine/data/normalise/date'
import { type Habit, normaliserOf } from '@xiezhi/engine/data/normalise/field'
import { looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import type { Outcome } from '@xiezhi/engine/data/normalise/outcome'
import type { ColumnUse } from '@xiezhi/engine/data/recognise'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { mask, maskText } from '../secrecy/mask.ts'
import { token } from '../secrecy/token.ts'
import { fastPath } from './fast-path.ts'
import { rawColumn } from './landing.ts'

/**
 * Cells to values, in sets: what is written plainly is understood by the engine itself; every other distinct value goes once
 * through the normaliser, and the answers are joined back. Both give one answer (fast-path.test.ts holds them to it).
 */
export interface Source {
  readonly field: StandardField
  readonly use: ColumnUse
  /** Column of the raw rows. */
  readonly raw: string
  /** Table of the values that needed the normaliser. */
  readonly answers: string
}

/** A person's number that was met: its token stands in the data, the number itself is sealed. */
export type Vault = Map<string, { readonly kind: string; readonly normal: string }>

const answerColumns = ['raw', 'value', 'key', 'found', 'mask', 'born', 'code', 'level'] as const

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

/** Takes persons' numbers out of an answer before it is stored anywhere. */
export function protect(field: StandardField, outcome: Outcome, raw: string, keys: Keyring, vault: Vault): Answer {
  const found = outcome.found ?? null
  if (isTokenised(field)) {
    if (found === 'credit_code' || found === 'org_code')
      return { value: outcome.value, key: outcome.key ?? null, found, mask: outcome.value }
    if (!outcome.key)
      return { value: null, key: null, found, mask: outcome.finding?.code === 'identity.masked' ? raw.trim().slice(0, 32) : null }
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

const columnTypes = answerColumns.map(() => 'text' as const)

export async function typeColumns(
  session: Session,
  rawPath: string,
  standard: Standard,
  uses: readonly ColumnUse[],
  keys: Keyring,
  vault: Vault,
  from1904: boolean,
  signal?: AbortSignal,
): Promise<readonly Source[]> {
  const sources: Source[] = []
  for (const [index, use] of uses.entries()) {
    const field = standard.fields.find((each) => each.id === use.field)
    if (!field) continue
    const raw = rawColumn(index)
    const answers = `answers_${raw}`
    await session.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(answers)} (${answerColumns.map((name) => `${name} VARCHAR`).join(', ')})`)
    const fast = fastPath(field, use.unit, quoteName(raw))
    const open = fast ? `AND (${fast.value}) IS NULL` : ''
    const values: string[] = []
    for await (const [column] of session.columns(
      `SELECT DISTINCT ${raw} FROM read_parquet(${quoteText(rawPath)}) WHERE ${raw} IS NOT NULL ${open}`,
      undefined,
      { signal },
    )) {
      for (const value of column ?? []) values.push(String(value))
    }
    const dayMonth = field.columnType === 'date' ? dayMonthOf(values) : undefined
    const habit: Habit = { unit: use.unit, dayMonth, from1904 }
    const normalise = normaliserOf(field, habit)
    const rows = values.map((value) => {
      const outcome = normalise(value)
      const answer = protect(field, outcome, value, keys, vault)
      return [
        value,
        answer.value,
        answer.key,
        answer.found,
        answer.mask,
        bornOn(outcome),
        outcome.finding?.code ?? null,
        outcome.finding?.level ?? null,
      ]
    })
    if (rows.length > 0) {
      const columns = answerColumns.map((_, column) => rows.map((row) => row[column] ?? null))
      await session.append(answers, [{ types: columnTypes, columns }], { signal })
    }
    sources.push({ field, use, raw, answers })
  }
  return sources
}

/** The expressions of a field over the raw row `r` and its answer `a`. */
export function expressionsOf(source: Source): {
  readonly value: string
  readonly key: string
  readonly found: string
  readonly mask: string
  readonly born: string
} {
  const a = quoteName(source.answers)
  const fast = fastPath(source.field, source.use.unit, `r.${quoteName(source.raw)}`)
  const either = (part: string | undefined, name: string): string => (part ? `coalesce(${part}, ${a}.${name})` : `${a}.${name}`)
  return {
    value: either(fast?.value, 'value'),
    key: either(fast?.key, 'key'),
    found: either(fast?.found, 'found'),
    mask: `${a}.mask`,
    born: `${a}.born`,
  }
}
