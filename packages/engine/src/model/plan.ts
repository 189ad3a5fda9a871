import type { ColumnType } from '../data/schema.ts'
import type { CheckedExclusion, CheckedIndicator, CheckedModel, CheckedRule } from './checked.ts'
import { liftWorkdays } from './lift.ts'
import { mapNode, type Node, type Output, type Relation } from './node.ts'
import { prune } from './prune.ts'
import { allOf, apply, bool, column, rewrite, type Value, type ValueType } from './value.ts'

/** Which datasets are here, and which of their fields hold anything. A dataset that is here has all columns of its schema. */
export type Available = ReadonlyMap<string, ReadonlySet<string>>

/** What is to be computed, for no engine in particular. Plain data. */
export interface ModelPlan {
  readonly model: string
  readonly version: string
  readonly parameters: readonly { readonly name: string; readonly type: ColumnType }[]
  /** Inputs in the order of the model; columns are those that the plan reads. */
  readonly inputs: readonly { readonly dataset: string; readonly present: boolean; readonly columns: readonly string[] }[]
  readonly relations: readonly Relation[]
  readonly rules: readonly PlannedRule[]
  readonly indicators: readonly PlannedIndicator[]
  readonly skipped: readonly { readonly rule: string; readonly lacks: readonly string[] }[]
  readonly evidence: readonly PlannedEvidence[]
}

export interface PlannedRule {
  readonly id: string
  /** The relation of its rows, each with `_code`: the exclusion that silences it, or null. */
  readonly rows: string
  /** The relation of rows that could not be tested, where the rule says which. */
  readonly untestable?: string
  readonly payload: readonly { readonly name: string; readonly type: ValueType }[]
  readonly testedExclusions: readonly string[]
  readonly untestedExclusions: readonly { readonly id: string; readonly lacks: readonly string[] }[]
}

/** Its rows are in the relation of its id. */
export interface PlannedIndicator {
  readonly id: string
  readonly payload: PlannedRule['payload']
}

export interface PlannedEvidence {
  readonly rule: string
  readonly from: string
  readonly dataset: string
  readonly relations: readonly Relation[]
  readonly on: readonly { readonly left: string; readonly right: string; readonly type: ValueType }[]
}

/** What of these needs (`dataset` or `dataset.field`) is not here. */
export const lacksOf = (needs: readonly string[], available: Available): readonly string[] =>
  needs.filter((need) => {
    const [dataset, field] = need.split('.')
    const fields = available.get(dataset!)
    return fields === undefined || (field !== undefined && !fields.has(field))
  })

export function planModel(checked: CheckedModel, available: Available): ModelPlan {
  const settle = (value: Value): Value => rewrite(value, (part) => settleAvailability(part, available))
  const missing = checked.inputs.filter(({ dataset }) => !available.has(dataset))
  const base: Relation[] = [
    ...missing.map(({ dataset, table }): Relation => ({ name: dataset, node: { kind: 'empty', columns: table.columns } })),
    ...checked.steps.flatMap(({ relations }) => relations.map(({ name, node }): Relation => ({ name, node: mapNode(node, settle) }))),
  ]
  const runnable = checked.rules.filter((rule) => lacksOf(rule.needs, available).length === 0)
  const planned = runnable.map((rule) => planRule(rule, checked.exclusions, available, settle))
  const figured = checked.indicators
    .filter((indicator) => lacksOf(indicator.needs, available).length === 0)
    .map((indicator) => planIndicator(indicator, checked, settle))
  const all = liftWorkdays([...base, ...planned.flatMap(({ relations }) => relations), ...figured.map(({ relation }) => relation)])
  const goals = new Map<string, string[]>()
  for (const { rule } of planned) {
    goals.set(rule.rows, ['_rid', '_code', ...rule.payload.map(({ name }) => name)])
    if (rule.untestable !== undefined) goals.set(rule.untestable, [])
  }
  for (const { indicator } of figured)
    goals.set(
      indicator.id,
      indicator.payload.map(({ name }) => name),
    )
  const { relations, outside } = prune(all, goals)
  const evidence = runnable.flatMap((rule) =>
    rule.evidence.map(({ from, dataset, on }): PlannedEvidence => {
      const needed = new Map([[from, ['_rid', ...on.map(({ right }) => right)]]])
      return { rule: rule.id, from, dataset, relations: prune(all, needed).relations, on }
    }),
  )
  return {
    model: checked.id,
    version: checked.version,
    parameters: checked.parameters.map(({ name, type }) => ({ name, type })),
    inputs: checked.inputs.map(({ dataset }) => ({
      dataset,
      present: available.has(dataset),
      columns: [...(outside.get(dataset) ?? [])].sort(),
    })),
    relations,
    rules: planned.map(({ rule }) => rule),
    indicators: figured.map(({ indicator }) => indicator),
    skipped: [...checked.rules, ...checked.indicators].flatMap((rule) => {
      const lacks = lacksOf(rule.needs, available)
      return lacks.length > 0 ? [{ rule: rule.id, lacks }] : []
    }),
    evidence,
  }
}

/** Two relations a rule: its rows with all that the payload needs, then the same rows marked by the first exclusion they meet. */
function planRule(
  rule: CheckedRule,
  exclusions: readonly CheckedExclusion[],
  available: Available,
  settle: (value: Value) => Value,
): { readonly rule: PlannedRule; readonly relations: readonly Relation[] } {
  const known = new Map(exclusions.map((exclusion) => [exclusion.id, exclusion]))
  const untested = rule.exclusions.flatMap(({ id }) => {
    const lacks = lacksOf(known.get(id)?.needs ?? [], available)
    return lacks.length > 0 ? [{ id, lacks }] : []
  })
  const tested = rule.exclusions.filter(({ id }) => !untested.some((other) => other.id === id))

  // Columns that only an exclusion looks at ride along under their own names and stop at the marked rows.
  const riders = new Map<string, Output>()
  const ride = (value: Value): Value =>
    rewrite(value, (part) => {
      if (part.kind === 'column' && part.of === undefined) riders.set(part.name, { name: part.name, value: part })
      return part
    })
  const marks = tested.map(({ id, test }) =>
    test.kind === 'in'
      ? { code: id, to: test.table, alias: id, on: test.on.map(({ left, right }) => ({ left: ride(left), right })) }
      : { code: id, where: ride(settle(test.where)) },
  )
  const payload = rule.payload.map(({ name, value }) => ({ name, value: settle(value) }))
  const names = new Set(payload.map(({ name }) => name))
  const candidates = `${rule.id} rows`
  const testable = rule.testable && settle(rule.testable)
  const where = allOf([rule.where && settle(rule.where), testable && apply('is_true', 'bool', testable)])
  const rid: Output = { name: '_rid', value: column('_rid', 'int') }
  const rows: Node = {
    kind: 'project',
    from: rule.from,
    ...(where && { where }),
    columns: [rid, ...payload, ...[...riders.values()].filter(({ name }) => !names.has(name))],
  }
  const passed = payload.map(({ name, value }) => ({ name, value: column(name, value.type) }))
  const relations: Relation[] = [
    { name: candidates, node: rows },
    { name: rule.id, node: { kind: 'mark', from: candidates, marks, columns: [rid, ...passed] } },
  ]
  const untestable = `${rule.id} untested`
  if (testable)
    relations.push({
      name: untestable,
      node: { kind: 'project', from: rule.from, where: apply('is_not_true', 'bool', testable), columns: [] },
    })
  return {
    rule: {
      id: rule.id,
      rows: rule.id,
      ...(testable && { untestable }),
      payload: payload.map(({ name, value }) => ({ name, type: value.type })),
      testedExclusions: tested.map(({ id }) => id),
      untestedExclusions: untested,
    },
    relations,
  }
}

function planIndicator(
  { id, from, where, key, figures }: CheckedIndicator,
  checked: CheckedModel,
  settle: (value: Value) => Value,
): { readonly indicator: PlannedIndicator; readonly relation: Relation } {
  const tables = [...checked.inputs, ...checked.steps].map(({ table }) => table)
  const known = tables.find((table) => table.id === from)!.columns
  const columns: Output[] = [
    ...key.map(({ name }) => ({ name, value: column(name, known.find((one) => one.name === name)!.type) })),
    ...figures.map(({ name, value }) => ({ name, value: settle(value) })),
  ]
  return {
    indicator: { id, payload: columns.map(({ name, value }) => ({ name, type: value.type })) },
    relation: { name: id, node: { kind: 'project', from, ...(where && { where: settle(where) }), columns } },
  }
}

/** has_input and has_field become TRUE or FALSE: what is here is known before anything runs. */
function settleAvailability(part: Value, available: Available): Value {
  if (part.kind !== 'apply' || (part.name !== 'has_input' && part.name !== 'has_field')) return part
  const [dataset, field] = part.args.map((arg) => (arg.kind === 'literal' ? arg.text : ''))
  const fields = available.get(dataset!)
  return bool(fields !== undefined && (field === undefined || fields.has(field)))
}
