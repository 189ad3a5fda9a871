import { newName, pass, withCompanions } from '../columns.ts'
import { typeExpression } from '../expression/type.ts'
import { columnNamed } from '../names.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'
import { column } from '../value.ts'

/** Only the columns named, under the names given. */
export const select = defineOperator({
  name: 'select',
  example: {
    written: '{ from: penalty, columns: [agency, { twice: "fine * 2" }] }',
    columns: ['agency', 'twice'],
    gives: [
      ['乙局', '100.00'],
      ['甲局', '200.00'],
      ['甲局', '400.00'],
    ],
  },
  params: { from: { kind: 'table' }, columns: { kind: 'picks' } },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const taken = new Set<string>()
    const columns: StepColumn[] = from.columns.filter(({ name }) => name === '_rid')
    const outputs: Output[] = columns.map(pass)
    for (const { as, expression } of given.columns) {
      const plain = expression.kind === 'name' ? columnNamed(from.columns, expression.name) : undefined
      const value = typeExpression(expression, bench.scope(from))
      if (value.type === 'null') bench.report.error(expression.at, 'model.null-column', { name: as.text })
      if (!(plain?.name === as.text && !taken.has(as.text)) && !newName(as, taken, bench)) continue
      taken.add(as.text)
      if (!plain) {
        columns.push({ name: as.text, type: value.type })
        outputs.push({ name: as.text, value })
        continue
      }
      for (const { from: old, to } of withCompanions(from, plain, as.text)) {
        if (columns.some(({ name }) => name === to.name)) continue
        columns.push(to)
        outputs.push(to === old ? pass(to) : { name: to.name, value: column(old.name, old.type) })
      }
    }
    return {
      ...(from.primary !== undefined && { primary: from.primary }),
      single: from.single,
      columns,
      node: { kind: 'project', from: from.id, columns: outputs },
    }
  },
})
