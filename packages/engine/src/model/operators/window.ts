import { identityOf, newName, passAll } from '../columns.ts'
import { typeExpression } from '../expression/type.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'
import { column } from '../value.ts'

/**
 * Each row with figures over its neighbours. Aggregates run up to and with the row when an order is given, over the whole
 * group otherwise. Ties in the order are settled by the row itself, so that two runs agree.
 */
export const window = defineOperator({
  name: 'window',
  params: {
    from: { kind: 'table' },
    partition: { kind: 'names', optional: true },
    order: { kind: 'orders', optional: true },
    compute: { kind: 'formulas' },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const taken = new Set(from.columns.map(({ name }) => name))
    const partition = (given.partition ?? []).flatMap((word) => bench.column(from, word)?.name ?? [])
    const order = (given.order ?? []).flatMap(({ name, descending }) => {
      const found = bench.column(from, name)
      return found ? [{ value: column(found.name, found.type), descending }] : []
    })
    const added: StepColumn[] = []
    const compute: Output[] = []
    for (const { as, expression } of given.compute) {
      const value = typeExpression(expression, bench.scope(from, { use: 'window' }))
      if (!newName(as, taken, bench)) continue
      taken.add(as.text)
      added.push({ name: as.text, type: value.type })
      compute.push({ name: as.text, value })
    }
    return {
      ...from,
      columns: [...from.columns, ...added],
      node: { kind: 'window', from: from.id, partition, order, ...identityOf(from), compute, columns: passAll(from) },
    }
  },
})
