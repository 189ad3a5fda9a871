import { passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import { defineOperator } from '../operator.ts'

/** Rows for which a condition is true; unknown (null) is not true. */
export const filter = defineOperator({
  name: 'filter',
  example: {
    written: '{ from: penalty, where: "fine > 60 AND agency = \'甲局\'" }',
    columns: ['doc', 'fine'],
    gives: [
      ['1', '100.00'],
      ['2', '200.00'],
    ],
  },
  params: { from: { kind: 'table' }, where: { kind: 'formula' } },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const where = typeAs(given.where, 'bool', bench.scope(from), 'where')
    return { ...from, node: { kind: 'project', from: from.id, where, columns: passAll(from) } }
  },
})
