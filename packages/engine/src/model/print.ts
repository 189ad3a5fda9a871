import type { Dialect } from './dialects/dialect.ts'
import { functions } from './expression/functions.ts'
import type { Join, Match, Node, Ordering, Output, Relation } from './node.ts'
import { columnsRead } from './prune.ts'
import { column, type Value } from './value.ts'

/** Writes the nodes of a plan as standard SQL; all that engines disagree on is asked of the dialect. */

/** Alias of the relation that a node reads first. */
const main = 't'

interface Printing {
  readonly dialect: Dialect
  /** In a window step: what follows this function that looks at several rows. */
  readonly over?: (name: string) => string
}

export function printValue(value: Value, { dialect, over }: Printing): string {
  switch (value.kind) {
    case 'literal':
      return dialect.literal(value.type, value.text)
    case 'column':
      return `${dialect.identifier(value.of ?? main)}.${dialect.identifier(value.name)}`
    case 'parameter':
      return dialect.parameter(value.name, value.type)
    case 'apply': {
      const print = dialect.functions[value.name]
      if (!print) throw new Error(`${dialect.name} has no ${value.name}`)
      const args = value.args.map((arg) => printValue(arg, { dialect, ...(over && { over }) }))
      return print(args, value, over && overRows(value.name) ? over(value.name) : '')
    }
  }
}

const overRows = (name: string): boolean => name === 'count_all' || (Object.hasOwn(functions, name) && functions[name]!.use !== 'scalar')

export function printRelations(relations: readonly Relation[], materialized: ReadonlySet<string>, dialect: Dialect): string {
  return relations
    .map(({ name, node }) => {
      const how = materialized.has(name) || (node.kind === 'window' && node.apart) ? dialect.materialized : ''
      return `${dialect.identifier(name)} AS ${how}(\n${printedNode(node, dialect)}\n)`
    })
    .join(',\n')
}

const printed = new WeakMap<Dialect, WeakMap<Node, string>>()

/** Indented; a node that stands in several statements is written once. */
function printedNode(node: Node, dialect: Dialect): string {
  const known = printed.get(dialect) ?? new WeakMap<Node, string>()
  printed.set(dialect, known)
  const text = known.get(node) ?? indent(printNode(node, dialect))
  known.set(node, text)
  return text
}

export const indent = (sql: string): string => sql.replaceAll(/^/gm, '  ')

export function printNode(node: Node, dialect: Dialect): string {
  const printing: Printing = { dialect }
  const id = dialect.identifier
  const value = (v: Value): string => printValue(v, printing)
  const from = (relation: string): string => `FROM ${id(relation)} AS ${id(main)}`
  const where = (condition: Value | undefined): string => (condition ? `\nWHERE ${value(condition)}` : '')
  const list = (columns: readonly Output[], print = value): string => {
    // A relation of which only the number of rows matters still needs a column in SQL.
    if (columns.length === 0) return `SELECT 1 AS ${id('_one')}`
    return `SELECT ${columns.map((column) => printOutput(column, print(column.value), dialect)).join(', ')}`
  }
  switch (node.kind) {
    case 'empty': {
      const columns = node.columns.map(({ name, type }) => `CAST(NULL AS ${dialect.type(type)}) AS ${id(name)}`)
      return `SELECT ${columns.length === 0 ? `1 AS ${id('_one')}` : columns.join(', ')}\nWHERE FALSE`
    }
    case 'project':
      return `${list(node.columns)}\n${from(node.from)}${where(node.where)}`
    case 'join':
      return printJoin(node, list(node.columns), from(node.from), value, dialect)
    case 'aggregate': {
      const group = node.by.length === 0 ? '' : `\nGROUP BY ${node.by.map((column) => value(column.value)).join(', ')}`
      return `${list([...node.by, ...node.compute])}\n${from(node.from)}${where(node.where)}${group}`
    }
    case 'union': {
      const columns = node.columns.length === 0 ? `1 AS ${id('_one')}` : node.columns.map(id).join(', ')
      return node.from.map((relation) => `SELECT ${columns} FROM ${id(relation)}`).join('\nUNION ALL\n')
    }
    case 'unnest': {
      const rows = dialect.unnest(value(node.list), id(node.as))
      return `${[list(node.columns), ...(rows.select ? [rows.select] : [])].join(', ')}\n${from(node.from)}${rows.from ?? ''}`
    }
    case 'window':
      return printWindow(node, list, from(node.from), dialect)
    case 'distinct': {
      if (!node.by) return `${list(node.columns).replace(/^SELECT/, 'SELECT DISTINCT')}\n${from(node.from)}`
      const by = node.by.map((name) => `${id(main)}.${id(name)}`)
      const order = orderBy([...node.order, ...settle(node)], value)
      const inner = `${list(node.columns)}, row_number() OVER (PARTITION BY ${by.join(', ')}${order}) AS ${id('_nth')}\n${from(node.from)}`
      const outer = node.columns.length === 0 ? `1 AS ${id('_one')}` : node.columns.map(({ name }) => id(name)).join(', ')
      return `SELECT ${outer}\nFROM (\n${indent(inner)}\n) AS ${id(main)}\nWHERE ${id('_nth')} = 1`
    }
    case 'mark': {
      const branches = node.marks.map((mark) => {
        if ('where' in mark) return `WHEN ${value(mark.where)} THEN ${dialect.text(mark.code)}`
        const [lefts, rights] = [mark.on.map(({ left }) => value(left)), mark.on.map(({ right }) => value(right))]
        return `WHEN ${dialect.occurs(lefts, `${id(mark.to)} AS ${id(mark.alias)}`, rights)} THEN ${dialect.text(mark.code)}`
      })
      const code = branches.length === 0 ? `CAST(NULL AS ${dialect.type('text')})` : `CASE\n    ${branches.join('\n    ')}\n  END`
      return `${list(node.columns)},\n  ${code} AS ${id('_code')}\n${from(node.from)}`
    }
  }
}

const printOutput = (column: Output, sql: string, dialect: Dialect): string =>
  column.value.kind === 'column' && column.value.name === column.name ? sql : `${sql} AS ${dialect.identifier(column.name)}`

const matches = (on: readonly Match[], value: (v: Value) => string): string =>
  on.map(({ left, right, nulls }) => `${value(right)} ${nulls ? 'IS NOT DISTINCT FROM' : '='} ${value(left)}`).join(' AND ')

function printJoin(
  node: Extract<Node, { kind: 'join' }>,
  select: string,
  from: string,
  value: (v: Value) => string,
  dialect: Dialect,
): string {
  const id = dialect.identifier
  const condition = (join: Join): string =>
    [matches(join.on, value), join.where && value(join.where), join.when && value(join.when)].filter(Boolean).join(' AND ')
  const joined = node.joins.map((join) => {
    const relation = `${id(join.to)} AS ${id(join.alias)}`
    if (join.kind === 'semi' || join.kind === 'anti') return `\n${dialect.partners(join.kind, relation, condition(join))}`
    return `\n${join.kind === 'left' ? 'LEFT JOIN' : 'JOIN'} ${relation} ON ${condition(join)}`
  })
  return `${select}\n${from}${joined.join('')}`
}

const orderBy = (order: readonly Ordering[], value: (v: Value) => string): string =>
  order.length === 0
    ? ''
    : ` ORDER BY ${order.map((item) => `${value(item.value)} ${item.descending ? 'DESC' : 'ASC'} NULLS LAST`).join(', ')}`

/**
 * Rows that tie are told apart by what identifies them, else by all that is read of them: those still alike are
 * interchangeable, so a run gives the same answer whatever order the engine met them in.
 */
const settle = (node: Extract<Node, { kind: 'window' | 'distinct' }>): readonly Ordering[] =>
  (node.identity ?? [...columnsRead(node).get(node.from)!].sort()).map((name) => ({ value: column(name, 'unknown'), descending: false }))

function printWindow(
  node: Extract<Node, { kind: 'window' }>,
  list: (columns: readonly Output[], print?: (v: Value) => string) => string,
  from: string,
  dialect: Dialect,
): string {
  const plain = (v: Value): string => printValue(v, { dialect })
  const partition =
    node.partition.length === 0
      ? ''
      : `PARTITION BY ${node.partition.map((name) => plain({ kind: 'column', type: 'unknown', name })).join(', ')}`
  const window = (order: readonly Ordering[]): string => `${partition}${orderBy(order, plain)}`.trim()
  // Ranks give ties the same place, so they see the order as written; all else goes row by row.
  const ranked = window(node.order)
  const rowByRow = window(node.order.length === 0 ? [] : [...node.order, ...settle(node)])
  const numbered = window([...node.order, ...settle(node)])
  const back = node.range && window([{ value: node.range.on, descending: node.order[0]!.descending }])
  const frame = node.range && `${back} RANGE BETWEEN ${plain(node.range.size)} PRECEDING AND CURRENT ROW`
  const over = (name: string): string => {
    if (name === 'rank' || name === 'dense_rank') return ` OVER (${ranked})`
    return ` OVER (${['row_number', 'lag', 'lead'].includes(name) ? numbered : (frame ?? rowByRow)})`
  }
  const print = (v: Value): string => printValue(v, { dialect, over })
  return `${list([...node.columns, ...node.compute], print)}\n${from}`
}
