import { takenFrom } from '../columns.ts'
import { defineOperator } from '../operator.ts'
import { besides, meetingOf, pairUp } from './pairing.ts'

/**
 * The collision that puts side by side what agrees. `inner` keeps rows with a partner, `left` all rows of the left. A row with
 * several partners appears several times.
 */
export const join = defineOperator({
  name: 'join',
  example: {
    written: '{ left: penalty, right: payment, kind: left, on: [{ doc: number }], take: [amount as paid], when: "other.paid_on > served" }',
    columns: ['doc', 'paid'],
    gives: [
      ['1', '30.00'],
      ['1', '70.00'],
      ['2', null],
      ['3', null],
    ],
  },
  params: {
    left: { kind: 'table' },
    right: { kind: 'table' },
    on: { kind: 'pairs', optional: true },
    take: { kind: 'takes', optional: true },
    kind: { kind: 'choice', optional: true, choices: ['inner', 'left'] },
    when: { kind: 'formula', optional: true },
    within: { kind: 'within', optional: true },
  },
  reads: (given) => [given.left, given.right],
  yields: (given, bench) => {
    const [left, right] = [bench.table(given.left), bench.table(given.right)]
    const pairs = given.on ?? []
    const meeting = meetingOf({ ...given, on: pairs }, left, right, bench)
    const { columns, outputs } = besides(left, takenFrom(given.take, pairs, right, given.right.at), right, bench)
    const joined = new Set(pairs.map((pair) => pair.right.text))
    const onePartner = right.key?.every((name) => joined.has(name)) ?? false
    return {
      ...(left.primary !== undefined && { primary: left.primary }),
      single: left.single && onePartner,
      ...(left.key && onePartner && { key: left.key }),
      columns,
      ...pairUp(
        { kind: given.kind?.text === 'left' ? 'left' : 'inner', left, right, meeting, columns: outputs, single: onePartner, meets: {} },
        bench,
      ),
    }
  },
})
