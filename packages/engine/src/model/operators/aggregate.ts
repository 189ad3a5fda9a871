import { newName } from '../columns.ts'
import { typeAs, typeExpression } from '../expression/type.ts'
import { columnNamed } from '../names.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'

/** One row for each group, with figures over its rows. */
export const aggregate = defineOperator({
  name: 'aggregate',
  example: {
    written: '{ from: payment, by: [payer], compute: { paid: "sum(amount)", times: "count(*)" } }',
    columns: ['payer', 'paid', 'times'],
    gives: [
      ['p', '100.000000', '2'],
      ['q', '50.400000', '1'],
    ],
  },
  params: {
    from: { kind: 'table' },
    by: { kind: 'picks' },
    compute: { kind: 'formulas', optional: true },
    where: { kind: 'formula', optional: true },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const taken = new Set<string>()
    const columns: StepColumn[] = []
    const by: Output[] = []
    const compute: Output[] = []
    for (const { as, expression } of given.by) {
      const value = typeExpression(expression, bench.scope(from))
      const plain = expression.kind === 'name' ? columnNamed(from.columns, expression.name) : undefined
      if (!(plain?.name === as.text && !taken.has(as.text)) && !newName(as, taken, bench)) continue
      taken.add(as.text)
      columns.push({ name: as.text, type: value.type, ...(plain?.label !== undefined && { label: plain.label }) })
      by.push({ name: as.text, value })
    }
    const grouped = new Set(given.by.flatMap(({ expression }) => (expression.kind === 'name' ? [expression.name] : [])))
    for (const { as, expression } of given.compute ?? []) {
      const value = typeExpression(expression, bench.scope(from, { use: 'aggregate', grouped }))
      if (!newName(as, taken, bench)) continue
      taken.add(as.text)
      columns.push({ name: as.text, type: value.type })
      compute.push({ name: as.text, value })
    }
    const where = given.where && typeAs(given.where, 'bool', bench.scope(from), 'where')
    return {
      columns,
      single: false,
      key: by.map(({ name }) => name),
      node: { kind: 'aggregate', from: from.id, ...(where && { where }), by, compute },
    }
  },
})
