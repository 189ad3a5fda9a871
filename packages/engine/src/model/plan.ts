import type { ColumnType } from '../data/schema.ts'
import type { CheckedExclusion, CheckedIndicator, CheckedModel, CheckedRule } from './checked.ts'
import { fetchLate } from './late.ts'
import { liftWorkdays, speaksOfWorkdays } from './lift.ts'
import { alternativesOf } from './needs.ts'
import { type Mark, mapNode, type Node, nodeSpeaksOf, type Output, type Relation } from './node.ts'
import { prune } from './prune.ts'
import { followUnread, speaksOfUnread } from './unread.ts'
import { apply, bool, column, columnsOf, rewrite, type Value, type ValueType, visit } from './value.ts'

/** Which datasets are here, and which of their fields hold anything. A dataset that is here has all columns of its schema. */
export type Available = ReadonlyMap<string, ReadonlySet<string>>

/** What is to be computed, for no engine in particular. Plain data. */
export interface ModelPlan {
  readonly model: string
  readonly version: string
  readonly parameters: readonly { readonly name: string; readonly type: ColumnType }[]
  /** Inputs in the order of the model; columns are those that the plan reads. */
  readonly inputs: readonly PlannedInput[]
  readonly relations: readonly Relation[]
  /** Rows that clues are about, with the columns that are only shown; these rest on the rules' own relations. */
  readonly late: readonly Relation[]
  readonly rules: readonly PlannedRule[]
  readonly indicators: readonly PlannedIndicator[]
  readonly skipped: readonly { readonly rule: string; readonly lacks: readonly string[] }[]
  readonly evidence: PlannedEvidence
}

export interface PlannedInput {
  readonly dataset: string
  readonly present: boolean
  readonly columns: readonly string[]
  /** By which its rows are told apart, where none of them is empty. */
  readonly key?: readonly string[]
}

/** The keys of the datasets that are here. */
export const keysOf = ({ inputs }: Pick<ModelPlan, 'inputs'>): ReadonlyMap<string, readonly string[]> =>
  new Map(inputs.flatMap(({ dataset, present, key }) => (present && key ? [[dataset, key]] : [])))

export interface PlannedColumn {
  readonly name: string
  readonly type: ValueType
  /** Over the rows, and under the alias `lateAlias` over those of `lateFrom`. */
  readonly value: Value
}

/** The code of rows that a rule could not test; no exclusion is called so. */
export const notTested = ''

export interface PlannedRule {
  readonly id: string
  /** The relation of its rows, each with `_code`: the exclusion that silences it, or null. */
  readonly rows: string
  /** Does the rule say which rows it can test? The others have the code `notTested`. */
  readonly countsUntested: boolean
  readonly payload: readonly PlannedColumn[]
  /** Where what is only shown is fetched. */
  readonly lateFrom?: string
  readonly testedExclusions: readonly string[]
  readonly untestedExclusions: readonly { readonly id: string; readonly lacks: readonly string[] }[]
}

/** Its rows are in the relation of its id. */
export interface PlannedIndicator {
  readonly id: string
  readonly payload: readonly PlannedColumn[]
}

/** Where the rows behind clues are found, for all rules together: many of them name the same ones. */
export interface PlannedEvidence {
  /** What the links rest on, with the columns that they read. */
  readonly relations: readonly Relation[]
  /** In the order of the rules, and of each rule's declarations. */
  readonly links: readonly EvidenceLink[]
}

export interface EvidenceLink {
  readonly rule: string
  readonly from: string
  readonly dataset: string
  readonly on: readonly { readonly left: string; readonly right: string; readonly type: ValueType }[]
}

/** What of these needs (`dataset` or `dataset.field`) is not here; of alternatives one is enough. */
export const lacksOf = (needs: readonly string[], available: Available): readonly string[] =>
  needs.filter((need) => !alternativesOf(need).some((one) => isThere(one, available)))

/** Of alternatives of which one is here, those that are not: nobody looked there. */
export const notLookedAt = (needs: readonly string[], available: Available): readonly string[] =>
  needs.flatMap((need) => {
    const missing = alternativesOf(need).filter((one) => !isThere(one, available))
    return missing.length < alternativesOf(need).length ? missing : []
  })

function isThere(need: string, available: Available): boolean {
  const [dataset, field] = need.split('.')
  const fields = available.get(dataset!)
  return fields !== undefined && (field === undefined || fields.has(field))
}

/** Inputs that are not here as empty tables, then all steps, as they stand for these data. */
export function settledSteps({ inputs, steps }: Pick<CheckedModel, 'inputs' | 'steps'>, available: Available): readonly Relation[] {
  return settled(openSteps({ inputs, steps }, available), settlerFor(available))
}

const settlerFor =
  (available: Available) =>
  (value: Value): Value =>
    rewrite(value, (part) => settleAvailability(part, available))

const settled = (relations: readonly Relation[], settle: (value: Value) => Value): readonly Relation[] =>
  relations.map((relation): Relation => {
    const { name, node } = relation
    return nodeSpeaksOf(node, 'has_input') || nodeSpeaksOf(node, 'has_field') ? { name, node: mapNode(node, settle) } : relation
  })

/** As they stand for any data, but for the inputs that are not here. */
function openSteps({ inputs, steps }: Pick<CheckedModel, 'inputs' | 'steps'>, available: Available): readonly Relation[] {
  const missing = inputs.filter(({ dataset }) => !available.has(dataset))
  return [
    ...missing.map(({ dataset, table }): Relation => ({ name: dataset, node: { kind: 'empty', columns: table.columns } })),
    ...steps.flatMap(({ relations }) => relations),
  ]
}

export function planModel(checked: CheckedModel, available: Available): ModelPlan {
  const settle = settlerFor(available)
  const base = openSteps(checked, available)
  const runnable = checked.rules.filter((rule) => lacksOf(rule.needs, available).length === 0)
  const planned = runnable.map((rule) => planRule(rule, checked.exclusions, available, settle))
  const figured = checked.indicators
    .filter((indicator) => lacksOf(indicator.needs, available).length === 0)
    .map((indicator) => planIndicator(indicator, checked, settle))
  const links = runnable.flatMap((rule) =>
    rule.evidence.map(({ from, dataset, on }): EvidenceLink => ({ rule: rule.id, from, dataset, on })),
  )
  // What nobody asks for goes first, so that all that follows has little to look at.
  const asked = goalsOf(planned.map(({ rule }) => rule))
  for (const { indicator } of figured)
    asked.set(
      indicator.id,
      indicator.payload.map(({ name }) => name),
    )
  for (const [name, columns] of linkedColumns(links)) asked.set(name, [...(asked.get(name) ?? []), ...columns])
  const whole = [...base, ...planned.flatMap(({ relations }) => relations), ...figured.map(({ relation }) => relation)]
  const all = liftWorkdays(followUnread(settled(prune(whole, asked).relations, settle)))
  const { rules, late } = fetchLate(
    planned.map(({ rule }) => rule),
    new Map(runnable.map(({ id, about }) => [id, about])),
    all,
    goalsOf,
  )
  const goals = goalsOf(rules)
  for (const { indicator } of figured)
    goals.set(
      indicator.id,
      indicator.payload.map(({ name }) => name),
    )
  for (const { name, columns } of late) goals.set(name, columns)
  const lateNames = new Set(late.map(({ name }) => name))
  const { relations, outside } = prune([...all, ...late.map(({ relation }) => relation)], goals)
  return {
    model: checked.id,
    version: checked.version,
    parameters: checked.parameters.map(({ name, type }) => ({ name, type })),
    inputs: checked.inputs.map(({ dataset, key }) => ({
      dataset,
      present: available.has(dataset),
      columns: [...(outside.get(dataset) ?? [])].sort(),
      ...(key && { key }),
    })),
    relations: relations.filter(({ name }) => !lateNames.has(name)),
    late: late.map(({ relation }) => relation),
    rules,
    indicators: figured.map(({ indicator }) => indicator),
    skipped: [...checked.rules, ...checked.indicators].flatMap((rule) => {
      const lacks = lacksOf(rule.needs, available)
      return lacks.length > 0 ? [{ rule: rule.id, lacks }] : []
    }),
    evidence: { relations: prune(all, linkedColumns(links)).relations, links },
  }
}

/** What links read of each relation. */
export function linkedColumns(links: readonly EvidenceLink[]): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>()
  for (const { from, on } of links) {
    const columns = read.get(from) ?? new Set(['_rid'])
    for (const { right } of on) columns.add(right)
    read.set(from, columns)
  }
  return read
}

/** What the rules' relations must hold: the numbers of rows, their codes, and the columns that payloads speak of. */
function goalsOf(rules: readonly PlannedRule[]): Map<string, string[]> {
  return new Map(rules.map((rule) => [rule.rows, ['_rid', '_code', ...columnsOf(rule.payload.map(({ value }) => value))]]))
}

/**
 * Two relations a rule: its rows with the columns that are needed further on, then the same rows marked by the first exclusion
 * they meet. What a clue shows is worked out of them for the clues alone.
 */
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
  const payload = rule.payload.map(({ name, value }) => ({ name, value: settle(value) }))
  // Working days are looked up in the calendar, which takes a relation of its own, and unread cells in their dataset's rows: these are
  // worked out for all rows.
  const early = payload.filter(({ value }) => speaksOfWorkdays(value) || speaksOfUnread(value))
  const shown = payload.map((output) => (early.includes(output) ? { ...output, value: column(output.name, output.value.type) } : output))

  const columns = new Map<string, Output>(early.map((output) => [output.name, output]))
  const carry = (value: Value): Value => {
    visit(value, (part) => {
      if (part.kind === 'column' && part.of === undefined && !columns.has(part.name))
        columns.set(part.name, { name: part.name, value: part })
    })
    return value
  }
  for (const { value } of shown) carry(value)
  const passed = [...columns.values()].map(({ name, value }) => ({ name, value: column(name, value.type) }))
  const testable = rule.testable && settle(rule.testable)
  const marks: Mark[] = tested.map(({ id, test }) =>
    test.kind === 'in'
      ? { code: id, to: test.table, alias: id, on: test.on.map(({ left, right }) => ({ left: carry(left), right })) }
      : { code: id, where: carry(settle(test.where)) },
  )
  if (testable) {
    marks.unshift({ code: notTested, where: column('_untested', 'bool') })
    columns.set('_untested', { name: '_untested', value: apply('is_not_true', 'bool', testable) })
  }
  const where = rule.where && settle(rule.where)
  const counted = where && testable ? apply('or', 'bool', where, apply('is_not_true', 'bool', testable)) : where
  const candidates = `${rule.id} rows`
  const rid: Output = { name: '_rid', value: column('_rid', 'int') }
  const rows: Node = { kind: 'project', from: rule.from, ...(counted && { where: counted }), columns: [rid, ...columns.values()] }
  return {
    rule: {
      id: rule.id,
      rows: rule.id,
      countsUntested: testable !== undefined,
      payload: shown.map(({ name, value }) => ({ name, type: value.type, value })),
      testedExclusions: tested.map(({ id }) => id),
      untestedExclusions: untested,
    },
    relations: [
      { name: candidates, node: rows },
      { name: rule.id, node: { kind: 'mark', from: candidates, marks, columns: [rid, ...passed] } },
    ],
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
    indicator: { id, payload: columns.map(({ name, value }) => ({ name, type: value.type, value: column(name, value.type) })) },
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
