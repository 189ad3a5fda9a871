import type { CatalogueLimit } from '@xiezhi/engine/limit/catalogue'
import { explainRule } from '@xiezhi/engine/limit/limit'
import type { Message } from '@xiezhi/engine/message'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Catalogue } from '../../catalogue.ts'
import type { TextCheck } from '../../contract/law-check.ts'

const source = z.strictObject({
  limits: z.array(
    z.union([
      z.strictObject({ id: z.string(), from: z.enum(['decided', 'served']) }),
      // Begins where another of the list ends.
      z.strictObject({ id: z.string(), after: z.string() }),
    ]),
  ),
})

export type DecisionLimit = z.infer<typeof source>['limits'][number]

/** The limits of `catalogue/law/decision-limits.yml`. Throws on mistakes, a limit that the catalogue does not have among them. */
export function parseDecisionLimits(text: string, limits: ReadonlyMap<string, CatalogueLimit>): readonly DecisionLimit[] {
  const list = source.parse(parse(text)).limits
  list.forEach((one, index) => {
    if (!limits.has(one.id)) throw new Error(`${one.id} is no limit of the catalogue`)
    if ('after' in one && !list.slice(0, index).some(({ id }) => id === one.after))
      throw new Error(`${one.id} follows ${one.after}, which is not above it`)
  })
  return list
}

/** What runs from a decision's days, counted with steps. Where the day of service is not known, it is counted from the decision, and said. */
export function limitsFrom(
  list: readonly DecisionLimit[],
  { limits, calendar }: Catalogue,
  days: { readonly decided: string | null; readonly served: string | null },
  tell: (message: Message) => string,
): TextCheck['limits'] {
  const counted = new Map<string, TextCheck['limits'][number]>()
  for (const one of list) {
    const rule = limits.get(one.id)!
    const begin = 'after' in one ? afterOf(counted.get(one.after)) : beginOf(one.from, days)
    if (!begin) continue
    const { date, provisional, steps } = explainRule(calendar, rule, begin.day)
    counted.set(one.id, {
      id: rule.id,
      title: rule.title,
      law: rule.law,
      article: rule.article,
      from: begin.day,
      fromLabel: tell(begin.label),
      due: date,
      provisional: provisional || begin.provisional,
      steps: steps.map(tell),
    })
  }
  return [...counted.values()]
}

interface Begin {
  readonly day: string
  readonly label: Message
  readonly provisional: boolean
}

function beginOf(from: 'decided' | 'served', { decided, served }: { decided: string | null; served: string | null }): Begin | undefined {
  if (from === 'served' && served !== null) return { day: served, label: { code: 'law.check-served' }, provisional: false }
  if (decided === null) return undefined
  return { day: decided, label: { code: from === 'served' ? 'law.check-decided-for-served' : 'law.check-decided' }, provisional: false }
}

const afterOf = (before: TextCheck['limits'][number] | undefined): Begin | undefined =>
  before?.due
    ? { day: before.due, label: { code: 'law.check-after', values: { title: before.title } }, provisional: before.provisional }
    : undefined
