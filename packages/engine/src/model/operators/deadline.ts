import type { LimitRule } from '../../limit/limit.ts'
import { namesAmong, newName, passAll } from '../columns.ts'
import { reportUnknown, typeAs } from '../expression/type.ts'
import { calendar, type Join, type Output } from '../node.ts'
import { defineOperator, type StepColumn, type Workbench } from '../operator.ts'
import type { DueSource } from '../source.ts'
import { apply, bool, column, int, type Value } from '../value.ts'

/**
 * The last day of a statutory limit, by the law catalogue's limits and never by a number of days written in a model. Compiles
 * to joins with the calendar; a start that is null or outside the calendar gives null and never drops the row.
 */
export const deadline = defineOperator({
  name: 'deadline',
  example: {
    written: '{ from: penalty, due: { suit_end: { start: served, limits: [lit.sue-6m] } } }',
    columns: ['doc', 'suit_end', 'suit_end__from'],
    gives: [
      ['1', '2024-07-31', '2024-01-31'],
      ['2', '2024-08-29', '2024-02-29'],
      ['3', '2024-12-02', '2024-06-01'],
    ],
  },
  params: { from: { kind: 'table' }, due: { kind: 'dues' } },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const columns: StepColumn[] = [...from.columns]
    const taken = namesAmong(columns)
    const outputs: Output[] = [...passAll(from)]
    const joins: Join[] = []
    for (const due of given.due) {
      const limits = limitsOf(due, bench)
      const start = typeAs(due.start, 'date', bench.scope(from), 'start')
      const extend = due.extend && typeAs(due.extend, 'int', bench.scope(from), 'extend')
      if (due.extend && due.limits.length > 1) bench.report.error(due.extend.at, 'model.extend-chain')
      if (!newName(due.as, taken, bench)) continue
      const end = lower(limits, start, extend, joins)
      const name = due.as.text
      const label = due.label?.text ?? limits.at(-1)?.title
      const add = (column: StepColumn, value: Value) => {
        columns.push(column)
        outputs.push({ name: column.name, value })
      }
      const known = { limits: limits.map(({ id }) => id), extended: extend !== undefined }
      add({ name, type: 'date', ...(label !== undefined && { label }), deadline: known }, end.date)
      add({ name: `${name}__from`, type: 'date' }, start)
      add({ name: `${name}__provisional`, type: 'bool' }, end.provisional)
      if (extend) add({ name: `${name}__extend`, type: 'int' }, extend)
    }
    return { ...from, columns, node: { kind: 'join', from: from.id, joins, columns: outputs } }
  },
})

function limitsOf(due: DueSource, bench: Workbench): readonly LimitRule[] {
  return due.limits.flatMap((word): readonly LimitRule[] => {
    const limit = bench.limits.get(word.text)
    if (!limit) {
      reportUnknown(bench.report, word.at, 'model.unknown-limit', word.text, [...bench.limits.keys()])
      return []
    }
    if (limit.unit === 'hour') {
      bench.report.error(word.at, 'model.limit-hours', { limit: limit.id })
      return []
    }
    return [limit]
  })
}

interface End {
  readonly date: Value
  readonly provisional: Value
}

/** Limits in a row: the end of each is moved by itself, then the next starts from it (起诉期 then 申请期). */
function lower(limits: readonly LimitRule[], start: Value, extend: Value | undefined, joins: Join[]): End {
  let from = inCalendar(start)
  let provisional: Value = bool(false)
  for (const limit of limits) {
    const end = limit.direction === 'before' ? backward(limit, from, joins) : forward(limit, from, extend, joins)
    from = end.date
    provisional = or(provisional, end.provisional)
  }
  return { date: from, provisional }
}

const inCalendar = (start: Value): Value =>
  apply('case', 'date', apply('between', 'bool', start, day('1970-01-01'), day('2099-12-31')), start)

const day = (text: string): Value => ({ kind: 'literal', type: 'date', text })
const or = (left: Value, right: Value): Value =>
  left.kind === 'literal' ? right : right.kind === 'literal' ? left : apply('or', 'bool', left, right)

/** Joins the calendar's day, or its nth working day, and gives a reader of that row's columns. */
function look(joins: Join[], on: 'd' | 'n', value: Value): (name: 'd' | 'w' | 'n' | 'nx' | 'p' | 'nxp') => Value {
  const alias = `c${joins.length + 1}`
  joins.push({
    kind: 'left',
    to: calendar,
    alias,
    single: true,
    on: [{ left: value, right: column(on, on === 'd' ? 'date' : 'int', alias) }],
    ...(on === 'n' && { where: column('w', 'bool', alias) }),
  })
  return (name) => column(name, name === 'd' || name === 'nx' ? 'date' : name === 'n' ? 'int' : 'bool', alias)
}

const months = (limit: LimitRule): Value => int(limit.unit === 'year' ? limit.quantity * 12 : limit.quantity)

function forward(limit: LimitRule, start: Value, extend: Value | undefined, joins: Join[]): End {
  let end: Value
  let provisional: Value = bool(false)
  if (limit.unit === 'workday') {
    // The term begins on the day after the start; that day's status is the first it rests on.
    const first = look(joins, 'd', apply('add_days', 'date', start, int(1)))
    const before = apply('case', 'int', first('w'), apply('-', 'int', first('n'), int(1)), first('n'))
    const last = look(joins, 'n', apply('+', 'int', before, int(limit.quantity)))
    end = last('d')
    provisional = apply('or', 'bool', first('p'), last('p'))
  } else if (limit.unit === 'day') end = apply('add_days', 'date', start, int(limit.quantity))
  else end = apply('add_months', 'date', start, months(limit))
  if (extend) end = apply('add_days', 'date', end, apply('greatest', 'int', int(0), extend))
  if (limit.rollover === 'none' || (limit.unit === 'workday' && !extend)) return { date: end, provisional }
  const unmoved = look(joins, 'd', end)
  return { date: unmoved('nx'), provisional: or(provisional, unmoved('nxp')) }
}

/** “…日前”: counted back and never moved. */
function backward(limit: LimitRule, start: Value, joins: Join[]): End {
  if (limit.unit === 'day') return { date: apply('add_days', 'date', start, int(-limit.quantity)), provisional: bool(false) }
  if (limit.unit !== 'workday')
    return { date: apply('add_months', 'date', start, apply('negate', 'int', months(limit))), provisional: bool(false) }
  const before = look(joins, 'd', apply('add_days', 'date', start, int(-1)))
  const last = look(joins, 'n', apply('-', 'int', before('n'), int(limit.quantity - 1)))
  return { date: last('d'), provisional: apply('or', 'bool', before('p'), last('p')) }
}
