import { newName, passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import { defineOperator } from '../operator.ts'
import { apply, asOf, int, type Value } from '../value.ts'

const firstDay: Value = { kind: 'literal', type: 'date', text: '1970-01-01' }

/**
 * A span of days as rows, one for each month that it touches, or that lies wholly inside it. An end that is unknown or still
 * to come is the as-of day: what “long term” is written as must not become thousands of months.
 */
export const months = defineOperator({
  name: 'months',
  example: {
    written: '{ from: penalty, start: served, end: until, as: month, count: whole }',
    columns: ['doc', 'month'],
    gives: [
      ['1', '2024-02'],
      ['2', '2024-03'],
      ['3', '2024-06'],
    ],
  },
  params: {
    from: { kind: 'table' },
    start: { kind: 'formula' },
    end: { kind: 'formula' },
    as: { kind: 'name', fresh: true },
    count: { kind: 'choice', optional: true, choices: ['touched', 'whole'] },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const scope = bench.scope(from)
    const start = typeAs(given.start, 'date', scope, 'start')
    const end = typeAs(given.end, 'date', scope, 'end')
    newName(given.as, new Set(from.columns.map(({ name }) => name)), bench)
    // greatest and least pass over NULL: an unknown start must stay unknown.
    const begun = apply('case', 'date', apply('is_not_null', 'bool', start), apply('greatest', 'date', start, firstDay))
    const ended = apply('least', 'date', end, asOf)
    const whole = given.count?.text === 'whole'
    const first = whole
      ? monthStart(apply('add_days', 'date', monthStart(apply('add_days', 'date', begun, int(-1))), int(32)))
      : monthStart(begun)
    const last = whole ? apply('add_months', 'date', monthStart(apply('add_days', 'date', ended, int(1))), int(-1)) : monthStart(ended)
    return {
      ...(from.primary !== undefined && { primary: from.primary }),
      single: false,
      columns: [...from.columns, { name: given.as.text, type: 'text' }],
      node: { kind: 'unnest', from: from.id, list: apply('months_list', 'text[]', first, last), as: given.as.text, columns: passAll(from) },
    }
  },
})

const monthStart = (day: Value): Value => apply('first_day', 'date', apply('month_of', 'text', day))
