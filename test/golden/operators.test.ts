import { beforeAll, expect, test } from 'vitest'
import { type Cell, check, Engine, expectGolden, expectTrino, limit, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** Each operator alone: what it becomes (golden SQL) and what it does on a real engine, nulls included. */

const penalty = table('penalty', { doc: 'text', agency: 'text', fine: 'decimal', served: 'date', kinds: 'text[]', open: 'bool' })
const payment = table('payment', { paid_doc: 'text', amount: 'decimal', paid_on: 'date', receipt: 'int' })
const schemas = schemasOf(penalty, payment)

const penalties: Rows = [
  { doc: 'a', agency: 'x', fine: '100.00', served: '2024-01-31', kinds: ['罚款', '警告'], open: true },
  { doc: 'b', agency: 'x', fine: '200.50', served: '2024-02-29', kinds: ['罚款'], open: false },
  { doc: 'c', agency: 'y', fine: null, served: null, kinds: null, open: null },
  { doc: null, agency: 'y', fine: '50.00', served: '2024-02-29', kinds: [], open: true },
] as unknown as Rows
const payments: Rows = [
  { paid_doc: 'a', amount: '30.00', paid_on: '2024-03-01', receipt: 1 },
  { paid_doc: 'a', amount: '40.00', paid_on: '2024-03-05', receipt: 2 },
  { paid_doc: 'b', amount: '200.50', paid_on: '2024-03-05', receipt: 3 },
  { paid_doc: null, amount: '1.00', paid_on: null, receipt: 4 },
]

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(penalty, penalties)
  await engine.mount(payment, payments)
})

const modelOf = (steps: string): string => `
id: one
title: 一
version: 1.0.0
inputs: { required: [penalty, payment] }
parameters:
  kinds: { type: "text[]", default: [罚款], label: 种类 }
  least: { type: decimal, default: 60, label: 起点 }
steps:
${steps}
rules:
  - id: R1
    title: 一
    from: penalty
    about: penalty
    key: [doc]
    subject: { kind: agency, name: agency }
    score: "50"
    reason: "{doc}"
`

/** Text of the last step with only these columns asked for. */
const checkedOf = (steps: string) => check(modelOf(steps), schemas, [limit('six', 6, 'month'), limit('seven', 7, 'workday')])
function statement(steps: string, columns: readonly string[]): string {
  return statementOf(checkedOf(steps), columns)
}

const cases: readonly [name: string, steps: string, columns: readonly string[], rows: readonly (readonly Cell[])[]][] = [
  ['filter', '  - { id: s, filter: { from: penalty, where: "fine > 60 AND open" } }', ['doc'], [['a']]],
  [
    'filter-list-parameter',
    '  - { id: s, filter: { from: penalty, where: "agency IN $kinds OR fine >= $least" } }',
    ['doc'],
    [['a'], ['b']],
  ],
  ['filter-not-null', '  - { id: s, filter: { from: penalty, where: "NOT open" } }', ['doc'], [['b']]],
  [
    'derive',
    `  - { id: s, derive: { from: penalty, columns: { half: "fine / 2", nothing: "fine / 0", month: "month_of(served)", next: "add_months(served, 1)", many: "list_length(kinds)" } } }`,
    ['doc', 'half', 'nothing', 'month', 'next', 'many'],
    [
      ['a', '50.000000', null, '2024-01', '2024-02-29', '2'],
      ['b', '100.250000', null, '2024-02', '2024-03-29', '1'],
      ['c', null, null, null, null, null],
      [null, '25.000000', null, '2024-02', '2024-03-29', '0'],
    ],
  ],
  [
    'select',
    '  - { id: s, select: { from: penalty, columns: [agency, { number: doc }, { twice: "fine * 2" }] } }',
    ['number', 'twice'],
    [
      ['a', '200.00'],
      ['b', '401.00'],
      ['c', null],
      [null, '100.00'],
    ],
  ],
  [
    'join',
    '  - { id: s, join: { left: penalty, right: payment, on: [{ doc: paid_doc }], take: [amount as paid, receipt] } }',
    ['doc', 'paid'],
    [
      ['a', '30.00'],
      ['a', '40.00'],
      ['b', '200.50'],
    ],
  ],
  [
    'join-left',
    '  - { id: s, join: { left: penalty, right: payment, kind: left, on: [{ doc: paid_doc }], take: [receipt] } }',
    ['doc', 'receipt'],
    [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
      ['c', null],
      [null, null],
    ],
  ],
  ['having', '  - { id: s, having: { from: penalty, in: payment, on: [{ doc: paid_doc }], where: "amount > 100" } }', ['doc'], [['b']]],
  [
    'without',
    '  - { id: s, without: { from: penalty, in: payment, on: [{ doc: paid_doc }] } }',
    ['doc', 'agency'],
    [
      ['c', 'y'],
      [null, 'y'],
    ],
  ],
  [
    'without-where',
    '  - { id: s, without: { from: penalty, in: payment, on: [{ doc: paid_doc }], where: "amount > 100" } }',
    ['doc'],
    [['a'], ['c'], [null]],
  ],
  [
    'deadline',
    '  - { id: s, deadline: { from: penalty, due: { suit_end: { start: served, limits: [six] }, reply: { start: served, limits: [seven], extend: "list_length(kinds)" }, unused: { start: served, limits: [six, six] } } } }',
    ['doc', 'suit_end', 'suit_end__from', 'suit_end__provisional', 'reply'],
    [
      ['a', '2024-07-31', '2024-01-31', false, '2024-02-18'],
      ['b', '2024-08-29', '2024-02-29', false, '2024-03-12'],
      ['c', null, null, null, null],
      [null, '2024-08-29', '2024-02-29', false, '2024-03-11'],
    ],
  ],
  [
    'aggregate',
    `  - { id: s, aggregate: { from: payment, by: [paid_doc], where: "receipt < 4", compute: { total: "sum(amount)", n: "count(*)", big: "count_if(amount > 35)", days: "count_distinct(paid_on)", first: "min(paid_on)", last_receipt: "max_by(receipt, paid_on)", share: "sum(amount) / count(*)", unused: "max(receipt)" } } }`,
    ['paid_doc', 'total', 'n', 'big', 'days', 'first', 'last_receipt', 'share'],
    [
      ['a', '70.000000', '2', '1', '2', '2024-03-01', '2', '35.000000'],
      ['b', '200.500000', '1', '1', '1', '2024-03-05', '3', '200.500000'],
    ],
  ],
  [
    'aggregate-by-expression',
    `  - { id: s, aggregate: { from: payment, by: [{ month: "month_of(paid_on)" }], compute: { docs: "list_distinct(paid_doc)" } } }`,
    ['month', 'docs'],
    [
      ['2024-03', ['a', 'b']],
      [null, null],
    ],
  ],
  [
    'aggregate-whole',
    `  - { id: s, aggregate: { from: payment, by: [], compute: { n: "count(paid_doc)", any: "bool_or(amount > 100)" } } }`,
    ['n', 'any'],
    [['3', true]],
  ],
  [
    'window',
    `  - { id: s, window: { from: penalty, partition: [agency], order: [served desc], compute: { nth: "row_number()", place: "rank()", before: "lag(doc)", gap: "days_between(served, lag(served))", running: "sum(fine)" } } }`,
    ['doc', 'agency', 'nth', 'place', 'before', 'gap', 'running'],
    [
      ['a', 'x', '2', '2', 'b', '29', '300.500000'],
      ['b', 'x', '1', '1', null, null, '200.500000'],
      ['c', 'y', '2', '2', null, null, '50.000000'],
      [null, 'y', '1', '1', null, null, '50.000000'],
    ],
  ],
  [
    'union',
    `  - { id: p, select: { from: payment, columns: [{ doc: paid_doc }, { money: amount }] } }\n  - { id: q, select: { from: penalty, columns: [{ money: fine }, doc] } }\n  - { id: s, union: { from: [p, q] } }`,
    ['doc', 'money'],
    [
      ['a', '30.00'],
      ['a', '40.00'],
      ['a', '100.00'],
      ['b', '200.50'],
      ['b', '200.50'],
      ['c', null],
      [null, '1.00'],
      [null, '50.00'],
    ],
  ],
  [
    'distinct-by',
    '  - { id: s, distinct: { from: payment, by: [paid_doc], order: [paid_on desc] } }',
    ['paid_doc', 'receipt'],
    [
      ['a', '2'],
      ['b', '3'],
      [null, '4'],
    ],
  ],
  [
    'distinct',
    `  - { id: p, select: { from: penalty, columns: [agency] } }\n  - { id: q, aggregate: { from: p, by: [agency], compute: { n: "count(*)" } } }\n  - { id: r, select: { from: q, columns: [n] } }\n  - { id: s, distinct: { from: r } }`,
    ['n'],
    [['2']],
  ],
  [
    'distinct-whole-rows',
    '  - { id: p, select: { from: penalty, columns: [agency, open] } }\n  - { id: q, union: { from: [p, p] } }\n  - { id: r, aggregate: { from: q, by: [agency, open] } }\n  - { id: v, union: { from: [r, r] } }\n  - { id: s, distinct: { from: v } }',
    ['agency'],
    [['x'], ['x'], ['y'], ['y']],
  ],
  [
    'workdays-between',
    '  - { id: s, filter: { from: penalty, where: "workdays_between(served, DATE \'2024-03-08\') < 20" } }',
    ['doc'],
    [['b'], [null]],
  ],
  [
    'workdays-between-nested',
    '  - { id: s, having: { from: penalty, in: payment, on: [{ doc: paid_doc }], where: "workdays_between(paid_on, add_days(paid_on, workdays_between(paid_on, DATE \'2024-03-08\'))) > 1" } }',
    ['doc'],
    [['a'], ['b']],
  ],
]

test.each(cases)('%s', async (name, steps, columns, expected) => {
  const sql = statement(steps, columns)
  expectGolden(name, sql)
  expectTrino(name, checkedOf(steps), columns)
  const values = Object.fromEntries(
    Object.entries({ as_of: '2024-06-01', p_kinds: '["x","罚款"]', p_least: '200.5' }).filter(([key]) => sql.includes(`$${key}`)),
  )
  const found = (await engine.rows(sql, values)).map((row) => columns.map((column) => row[column] as Cell))
  const order = (rows: readonly (readonly Cell[])[]) => rows.map((row) => JSON.stringify(row)).sort()
  expect(order(found)).toEqual(order(expected))
})

test('null logic is that of SQL in every test', async () => {
  const truth = async (expression: string): Promise<unknown> => {
    const sql = statement(`  - { id: s, derive: { from: penalty, columns: { answer: "${expression}" } } }`, ['doc', 'answer'])
    return (await engine.rows(sql, sql.includes('$p_kinds') ? { p_kinds: '["罚款"]' } : {})).find((row) => row.doc === 'c')!.answer
  }
  // In row c the fine, the day, the list and the flag are unknown.
  expect(await truth('fine = 1')).toBe(null)
  expect(await truth('fine = 1 OR TRUE')).toBe(true)
  expect(await truth('open AND FALSE')).toBe(false)
  expect(await truth('NOT open')).toBe(null)
  expect(await truth('open IS NOT TRUE')).toBe(true)
  expect(await truth('open IS TRUE')).toBe(false)
  expect(await truth('fine IS DISTINCT FROM 1')).toBe(true)
  expect(await truth('fine IS NOT DISTINCT FROM NULL')).toBe(true)
  expect(await truth('fine IN (1, 2)')).toBe(null)
  expect(await truth('5 IN (1, fine)')).toBe(null)
  expect(await truth('month_of(served) IN $kinds')).toBe(null)
  expect(await truth('month_of(served) NOT IN $kinds')).toBe(null)
  expect(await truth('fine BETWEEN 1 AND 2')).toBe(null)
  expect(await truth("list_contains(kinds, '罚款')")).toBe(null)
  expect(await truth('list_overlaps(kinds, $kinds)')).toBe(null)
  expect(await truth("greatest(served, DATE '2024-01-01')")).toBe('2024-01-01')
  expect(await truth('least(fine, 5)')).toBe('5.00')
  expect(await truth('doc || month_of(served)')).toBe(null)
  expect(await truth("concat(doc, month_of(served), 'z')")).toBe('cz')
  expect(await truth('add_days(served, 1)')).toBe(null)
  expect(await truth("workdays_between(served, DATE '2024-01-01')")).toBe(null)
  expect(await truth('coalesce(fine, 7)')).toBe('7.00')
  expect(await truth('CASE WHEN open THEN 1 WHEN NOT open THEN 2 ELSE 3 END')).toBe(3)
})

test.each([
  ["substr('行政处罚', 3)", '处罚'],
  ["replace('一二一', '一', '三')", '三二三'],
  ["length('行政')", '2'],
  ["trim('  a ')", 'a'],
  ["starts_with('行政处罚', '行政')", true],
  ["ends_with('行政处罚', '处罚')", true],
  ["contains('行政处罚', '政处')", true],
  ["upper('aB') || lower('Cd')", 'ABcd'],
  ['round(2.345, 2)', '2.35'],
  ['round(2.5)', '3'],
  ['floor(-1.5)', '-2'],
  ['ceil(1.2)', '2'],
  ['abs(-3)', '3'],
  ['-(-(3))', '3'],
  ['7 / 2', '3.500000'],
  ['2 * 3 + 4', '10'],
  ["first_day('2024-02')", '2024-02-01'],
  ["last_day('2024-02')", '2024-02-29'],
  ["first_day('某月')", null],
  ["add_months(DATE '2024-01-31', 1)", '2024-02-29'],
  ["add_days(DATE '2024-02-28', -1)", '2024-02-27'],
  ["days_between(DATE '2024-02-28', DATE '2024-03-01')", '2'],
  ["months_between(DATE '2024-01-31', DATE '2024-03-30')", '1'],
  ["year_of(DATE '2024-01-31')", '2024'],
  ["age_on(DATE '2000-06-02', DATE '2024-06-01')", '23'],
  ["int_of(' 12 ')", '12'],
  ["int_of('十二')", null],
  ["decimal_of('12.50')", '12.50'],
  ["date_of('2024-01-05')", '2024-01-05'],
  ["text_of(DATE '2024-01-05')", '2024-01-05'],
  ['text_of(12)', '12'],
  ['nullif(1, 1)', null],
  ["'a''b' = 'a''b'", true],
  ["'罚款100元' LIKE '%100_'", true],
])('%s is %s', async (expression, expected) => {
  const sql = statement(`  - id: s\n    derive:\n      from: penalty\n      columns:\n        answer: >-\n          ${expression}`, [
    'doc',
    'answer',
  ])
  expect((await engine.rows(sql))[0]!.answer?.toString() ?? null).toEqual(expected?.toString() ?? null)
})
