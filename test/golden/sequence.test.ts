import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Cell, check, Engine, expectGolden, expectTrino, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** One event after another, with nothing in between. */

const event = table('event', { who: 'text', kind: 'text', day: 'date', at: 'datetime', n: 'int' })
const relief = table('relief', { person: 'text', on_day: 'date' })
const schemas = schemasOf(event, relief)

const events: Rows = [
  { who: 'p', kind: 'A', day: '2024-01-01', at: '2024-01-01 08:00:00', n: 1 },
  { who: 'p', kind: 'B', day: '2024-01-10', at: '2024-01-01 08:09:00', n: 2 },
  { who: 'p', kind: 'B', day: '2024-01-12', at: '2024-01-01 08:20:00', n: 3 },
  { who: 'p', kind: 'A', day: '2024-02-01', at: '2024-01-01 09:00:00', n: 4 },
  { who: 'p', kind: 'C', day: '2024-02-05', at: '2024-01-01 09:01:00', n: 5 },
  { who: 'p', kind: 'B', day: '2024-02-05', at: '2024-01-01 09:02:00', n: 6 },
  { who: 'q', kind: 'A', day: '2024-01-01', at: null, n: 7 },
  { who: 'q', kind: 'B', day: '2024-04-01', at: null, n: 8 },
  { who: 'r', kind: 'A', day: null, at: null, n: 9 },
  { who: 'r', kind: 'B', day: '2024-01-01', at: null, n: 10 },
  { who: null, kind: 'A', day: '2024-01-01', at: null, n: 11 },
  { who: null, kind: 'B', day: '2024-01-01', at: null, n: 12 },
  { who: 's', kind: 'A', day: '2024-01-01', at: null, n: 13 },
  { who: 's', kind: 'A', day: '2024-01-01', at: null, n: 14 },
]

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(event, events)
  await engine.mount(relief, [{ person: 'p', on_day: '2024-01-10' }])
})

const model = (written: string) =>
  check(
    `
id: after
title: 先后
version: 1.0.0
inputs: { required: [event, relief] }
parameters: { days: { type: int, default: 30, label: 日 } }
steps:
  - { id: a, filter: { from: event, where: "kind = 'A'" } }
  - { id: b, filter: { from: event, where: "kind = 'B'" } }
  - { id: c, filter: { from: event, where: "kind = 'C'" } }
  - { id: s, sequence: { from: a, next: b, on: [who], at: [day], ${written} } }
rules:
  - { id: R1, title: 一, from: s, about: event, key: [n], subject: { kind: person, name: who }, amount: $days, score: "50", reason: "{n}" }
`,
    schemas,
  )

const cases: readonly [name: string, written: string, columns: readonly string[], rows: readonly (readonly Cell[])[]][] = [
  [
    'sequence',
    'days: $days, take: [n as after, day as after_day]',
    ['n', 'after', 'after_day'],
    [
      ['1', '2', '2024-01-10'],
      ['4', '6', '2024-02-05'],
    ],
  ],
  ['sequence-unless', 'days: $days, unless: c, take: [n as after]', ['n', 'after'], [['1', '2']]],
  [
    'sequence-unless-elsewhere',
    'unless: relief, unless_on: [{ who: person }], unless_at: on_day, take: [n as after]',
    ['n', 'after'],
    [
      ['4', '6'],
      ['7', '8'],
    ],
  ],
  ['sequence-unfollowed', 'kind: unfollowed, days: 5, unless: c', ['n'], [['1'], ['4'], ['7'], ['9'], ['11'], ['13'], ['14']]],
  [
    'sequence-when',
    'when: "other.n > n + 1", take: [n as after]',
    ['n', 'after'],
    [
      ['1', '3'],
      ['4', '6'],
    ],
  ],
]

const listed = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort()

test.each(cases)('%s', async (name, written, columns, expected) => {
  const checked = model(written)
  const sql = statementOf(checked, columns)
  expectGolden(name, sql)
  expectTrino(name, checked, columns)
  const rows = await engine.rows(sql, sql.includes('$p_days') ? { p_days: '30' } : {})
  expect(listed(rows.map((row) => columns.map((one) => row[one])))).toEqual(listed(expected))
})

test('a moment after another, and no row after itself', async () => {
  const again = model('days: 400').steps.length
  expect(again).toBe(4)
  const own = check(
    `
id: again
title: 又
version: 1.0.0
inputs: { required: [event] }
steps:
  - { id: s, sequence: { from: event, next: event, on: [who], at: [at], minutes: 10, take: [n as after], when: "kind = 'A'" } }
  - { id: d, sequence: { from: event, next: event, on: [who], at: [day], days: 0, take: [n as after] } }
rules:
  - { id: R1, title: 一, from: s, about: event, key: [n], subject: { kind: person, name: who }, score: "50", reason: "{n}" }
  - { id: R2, title: 一, from: d, about: event, key: [n], subject: { kind: person, name: who }, score: "50", reason: "{n}" }
`,
    schemas,
  )
  const minutes = { ...own, steps: own.steps.slice(0, 1) }
  expect(listed((await engine.rows(statementOf(minutes, ['n', 'after']))).map(({ n, after }) => [n, after]))).toEqual(
    listed([
      ['1', '2'],
      ['4', '5'],
    ]),
  )
  expect(listed((await engine.rows(statementOf(own, ['n', 'after']))).map(({ n, after }) => [n, after]))).toEqual(
    listed([
      ['5', '6'],
      ['6', '5'],
      ['13', '14'],
      ['14', '13'],
    ]),
  )
})

test('any run of events gives what a look at each of them gives', async () => {
  const checked = model('days: $days, unless: c, take: [day as after_day]')
  const sql = statementOf(checked, ['n', 'after_day'])
  const one = fc.tuple(
    fc.constantFrom('p', 'q', null),
    fc.constantFrom('A', 'B', 'C'),
    fc.option(fc.integer({ min: 1, max: 28 }), { nil: null }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 25 }), fc.integer({ min: 0, max: 9 }), async (run, days) => {
      const rows = run.map(([who, kind, day], n) => ({
        who,
        kind,
        n,
        day: day === null ? null : `2024-01-${String(day).padStart(2, '0')}`,
      }))
      await engine.mount(event, rows)
      const expected = rows.flatMap((a, i) => {
        const day = run[i]![2]
        if (a.kind !== 'A' || day === null || a.who === null) return []
        const of = (kind: string) =>
          run.flatMap(([who, other, at]) => (who === a.who && other === kind && at !== null && at >= day ? [at] : []))
        const [after] = of('B')
          .filter((at) => at <= day + days)
          .sort((x, y) => x - y)
        if (after === undefined || of('C').some((at) => at <= after)) return []
        return [[String(a.n), `2024-01-${String(after).padStart(2, '0')}`]]
      })
      const found = await engine.rows(sql, { p_days: String(days) })
      expect(listed(found.map((row) => [row.n, row.after_day]))).toEqual(listed(expected))
    }),
    { numRuns: 40, seed: 20_240_603 },
  )
})
