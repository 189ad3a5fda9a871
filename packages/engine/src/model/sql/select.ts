import { identityOf, newName, passAll, rid, withCompanions } from '../columns.ts'
import { printExpression } from '../expression/print.ts'
import { type Expression, partsOf } from '../expression/tree.ts'
import { typeAs, typeExpression, unify } from '../expression/type.ts'
import type { Ordering, Output } from '../node.ts'
import type { StepColumn, StepTable } from '../operator.ts'
import { apply, column, type Value } from '../value.ts'
import { checkShared, rowsFrom } from './from.ts'
import { collects, grouped } from './group.ts'
import type { Item, Ordered, Query, Select } from './query.ts'
import { type Kitchen, named, outputsOf, plainColumns, type Rows, type Tables } from './rows.ts'
import { rowsWhere } from './where.ts'

/** Turns a query into relations; nothing when it reads a table that there is not. */
export function cookQuery(query: Query, tables: Tables, kitchen: Kitchen): StepTable | undefined {
  const { report } = kitchen.bench
  const known = new Map(tables)
  for (const { as, query: inner } of query.named) {
    if (known.has(as.text)) report.error(as.at, 'model.sql-taken', { name: as.text })
    const table = cookQuery(inner, known, kitchen)
    if (!table) return undefined
    known.set(as.text, table)
  }
  let table = cookSelect(query.first, known, kitchen)
  for (const { all, select: written } of query.others) {
    // Columns go by their place, under the names of the first.
    const items =
      written.items === 'all'
        ? 'all'
        : written.items.map((item, i) => (item.as.text === '' ? { ...item, as: { ...item.as, text: `column_${i}` } } : item))
    const select = { ...written, items } as const
    const other = cookSelect(select, known, kitchen)
    table = table && other && union(table, other, select, kitchen)
    if (!all) table = table && distinct(table, kitchen)
  }
  return table && query.limit ? firstOf(table, query.order, query.limit, kitchen) : table
}

function cookSelect(select: Select, tables: Tables, kitchen: Kitchen): StepTable | undefined {
  const { report } = kitchen.bench
  const from = rowsFrom(select, tables, kitchen, cookQuery)
  if (!from) return undefined
  const rows = rowsWhere(select.where, from, tables, kitchen, cookQuery)
  if (select.items === 'all') {
    if (select.joins.length > 0) report.error(select.at, 'model.sql-star-joined')
    if (select.group || select.having) report.error(select.at, 'model.sql-star-grouped')
    const all = kitchen.add('selected', rows.table, { kind: 'project', from: rows.table.id, columns: passAll(rows.table) })
    return select.distinct ? distinct(all, kitchen) : all
  }
  checkNames(select.items, kitchen)
  const sums = select.group || select.having || select.items.some(({ expression }) => collects(expression))
  const table = sums ? grouped(select, select.items, rows, kitchen) : selected(select.items, rows, kitchen)
  return select.distinct ? distinct(table, kitchen) : table
}

function checkNames(items: readonly Item[], { bench }: Kitchen): void {
  const taken = new Set<string>()
  for (const { as, expression } of items) {
    const own = expression.kind === 'name' && expression.name.split('.').at(-1) === as.text
    if (as.text === '') bench.report.error(as.at, 'model.sql-name')
    else if (own && taken.has(as.text)) bench.report.error(as.at, 'model.column-taken', { name: as.text })
    else if (!own) newName(as, taken, bench)
    taken.add(as.text)
  }
}

function selected(items: readonly Item[], rows: Rows, kitchen: Kitchen): StepTable {
  const { table, over } = withNeighbours(items, rows, kitchen)
  const scope = kitchen.scope(rows, { over })
  const columns: StepColumn[] = []
  const outputs: Output[] = []
  const under = new Map<string, string>()
  for (const { as, expression } of items) {
    checkShared(expression, rows, kitchen)
    const value = typeExpression(expression, scope)
    const found = value.kind === 'column' ? table.columns.find(({ name }) => name === value.name) : undefined
    if (!found) {
      columns.push({ name: as.text, type: value.type })
      outputs.push({ name: as.text, value })
      continue
    }
    under.set(found.name, as.text)
    for (const { from: old, to } of withCompanions(table, found, as.text)) {
      columns.push(to)
      outputs.push({ name: to.name, value: column(old.name, old.type) })
    }
  }
  const { primary, single } = rows.table
  const key = rows.table.key?.map((name) => under.get(name))
  if (primary !== undefined) {
    columns.push(rid)
    outputs.push({ name: rid.name, value: column(rid.name, rid.type) })
  }
  return kitchen.add(
    'selected',
    {
      columns,
      single,
      ...(primary !== undefined && { primary }),
      ...(key?.every((name) => name !== undefined) && { key: key.flatMap((name) => name ?? []) }),
    },
    { kind: 'project', from: table.id, columns: outputs },
  )
}

/** The rows with what functions with OVER say of them, one relation for each set of neighbours. */
function withNeighbours(items: readonly Item[], rows: Rows, kitchen: Kitchen) {
  const found: (Expression & { readonly kind: 'over' })[] = []
  const see = (e: Expression): void => {
    if (e.kind === 'over') found.push(e)
    else partsOf(e).forEach(see)
  }
  for (const { expression } of items) see(expression)
  const over = new Map<Expression, Value>()
  const alike = new Map<string, typeof found>()
  for (const e of found) {
    const neighbours = printExpression({ ...e, call: { ...e.call, name: '', args: [], star: false } })
    alike.set(neighbours, [...(alike.get(neighbours) ?? []), e])
  }
  let table = rows.table
  for (const group of alike.values()) {
    const [first] = group
    const partition = first!.partition.flatMap((e) => {
      checkShared(e, rows, kitchen)
      const value = typeExpression(e, kitchen.scope(rows))
      if (value.kind !== 'column' && value.type !== 'unknown') kitchen.bench.report.error(e.at, 'model.sql-partition')
      return value.kind === 'column' ? [value.name] : []
    })
    const order = orderings(first!.order, rows, kitchen)
    const compute = group.map((e): Output => {
      const name = `_over_${over.size + 1}`
      for (const arg of e.call.args) checkShared(arg, rows, kitchen)
      const value = typeExpression(e.call, kitchen.scope(rows, { use: 'window' }))
      over.set(e, named(name, value.type))
      return { name, value }
    })
    const columns = [...table.columns, ...compute.map(({ name, value }): StepColumn => ({ name, type: value.type }))]
    table = kitchen.add(
      'neighbours',
      { ...table, columns },
      { kind: 'window', from: table.id, partition, order, ...identityOf(rows.table), compute, columns: passAll(table) },
    )
  }
  return { table, over }
}

const orderings = (order: readonly Ordered[], rows: Rows, kitchen: Kitchen): readonly Ordering[] =>
  order.map(({ by, descending }) => {
    checkShared(by, rows, kitchen)
    return { value: typeExpression(by, kitchen.scope(rows)), descending }
  })

function distinct(table: StepTable, kitchen: Kitchen): StepTable {
  const columns = table.columns.filter(({ name }) => name !== rid.name).map((column) => ({ ...column, straight: false }))
  return kitchen.add(
    'distinct',
    { columns, single: false, key: columns.map(({ name }) => name) },
    { kind: 'distinct', from: table.id, order: [], columns: outputsOf(columns) },
  )
}

/** All rows of both, the columns one after another as they are listed, under the names of the first. */
function union(first: StepTable, second: StepTable, select: Select, kitchen: Kitchen): StepTable {
  const { report } = kitchen.bench
  const [mine, theirs] = [plainColumns(first), plainColumns(second)]
  if (mine.length !== theirs.length)
    report.error(select.at, 'model.sql-union-count', { left: String(mine.length), right: String(theirs.length) })
  const columns = mine.map(({ name, type, label }, i): StepColumn => {
    const other = theirs[i]
    const common = other ? unify(type, other.type) : type
    if (common === undefined) report.error(select.at, 'model.union-type', { name, left: type, right: other!.type })
    return { name, type: common ?? 'unknown', ...(label !== undefined && { label }) }
  })
  const primary = first.primary === second.primary ? first.primary : undefined
  const all = primary === undefined ? columns : [...columns, rid]
  const renamed = kitchen.add(
    'renamed',
    { columns: all, single: false },
    {
      kind: 'project',
      from: second.id,
      columns: all.map(({ name, type }, i) => ({ name, value: column(theirs[i]?.name ?? name, theirs[i]?.type ?? type) })),
    },
  )
  return kitchen.add(
    'union',
    { columns: all, single: false, ...(primary !== undefined && { primary }) },
    { kind: 'union', from: [first.id, renamed.id], columns: all.map(({ name }) => name) },
  )
}

const nth = '_nth'

/** The first so many rows. Ties are settled by the rows themselves, so that two runs agree. */
function firstOf(table: StepTable, order: readonly Ordered[], limit: Expression, kitchen: Kitchen): StepTable {
  const names = new Map(plainColumns(table).map(({ name, type }) => [name, named(name, type)] as const))
  const rows: Rows = { table, names, shared: new Set() }
  const most = typeAs(limit, 'int', kitchen.scope({ ...rows, names: new Map() }), 'LIMIT')
  const numbered = kitchen.add(
    'numbered',
    { ...table, columns: [...table.columns, { name: nth, type: 'int' }] },
    {
      kind: 'window',
      from: table.id,
      partition: [],
      order: orderings(order, rows, kitchen),
      ...identityOf(table),
      compute: [{ name: nth, value: apply('row_number', 'int') }],
      columns: passAll(table),
    },
  )
  return kitchen.add('first', table, {
    kind: 'project',
    from: numbered.id,
    where: apply('<=', 'bool', column(nth, 'int'), most),
    columns: passAll(table),
  })
}
