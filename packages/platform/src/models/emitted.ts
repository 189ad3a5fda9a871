import { type ClueKey, keyText } from '@xiezhi/engine/clue/clue'
import type { CheckedModel, CheckedRule } from '@xiezhi/engine/model/model'
import type { Row } from '../warehouse/warehouse.ts'

/** A row that a rule emitted, before it is a clue: everything as text. */
export interface Emitted {
  readonly rule: CheckedRule
  readonly rid: number
  readonly key: ClueKey
  readonly payload: Payload
}

export type Payload = Readonly<Record<string, string | null>>

/** Rows of a rule known by name alone that are kept for the check list; all are counted. */
const mostListed = 5_000

/**
 * The emitted rows, given in the order of rule and row, one a key: a join that meets two partners gives one clue, the gravest. Rows known by
 * name alone (grade C) stand apart: a name is no proof of a person (catalogue §0.2).
 */
export async function emittedRows(
  clues: AsyncIterable<readonly Row[]>,
  model: CheckedModel,
): Promise<{
  readonly emitted: readonly Emitted[]
  readonly named: readonly Emitted[]
  readonly byNameOnly: ReadonlyMap<string, number>
}> {
  const rules = new Map(model.rules.map((rule) => [rule.id, rule]))
  const byNameOnly = new Map<string, number>()
  const named: Emitted[] = []
  const best = new Map<string, Emitted>()
  for await (const rows of clues)
    for (const row of rows) {
      const rule = rules.get(String(row.rule))!
      const payload = payloadOf(String(row.payload))
      const key = Object.fromEntries(rule.key.map((name) => [name, payload[name] ?? null]))
      const emitted: Emitted = { rule, rid: Number(row.about_rid), key, payload }
      if (payload._grade === 'C') {
        const count = (byNameOnly.get(rule.id) ?? 0) + 1
        byNameOnly.set(rule.id, count)
        if (count <= mostListed) named.push(emitted)
        continue
      }
      const id = `${rule.as}\u001f${keyText(key)}`
      const other = best.get(id)
      if (!other || gravity(emitted) > gravity(other)) best.set(id, emitted)
    }
  return { emitted: [...best.values()], named, byNameOnly }
}

/** As it was read, without a copy: objects of one form are small, and there may be a hundred thousand. */
function payloadOf(text: string): Payload {
  const read: unknown = JSON.parse(text)
  if (!isPayload(read)) throw new Error('a payload is no object of texts')
  return read
}

function isPayload(read: unknown): read is Payload {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return false
  for (const value of Object.values(read)) if (value !== null && typeof value !== 'string') return false
  return true
}

/** Score first, then days: of two rows of one key the graver speaks; of equal ones the first. */
const gravity = ({ payload }: Emitted): number => Number(payload._score ?? 0) * 1e6 + Number(payload._days_overdue ?? 0)
