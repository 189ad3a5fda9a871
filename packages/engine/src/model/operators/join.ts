import { matchPairs, newName, passAll, takenFrom, withCompanions } from '../columns.ts'
import type { Output } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'
import { column } from '../value.ts'

/**
 * The collision that puts side by side what agrees. `inner` keeps rows with a partner, `left` all rows of the left. A row with
 * several partners appears several times.
 */
export const join = defineOperator({
  name: 'join',
  params: {
    left: { kind: 'table' },
    right: { kind: 'table' },
    on: { kind: 'pairs' },
    take: { kind: 'takes', optional: true },
    kind: { kind: 'choice', optional: true, choices: ['inner', 'left'] },
  },
  reads: (given) => [given.left, given.right],
  yields: (given, bench) => {
    const [left, right] = [bench.table(given.left), bench.table(given.right)]
    const on = matchPairs(given.on, left, right, 'r', bench, bench.at)
    const taken = new Set(left.columns.map(({ name }) => name))
    const columns: StepColumn[] = [...left.columns]
    const outputs: Output[] = [...passAll(left)]
    for (const { name, as } of takenFrom(given.take, given.on, right, given.right.at)) {
      const found = bench.column(right, name)
      if (!found) continue
      if (taken.has(as.text)) {
        bench.report.error(as.at, 'model.take-taken', { name: as.text, left: left.id })
        continue
      }
      if (as.text !== found.name && !newName(as, taken, bench)) continue
      for (const { from: old, to } of withCompanions(right, found, as.text)) {
        taken.add(to.name)
        columns.push(to)
        outputs.push({ name: to.name, value: column(old.name, old.type, 'r') })
      }
    }
    const joined = new Set(given.on.map((pair) => pair.right.text))
    const onePartner = right.key?.every((name) => joined.has(name)) ?? false
    return {
      ...(left.primary !== undefined && { primary: left.primary }),
      single: left.single && onePartner,
      ...(left.key && onePartner && { key: left.key }),
      columns,
      node: {
        kind: 'join',
        from: left.id,
        joins: [
          { kind: given.kind?.text === 'left' ? 'left' : 'inner', to: right.id, alias: 'r', on, ...(onePartner && { single: true }) },
        ],
        columns: outputs,
      },
    }
  },
})
