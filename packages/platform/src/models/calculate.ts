import type { Calculation, EvidenceRow } from '@xiezhi/engine/clue/clue'
import { type Due, explainRule } from '@xiezhi/engine/limit/limit'
import type { CheckedDate } from '@xiezhi/engine/model/model'
import type { Catalogue } from '../catalogue.ts'
import type { Payload } from './emitted.ts'

/** The engine's day and the calculator's differ: of which row. */
export class DayMismatch extends Error {
  readonly file: string
  readonly row: number
  readonly column: string
  readonly found: string | null
  readonly calculated: string | null
  constructor(column: string, found: string | null, calculated: string | null, at: Pick<EvidenceRow, 'file' | 'rowNo'> | undefined) {
    super(`${column}: the engine found ${found}, the calculator ${calculated} (${at?.file ?? '?'}, row ${at?.rowNo ?? '?'})`)
    this.column = column
    this.found = found
    this.calculated = calculated
    this.file = at?.file ?? '?'
    this.row = at?.rowNo ?? 0
  }
}

/** What the calculator said of a limit from a day, extended by so many: many clues of a run ask the same, and hold the same answer. */
export type Calculated = Map<string, Due>

/**
 * Why this date: the limits of a deadline counted again by the calculator, which gives the steps in words. The engine's day and
 * this one must agree; if they do not, the run fails rather than accuse somebody of a wrong date.
 */
export function calculate(
  date: CheckedDate,
  payload: Payload,
  {
    catalogue,
    evidence,
    calculated,
  }: { readonly catalogue: Catalogue; readonly evidence?: readonly EvidenceRow[]; readonly calculated: Calculated },
): Calculation {
  const stated = payload[date.column] ?? null
  let from = payload[`${date.column}__from`] ?? null
  const extend = date.extended ? Math.max(0, Number(payload[`${date.column}__extend`] ?? 0)) : 0
  const steps: Calculation['steps'][number][] = []
  let provisional = payload[`${date.column}__provisional`] === 'true'
  if (from !== null && stated !== null) {
    for (const id of date.limits) {
      const asked = `${id} ${from} ${extend}`
      const found: Due = calculated.get(asked) ?? explainRule(catalogue.calendar, catalogue.limits.get(id)!, from, extend)
      calculated.set(asked, found)
      steps.push(...found.steps)
      // The statement looks at the ends of a term; the calculator at each of its days, so it also sees a year missing in between.
      provisional ||= found.provisional
      from = found.date
      if (from === null) break
    }
    if (from !== stated) throw new DayMismatch(date.label, stated, from, evidence?.[0])
  }
  return { name: date.column, date: stated, provisional, limits: date.limits, steps }
}
