import type { Dialect } from './dialects/dialect.ts'
import { functions } from './expression/functions.ts'
import type { Match, Node, Ordering, Output, Relation } from './node.ts'
import { columnsRead } from './prune.ts'
import { column, type Value } from './value.ts'

/** Writes the nodes of a plan as standard SQL; all that engines disagree on is asked of the dialect. */

/** Alias of the relation that a node reads first. */
const main = 't'

interface Printing {
  readonly dialect: Dialect
  /** Columns of the relation read first as they are written: the same few stand in nearly every relation. */
  readonly own: Map<string, string>
  /** In a window step: what follows this function that looks at several rows. */
  readonly over?: (name: string) => string
}

export const openPrinting = (dialect: Dialect): Printing => ({ dialect, own: new Map() })

export function printValue(value: Value, printing: Printing): string {
  const { dialect, over } = printing
  switch (value.kind) {
    case 'literal':
      return dialect.literal(value.type, value.text)
    case 'column': {
      if (value.of !== undefined) return `${dialect.identifier(value.of)}.${dialect.identifier(value.name)}`
      const before = printing.own.get(value.name)
      if (before !== undefined) return before
      const written = `${dialect.identifier(main)}.${dialect.identifier(value.name)}`
      printing.own.set(value.name, written)
      return written
    }
    case 'parameter':
      return dialect.parameter(value.name, value.type)
    case 'apply': {
      const print = dialect.functions[value.name]
      if (!print) throw new Error(`${dialect.name} has no ${value.name}`)
      const args = value.args.map((arg) => printValue(arg, printing))
      return print(args, value, over && overRows(value.name) ? over(value.name) : '')
    }
  }
}

const overRows = (name: string): boolean => name === 'count_all' || (Object.hasOwn(functions, name) && functions[name]!.use !== 'scalar')

/** Relations that are kept once worked out, and those that each reader works out anew; of the others the engine decides. */
export interface Keeping {
  readonly materialized?: ReadonlySet<string>
  readonly anew?: ReadonlySet<string>
}

export function printRelations(relations: readonly Relation[], { materialized, anew }: Keeping, dialect: Dialect): string {
  const printing = openPrinting(dialect)
  return relations
    .map(({ name, node }) => {
      const kept = materialized?.has(name) || (node.kind === 'window' && node.apart)
      const how = kept ? dialect.materialized : anew?.has(name) ? dialect.anew : ''
      return `${dialect.identifier(name)} AS ${how}(\n${indent(printNode(node, dialect, printing))}\n)`
    })
    .join(',\n')
}

export const indent = (sql: string): string => `  ${sql.replaceAll('\n', '\n  ')}`

export function printNode(node: Node, dialect: Dialect, printing = openPrinting(dialect)): string {
  const id = dialect.identifier
  switch (node.kind) {
    case 'empty': {
      const columns = node.columns.map(({ name, type }) => `CAST(NULL AS ${dialect.type(type)}) AS ${id(name)}`)
      return `SELECT ${columns.length === 0 ? `1 AS ${id('_one')}` : columns.join(', ')}\nWHERE FALSE`
    }
    case 'project':
      return `${printList(node.columns, printing)}\n${printFrom(node.from, dialect)}${printWhere(node.where, printing)}`
    case 'join':
      return printJoin(node, printing)
    case 'aggregate': {
      const group = node.by.length === 0 ? '' : `\nGROUP BY ${node.by.map((column) => printValue(column.value, printing)).join(', ')}`
      return `${printList([...node.by, ...node.compute], printing)}\n${printFrom(node.from, dialect)}${printWhere(node.where, printing)}${group}`
    }
    case 'union': {
      const columns = node.columns.length === 0 ? `1 AS ${id('_one')}` : node.columns.map(id).join(', ')
      return node.from.map((relation) => `SELECT ${columns} FROM ${id(relation)}`).join('\nUNION ALL\n')
    }
    case 'unnest': {
      const rows = dialect.unnest(printValue(node.list, printing), id(node.as))
      const list = [printList(node.columns, printing), ...(rows.select ? [rows.select] : [])].join(', ')
      return `${list}\n${printFrom(node.from, dialect)}${rows.from ?? ''}`
    }
    case 'window':
      return printWindow(node, printing)
    case 'distinct': {
      const list = printList(node.columns, printing)
      if (!node.by) return `${list.replace(/^SELECT/, 'SELECT DISTINCT')}\n${printFrom(node.from, dialect)}`
      const by = node.by.map((name) => `${id(main)}.${id(name)}`)
      const order = orderBy([...node.order, ...settle(node)], printing)
      const inner = `${list}, row_number() OVER (PARTITION BY ${by.join(', ')}${order}) AS ${id('_nth')}\n${printFrom(node.from, dialect)}`
      const outer = node.columns.length === 0 ? `1 AS ${id('_one')}` : node.columns.map(({ name }) => id(name)).join(', ')
      return `SELECT ${outer}\nFROM (\n${indent(inner)}\n) AS ${id(main)}\nWHERE ${id('_nth')} = 1`
    }
    case 'mark': {
      const branches = node.marks.map((mark) => {
        if ('where' in mark) return `WHEN ${printValue(mark.where, printing)} THEN ${dialect.text(mark.code)}`
        const lefts = mark.on.map(({ left }) => printValue(left, printing))
        const rights = mark.on.map(({ right }) => printValue(right, printing))
        return `WHEN ${dialect.occurs(lefts, `${id(mark.to)} AS ${id(mark.alias)}`, rights)} THEN ${dialect.text(mark.code)}`
      })
      const code = branches.length === 0 ? `CAST(NULL AS ${dialect.type('text')})` : `CASE\n    ${branches.join('\n    ')}\n  END`
      return `${printList(node.columns, printing)},\n  ${code} AS ${id('_code')}\n${printFrom(node.from, dialect)}`
    }
  }
}

const printFrom = (relation: string, dialect: Dialect): string => `FROM ${dialect.identifier(relation)} AS ${dialect.identifier(main)}`

const printWhere = (condition: Value | undefined, printing: Printing): string =>
  condition ? `\nWHERE ${printValue(condition, printing)}` : ''

function printList(columns: readonly Output[], printing: Printing): string {
  const id = printing.dialect.identifier
  // A relation of which only the number of rows matters still needs a column in SQL.
  if (columns.length === 0) return `SELECT 1 AS ${id('_one')}`
  const listed = columns.map(({ name, value }) => {
    const sql = printValue(value, printing)
    return value.kind === 'column' && value.name === name ? sql : `${sql} AS ${id(name)}`
  })
  return `SELECT ${listed.join(', ')}`
}

const matches = (on: readonly Match[], printing: Printing): string =>
  on
    .map(({ left, right, nulls }) => `${printValue(right, printing)} ${nulls ? 'IS NOT DISTINCT FROM' : '='} ${printValue(left, printing)}`)
    .join(' AND ')

function printJoin(node: Extract<Node, { kind: 'join' }>, printing: Printing): string {
  const { dialect } = printing
  const id = dialect.identifier
  const joined = node.joins.map((join) => {
    const relation = `${id(join.to)} AS ${id(join.alias)}`
    const condition = [
      matches(join.on, printing),
      join.where && printValue(join.where, printing),
      join.when && printValue(join.when, printing),
    ]
      .filter(Boolean)
      .join(' AND ')
    if (join.kind === 'semi' || join.kind === 'anti') return `\n${dialect.partners(join.kind, relation, condition)}`
    return `\n${join.kind === 'left' ? 'LEFT JOIN' : 'JOIN'} ${relation} ON ${condition}`
  })
  return `${printList(node.columns, printing)}\n${printFrom(node.from, dialect)}${joined.join('')}`
}

const orderBy = (order: readonly Ordering[], printing: Printing): string =>
  order.length === 0
    ? ''
    : ` ORDER BY ${order.map((item) => `${printValue(item.value, printing)} ${item.descending ? 'DESC' : 'ASC'} NULLS LAST`).join(', ')}`

/**
 * Rows that tie are told apart by what identifies them, else by all that is read of them: those still alike are
 * interchangeable, so a run gives the same answer whatever order the engine met them in.
 */
const settle = (node: Extract<Node, { kind: 'window' | 'distinct' }>): readonly Ordering[] =>
  (node.identity ?? [...columnsRead(node).get(node.from)!].sort()).map((name) => ({ value: column(name, 'unknown'), descending: false }))

function printWindow(node: Extract<Node, { kind: 'window' }>, printing: Printing): string {
  const plain = (v: Value): string => printValue(v, printing)
  const partition =
    node.partition.length === 0
      ? ''
      : `PARTITION BY ${node.partition.map((name) => plain({ kind: 'column', type: 'unknown', name })).join(', ')}`
  const window = (order: readonly Ordering[]): string => `${partition}${orderBy(order, printing)}`.trim()
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
  return `${printList([...node.columns, ...node.compute], { ...printing, over })}\n${printFrom(node.from, printing.dialect)}`
}
