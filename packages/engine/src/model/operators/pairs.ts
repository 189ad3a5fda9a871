import { identityOf } from '../columns.ts'
import { defineOperator, type StepTable } from '../operator.ts'
import type { Order, Renamed, Word } from '../source.ts'
import { allOf, apply, column, type Value } from '../value.ts'
import { besides, meetingOf, pairUp, partner } from './pairing.ts'

/**
 * Every two rows of one table that agree in some columns, once: the first of them by the order given is the row itself, the
 * other one its partner. Two fines for one act are one pair, not two.
 */
export const pairs = defineOperator({
  name: 'pairs',
  example: {
    written: '{ from: penalty, on: [party], order: [served], take: [doc as other_doc], within: [{ served: served, days: 30 }] }',
    columns: ['doc', 'other_doc'],
    gives: [['1', '2']],
  },
  params: {
    from: { kind: 'table' },
    on: { kind: 'names' },
    order: { kind: 'orders' },
    take: { kind: 'takes', optional: true },
    when: { kind: 'formula', optional: true },
    within: { kind: 'within', optional: true },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const on = given.on.map((word) => ({ left: word, right: word }))
    const meeting = meetingOf({ on, when: given.when, within: given.within }, from, from, bench)
    const order = given.order.flatMap((item): Ordered[] => {
      const found = bench.column(from, item.name)
      return found ? [{ name: found.name, value: column(found.name, found.type), descending: item.descending }] : []
    })
    const { identity } = identityOf(from)
    if (!identity) bench.report.error(given.from.at, 'model.pairs-identity', { name: from.id })
    const ordered = new Set(order.map(({ name }) => name))
    const settling = (identity ?? []).filter((name) => !ordered.has(name))
    const typeOf = new Map(from.columns.map(({ name, type }) => [name, type]))
    const steps = [
      ...order,
      ...settling.map((name): Ordered => ({ name, value: column(name, typeOf.get(name) ?? 'int'), descending: false })),
    ]
    const first = steps.length > 0 ? comesFirst(steps) : undefined
    const when = allOf([first, meeting.when])
    const { columns, outputs } = besides(from, given.take ?? others(from, given.on, given.from.at), from, bench)
    return {
      ...(from.primary !== undefined && { primary: from.primary }),
      single: false,
      columns,
      ...pairUp(
        { kind: 'inner', left: from, right: from, meeting: { on: meeting.on, ...(when && { when }) }, columns: outputs, meets: {} },
        bench,
      ),
    }
  },
})

interface Ordered {
  readonly name: string
  readonly value: Value
  readonly descending: Order['descending']
}

/** Does the row stand before its partner? Unknown values stand last. */
function comesFirst([next, ...rest]: readonly Ordered[]): Value {
  const { name, value, descending } = next!
  const other = column(name, value.type, partner)
  const less = apply(descending ? '>' : '<', 'bool', value, other)
  const known = apply('and', 'bool', apply('is_not_null', 'bool', value), apply('is_null', 'bool', other))
  const before = apply('or', 'bool', apply('is_true', 'bool', less), known)
  if (rest.length === 0) return before
  return apply('or', 'bool', before, apply('and', 'bool', apply('same', 'bool', value, other), comesFirst(rest)))
}

/** All columns of the partner but those that agree, as `other_…`. */
function others(from: StepTable, on: readonly Word[], at: Word['at']): readonly Renamed[] {
  const agreeing = new Set(on.map(({ text }) => text))
  return from.columns
    .filter(({ name }) => !name.startsWith('_') && !name.includes('__') && !agreeing.has(name))
    .map(({ name }) => ({ name: { text: name, at }, as: { text: `other_${name}`, at } }))
}
