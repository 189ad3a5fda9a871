import type { Dialect } from './dialects/dialect.ts'
import { improve } from './improve/improve.ts'
import { lateAlias } from './late.ts'
import { type Node, type Relation, readsOf } from './node.ts'
import { type ModelPlan, notTested, type PlannedColumn, type PlannedEvidence, type PlannedRule } from './plan.ts'
import { printRelations, printValue } from './print.ts'

export interface Compiled {
  /**
   * One statement for all rules: (rule, kind, about_rid, code, n, payload). Kinds: `clue`, `excluded` and `untested` with a count,
   * `indicator` with the dimensions and figures as payload.
   */
  readonly sql: string
  readonly parameters: readonly string[]
  /** One statement that counts the rows of each input and step: (step, rows). */
  readonly profileSql: string
  readonly profileParameters: readonly string[]
  readonly evidence: readonly CompiledEvidence[]
}

export interface CompiledEvidence {
  readonly rule: string
  readonly from: string
  readonly dataset: string
  /** Over a relation "emitted"(rule, about_rid, payload): (about_rid, rid). */
  readonly sql: string
  readonly parameters: readonly string[]
}

/** Prints a plan in one dialect. The same plan gives the same text, to the letter. */
export function compile(plan: ModelPlan, dialect: Dialect): Compiled {
  const sql = rulesSql(plan, dialect)
  const profileSql = countsSql(plan, dialect)
  return {
    sql,
    parameters: parametersOf(plan, sql, dialect),
    profileSql,
    profileParameters: parametersOf(plan, profileSql, dialect),
    evidence: plan.evidence.map((evidence) => {
      const evidenceSql = linkSql(evidence, dialect)
      return {
        rule: evidence.rule,
        from: evidence.from,
        dataset: evidence.dataset,
        sql: evidenceSql,
        parameters: parametersOf(plan, evidenceSql, dialect),
      }
    }),
  }
}

/** Parameters that a statement speaks of; engines refuse values for others. */
const parametersOf = (plan: ModelPlan, sql: string, dialect: Dialect): readonly string[] =>
  dialect.parametersIn(sql, ['as_of', ...plan.parameters.map(({ name }) => `p_${name}`)])

const withRelations = (relations: readonly Relation[], materialized: ReadonlySet<string>, dialect: Dialect): string =>
  relations.length === 0 ? '' : `WITH ${printRelations(relations, materialized, dialect)}\n`

function rulesSql(plan: ModelPlan, dialect: Dialect): string {
  const nulls = (type: 'int' | 'text') => `CAST(NULL AS ${dialect.type(type)})`
  const parts = [
    ...plan.rules.flatMap((rule) => ruleSql(rule, dialect, nulls)),
    ...plan.indicators.map(
      ({ id, payload }) =>
        `SELECT ${dialect.text(id)} AS rule, 'indicator' AS kind, ${nulls('int')} AS about_rid, ${nulls('text')} AS code, ${nulls('int')} AS n, ${payloadSql(payload, dialect, () => 6)} AS payload FROM ${dialect.identifier(id)} AS ${dialect.identifier('t')}`,
    ),
  ]
  if (parts.length === 0)
    parts.push(
      `SELECT ${nulls('text')} AS rule, ${nulls('text')} AS kind, ${nulls('int')} AS about_rid, ${nulls('text')} AS code, ${nulls('int')} AS n, ${nulls('text')} AS payload WHERE FALSE`,
    )
  // Read twice, for the clues and for the counts of what was excluded.
  const twice = new Set(plan.rules.map(({ rows }) => rows))
  return `${withRelations(improve([...plan.relations, ...plan.late], goalsOf(plan)), twice, dialect)}${parts.join('\nUNION ALL\n')}`
}

/** What the statement reads of its relations: all that the plan has kept of what rules, indicators and late rows are. */
function goalsOf(plan: ModelPlan): ReadonlyMap<string, readonly string[]> {
  const read = [
    ...plan.rules.flatMap(({ rows, lateFrom }) => [rows, ...(lateFrom === undefined ? [] : [lateFrom])]),
    ...plan.indicators.map(({ id }) => id),
  ]
  const nodes = new Map([...plan.relations, ...plan.late].map(({ name, node }) => [name, node]))
  return new Map(read.map((name) => [name, namesOf(nodes.get(name)!)]))
}

const namesOf = (node: Node): readonly string[] =>
  'columns' in node ? node.columns.map((one) => (typeof one === 'string' ? one : one.name)) : []

/** Money and figures are shown with two places; a score is rounded once, by whoever makes it whole. */
const placesOf = (column: string): number => (column === '_score' ? 6 : 2)

const payloadSql = (payload: readonly PlannedColumn[], dialect: Dialect, places = placesOf): string =>
  dialect.jsonObject(payload.map(({ name, type, value }) => [name, dialect.textOf(printValue(value, { dialect }), type, places(name))]))

function ruleSql(rule: PlannedRule, dialect: Dialect, nulls: (type: 'int' | 'text') => string): string[] {
  const id = dialect.identifier
  const name = dialect.text(rule.id)
  const rows = `${id(rule.rows)} AS ${id('t')}`
  const fetched =
    rule.lateFrom === undefined
      ? ''
      : ` JOIN ${id(rule.lateFrom)} AS ${id(lateAlias)} ON ${id(lateAlias)}.${id('_rid')} = ${id('t')}.${id('_rid')}`
  const parts = [
    `SELECT ${name} AS rule, 'clue' AS kind, ${id('t')}.${id('_rid')} AS about_rid, ${nulls('text')} AS code, ${nulls('int')} AS n, ${payloadSql(rule.payload, dialect)} AS payload FROM ${rows}${fetched} WHERE ${id('t')}.${id('_code')} IS NULL`,
  ]
  if (rule.testedExclusions.length > 0)
    parts.push(
      `SELECT ${name}, 'excluded', ${nulls('int')}, ${id('_code')}, count(*), ${nulls('text')} FROM ${rows} WHERE ${id('_code')} <> ${dialect.text(notTested)} GROUP BY ${id('_code')}`,
    )
  if (rule.countsUntested)
    parts.push(
      `SELECT ${name}, 'untested', ${nulls('int')}, ${nulls('text')}, count(*), ${nulls('text')} FROM ${rows} WHERE ${id('_code')} = ${dialect.text(notTested)}`,
    )
  return parts
}

function countsSql(plan: ModelPlan, dialect: Dialect): string {
  const own = new Set(plan.relations.map(({ name }) => name))
  const read = new Set(plan.relations.flatMap(({ node }) => readsOf(node)))
  const datasets = plan.inputs.map(({ dataset }) => dataset).filter((dataset) => read.has(dataset))
  const steps = plan.relations
    .map(({ name }) => name)
    .filter(
      (name) => !name.includes(' ') && !plan.rules.some(({ rows }) => rows === name) && !plan.indicators.some(({ id }) => id === name),
    )
  const named = [...datasets, ...steps.filter((step) => !datasets.includes(step))]
  const needed = plan.relations.filter(
    ({ name }) => own.has(name) && ![...plan.rules, ...plan.indicators].some(({ id }) => name === id || name.startsWith(`${id} `)),
  )
  if (named.length === 0)
    return `SELECT CAST(NULL AS ${dialect.type('text')}) AS step, CAST(NULL AS ${dialect.type('int')}) AS rows WHERE FALSE`
  const counts = named.map((step) => `SELECT ${dialect.text(step)} AS step, count(*) AS rows FROM ${dialect.identifier(step)}`)
  return `${withRelations(needed, new Set(), dialect)}${counts.join('\nUNION ALL\n')}`
}

function linkSql(evidence: PlannedEvidence, dialect: Dialect): string {
  const id = dialect.identifier
  const on = evidence.on.map(({ left, right, type }) => `${id('s')}.${id(right)} = ${dialect.jsonField('e.payload', left, type)}`)
  const select = `SELECT DISTINCT e.about_rid AS about_rid, ${id('s')}.${id('_rid')} AS rid\nFROM ${id('emitted')} AS e\nJOIN ${id(evidence.from)} AS ${id('s')} ON ${on.join(' AND ')}`
  return `${withRelations(evidence.relations, new Set(), dialect)}${select}\nWHERE e.rule = ${dialect.text(evidence.rule)}\nORDER BY 1, 2`
}
