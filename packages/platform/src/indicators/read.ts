import type { CheckedModel } from '@xiezhi/engine/model/model'
import { z } from 'zod'
import type { Session } from '../warehouse/warehouse.ts'

/** Figures by dimensions that a run gave beside its clues: about no one row, and no clue. */
export interface IndicatorTable {
  readonly rule: string
  readonly title: string
  readonly dimensions: readonly Named[]
  readonly figures: readonly Named[]
  readonly rows: readonly IndicatorRow[]
}
export interface Named {
  readonly name: string
  readonly label: string
}
export interface IndicatorRow {
  readonly key: Values
  readonly figures: Values
}
type Values = Readonly<Record<string, string | null>>

const payload = z.record(z.string(), z.string().nullable())

/** Exact text with six places, of which only those that say something are kept: `0.250000` is 0.25. */
const shortened = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : text.includes('.') ? text.replace(/\.?0+$/, '') : text

/** Reads them from the answer of a model's statement; an indicator that could not run for lack of data has no table. */
export async function readIndicators(
  session: Session,
  checked: CheckedModel,
  ran: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<readonly IndicatorTable[]> {
  if (ran.size === 0) return []
  const found = await session.rows(`SELECT rule, payload FROM "result" WHERE kind = 'indicator' ORDER BY rule, payload`, undefined, {
    signal,
  })
  return checked.indicators
    .filter(({ id }) => ran.has(id))
    .map(({ id, title, key, figures }) => ({
      rule: id,
      title,
      dimensions: key.map(({ name, label }) => ({ name, label })),
      figures: figures.map(({ name, label }) => ({ name, label })),
      rows: found
        .filter(({ rule }) => rule === id)
        .map((row) => {
          const values = payload.parse(JSON.parse(String(row.payload)))
          return {
            key: Object.fromEntries(key.map(({ name }) => [name, values[name] ?? null])),
            figures: Object.fromEntries(figures.map(({ name }) => [name, shortened(values[name])])),
          }
        }),
    }))
}
