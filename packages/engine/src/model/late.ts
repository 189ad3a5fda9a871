import type { Join, Output, Relation } from './node.ts'
import { openOrigins } from './origin.ts'
import type { PlannedRule } from './plan.ts'
import { prune } from './prune.ts'
import { apply, column, columnsOf, rewrite, type Value } from './value.ts'

/*
 * What a clue shows of the row it is about (names, numbers, addresses) is fetched for the clues alone, by the number of that
 * row, and not carried through every step for all rows: wide texts cost more than the collisions they ride along.
 */

/** Alias of the rows fetched late. */
export const lateAlias = 'l'

/** Decides which columns need not be carried through the steps, since nothing but payloads asks for them. */
export function fetchLate(
  rules: readonly PlannedRule[],
  abouts: ReadonlyMap<string, string>,
  relations: readonly Relation[],
  goalsOf: (rules: readonly PlannedRule[]) => Map<string, string[]>,
): { readonly rules: readonly PlannedRule[]; readonly late: readonly LateRelation[] } {
  const origin = openOrigins(relations)
  const ownRow = (rule: PlannedRule): boolean => {
    const found = origin(rule.rows, '_rid')
    return found?.dataset === abouts.get(rule.id) && found?.column === '_rid'
  }
  const fetchable = (rule: PlannedRule, name: string): string | undefined => {
    const found = ownRow(rule) ? origin(rule.rows, name) : undefined
    return found?.dataset === abouts.get(rule.id) ? found?.column : undefined
  }
  const bare = goalsOf(rules)
  for (const rule of rules)
    bare.set(
      rule.rows,
      bare.get(rule.rows)!.filter((name) => name === '_rid' || fetchable(rule, name) === undefined),
    )
  const carried = prune(relations, bare).outside
  const fetched = new Map<string, { readonly rules: string[]; readonly columns: Set<string> }>()
  const planned = rules.map((rule): PlannedRule => {
    const about = abouts.get(rule.id)!
    const late = new Map<string, string>()
    for (const name of columnsOf(rule.payload.map(({ value }) => value))) {
      const own = fetchable(rule, name)
      if (own !== undefined && !carried.get(about)?.has(own)) late.set(name, own)
    }
    if (late.size === 0) return rule
    const fetch = fetched.get(about) ?? { rules: [], columns: new Set() }
    fetched.set(about, fetch)
    fetch.rules.push(rule.rows)
    for (const name of late.values()) fetch.columns.add(name)
    const afterwards = (part: Value): Value =>
      part.kind === 'column' && late.has(part.name) ? column(late.get(part.name)!, part.type, lateAlias) : part
    return { ...rule, lateFrom: lateName(about), payload: rule.payload.map((one) => ({ ...one, value: rewrite(one.value, afterwards) })) }
  })
  return {
    rules: planned,
    late: [...fetched].flatMap(([dataset, fetch]) => lateRelations(dataset, fetch.rules, [...fetch.columns].sort())),
  }
}

export interface LateRelation {
  readonly name: string
  readonly relation: Relation
  readonly columns: string[]
}

/** The rows of a dataset that some clue is about, with these columns; and before it, which rows those are. */
function lateRelations(dataset: string, rules: readonly string[], columns: readonly string[]): readonly LateRelation[] {
  const rows = `${dataset} about`
  const emitted = rules.map((rule) =>
    late(
      {
        name: `${rule} about`,
        node: { kind: 'project', from: rule, where: apply('is_null', 'bool', column('_code', 'text')), columns: [rowNumber] },
      },
      ['_rid'],
    ),
  )
  const own: Join = { kind: 'semi', to: rows, alias: 'r', on: [{ left: rowNumber.value, right: column('_rid', 'int', 'r') }] }
  const shown = [rowNumber, ...columns.map((name) => ({ name, value: column(name, 'unknown') }))]
  return [
    ...emitted,
    late({ name: rows, node: { kind: 'union', from: emitted.map(({ name }) => name), columns: ['_rid'] } }, ['_rid']),
    late({ name: lateName(dataset), node: { kind: 'join', from: dataset, joins: [own], columns: shown } }, ['_rid', ...columns]),
  ]
}

const late = (relation: Relation, columns: string[]): LateRelation => ({ name: relation.name, relation, columns })

const rowNumber: Output = { name: '_rid', value: column('_rid', 'int') }

const lateName = (dataset: string): string => `${dataset} late`
