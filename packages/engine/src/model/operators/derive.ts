import { newName, passAll } from '../columns.ts'
import { typeExpression } from '../expression/type.ts'
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
    const taken = new Set(from.columns.map(({ name }) => name))
    const added: (StepColumn & { output: Output })[] = []
    for (const { as, expression } of given.columns) {
      const value = typeExpression(expression, bench.scope(from))
      if (value.type === 'null') bench.report.error(expression.at, 'model.null-column', { name: as.text })
      if (!newName(as, taken, bench)) continue
      taken.add(as.text)
      const plain = expression.kind === 'name' ? from.columns.find(({ name }) => name === expression.name) : undefined
      const straight = plain?.straight && { straight: true }
      added.push({ name: as.text, type: value.type, ...straight, output: { name: as.text, value } })
    }
    return {
      ...from,
      columns: [...from.columns, ...added.map(({ output, ...column }) => column)],
      node: { kind: 'project', from: from.id, columns: [...passAll(from), ...added.map(({ output }) => output)] },
    }
  },
})
