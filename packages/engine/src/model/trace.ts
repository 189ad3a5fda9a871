import type { Dialect } from './dialects/dialect.ts'
import { type Relation, readsOf } from './node.ts'
import { openOrigins } from './origin.ts'
import { type ModelPlan, notTested } from './plan.ts'
import { printRelations } from './print.ts'
import { prune } from './prune.ts'

/** How far rows of the dataset that a rule is about come on their way through a model. */
export interface Trace {
  /** Relations on the way that still know which row they came from, the rule's own last. */
  readonly stages: readonly TraceStage[]
  /**
   * One statement over a relation "traced"(rid): (stage, rid, code), a row for each stage that a row came to. Of the last stage the
   * code says which exclusion silenced it, `untested` for a row that could not be tested, null for one that is told of.
   */
  readonly sql: string
  readonly parameters: readonly string[]
}

export interface TraceStage {
  readonly name: string
  /** The step it belongs to, or the rule. */
  readonly step: string
  /** The stages, or the dataset, that it takes its rows from. */
  readonly from: readonly string[]
  /** Columns of it that can be shown. */
  readonly columns: readonly string[]
}

export const untested = 'untested'

/** Follows rows of a rule's dataset by their numbers. Undefined: the plan does not have the rule, or its rows have lost their numbers. */
export function trace(plan: ModelPlan, rule: string, about: string, dialect: Dialect): Trace | undefined {
  const planned = plan.rules.find(({ id }) => id === rule)
  if (!planned) return undefined
  const origin = openOrigins(plan.relations)
  const keepsRow = (name: string): boolean => {
    const found = origin(name, '_rid')
    return found?.dataset === about && found.column === '_rid'
  }
  if (!keepsRow(planned.rows)) return undefined
  const nodes = new Map(plan.relations.map((relation) => [relation.name, relation]))
  const fromOf = ({ node }: Relation): readonly string[] => {
    // Rows come from the table that a step goes over; what it joins only decides about them.
    const own = node.kind === 'union' ? node.from : readsOf(node).slice(0, 1)
    return own.filter((name) => name === about || (nodes.has(name) && keepsRow(name)))
  }
  const reached = new Set<string>()
  const see = (name: string): void => {
    const relation = nodes.get(name)
    if (!relation || reached.has(name)) return
    reached.add(name)
    fromOf(relation).forEach(see)
  }
  see(planned.rows)
  const way = plan.relations.filter(({ name }) => reached.has(name))
  const stages = way.map(
    (relation): TraceStage => ({
      name: relation.name,
      step: relation.name.split(' ')[0] ?? relation.name,
      from: fromOf(relation),
      columns: columnsOf(relation),
    }),
  )
  const { relations } = prune(plan.relations, new Map(way.map(({ name }) => [name, name === planned.rows ? ['_rid', '_code'] : ['_rid']])))
  const id = dialect.identifier
  const text = dialect.type('text')
  const code = `CASE WHEN ${id('t')}.${id('_code')} = ${dialect.text(notTested)} THEN ${dialect.text(untested)} ELSE ${id('t')}.${id('_code')} END`
  const parts = way.map(
    ({ name }) =>
      `SELECT DISTINCT ${dialect.text(name)} AS stage, ${id('t')}.${id('_rid')} AS rid, ${name === planned.rows ? code : `CAST(NULL AS ${text})`} AS code FROM ${id(name)} AS ${id('t')} JOIN ${id('traced')} AS ${id('w')} ON ${id('w')}.rid = ${id('t')}.${id('_rid')}`,
  )
  const sql = `WITH ${printRelations(relations, {}, dialect)}\n${parts.join('\nUNION ALL\n')}`
  return { stages, sql, parameters: dialect.parametersIn(sql, parametersOf(plan)) }
}

/** One statement over "traced"(rid): what a stage has in its columns for these rows, as text. */
export function traceRows(
  plan: ModelPlan,
  stage: TraceStage,
  dialect: Dialect,
): { readonly sql: string; readonly parameters: readonly string[] } {
  const { relations } = prune(plan.relations, new Map([[stage.name, ['_rid', ...stage.columns]]]))
  const id = dialect.identifier
  const columns = ['_rid', ...stage.columns].map((name) => `CAST(${id('t')}.${id(name)} AS ${dialect.type('text')}) AS ${id(name)}`)
  const sql = `${relations.length > 0 ? `WITH ${printRelations(relations, {}, dialect)}\n` : ''}SELECT ${columns.join(', ')} FROM ${id(stage.name)} AS ${id('t')} JOIN ${id('traced')} AS ${id('w')} ON ${id('w')}.rid = ${id('t')}.${id('_rid')}`
  return { sql, parameters: dialect.parametersIn(sql, parametersOf(plan)) }
}

const parametersOf = (plan: ModelPlan): readonly string[] => ['as_of', ...plan.parameters.map(({ name }) => `p_${name}`)]

/** Columns that people know: those of the language, without what the plan made for itself. */
function columnsOf({ node }: Relation): readonly string[] {
  if (node.kind === 'empty') return []
  const own = node.kind === 'aggregate' ? [...node.by, ...node.compute] : node.columns
  const names = own.map((one) => (typeof one === 'string' ? one : one.name))
  return names.filter((name) => !name.startsWith('_') && !name.includes('__') && !name.includes(' '))
}
