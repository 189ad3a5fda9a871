import { passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import { defineOperator, type Operator } from '../operator.ts'
import { ofAlias } from '../value.ts'
import type { OperatorExample } from './example.ts'
import { meetingOf, pairUp, partner } from './pairing.ts'

/** Collides a table with another one, none of whose columns come along: hit (`having`) and not hit (`without`) differ in one word. */
export const collision = (name: string, kind: 'semi' | 'anti', example: OperatorExample): Operator =>
  defineOperator({
    name,
    example,
    params: {
      from: { kind: 'table' },
      in: { kind: 'table' },
      on: { kind: 'pairs' },
      where: { kind: 'formula', optional: true, of: 'in' },
      when: { kind: 'formula', optional: true },
      within: { kind: 'within', optional: true },
    },
    reads: (given) => [given.from, given.in],
    yields: (given, bench) => {
      const [from, other] = [bench.table(given.from), bench.table(given.in)]
      const meeting = meetingOf(given, from, other, bench)
      const where = given.where && ofAlias(typeAs(given.where, 'bool', bench.scope(other), 'where'), partner)
      return { ...from, ...pairUp({ kind, left: from, right: other, meeting, where, columns: passAll(from), meets: {} }, bench) }
    },
  })
