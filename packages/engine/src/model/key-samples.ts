import type { Dialect } from './dialects/dialect.ts'
import type { Join, Node, Output, Relation } from './node.ts'
import type { ModelPlan } from './plan.ts'
import { printRelations } from './print.ts'
import { prune } from './prune.ts'
import { allOf, apply, column, type Value } from './value.ts'

/** Some keys of both sides of a meeting: what a person compares when none of them agree. */
export interface KeySamples {
  readonly step: string
  readonly way: number | null
  /** Columns that must agree, in pairs. */
  readonly keys: readonly { readonly left: string; readonly right: string }[]
  readonly left: SampleQuery
  readonly right: SampleQuery
}

/** A row a key, its columns in the order of `keys`. */
export interface SampleQuery {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** A few known keys of either side of every meeting whose keys are plain columns; the same ones each time. */
export function keySamples(plan: ModelPlan, dialect: Dialect, most: number): readonly KeySamples[] {
  return plan.relations.flatMap(({ name, node }) => {
    if (node.kind !== 'join') return []
    return node.joins.flatMap((join): KeySamples[] => {
      const keys = plainKeys(join)
      if (!join.meets || keys.length === 0) return []
      const query = (side: 'left' | 'right', from: string, where?: Value): SampleQuery =>
        sampleQuery(plan, dialect, { name: `${name} ${join.alias} keys ${side}`, from, where, columns: keys.map((key) => key[side]) }, most)
      const theirs = join.where && own(join.where, join.alias)
      return [
        {
          step: name.split(' ')[0] ?? name,
          way: join.meets.way ?? null,
          keys: keys.map(({ left, right }) => ({ left: left.name, right: right.name })),
          left: query('left', node.from),
          right: query('right', join.to, theirs),
        },
      ]
    })
  })
}

type Column = Extract<Value, { kind: 'column' }>

const plainKeys = ({ on, alias }: Join): readonly { readonly left: Column; readonly right: Column }[] =>
  on.flatMap(({ left, right, nulls }) =>
    !nulls && left.kind === 'column' && right.kind === 'column' ? [{ left, right: ownColumn(right, alias) }] : [],
  )

/** The same said of the relation itself rather than of what it is called in a join. */
const ownColumn = (value: Column, alias: string): Column =>
  value.of === alias ? { kind: 'column', type: value.type, name: value.name } : value
function own(value: Value, alias: string): Value {
  if (value.kind === 'column') return ownColumn(value, alias)
  return value.kind === 'apply' ? { ...value, args: value.args.map((arg) => own(arg, alias)) } : value
}

function sampleQuery(
  plan: ModelPlan,
  dialect: Dialect,
  {
    name,
    from,
    where,
    columns,
  }: { readonly name: string; readonly from: string; readonly where: Value | undefined; readonly columns: readonly Column[] },
  most: number,
): SampleQuery {
  const known = allOf([where, ...columns.map((one) => apply('is_not_null', 'bool', one))])
  const outputs = columns.map((value, at): Output => ({ name: `key_${at + 1}`, value }))
  const passed = outputs.map(({ name: as, value }): Output => ({ name: as, value: column(as, value.type) }))
  const rows: Node = { kind: 'project', from, ...(known && { where: known }), columns: outputs }
  const keys: Relation[] = [
    { name: `${name} rows`, node: rows },
    { name, node: { kind: 'distinct', from: `${name} rows`, order: [], columns: passed } },
  ]
  const names = outputs.map((output) => output.name)
  const { relations } = prune([...plan.relations, ...keys], new Map([[name, names]]))
  const list = names.map(dialect.identifier).join(', ')
  const sql = `WITH ${printRelations(relations, {}, dialect)}\nSELECT ${list} FROM ${dialect.identifier(name)}\nORDER BY ${list}\nLIMIT ${most}`
  return { sql, parameters: dialect.parametersIn(sql, ['as_of', ...plan.parameters.map((one) => `p_${one.name}`)]) }
}
