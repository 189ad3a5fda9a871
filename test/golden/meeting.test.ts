import { beforeAll, expect, test } from 'vitest'
import { type Cell, check, Engine, expectGolden, expectTrino, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** Operators that look at two rows together: conditions on both, pairs of one table, ways of unlike sureness. */

const fine = table('fine', { party: 'text', doc: 'text', amount: 'decimal', on_day: 'date', text: 'text' })
const applied = table('applied', { respondent: 'text', number: 'text', target: 'decimal', day: 'date', at: 'datetime', name: 'text' })
const space = table('space', { no: 'text', lng: 'decimal', lat: 'decimal' })
const hydrant = table('hydrant', { id: 'text', x: 'decimal', y: 'decimal' })
const schemas = schemasOf(fine, applied, space, hydrant)

const fines: Rows = [
  { party: 'p', doc: '1', amount: '100.00', on_day: '2024-01-10', text: '超载运输' },
  { party: 'p', doc: '2', amount: '100.00', on_day: '2024-01-11', text: '超载运输' },
  { party: 'p', doc: '3', amount: '300.00', on_day: '2024-05-01', text: '超限' },
  { party: 'q', doc: '4', amount: '50.00', on_day: null, text: null },
  { party: null, doc: '5', amount: '100.00', on_day: '2024-01-10', text: '超载运输' },
]
const applications: Rows = [
  { respondent: 'p', number: '1', target: '100.00', day: '2024-01-09', at: '2024-01-09 10:00:00', name: '甲' },
  { respondent: 'p', number: null, target: '300.40', day: '2024-06-01', at: '2024-01-09 10:20:00', name: '乙' },
  { respondent: 'q', number: null, target: '9.00', day: '2024-01-09', at: null, name: '丙' },
]

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(fine, fines)
  await engine.mount(applied, applications)
  await engine.mount(space, [
    { no: '1', lng: '105.28', lat: '27.30' },
    { no: '2', lng: '105.29', lat: '27.30' },
    { no: '3', lng: null, lat: '27.30' },
    { no: '4', lng: '-0.01', lat: '-0.01' },
  ])
  await engine.mount(hydrant, [
    { id: 'a', x: '105.28', y: '27.31' },
    { id: 'b', x: '105.30', y: '27.30' },
    { id: 'c', x: '0.00', y: '0.00' },
  ])
})

const model = (steps: string) =>
  check(
    `
id: one
title: 一
version: 1.0.0
inputs: { required: [fine, applied, space, hydrant] }
parameters:
  days: { type: int, default: 3, label: 日 }
steps:
${steps}
rules:
  - { id: R1, title: 一, from: fine, about: fine, key: [doc], subject: { kind: agency, name: doc }, score: "50", reason: "{doc}" }
`,
    schemas,
  )

const cases: readonly [name: string, steps: string, columns: readonly string[], rows: readonly (readonly Cell[])[]][] = [
  [
    'join-when',
    '  - { id: s, join: { left: fine, right: applied, on: [{ party: respondent }], take: [day], when: "other.day > on_day" } }',
    ['doc', 'day'],
    [
      ['1', '2024-06-01'],
      ['2', '2024-06-01'],
      ['3', '2024-06-01'],
    ],
  ],
  [
    'join-left-when',
    '  - { id: s, join: { left: fine, right: applied, kind: left, on: [{ party: respondent }], take: [day], when: "other.day < on_day" } }',
    ['doc', 'day'],
    [
      ['1', '2024-01-09'],
      ['2', '2024-01-09'],
      ['3', '2024-01-09'],
      ['4', null],
      ['5', null],
    ],
  ],
  [
    // Not a comparison of one side with the other: the rows that meet are found first.
    'join-left-when-both',
    '  - { id: s, join: { left: fine, right: applied, kind: left, on: [{ party: respondent }], take: [target], when: "abs(amount - other.target) < 1" } }',
    ['doc', 'target'],
    [
      ['1', '100.00'],
      ['2', '100.00'],
      ['3', '300.40'],
      ['4', null],
      ['5', null],
    ],
  ],
  [
    'having-when',
    '  - { id: s, having: { from: fine, in: applied, on: [{ party: respondent }], where: "target > 50", when: "other.day < on_day" } }',
    ['doc'],
    [['1'], ['2'], ['3']],
  ],
  [
    'without-when-both',
    '  - { id: s, without: { from: fine, in: applied, on: [{ party: respondent }], when: "abs(amount - other.target) < 1 OR other.number = doc" } }',
    ['doc'],
    [['4'], ['5']],
  ],
  [
    // Rows that nothing tells apart: those alike in all that matters are looked at once, and all of them come back.
    'without-when-unidentified',
    `  - { id: u, union: { from: [fine, fine] } }
  - { id: s, without: { from: u, in: applied, on: [{ party: respondent }], when: "abs(amount - other.target) < 1 OR party IS NULL" } }`,
    ['doc'],
    [['4'], ['4'], ['5'], ['5']],
  ],
  [
    'join-left-when-unidentified',
    `  - { id: u, union: { from: [fine, fine] } }
  - { id: s, join: { left: u, right: applied, kind: left, on: [{ party: respondent }], take: [number], when: "abs(amount - other.target) < 1 OR other.name = text" } }`,
    ['doc', 'number'],
    [
      ['1', '1'],
      ['1', '1'],
      ['2', '1'],
      ['2', '1'],
      ['3', null],
      ['3', null],
      ['4', null],
      ['4', null],
      ['5', null],
      ['5', null],
    ],
  ],
  [
    'join-within',
    '  - { id: s, join: { left: fine, right: applied, on: [{ party: respondent }], take: [number], within: [{ on_day: day, days: 1 }] } }',
    ['doc', 'number'],
    [['1', '1']],
  ],
  [
    'join-within-alone',
    '  - { id: s, join: { left: fine, right: applied, take: [respondent], within: [{ on_day: day, days: $days }] } }',
    ['doc', 'respondent'],
    [
      ['1', 'p'],
      ['1', 'q'],
      ['2', 'p'],
      ['2', 'q'],
      ['5', 'p'],
      ['5', 'q'],
    ],
  ],
  [
    'having-within-alone',
    '  - { id: s, having: { from: fine, in: applied, on: [], within: [{ on_day: day, days: 1 }] } }',
    ['doc'],
    [['1'], ['5']],
  ],
  [
    'pairs',
    '  - { id: s, pairs: { from: fine, on: [party], order: [on_day, doc], take: [doc as other_doc], within: [{ on_day: on_day, days: 1 }], when: "similarity(text, other.text) >= 0.8" } }',
    ['doc', 'other_doc'],
    [['1', '2']],
  ],
  [
    'pairs-order',
    '  - { id: s, pairs: { from: fine, on: [amount], order: [on_day desc] } }',
    ['doc', 'other_doc', 'other_party'],
    [
      ['1', '5', null],
      ['2', '1', 'p'],
      ['2', '5', null],
    ],
  ],
  [
    'pairs-seconds',
    '  - { id: s, pairs: { from: applied, on: [respondent], order: [at], take: [at as other_at], within: [{ at: at, minutes: 20 }] } }',
    ['at', 'other_at'],
    [['2024-01-09 10:00:00', '2024-01-09 10:20:00']],
  ],
  [
    'match',
    `  - id: s
    match:
      left: fine
      right: applied
      ways:
        - { grade: A, on: [{ doc: number }] }
        - { grade: B, on: [{ party: respondent }], when: "abs(amount - other.target) < 1" }
        - { grade: C, on: [{ party: respondent }] }
      take: [target]`,
    ['doc', 'target', 'grade'],
    [
      ['1', '100.00', 'A'],
      ['2', '100.00', 'B'],
      ['3', '300.40', 'B'],
      ['4', '9.00', 'C'],
    ],
  ],
  [
    'match-left',
    `  - id: s
    match: { left: fine, right: applied, kind: left, grade_as: how, ways: [{ grade: A, on: [{ doc: number }] }, { grade: B, on: [{ party: respondent }], within: [{ on_day: day, days: 2 }] }], take: [target] }`,
    ['doc', 'target', 'how'],
    [
      ['1', '100.00', 'A'],
      ['2', '100.00', 'B'],
      ['3', null, null],
      ['4', null, null],
      ['5', null, null],
    ],
  ],
  [
    'near',
    '  - { id: s, near: { left: space, right: hydrant, at: [{ lng: x }, { lat: y }], metres: 1200, take: [id], distance_as: metres } }',
    ['no', 'id', 'metres'],
    [
      ['1', 'a', '1111.95'],
      ['2', 'b', '988.10'],
    ],
  ],
  [
    'near-left',
    '  - { id: s, near: { left: space, right: hydrant, kind: left, at: [{ lng: x }, { lat: y }], metres: "1.6 * 1000", take: [id], when: "other.id <> \'a\'" } }',
    ['no', 'id'],
    [
      ['1', null],
      ['2', 'b'],
      ['3', null],
      ['4', 'c'],
    ],
  ],
]

test.each(cases)('%s', async (name, steps, columns, expected) => {
  const sql = statementOf(model(steps), columns)
  expectGolden(name, sql)
  expectTrino(name, model(steps), columns)
  const rows = await engine.rows(sql, sql.includes('$p_days') ? { p_days: '2' } : {})
  const order = (all: readonly (readonly Cell[])[]) => all.map((row) => JSON.stringify(row)).sort()
  expect(order(rows.map((row) => columns.map((column) => row[column] as Cell)))).toEqual(order(expected))
})

/** Every row compared with every other is what no step may become. */
test.each(cases)('%s never compares every row with every other', async (_, steps, columns) => {
  const sql = statementOf(model(steps), columns)
  // For a handful of rows the engine would compare them all, and rightly.
  await engine.run('SET nested_loop_join_threshold = 0')
  await engine.run('SET merge_join_threshold = 0')
  const plan = JSON.stringify(await engine.rows(`EXPLAIN ${sql}`, sql.includes('$p_days') ? { p_days: '2' } : {}))
  expect(plan).not.toMatch(/CROSS_PRODUCT|NL_JOIN|NESTED_LOOP/)
})

test('places near each other are found wherever the map is cut', async () => {
  const own = await Engine.open()
  const spot = (i: number, of: number) => ({
    lng: (105 + ((i * 7919) % of) / of / 5).toFixed(2),
    lat: (59.5 + ((i * 104_729) % of) / of / 5).toFixed(2),
  })
  const spaces = Array.from({ length: 120 }, (_, i) => ({ no: `s${i}`, ...spot(i, 97) }))
  const hydrants = Array.from({ length: 120 }, (_, i) => ({ id: `h${i}`, x: spot(i, 89).lng, y: spot(i, 89).lat }))
  await own.mount(space, spaces)
  await own.mount(hydrant, hydrants)
  const sql = statementOf(
    model('  - { id: s, near: { left: space, right: hydrant, at: [{ lng: x }, { lat: y }], metres: 900, take: [id] } }'),
    ['no', 'id'],
  )
  const found = (await own.rows(sql)).map(({ no, id }) => `${no} ${id}`).sort()
  const rad = (degrees: string) => (Number(degrees) * Math.PI) / 180
  const metres = (a: (typeof spaces)[number], b: (typeof hydrants)[number]) => {
    const chord =
      Math.sin((rad(b.y) - rad(a.lat)) / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.y)) * Math.sin((rad(b.x) - rad(a.lng)) / 2) ** 2
    return 2 * 6_371_008.8 * Math.asin(Math.sqrt(chord))
  }
  const expected = spaces.flatMap((a) => hydrants.filter((b) => metres(a, b) <= 900).map((b) => `${a.no} ${b.id}`)).sort()
  expect(expected.length).toBeGreaterThan(50)
  expect(found).toEqual(expected)
})
