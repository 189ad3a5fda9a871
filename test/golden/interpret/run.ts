import type { ModelPlan } from '@xiezhi/engine/model/model'
import type { Join, Node, Ordering, Output, Relation } from '@xiezhi/engine/model/node'
import { columnsRead } from '@xiezhi/engine/model/prune'
import type { Value } from '@xiezhi/engine/model/value'
import { printFigure, roundTo } from './figure.ts'
import { aggregateOf, windowOf } from './groups.ts'
import { type Cell, evaluate, type Given, inOrder, type Row, same } from './values.ts'

/** A plan worked out row by row in memory, as slowly and plainly as can be: what the engine's answer is held against. */
export type Tables = Readonly<Record<string, readonly Row[]>>

export function runPlan(plan: ModelPlan, tables: Tables, given: Given): readonly Record<string, unknown>[] {
  const known = new Map<string, readonly Row[]>(Object.entries(tables))
  for (const relation of [...plan.relations, ...plan.late]) known.set(relation.name, rowsOf(relation, known, given))
  const found = plan.rules.flatMap((rule) => {
    const rows = known.get(rule.rows)!
    const late = new Map(rule.lateFrom === undefined ? [] : known.get(rule.lateFrom)!.map((row) => [text(row._rid!, 'int'), row]))
    const clues = rows
      .filter((row) => row._code === null)
      .map((row) => {
        const both = { '': row, l: late.get(text(row._rid!, 'int')) ?? {} }
        const payload = rule.payload.map(({ name, type, value }) => [
          name,
          text(evaluate(value, both, given), type, name === '_score' ? 6 : 2),
        ])
        return {
          rule: rule.id,
          kind: 'clue',
          about_rid: text(row._rid!, 'int'),
          code: null,
          n: null,
          payload: JSON.stringify(Object.fromEntries(payload)),
        }
      })
    const count = (kind: string, code: string | null, n: number) => ({
      rule: rule.id,
      kind,
      about_rid: null,
      code,
      n: String(n),
      payload: null,
    })
    const codes = [...new Set(rows.map((row) => row._code))].filter((code): code is string => typeof code === 'string' && code !== '')
    return [
      ...clues,
      ...codes.map((code) => count('excluded', code, rows.filter((row) => row._code === code).length)),
      ...(rule.countsUntested ? [count('untested', null, rows.filter((row) => row._code === '').length)] : []),
    ]
  })
  return found
}

function text(cell: Cell, type: string, places = 2): string | null {
  if (cell === null) return null
  if (Array.isArray(cell)) return cell.join('、')
  if (typeof cell === 'object') return printFigure(type === 'decimal' ? roundTo(cell as never, places) : (cell as never))
  return String(cell)
}

function rowsOf({ node }: Relation, known: ReadonlyMap<string, readonly Row[]>, given: Given): readonly Row[] {
  const table = (name: string): readonly Row[] => known.get(name)!
  const value = (one: Value, row: Row): Cell => evaluate(one, { '': row }, given)
  const shape = (columns: readonly Output[], row: Row): Row =>
    Object.fromEntries(columns.map((column) => [column.name, value(column.value, row)]))
  switch (node.kind) {
    case 'empty':
      return []
    case 'project':
      return table(node.from)
        .filter((row) => !node.where || value(node.where, row) === true)
        .map((row) => shape(node.columns, row))
    case 'union':
      return node.from.flatMap((name) =>
        table(name).map((row) => Object.fromEntries(node.columns.map((column) => [column, row[column] ?? null]))),
      )
    case 'unnest':
      return table(node.from).flatMap((row) =>
        ((value(node.list, row) ?? []) as readonly string[]).map((element): Row => ({ ...shape(node.columns, row), [node.as]: element })),
      )
    case 'join':
      return joined(node, known, given)
    case 'aggregate': {
      const rows = table(node.from).filter((row) => !node.where || value(node.where, row) === true)
      const groups = groupBy(rows, (row) => node.by.map((column) => value(column.value, row)))
      if (node.by.length === 0 && rows.length === 0) groups.push([])
      return groups.map((group) => ({
        ...Object.fromEntries(node.by.map((column) => [column.name, value(column.value, group[0]!)])),
        ...Object.fromEntries(node.compute.map((column) => [column.name, aggregateOf(column.value, group, given)])),
      }))
    }
    case 'window': {
      const settled = sorted(node, node.order, given)
      return groupBy(table(node.from), (row) => node.partition.map((name) => row[name] ?? null)).flatMap((group) => {
        const rows = [...group].sort(settled)
        return rows.map((row, at) => ({
          ...shape(node.columns, row),
          ...Object.fromEntries(node.compute.map((column) => [column.name, windowOf(column.value, node, rows, at, given, settled)])),
        }))
      })
    }
    case 'distinct': {
      if (!node.by) {
        const shaped = table(node.from).map((row) => shape(node.columns, row))
        return groupBy(shaped, (row) => node.columns.map(({ name }) => row[name]!)).map(([first]) => first!)
      }
      const { by } = node
      const settled = sorted(node, node.order, given)
      return groupBy(table(node.from), (row) => by.map((name) => row[name] ?? null)).map((group) =>
        shape(node.columns, [...group].sort(settled)[0]!),
      )
    }
    case 'mark':
      return table(node.from).map((row) => {
        const hit = node.marks.find((mark) => {
          if ('where' in mark) return value(mark.where, row) === true
          const lefts = mark.on.map(({ left }) => value(left, row))
          return (
            !lefts.includes(null) &&
            table(mark.to).some((other) =>
              mark.on.every(({ right }, i) => same(lefts[i]!, evaluate(right, { [mark.alias]: other }, given))),
            )
          )
        })
        return { ...shape(node.columns, row), _code: hit?.code ?? null }
      })
  }
}

function joined(node: Extract<Node, { kind: 'join' }>, known: ReadonlyMap<string, readonly Row[]>, given: Given): readonly Row[] {
  let rows: Record<string, Row>[] = known.get(node.from)!.map((row) => ({ '': row }))
  for (const join of node.joins) {
    const candidates = known.get(join.to)!
    rows = rows.flatMap((both) => {
      const partners = partnersOf(join, both, candidates, given)
      if (join.kind === 'semi') return partners.length > 0 ? [both] : []
      if (join.kind === 'anti') return partners.length > 0 ? [] : [both]
      if (partners.length === 0) return join.kind === 'left' ? [{ ...both, [join.alias]: {} }] : []
      return partners.map((partner) => ({ ...both, [join.alias]: partner }))
    })
  }
  return rows.map((both) => Object.fromEntries(node.columns.map((column) => [column.name, evaluate(column.value, both, given)])))
}

/** The calendar is long: its rows are found by the one column that is looked up. */
const indexes = new WeakMap<readonly Row[], Map<string, Map<unknown, Row[]>>>()

function partnersOf(join: Join, both: Record<string, Row>, candidates: readonly Row[], given: Given): readonly Row[] {
  const lefts = join.on.map(({ left }) => evaluate(left, both, given))
  const [first] = join.on
  let possible = candidates
  if (join.to === 'calendar' && first?.right.kind === 'column') {
    const byColumn = indexes.get(candidates) ?? new Map<string, Map<unknown, Row[]>>()
    indexes.set(candidates, byColumn)
    const { name } = first.right
    const keyOf = (cell: Cell): unknown => (typeof cell === 'object' && cell !== null && 'units' in cell ? cell.units : cell)
    if (!byColumn.has(name)) {
      const index = new Map<unknown, Row[]>()
      for (const row of candidates) {
        const key = keyOf(row[name]!)
        const known = index.get(key)
        if (known) known.push(row)
        else index.set(key, [row])
      }
      byColumn.set(name, index)
    }
    possible = lefts[0] === null ? [] : (byColumn.get(name)!.get(keyOf(lefts[0]!)) ?? [])
  }
  return possible.filter((partner) => {
    const pair = { ...both, [join.alias]: partner }
    const agree = join.on.every(({ right, nulls }, i) => {
      const theirs = evaluate(right, pair, given)
      return same(lefts[i]!, theirs) && (nulls === true || theirs !== null)
    })
    return agree && [join.where, join.when].every((condition) => !condition || evaluate(condition, pair, given) === true)
  })
}

function groupBy(rows: readonly Row[], keyOf: (row: Row) => readonly Cell[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
      .map((cell) =>
        cell === null ? 'n' : typeof cell === 'object' && 'units' in cell ? printFigure(roundTo(cell as never, 12)) : `v${String(cell)}`,
      )
      .join('\u001f')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

/** By the order given, then by what tells rows apart; unknown values stand last either way. */
function sorted(
  node: Extract<Node, { kind: 'window' | 'distinct' }>,
  order: readonly Ordering[],
  given: Given,
): (a: Row, b: Row) => number {
  const settling = node.identity ?? [...columnsRead(node).get(node.from)!].sort()
  return (a, b) => {
    for (const { value, descending } of order) {
      const found = inOrder(evaluate(value, { '': a }, given), evaluate(value, { '': b }, given), descending)
      if (found !== 0) return found
    }
    for (const name of settling) {
      const found = inOrder(a[name] ?? null, b[name] ?? null, false)
      if (found !== 0) return found
    }
    return 0
  }
}
