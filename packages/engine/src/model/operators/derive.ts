import { namesAmong, newName, passAll } from '../columns.ts'
import { typeExpression } from '../expression/type.ts'
import { columnNamed } from '../names.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'

/** Further columns beside those there are. They all speak of the table read, not of one another. */
export const derive = defineOperator({
  name: 'derive',
  example: {
    written: '{ from: penalty, columns: { half: "fine / 2", month: "month_of(served)" } }',
    columns: ['doc', 'half', 'month'],
    gives: [
      ['1', '50.000000', '2024-01'],
      ['2', '100.000000', '2024-02'],
      ['3', '25.000000', '2024-06'],
    ],
  },
  params: { from: { kind: 'table' }, columns: { kind: 'formulas' } },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const columns: StepColumn[] = [...from.columns]
    const outputs: Output[] = [...passAll(from)]
    const taken = namesAmong(columns)
    const scope = bench.scope(from)
    for (const { as, expression } of given.columns) {
      const value = typeExpression(expression, scope)
      if (value.type === 'null') bench.report.error(expression.at, 'model.null-column', { name: as.text })
      if (!newName(as, taken, bench)) continue
      const plain = expression.kind === 'name' ? columnNamed(from.columns, expression.name) : undefined
      columns.push({ name: as.text, type: value.type, ...(plain?.straight && { straight: true }) })
      outputs.push({ name: as.text, value })
    }
    return { ...from, columns, node: { kind: 'project', from: from.id, columns: outputs } }
  },
})
