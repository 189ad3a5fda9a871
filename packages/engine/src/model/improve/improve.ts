import type { Relation } from '../node.ts'
import { prune } from '../prune.ts'
import { aloneInGroup } from './alone.ts'
import { filtersFirst } from './filters-first.ts'
import { type Keys, meetByRow } from './meet-by-row.ts'
import { ownConditions } from './own-conditions.ts'
import { nearTheRest, nearTheUnnumbered, restByRow } from './rest.ts'
import { straightThrough } from './straight-through.ts'

/**
 * The same rows for less work: what someone who writes SQL by hand would do. The plan stays as the model says it, for pages, counts
 * and proofs; only the statement of the rules is written from what comes out here. Each step keeps all rows and their columns.
 */
export function improve(relations: readonly Relation[], goals: ReadonlyMap<string, Iterable<string>>, keys: Keys): readonly Relation[] {
  const changed = [filtersFirst, ownConditions, restByRow, nearTheRest, nearTheUnnumbered].reduce(
    (all, change) => change(all),
    aloneInGroup(straightThrough(relations, goals), keys),
  )
  const improved = meetByRow(changed, keys, goals)
  return prune(improved, goals).relations
}
