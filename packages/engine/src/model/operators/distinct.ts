import { identityOf, passAll } from '../columns.ts'
import { defineOperator } from '../operator.ts'
import { column } from '../value.ts'

/** One row for each key, the first by the order given; without `by` one of each set of wholly equal rows. */
export const distinct = defineOperator({
  name: 'distinct',
  example: {
    written: '{ from: payment, by: [number], order: [paid_on desc] }',
    columns: ['number', 'amount'],
    gives: [
      ['1', '70.00'],
      [null, '50.40'],
    ],
  },
  params: { from: { kind: 'table' }, by: { kind: 'names', optional: true }, order: { kind: 'orders', optional: true } },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const by = given.by?.flatMap((word) => bench.column(from, word)?.name ?? [])
    const order = (given.order ?? []).flatMap(({ name, descending }) => {
      const found = bench.column(from, name)
      return found ? [{ value: column(found.name, found.type), descending }] : []
    })
    if (!by && order.length > 0) bench.report.error(given.order![0]!.name.at, 'model.distinct-order')
    return {
      ...from,
      ...(by ? { key: by } : { columns: from.columns.map((column) => ({ ...column, straight: false })) }),
      node: { kind: 'distinct', from: from.id, ...(by && { by }), order, ...identityOf(from), columns: passAll(from) },
    }
  },
})
