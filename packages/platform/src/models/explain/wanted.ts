import type { CheckedModel } from '@xiezhi/engine/model/model'
import type { RuleOutcome } from '../run.ts'
import type { Before, Explanation } from './explanation.ts'

/** So few may come and go without a reason in the data. */
const worthTelling = 10

/**
 * Which rules want explaining, by their place in the model: those that found nothing although they did before, or though nothing
 * at all was found; and those that found less than half of what they did.
 */
export function wantsExplaining(
  checked: CheckedModel,
  outcomes: readonly RuleOutcome[],
  before: Before | undefined,
): ReadonlyMap<number, Explanation['kind']> {
  const empty = outcomes.every(({ clues }) => clues === 0)
  const wanted = new Map<number, Explanation['kind']>()
  // Parts of one rule are reported under one id.
  const now = new Map<string, number>()
  for (const { rule, clues } of outcomes) now.set(rule, (now.get(rule) ?? 0) + clues)
  for (const [at, { rule, state, clues }] of outcomes.entries()) {
    if (state !== 'ran' || checked.rules[at]?.output === 'indicator') continue
    const [then, found] = [before?.rules.get(rule) ?? 0, now.get(rule) ?? 0]
    if (clues === 0 && (empty || (then > 0 && found === 0))) wanted.set(at, 'nothing')
    else if (then >= worthTelling && found * 2 < then) wanted.set(at, 'fewer')
  }
  return wanted
}
