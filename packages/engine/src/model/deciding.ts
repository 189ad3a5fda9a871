import type { ModelPlan } from './plan.ts'
import { prune } from './prune.ts'

/**
 * The columns of datasets on which it depends whether a rule speaks of a row, keeps silent, or an exclusion covers it: not those that it only
 * shows, or reckons the score by.
 */
export function decidingColumns(plan: ModelPlan, rule: string): ReadonlyMap<string, ReadonlySet<string>> {
  const planned = plan.rules.find(({ id }) => id === rule)
  return planned ? prune(plan.relations, new Map([[planned.rows, ['_rid', '_code']]])).outside : new Map()
}
