import { passAll } from '../columns.ts'
import type { Expression } from '../expression/tree.ts'
import { typeAs, typeExpression, unify } from '../expression/type.ts'
import type { StepTable } from '../operator.ts'
import { pairUp, partner } from '../operators/pairing.ts'
import { allOf, column } from '../value.ts'
import { type Cook, checkShared, conjuncts, meetingOf, rowsFrom } from './from.ts'
import { collects } from './group.ts'
import type { Query } from './query.ts'
import { type Kitchen, named, plainColumns, type Rows, type Tables } from './rows.ts'

/** The rows that pass WHERE: by what they are themselves, then by what another table has or has not. */
export function rowsWhere(where: Expression | undefined, rows: Rows, tables: Tables, kitchen: Kitchen, cook: Cook): Rows {
  if (!where) return rows
  const parts = conjuncts(where).map((part) => ({ part, asked: askedOf(part) }))
  const own = parts.filter(({ asked }) => !asked)
  const conditions = own.map(({ part }) => {
    checkShared(part, rows, kitchen)
    return typeAs(part, 'bool', kitchen.scope(rows), 'WHERE')
  })
  let table = rows.table
  const all = allOf(conditions)
  if (all) table = kitchen.add('where', table, { kind: 'project', from: table.id, where: all, columns: passAll(table) })
  for (const { asked } of parts) if (asked) table = met(asked, { ...rows, table }, tables, kitchen, cook)
  return { ...rows, table }
}

interface Asked {
  readonly kind: 'semi' | 'anti'
  readonly query: Query
  readonly operand?: Expression
  /** NOT IN is never true where the other side has a NULL: a trap that nobody wants. */
  readonly trap?: boolean
  readonly at: Expression['at']
}

/** EXISTS, NOT EXISTS and IN (SELECT …); what else stands in the way of a query inside a condition is told by the type checker. */
function askedOf(e: Expression): Asked | undefined {
  if (e.kind === 'exists') return { kind: 'semi', query: e.query, at: e.at }
  if (e.kind === 'not' && e.operand.kind === 'exists') return { kind: 'anti', query: e.operand.query, at: e.at }
  const inside = e.kind === 'not' ? e.operand : e
  if (inside.kind !== 'in-query') return undefined
  return { kind: 'semi', query: inside.query, operand: inside.operand, trap: inside.negated || e.kind === 'not', at: inside.at }
}

function met(asked: Asked, rows: Rows, tables: Tables, kitchen: Kitchen, cook: Cook): StepTable {
  const { query, operand } = asked
  if (asked.trap) kitchen.bench.report.error(asked.at, 'model.sql-not-in')
  const plain =
    query.named.length === 0 &&
    query.others.length === 0 &&
    !query.limit &&
    !query.first.group &&
    !query.first.having &&
    (query.first.items === 'all' || !query.first.items.some(({ expression }) => collects(expression)))
  if (plain) return correlated(asked, rows, tables, kitchen, cook)
  if (!operand) {
    kitchen.bench.report.error(asked.at, 'model.sql-exists')
    return rows.table
  }
  const right = cook(query, tables, kitchen)
  const value = typeExpression(operand, kitchen.scope(rows))
  checkShared(operand, rows, kitchen)
  const [only, ...more] = right ? plainColumns(right) : []
  if (!right || !only) return rows.table
  if (more.length > 0) kitchen.bench.report.error(query.at, 'model.sql-in-columns')
  if (unify(value.type, only.type) === undefined)
    kitchen.bench.report.error(operand.at, 'model.compare', { left: value.type, right: only.type })
  const on = [{ left: value, right: column(only.name, only.type, partner) }]
  const { node, before } = pairUp(
    { kind: 'semi', left: rows.table, right, meeting: { on }, columns: passAll(rows.table), meets: {} },
    kitchen.at(asked.at),
  )
  return kitchen.add('met', rows.table, node, before)
}

/** A query about the row outside it: its names are its own first, then the row's. */
function correlated({ kind, query, operand, at }: Asked, rows: Rows, tables: Tables, kitchen: Kitchen, cook: Cook): StepTable {
  const { first } = query
  const from = rowsFrom(first, tables, kitchen, cook)
  if (!from) return rows.table
  const parts = first.where ? conjuncts(first.where) : []
  const inner = parts.filter((part) => askedOf(part) !== undefined)
  const right = inner.reduce((found, part) => rowsWhere(part, found, tables, kitchen, cook), from)
  const names = new Map(rows.names)
  for (const [written, value] of right.names) names.set(written, named(value.name, value.type, partner))
  const shared = new Set([...rows.shared].filter((name) => !right.names.has(name)))
  for (const name of right.shared) shared.add(name)
  for (const name of shared) names.delete(name)
  const both: Rows = { table: rows.table, names, shared }
  const items = first.items === 'all' ? [] : first.items
  const equal = operand && items[0] ? equality(operand, items[0].expression, rows, right, kitchen) : []
  if (operand && items.length !== 1) kitchen.bench.report.error(query.at, 'model.sql-in-columns')
  if (!operand) for (const { expression } of items) typeExpression(expression, kitchen.scope(both))
  const meeting = meetingOf(
    parts.filter((part) => !inner.includes(part)),
    both,
    kitchen,
  )
  const on = [...equal, ...meeting.on]
  if (on.length === 0) kitchen.bench.report.error(at, 'model.sql-exists-equality')
  const { node, before } = pairUp(
    {
      kind,
      left: rows.table,
      right: right.table,
      meeting: { on, ...(meeting.when && { when: meeting.when }) },
      where: meeting.where,
      columns: passAll(rows.table),
      meets: {},
    },
    kitchen.at(at),
  )
  return kitchen.add('met', rows.table, node, before)
}

function equality(operand: Expression, item: Expression, outer: Rows, inner: Rows, kitchen: Kitchen) {
  const theirs = new Map([...inner.names].map(([written, { name, type }]) => [written, named(name, type, partner)]))
  const [left, right] = [typeExpression(operand, kitchen.scope(outer)), typeExpression(item, kitchen.scope({ ...inner, names: theirs }))]
  checkShared(operand, outer, kitchen)
  checkShared(item, inner, kitchen)
  if (unify(left.type, right.type) === undefined)
    kitchen.bench.report.error(operand.at, 'model.compare', { left: left.type, right: right.type })
  return [{ left, right }]
}
