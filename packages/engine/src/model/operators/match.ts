import { newName, passAll, takenFrom } from '../columns.ts'
import type { Output, Relation } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'
import { nothing, text } from '../value.ts'
import { besides, type Meeting, meetingOf, pairUp } from './pairing.ts'

const grades = ['A', 'B', 'C']

/**
 * Two tables that do not share one sure key: ways in which rows may belong together, the surest first. A way is tried only
 * for rows that no way before it has found a partner for, and says of what grade the evidence is. Each way needs columns that
 * agree exactly, so that names and amounts are compared only among few rows.
 */
export const match = defineOperator({
  name: 'match',
  example: {
    written:
      '{ left: penalty, right: payment, ways: [{ grade: A, on: [{ doc: number }] }, { grade: B, on: [{ party: payer }], when: "abs(fine - other.amount) < 1" }], take: [amount] }',
    columns: ['doc', 'amount', 'grade'],
    gives: [
      ['1', '30.00', 'A'],
      ['1', '70.00', 'A'],
      ['3', '50.40', 'B'],
    ],
  },
  params: {
    left: { kind: 'table' },
    right: { kind: 'table' },
    ways: { kind: 'ways' },
    take: { kind: 'takes', optional: true },
    kind: { kind: 'choice', optional: true, choices: ['inner', 'left'] },
    grade_as: { kind: 'name', optional: true, fresh: true },
  },
  reads: (given) => [given.left, given.right],
  yields: (given, bench) => {
    const [left, right] = [bench.table(given.left), bench.table(given.right)]
    const keepAll = given.kind?.text === 'left'
    const name = given.grade_as ?? { text: 'grade', at: bench.at }
    const { columns, outputs } = besides(left, takenFrom(given.take, [], right, given.right.at), right, bench)
    newName(name, new Set(columns.map((one) => one.name)), bench)
    if (given.ways.length === 0) bench.report.error(bench.at, 'model.no-ways')
    const before: Relation[] = []
    const found: string[] = []
    let rest = left.id
    for (const [i, way] of given.ways.entries()) {
      if (!grades.includes(way.grade.text))
        bench.report.error(way.grade.at, 'model.unknown-choice', { name: way.grade.text, known: grades.join(', ') })
      const meeting: Meeting = meetingOf(way, left, right, bench)
      const graded: readonly Output[] = [...outputs, { name: name.text, value: text(way.grade.text) }]
      const here = bench.name(`way ${i + 1}`)
      const hit = pairUp(
        { kind: 'inner', from: rest, left, right, meeting, columns: graded, meets: { way: i + 1 } },
        bench,
        `way ${i + 1} met`,
      )
      before.push(...hit.before, { name: here, node: hit.node })
      found.push(here)
      if (i === given.ways.length - 1 && !keepAll) break
      const remaining = bench.name(`after ${i + 1}`)
      const missed = pairUp({ kind: 'anti', from: rest, left, right, meeting, columns: passAll(left) }, bench, `way ${i + 1} hit`)
      before.push(...missed.before, { name: remaining, node: missed.node })
      rest = remaining
    }
    if (keepAll) {
      const alone = bench.name('alone')
      const nulls = outputs.map(
        ({ name: as, value }): Output =>
          value.kind === 'column' && value.of !== undefined ? { name: as, value: nothing } : { name: as, value },
      )
      before.push({
        name: alone,
        node: { kind: 'project', from: rest, columns: [...nulls, { name: name.text, value: nothing }] },
      })
      found.push(alone)
    }
    const all: readonly StepColumn[] = [...columns, { name: name.text, type: 'text' }]
    return {
      ...(left.primary !== undefined && { primary: left.primary }),
      single: false,
      columns: all,
      before,
      node: { kind: 'union', from: found, columns: all.map((one) => one.name) },
    }
  },
})
