import { beforeAll, expect, test } from 'vitest'
import { type Cell, check, Engine, expectGolden, expectTrino, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** Operators over time and lists: spans merged, months and list elements as rows, what happened within so many days. */

const measure = table('measure', { person: 'text', kind: 'text', from_day: 'date', to_day: 'date', at: 'datetime', tags: 'text[]' })
const schemas = schemasOf(measure)

const measures = [
  { person: 'a', kind: '拘留', from_day: '2024-01-10', to_day: '2024-02-05', at: '2024-01-01 10:00:00', tags: ['x', 'y'] },
  { person: 'a', kind: '逮捕', from_day: '2024-02-06', to_day: '2024-03-31', at: '2024-01-01 10:00:02', tags: [] },
  { person: 'a', kind: '取保', from_day: '2024-03-01', to_day: '2024-03-10', at: '2024-01-01 10:00:05', tags: null },
  { person: 'a', kind: '监居', from_day: '2024-06-01', to_day: null, at: null, tags: ['z'] },
  { person: 'b', kind: '拘留', from_day: '2024-02-01', to_day: '2024-02-29', at: '2024-01-01 10:00:00', tags: null },
  { person: 'b', kind: '错误', from_day: '2024-05-01', to_day: '2024-04-01', at: null, tags: null },
  { person: 'b', kind: '无期', from_day: null, to_day: '2024-04-01', at: null, tags: null },
  { person: 'c', kind: '长期', from_day: '2024-05-20', to_day: '9999-12-31', at: null, tags: null },
] as unknown as Rows

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(measure, measures)
})

const model = (steps: string) =>
  check(
    `
id: one
title: 一
version: 1.0.0
inputs: { required: [measure] }
parameters:
  span: { type: int, default: 3, label: 日 }
steps:
${steps}
rules:
  - { id: R1, title: 一, from: measure, about: measure, key: [person], subject: { kind: person, name: person }, score: "50", reason: "{person}" }
`,
    schemas,
  )

const cases: readonly [name: string, steps: string, columns: readonly string[], rows: readonly (readonly Cell[])[]][] = [
  [
    'intervals',
    '  - { id: s, intervals: { from: measure, by: [person], start: from_day, end: to_day, compute: { kinds: "list_distinct(kind)" } } }',
    ['person', 'from_day', 'to_day', 'kinds'],
    [
      ['a', '2024-01-10', '2024-03-31', ['取保', '拘留', '逮捕'] as unknown as Cell],
      ['a', '2024-06-01', null, ['监居'] as unknown as Cell],
      ['b', '2024-02-01', '2024-02-29', ['拘留'] as unknown as Cell],
      ['c', '2024-05-20', null, ['长期'] as unknown as Cell],
    ],
  ],
  [
    'intervals-gap',
    '  - { id: s, intervals: { from: measure, by: [person], start: from_day, end: to_day, gap: 0, where: "kind <> \'取保\'", compute: { n: "count(*)" } } }',
    ['person', 'from_day', 'to_day', 'n'],
    [
      ['a', '2024-01-10', '2024-02-05', '1'],
      ['a', '2024-02-06', '2024-03-31', '1'],
      ['a', '2024-06-01', null, '1'],
      ['b', '2024-02-01', '2024-02-29', '1'],
      ['c', '2024-05-20', null, '1'],
    ],
  ],
  [
    'intervals-wide',
    '  - { id: s, intervals: { from: measure, by: [], start: from_day, end: to_day, gap: 100, compute: { n: "count(*)" } } }',
    ['from_day', 'to_day', 'n'],
    [['2024-01-10', null, '6']],
  ],
  [
    'months',
    '  - { id: s, months: { from: measure, start: from_day, end: to_day, as: month } }',
    ['person', 'kind', 'month'],
    [
      ['a', '拘留', '2024-01'],
      ['a', '拘留', '2024-02'],
      ['a', '逮捕', '2024-02'],
      ['a', '逮捕', '2024-03'],
      ['a', '取保', '2024-03'],
      ['a', '监居', '2024-06'],
      ['b', '拘留', '2024-02'],
      ['c', '长期', '2024-05'],
      ['c', '长期', '2024-06'],
    ],
  ],
  [
    'months-whole',
    '  - { id: s, months: { from: measure, start: from_day, end: to_day, as: month, count: whole } }',
    ['person', 'kind', 'month'],
    [
      ['a', '逮捕', '2024-03'],
      ['b', '拘留', '2024-02'],
    ],
  ],
  [
    'unnest',
    '  - { id: s, unnest: { from: measure, list: tags, as: tag } }',
    ['person', 'tag'],
    [
      ['a', 'x'],
      ['a', 'y'],
      ['a', 'z'],
    ],
  ],
  [
    'unnest-left',
    `  - { id: p, filter: { from: measure, where: "person = 'a'" } }\n  - { id: s, unnest: { from: p, list: "tags", as: tag, kind: left } }`,
    ['kind', 'tag'],
    [
      ['拘留', 'x'],
      ['拘留', 'y'],
      ['逮捕', null],
      ['取保', null],
      ['监居', 'z'],
    ],
  ],
  [
    'window-days',
    '  - { id: s, window: { from: measure, partition: [person], order: [from_day], days: 30, compute: { n: "count(*)", before: "lag(kind)" } } }',
    ['person', 'kind', 'n', 'before'],
    [
      ['a', '拘留', '1', null],
      ['a', '逮捕', '2', '拘留'],
      ['a', '取保', '2', '逮捕'],
      ['a', '监居', '1', '取保'],
      ['b', '拘留', '1', null],
      ['b', '错误', '1', '拘留'],
      ['b', '无期', null, null],
      ['c', '长期', '1', null],
    ],
  ],
  [
    'window-seconds',
    '  - { id: s, window: { from: measure, order: [at], seconds: $span, compute: { people: "count_distinct(person)" } } }',
    ['person', 'kind', 'people'],
    [
      ['a', '拘留', '2'],
      ['a', '逮捕', '2'],
      ['a', '取保', '1'],
      ['a', '监居', null],
      ['b', '拘留', '2'],
      ['b', '错误', null],
      ['b', '无期', null],
      ['c', '长期', null],
    ],
  ],
]

test.each(cases)('%s', async (name, steps, columns, expected) => {
  const sql = statementOf(model(steps), columns)
  expectGolden(name, sql)
  expectTrino(name, model(steps), columns)
  const values = Object.fromEntries(Object.entries({ as_of: '2024-06-15', p_span: '3' }).filter(([key]) => sql.includes(`$${key}`)))
  const rows = await engine.rows(sql, values)
  const order = (all: readonly (readonly Cell[])[]) => all.map((row) => JSON.stringify(row)).sort()
  expect(order(rows.map((row) => columns.map((column) => row[column] as Cell)))).toEqual(order(expected))
})

/** Spans merged by hand: day by day. */
test('merged spans cover the same days, and none touches another', async () => {
  const many: Rows = Array.from({ length: 600 }, (_, i) => {
    const start = (i * 7919) % 900
    const day = (n: number) => new Date((19_723 + n) * 86_400_000).toISOString().slice(0, 10)
    return { person: `p${(i * 31) % 12}`, kind: 'x', from_day: day(start), to_day: day(start + ((i * 104_729) % 40)), at: null, tags: null }
  })
  const own = await Engine.open()
  await own.mount(measure, many)
  const sql = statementOf(model('  - { id: s, intervals: { from: measure, by: [person], start: from_day, end: to_day } }'), [
    'person',
    'from_day',
    'to_day',
  ])
  const merged = (await own.rows(sql)) as { person: string; from_day: string; to_day: string }[]
  const number = (text: string) => Date.parse(text) / 86_400_000
  const covered = (rows: readonly { person: unknown; from_day: unknown; to_day: unknown }[]) => {
    const days = new Map<string, Set<number>>()
    for (const { person, from_day, to_day } of rows) {
      const set = days.get(String(person)) ?? new Set<number>()
      days.set(String(person), set)
      for (let n = number(String(from_day)); n <= number(String(to_day)); n++) set.add(n)
    }
    return new Map([...days].sort().map(([person, set]) => [person, [...set].sort((a, b) => a - b)]))
  }
  expect(covered(merged)).toEqual(covered(many as never))
  for (const one of merged)
    for (const two of merged)
      if (one !== two && one.person === two.person && number(two.from_day) >= number(one.from_day))
        expect(number(two.from_day) - number(one.to_day)).toBeGreaterThan(1)
})
