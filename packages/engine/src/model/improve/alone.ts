import type { Join, Match, Node, Output, Relation } from '../node.ts'
import { openOrigins } from '../origin.ts'
import { columnsRead } from '../prune.ts'
import { allOf, apply, column, int, type Value } from '../value.ts'
import type { Keys } from './meet-by-row.ts'

type Aggregate = Extract<Node, { kind: 'aggregate' }>

/**
 * “How many parties does this decision have?”: rows that meet a count over the same rows, grouped by all but one column of their dataset's key. Nearly
 * every row is alone in its group, and what is counted of one row is known without counting. Only the few groups of several rows are counted and met.
 */
export function aloneInGroup(relations: readonly Relation[], keys: Keys): readonly Relation[] {
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  const origin = openOrigins(relations)
  return relations.flatMap((relation) => {
    const { name, node } = relation
    const join = node.kind === 'join' && node.joins.length === 1 ? node.joins[0]! : undefined
    const groups = join && nodes.get(join.to)
    if (node.kind !== 'join' || join?.kind !== 'inner' || join.where || join.when || groups?.kind !== 'aggregate') return [relation]
    const by = groupedBy(groups)
    if (groups.from !== node.from || groups.where || !by || !meetsOwnGroup(join, by) || !groups.compute.every(isCount)) return [relation]
    const origins = by.map((key) => origin(groups.from, key))
    const whole = keys.get(origins[0]?.dataset ?? '')
    const nearlyWhole =
      by.length >= 2 &&
      whole?.length === by.length + 1 &&
      origins.every((one) => one?.dataset === origins[0]!.dataset && whole.includes(one.column))
    if (!nearlyWhole) return [relation]

    const [keyed, counts, several, members, counted] = ['keyed', 'counts', 'several', 'members', 'counted'].map((part) => `${name} ${part}`)
    const known = allOf(by.map((key) => apply('is_not_null', 'bool', column(key, 'text'))))!
    const passed = (names: Iterable<string>): Output[] => Array.from(names, (of) => ({ name: of, value: column(of, 'unknown') }))
    // What is counted is asked of the row that is alone, too.
    const read = new Set([...columnsRead(node).get(node.from)!, ...countedColumns(groups)])
    const met: readonly Match[] = by.map((key) => ({ left: column(key, 'text'), right: column(key, 'text', join.alias) }))
    const semi: Join = { kind: 'semi', to: several!, alias: join.alias, on: met }
    const rows: Output = { name: '_rows', value: apply('count_all', 'int') }
    const many = apply('>', 'bool', column('_rows', 'int'), int(1))
    return [
      { name: keyed!, node: { kind: 'project', from: node.from, where: known, columns: passed(read) } },
      { name: counts!, node: { kind: 'aggregate', from: node.from, where: known, by: groups.by, compute: [rows] } },
      { name: several!, node: { kind: 'project', from: counts!, where: many, columns: passed(by) } },
      { name: members!, node: { kind: 'join', from: node.from, joins: [semi], columns: passed(columnsRead(groups).get(node.from)!) } },
      { name: counted!, node: { ...groups, from: members! } },
      {
        name,
        node: {
          ...node,
          from: keyed!,
          joins: [{ kind: 'left', to: counted!, alias: join.alias, on: met, single: true }],
          columns: node.columns.map((output) => ({ name: output.name, value: ofBoth(output.value, join.alias, groups) })),
        },
      },
    ]
  })
}

/** The columns grouped by, each under its own name. */
function groupedBy({ by }: Aggregate): readonly string[] | undefined {
  return by.every(({ name, value }) => value.kind === 'column' && value.of === undefined && value.name === name)
    ? by.map(({ name }) => name)
    : undefined
}

const meetsOwnGroup = ({ on }: Join, by: readonly string[]): boolean =>
  on.length === by.length &&
  by.every((key) =>
    on.some(
      ({ left, right, nulls }) => !nulls && left.kind === 'column' && left.name === key && right.kind === 'column' && right.name === key,
    ),
  )

const countedColumns = ({ compute }: Aggregate): string[] =>
  compute.flatMap(({ value }) => (value.kind === 'apply' ? value.args.flatMap((arg) => (arg.kind === 'column' ? arg.name : [])) : []))

const isCount = ({ value }: Output): boolean =>
  value.kind === 'apply' &&
  ['count_all', 'count', 'count_distinct'].includes(value.name) &&
  value.args.every(({ kind }) => kind === 'column')

/** What a column says of the row or of its group, where the group may be the row alone. */
function ofBoth(value: Value, alias: string, groups: Aggregate): Value {
  if (value.kind === 'apply') return { ...value, args: value.args.map((arg) => ofBoth(arg, alias, groups)) }
  if (value.kind !== 'column' || value.of !== alias) return value
  const count = groups.compute.find(({ name }) => name === value.name)?.value
  if (count?.kind !== 'apply') return column(value.name, value.type)
  const [counted] = count.args
  const one = counted ? apply('case', 'int', apply('is_null', 'bool', counted), int(0), int(1)) : int(1)
  return apply('case', 'int', apply('is_null', 'bool', column(groups.by[0]!.name, 'text', alias)), one, value)
}
