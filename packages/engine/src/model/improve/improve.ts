import type { Relation } from '../node.ts'
import { prune } from '../prune.ts'
import { filtersFirst } from './filters-first.ts'
import { ownConditions } from './own-conditions.ts'
import { nearTheRest, restByRow } from './rest.ts'

/**
 * The same rows for less work: what someone who writes SQL by hand would do. The plan stays as the model says it, for pages, counts
 * and proofs; only the statement of the rules is written from what comes out here. Each step keeps all rows and their columns.
 */
export function improve(relations: readonly Relation[], goals: ReadonlyMap<string, Iterable<string>>): readonly Relation[] {
  const improved = [filtersFirst, ownConditions, restByRow, nearTheRest].reduce((all, change) => change(all), relations)
  return prune(improved, goals).relations
}
