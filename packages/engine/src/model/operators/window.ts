import { identityOf, namesAmong, newName, passAll } from '../columns.ts'
import type { Expression } from '../expression/tree.ts'
import { typeAs, typeExpression } from '../expression/type.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn, type Workbench } from '../operator.ts'
import type { Order } from '../source.ts'
import { apply, column, int, type Value } from '../value.ts'

/**
 * Each row with figures over its neighbours. Aggregates run up to and with the row when an order is given, over the whole
 * group otherwise; with `days: 365` over the rows of the 365 days that end with the row's own. Ties in the order are settled by
 * the row itself, so that two runs agree.
 */
export const window = defineOperator({
  name: 'window',
  example: {
    written: '{ from: penalty, partition: [agency], order: [served], days: 30, compute: { recent: "count(*)", before: "lag(doc)" } }',
    columns: ['doc', 'recent', 'before'],
    gives: [
      ['1', '1', null],
      ['2', '2', '1'],
      ['3', '1', null],
    ],
  },
  params: {
    from: { kind: 'table' },
    partition: { kind: 'names', optional: true },
    order: { kind: 'orders', optional: true },
    days: { kind: 'formula', optional: true },
    minutes: { kind: 'formula', optional: true },
    seconds: { kind: 'formula', optional: true },
    compute: { kind: 'formulas' },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const partition = (given.partition ?? []).flatMap((word) => bench.column(from, word)?.name ?? [])
    const order = (given.order ?? []).flatMap(({ name, descending }) => {
      const found = bench.column(from, name)
      return found ? [{ value: column(found.name, found.type), descending }] : []
    })
    const range = lookBack(given, order, bench)
    const columns: StepColumn[] = [...from.columns]
    const taken = namesAmong(columns)
    const compute: Output[] = []
    for (const { as, expression } of given.compute) {
      const value = typeExpression(expression, bench.scope(from, { use: 'window' }))
      if (!newName(as, taken, bench)) continue
      columns.push({ name: as.text, type: value.type })
      // A row without its day has no neighbours in time.
      const dated = range && apply('case', value.type, apply('is_not_null', 'bool', range.on), value)
      compute.push({ name: as.text, value: dated ?? value })
    }
    return {
      ...from,
      columns,
      node: {
        kind: 'window',
        from: from.id,
        partition,
        order,
        ...identityOf(from),
        ...(range && { range: range.range }),
        compute,
        columns: passAll(from),
      },
    }
  },
})

interface LookBack {
  readonly on: Value
  readonly range: { readonly on: Value; readonly size: Value }
}

const measures = {
  days: { type: 'date', number: 'day_number' },
  minutes: { type: 'datetime', number: 'second_number' },
  seconds: { type: 'datetime', number: 'second_number' },
} as const

/** How far aggregates look back, counted along the one column of the order. */
function lookBack(
  given: { readonly [K in keyof typeof measures]?: Expression | undefined } & { readonly order?: readonly Order[] | undefined },
  order: readonly { readonly value: Value }[],
  bench: Workbench,
): LookBack | undefined {
  const chosen = (['days', 'minutes', 'seconds'] as const).filter((unit) => given[unit])
  const unit = chosen[0]
  if (!unit) return undefined
  const at = given[unit]!.at
  if (chosen.length > 1) bench.report.error(at, 'model.window-measures')
  const size = typeAs(given[unit]!, 'int', bench.scope({ id: '', columns: [], single: false }), unit)
  const on = order[0]?.value
  if (!on || order.length !== 1) {
    bench.report.error(at, 'model.window-one-order', { unit })
    return undefined
  }
  const { type, number } = measures[unit]
  if (on.type !== type && on.type !== 'unknown')
    bench.report.error(given.order![0]!.name.at, 'model.type-wanted', { what: given.order![0]!.name.text, wanted: type, got: on.type })
  // A span of n days holds the row's own day; a span of n minutes begins n minutes before.
  const back = unit === 'days' ? apply('-', 'int', size, int(1)) : unit === 'minutes' ? apply('*', 'int', size, int(60)) : size
  return { on, range: { on: apply(number, 'int', on), size: back } }
}
