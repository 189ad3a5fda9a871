import { identityOf, matchPairs, passAll, rid } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import type { Match, Node, Output, Relation } from '../node.ts'
import { defineOperator, type StepTable, type Workbench } from '../operator.ts'
import type { Pair, Word } from '../source.ts'
import { allOf, apply, column, type Value } from '../value.ts'
import { besides, meetingOf, pairUp, partner } from './pairing.ts'

const [nextTime, nextRid] = ['_next', '_next_rid'] as const

/**
 * One event after another: rows that are followed by a row of another table (or of the same one) on the same day or later, within
 * so many days, with nothing of a third table in between; or rows that are not. The nearest follower counts: if something stands
 * between, it stands between the row and every later one too. Days know no order within themselves, so what falls on the day of
 * either end stands between.
 */
export const sequence = defineOperator({
  name: 'sequence',
  example: {
    written: '{ from: penalty, next: payment, on: [{ party: payer }], at: [{ served: paid_on }], days: 10, take: [amount] }',
    columns: ['doc', 'amount'],
    gives: [
      ['1', '30.00'],
      ['2', '70.00'],
    ],
  },
  params: {
    from: { kind: 'table' },
    next: { kind: 'table' },
    on: { kind: 'pairs' },
    at: { kind: 'pairs' },
    days: { kind: 'formula', optional: true },
    minutes: { kind: 'formula', optional: true },
    when: { kind: 'formula', optional: true },
    unless: { kind: 'table', optional: true },
    unless_on: { kind: 'pairs', optional: true, of: 'unless' },
    unless_at: { kind: 'name', optional: true, of: 'unless' },
    take: { kind: 'takes', optional: true },
    kind: { kind: 'choice', optional: true, choices: ['followed', 'unfollowed'] },
  },
  reads: (given) => [given.from, given.next, ...(given.unless ? [given.unless] : [])],
  yields: (given, bench) => {
    const [from, next] = [bench.table(given.from), bench.table(given.next)]
    const { identity } = identityOf(from)
    if (!identity) bench.report.error(given.from.at, 'model.sequence-identity', { name: from.id })
    const times = timesOf(given.at, from, next, bench)
    const limit = given.days ?? given.minutes
    if (given.days && given.minutes) bench.report.error(given.minutes.at, 'model.window-measures')
    const unit = given.minutes ? measures.minutes : measures.days
    if (limit && times && times.mine.type !== unit.type && times.mine.type !== 'unknown')
      bench.report.error(given.at[0]!.left.at, 'model.type-wanted', {
        what: given.at[0]!.left.text,
        wanted: unit.type,
        got: times.mine.type,
      })
    const size = limit && typeAs(limit, 'int', bench.scope({ id: '', columns: [], single: false }), given.minutes ? 'minutes' : 'days')
    const { on, when } = meetingOf({ on: given.on, when: given.when }, from, next, bench)
    const unfollowed = given.kind?.text === 'unfollowed'
    const taken = besides(from, (unfollowed ? undefined : given.take) ?? [], next, bench)
    if (unfollowed && given.take) bench.report.error(given.kind!.at, 'model.sequence-take')
    const { mine, theirs } = times ?? { mine: unknown, theirs: unknown }
    const conditions = allOf([
      apply('>=', 'bool', theirs, mine),
      size && apply('<=', 'bool', theirs, apply(unit.add, mine.type, mine, size)),
      another(from, next),
      when,
    ])!
    const marks: readonly Output[] = [
      { name: nextTime, value: theirs },
      ...(next.primary === undefined ? [] : [{ name: nextRid, value: column(rid.name, 'int', partner) }]),
    ]
    const met = pairUp(
      { kind: 'inner', left: from, right: next, meeting: { on, when: conditions }, columns: [...taken.outputs, ...marks], meets: {} },
      bench,
    )
    const own = identity ?? []
    const [followed, nearest] = [bench.name('followed'), bench.name('nearest')]
    const shown: readonly Output[] = [...taken.columns.map(({ name, type }) => ({ name, value: column(name, type) }))]
    const carried: readonly Output[] = [...shown, ...marks.map(({ name, value }) => ({ name, value: column(name, value.type) }))]
    const relations: Relation[] = [
      ...met.before,
      { name: followed, node: met.node },
      {
        name: nearest,
        node: {
          kind: 'distinct',
          from: followed,
          by: own,
          order: [{ value: column(nextTime, mine.type), descending: false }],
          columns: carried,
        },
      },
    ]
    let node: Node = { kind: 'project', from: nearest, columns: shown }
    if (given.unless) {
      const unless = bench.table(given.unless)
      const free = between(given, nearest, from, unless, next, mine, own, shown, bench)
      relations.push(...free.before)
      node = free.node
    }
    if (unfollowed) {
      const done = bench.name('done')
      relations.push({ name: done, node })
      const both = own.map((name): Match => {
        const value = column(name, from.columns.find((one) => one.name === name)?.type ?? 'int')
        const agree = { left: value, right: column(name, value.type, partner) }
        return name === rid.name ? agree : { ...agree, nulls: true }
      })
      node = { kind: 'join', from: from.id, joins: [{ kind: 'anti', to: done, alias: partner, on: both }], columns: passAll(from) }
    }
    return { ...from, columns: unfollowed ? from.columns : taken.columns, before: relations, node }
  },
})

const unknown: Value = column('_unknown', 'unknown')

const measures = {
  days: { type: 'date', add: 'add_days' },
  minutes: { type: 'datetime', add: 'add_minutes' },
} as const

/** The day, or moment, of either row. */
function timesOf(at: readonly Pair[], left: StepTable, right: StepTable, bench: Workbench) {
  const [pair, ...more] = at
  if (!pair || more.length > 0) {
    bench.report.error(bench.at, 'model.sequence-at')
    return undefined
  }
  const [mine, theirs] = [bench.column(left, pair.left), bench.column(right, pair.right)]
  if (!mine || !theirs) return undefined
  for (const [{ name, type }, word] of [
    [mine, pair.left],
    [theirs, pair.right],
  ] as const)
    if (!['date', 'datetime', 'unknown'].includes(type))
      bench.report.error(word.at, 'model.type-wanted', { what: name, wanted: 'date', got: type })
  if (mine.type !== theirs.type)
    bench.report.error(pair.right.at, 'model.pair-types', {
      left: mine.name,
      leftType: mine.type,
      right: theirs.name,
      rightType: theirs.type,
    })
  return { mine: column(mine.name, mine.type), theirs: column(theirs.name, theirs.type, partner) }
}

/** No row follows itself. */
const another = (left: StepTable, right: StepTable, own: string = rid.name): Value | undefined =>
  left.primary !== undefined && left.primary === right.primary
    ? apply('<>', 'bool', column(rid.name, 'int', partner), column(own, 'int'))
    : undefined

interface Unless {
  readonly on: readonly Pair[]
  readonly at: readonly Pair[]
  readonly unless?: Word | undefined
  readonly unless_on?: readonly Pair[] | undefined
  readonly unless_at?: Word | undefined
}

/** Rows with their nearest follower between which no row of the third table stands. */
function between(
  given: Unless,
  nearest: string,
  from: StepTable,
  unless: StepTable,
  next: StepTable,
  mine: Value,
  own: readonly string[],
  shown: readonly Output[],
  bench: Workbench,
) {
  const on = given.unless_on ?? given.on.map(({ left }) => ({ left, right: left }))
  const matches = matchPairs(on, from, unless, partner, bench, given.unless!.at)
  const word = given.unless_at ?? given.at[0]?.left
  const day = word && bench.column(unless, word)
  if (day && day.type !== mine.type && mine.type !== 'unknown')
    bench.report.error(word!.at, 'model.type-wanted', { what: day.name, wanted: mine.type, got: day.type })
  const theirs = day ? column(day.name, day.type, partner) : unknown
  const when = allOf([
    apply('between', 'bool', theirs, mine, column(nextTime, mine.type)),
    another(from, unless),
    next.primary === undefined ? undefined : another(next, unless, nextRid),
  ])!
  const left: StepTable = { ...from, id: nearest, key: own }
  return pairUp({ kind: 'anti', left, right: unless, meeting: { on: matches, when }, columns: shown }, bench, 'between')
}
