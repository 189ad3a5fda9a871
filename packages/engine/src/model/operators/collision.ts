import { matchPairs, passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import { defineOperator, type Operator } from '../operator.ts'
import { ofAlias } from '../value.ts'

/** Collides a table with another one, none of whose columns come along: hit (`having`) and not hit (`without`) differ in one word. */
export const collision = (name: string, kind: 'semi' | 'anti'): Operator =>
  defineOperator({
    name,
    params: { from: { kind: 'table' }, in: { kind: 'table' }, on: { kind: 'pairs' }, where: { kind: 'formula', optional: true } },
    reads: (given) => [given.from, given.in],
    yields: (given, bench) => {
      const [from, other] = [bench.table(given.from), bench.table(given.in)]
      const on = matchPairs(given.on, from, other, 'r', bench, bench.at)
      const where = given.where && ofAlias(typeAs(given.where, 'bool', bench.scope(other), 'where'), 'r')
      return {
        ...from,
        node: {
          kind: 'join',
          from: from.id,
          joins: [{ kind, to: other.id, alias: 'r', on, ...(where && { where }) }],
          columns: passAll(from),
        },
      }
    },
  })
