import type { Dialect } from './dialects/dialect.ts'
import { improve } from './improve/improve.ts'
import { readAnew } from './improve/read-anew.ts'
import { lateAlias } from './late.ts'
import { type Node, type Relation, readsOf } from './node.ts'
import { type EvidenceLink, keysOf, linkedColumns, type ModelPlan, notTested, type PlannedColumn, type PlannedRule } from './plan.ts'
import { type Keeping, openPrinting, printRelations, printValue } from './print.ts'
import type { Value } from './value.ts'

/** A statement with the names of the parameters that it speaks of; engines refuse values for others. */
export interface Compiled {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** The rows behind clues, over a relation "emitted"(rule, about_rid, payload): (way, rule, about_rid, rid), in this order. */
export interface CompiledEvidence extends Compiled {
  /** By their number in the statement: from which dataset the rows found in this way are. */
  readonly ways: readonly { readonly dataset: string }[]
  /** The ways of each rule, in the order in which it declares its evidence. */
  readonly waysOf: ReadonlyMap<string, readonly number[]>
}

/**
 * Prints a plan in one dialect: one statement for all rules, (rule, kind, about_rid, code, n, payload). Kinds: `clue`, `excluded` and
 * `untested` with a count, `indicator` with the dimensions and figures as payload. The same plan gives the same text, to the letter.
 */
export const compile = (plan: ModelPlan, dialect: Dialect): Compiled => withParameters(plan, rulesSql(plan, dialect), dialect)

/** One statement that counts the rows of each input and step: (step, rows). */
export const compileCounts = (plan: ModelPlan, dialect: Dialect): Compiled => withParameters(plan, countsSql(plan, dialect), dialect)

/** One statement for the evidence of these rules (without a word: of all); nothing where they declare none. Rules that name the same rows in the same way share it. */
export function compileEvidence(plan: ModelPlan, dialect: Dialect, rules?: ReadonlySet<string>): CompiledEvidence | undefined {
  const links = plan.evidence.links.filter(({ rule }) => rules?.has(rule) ?? true)
  if (links.length === 0) return undefined
  const ways = new Map<string, EvidenceLink[]>()
  const waysOf = new Map<string, number[]>()
  for (const link of links) {
    const key = JSON.stringify([link.from, link.on])
    const same = ways.get(key) ?? []
    if (same.length === 0) ways.set(key, same)
    if (!same.some(({ rule }) => rule === link.rule)) same.push(link)
    waysOf.set(link.rule, [...(waysOf.get(link.rule) ?? []), [...ways.keys()].indexOf(key)])
  }
  const relations = improve(plan.evidence.relations, linkedColumns(links), keysOf(plan))
  const parts = [...ways.values()].map((same, way) => linkSql(same, way, dialect))
  const sql = `${withRelations(relations, {}, dialect)}${parts.join('\nUNION ALL\n')}\nORDER BY 1, 2, 3, 4`
  return { ...withParameters(plan, sql, dialect), ways: Array.from(ways.values(), ([link]) => ({ dataset: link!.dataset })), waysOf }
}

const withParameters = (plan: ModelPlan, sql: string, dialect: Dialect): Compiled => ({
  sql,
  parameters: dialect.parametersIn(sql, ['as_of', ...plan.parameters.map(({ name }) => `p_${name}`)]),
})

const withRelations = (relations: readonly Relation[], keeping: Keeping, dialect: Dialect): string =>
  relations.length === 0 ? '' : `WITH ${printRelations(relations, keeping, dialect)}\n`

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
  const relations = improve([...plan.relations, ...plan.late], goalsOf(plan), keysOf(plan))
  return `${withRelations(relations, { materialized: twice, anew: readAnew(relations) }, dialect)}${parts.join('\nUNION ALL\n')}`
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

function payloadSql(payload: readonly PlannedColumn[], dialect: Dialect, places = placesOf): string {
  const printing = openPrinting(dialect)
  return dialect.jsonObject(
    payload.map(({ name, type, value }) => [name, dialect.textOf(printValue(unrounded(value), printing), type, places(name))]),
  )
}

/** Money is rounded where it is written, to the same two places: not twice. */
const unrounded = (value: Value): Value => (value.kind === 'apply' && value.name === 'money' ? value.args[0]! : value)

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
  const read = new Set(plan.relations.flatMap(({ node }) => readsOf(node)))
  const datasets = plan.inputs.map(({ dataset }) => dataset).filter((dataset) => read.has(dataset))
  const steps = plan.relations
    .map(({ name }) => name)
    .filter(
      (name) => !name.includes(' ') && !plan.rules.some(({ rows }) => rows === name) && !plan.indicators.some(({ id }) => id === name),
    )
  const named = [...datasets, ...steps.filter((step) => !datasets.includes(step))]
  const shown = [...plan.rules, ...plan.indicators].map(({ id }) => ({ id, part: `${id} ` }))
  const needed = plan.relations.filter(({ name }) => !shown.some(({ id, part }) => name === id || name.startsWith(part)))
  if (named.length === 0)
    return `SELECT CAST(NULL AS ${dialect.type('text')}) AS step, CAST(NULL AS ${dialect.type('int')}) AS rows WHERE FALSE`
  const counts = named.map((step) => `SELECT ${dialect.text(step)} AS step, count(*) AS rows FROM ${dialect.identifier(step)}`)
  return `${withRelations(needed, {}, dialect)}${counts.join('\nUNION ALL\n')}`
}

/** The rows that these rules find in the same way; what they look for differs from clue to clue. */
function linkSql(same: readonly EvidenceLink[], way: number, dialect: Dialect): string {
  const id = dialect.identifier
  const { from, on } = same[0]!
  const met = on.map(({ left, right, type }) => `${id('s')}.${id(right)} = ${dialect.jsonField('e.payload', left, type)}`)
  const rules = same.map(({ rule }) => dialect.text(rule)).join(', ')
  return `SELECT DISTINCT ${way} AS way, e.rule AS rule, e.about_rid AS about_rid, ${id('s')}.${id('_rid')} AS rid\nFROM ${id('emitted')} AS e\nJOIN ${id(from)} AS ${id('s')} ON ${met.join(' AND ')}\nWHERE e.rule IN (${rules})`
}
