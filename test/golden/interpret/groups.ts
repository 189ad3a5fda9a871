import type { Node } from '@xiezhi/engine/model/node'
import type { Value } from '@xiezhi/engine/model/value'
import { compareFigures, type Figure, floating, plus, roundTo, toNumber, whole } from './figure.ts'
import { type Cell, compare, evaluate, type Given, inOrder, type Row, same } from './values.ts'

/** Functions over several rows. */

const distinctOf = (cells: readonly Cell[]): Cell[] => cells.filter((cell, i) => cells.findIndex((other) => same(cell, other)) === i)

const collecting: Readonly<Record<string, (cells: readonly (readonly Cell[])[], value: Value) => Cell>> = {
  count_all: (rows) => whole(rows.length),
  count: (rows) => whole(rows.filter(([cell]) => cell !== null).length),
  count_if: (rows) => whole(rows.filter(([cell]) => cell === true).length),
  count_distinct: (rows) => whole(distinctOf(rows.flatMap(([cell]) => (cell === null ? [] : [cell!]))).length),
  sum: (rows, { type }) => {
    const known = rows.flatMap(([cell]) => (cell === null ? [] : [cell as Figure]))
    if (known.length === 0) return null
    return roundTo(known.reduce(plus), type === 'int' ? 0 : 6)
  },
  min: (rows) => best(rows, -1),
  any_value: (rows) => best(rows, -1),
  max: (rows) => best(rows, 1),
  bool_or: (rows) => known(rows, (cells) => cells.includes(true)),
  bool_and: (rows) => known(rows, (cells) => !cells.includes(false)),
  list_distinct: (rows) => known(rows, (cells) => distinctOf(cells).sort(compare) as string[]),
  median: (rows) =>
    known(rows, (cells) => {
      const ordered = cells.map((cell) => toNumber(cell as Figure)).sort((a, b) => a - b)
      const middle = ordered.length >> 1
      return floating(ordered.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2)
    }),
  quantile: (rows) =>
    known(rows, (cells) => {
      const part = toNumber(rows[0]![1] as Figure)
      return [...cells].sort(compare)[Math.max(0, Math.ceil(cells.length * part - 1e-9) - 1)]!
    }),
  stddev: (rows) => {
    const figures = rows.flatMap(([cell]) => (cell === null ? [] : [toNumber(cell as Figure)]))
    if (figures.length < 2) return null
    const mean = figures.reduce((a, b) => a + b) / figures.length
    return floating(Math.sqrt(figures.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (figures.length - 1)))
  },
  mode: (rows) =>
    known(rows, (cells) => {
      const often = (cell: Cell): number => cells.filter((other) => same(cell, other)).length
      return distinctOf(cells).sort((a, b) => often(b) - often(a) || compare(a, b))[0]!
    }),
  min_by: (rows) => by(rows, 1),
  max_by: (rows) => by(rows, -1),
}

const known = (rows: readonly (readonly Cell[])[], then: (cells: readonly Cell[]) => Cell): Cell => {
  const cells = rows.flatMap(([cell]) => (cell === null ? [] : [cell!]))
  return cells.length === 0 ? null : then(cells)
}
const best = (rows: readonly (readonly Cell[])[], sign: number): Cell =>
  known(rows, (cells) => cells.reduce((a, b) => (compare(b, a) * sign > 0 ? b : a)))
const by = (rows: readonly (readonly Cell[])[], sign: number): Cell => {
  const ordered = rows.filter(([cell, order]) => cell !== null && order !== null)
  ordered.sort(([a, x], [b, y]) => (compare(x!, y!) || inOrder(a!, b!, false)) * sign)
  return ordered[0]?.[0] ?? null
}

const collect = (value: Value & { kind: 'apply' }, rows: readonly Row[], given: Given): Cell =>
  collecting[value.name]!(
    rows.map((row) => value.args.map((arg) => evaluate(arg, { '': row }, given))),
    value,
  )

export const aggregateOf = (value: Value, rows: readonly Row[], given: Given): Cell =>
  evaluate(value, { '': rows[0] ?? {} }, given, (part) =>
    part.kind === 'apply' && collecting[part.name] ? collect(part, rows, given) : undefined,
  )

export function windowOf(
  value: Value,
  node: Extract<Node, { kind: 'window' }>,
  rows: readonly Row[],
  at: number,
  given: Given,
  settled: (a: Row, b: Row) => number,
): Cell {
  const row = rows[at]!
  const of = (one: Value, of: Row): Cell => evaluate(one, { '': of }, given)
  const tied = (a: Row, b: Row): boolean => node.order.every((item) => inOrder(of(item.value, a), of(item.value, b), false) === 0)
  const before = (a: Row, b: Row): boolean => {
    for (const item of node.order) {
      const found = inOrder(of(item.value, a), of(item.value, b), item.descending)
      if (found !== 0) return found < 0
    }
    return false
  }
  const frame = (): readonly Row[] => {
    if (node.range) {
      const here = of(node.range.on, row)
      const size = of(node.range.size, row) as Figure
      return rows.slice(0, rows.length).filter((other) => {
        const there = of(node.range!.on, other)
        if (here === null || there === null) return here === there
        const [from, to] = node.order[0]!.descending ? [there, here] : [here, there]
        const back = plus(from as Figure, { ...(to as Figure), units: -(to as Figure).units })
        return back.units >= 0n && compareFigures(back, size) <= 0
      })
    }
    // Rows that nothing tells apart are taken together, so that none of them depends on which comes first.
    return node.order.length === 0 ? rows : rows.filter((other, i) => i <= at || settled(other, row) === 0)
  }
  return evaluate(value, { '': row }, given, (part) => {
    if (part.kind !== 'apply') return undefined
    if (part.name === 'row_number') return whole(at + 1)
    if (part.name === 'rank') return whole(rows.filter((other) => before(other, row)).length + 1)
    if (part.name === 'dense_rank')
      return whole(rows.filter((other, i) => before(other, row) && !rows.slice(0, i).some((one) => tied(one, other))).length + 1)
    if (part.name === 'lag' || part.name === 'lead') {
      const neighbour = rows[part.name === 'lag' ? at - 1 : at + 1]
      return neighbour ? of(part.args[0]!, neighbour) : null
    }
    return collecting[part.name] ? collect(part, frame(), given) : undefined
  })
}
