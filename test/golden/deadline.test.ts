import type { Calendar } from '@xiezhi/engine/limit/calendar'
import { explainRule, type LimitRule, workdaysBetween } from '@xiezhi/engine/limit/limit'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bound, calendar, calendarWithGap, check, compileAll, Engine, everything, limit, schemasOf, table } from './fixture.ts'

/** The day that a model finds by SQL and the day that the calculator explains must be one: a clue accuses somebody by it. */

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
})

const limits: readonly LimitRule[] = [
  limit('days', 15, 'day'),
  limit('days-fixed', 30, 'day', { rollover: 'none' }),
  limit('long-days', 90, 'day'),
  limit('workdays', 7, 'workday'),
  limit('many-workdays', 30, 'workday', { rollover: 'none' }),
  limit('months', 6, 'month'),
  limit('three-months', 3, 'month'),
  limit('months-fixed', 3, 'month', { rollover: 'none' }),
  limit('years', 2, 'year'),
  limit('years-fixed', 5, 'year', { rollover: 'none' }),
  limit('days-before', 7, 'day', { direction: 'before' }),
  limit('workdays-before', 7, 'workday', { direction: 'before' }),
  limit('months-before', 1, 'month', { direction: 'before' }),
]
const byId = new Map(limits.map((one) => [one.id, one]))

const dues: readonly { name: string; limits: readonly string[]; extended: boolean }[] = [
  ...limits.map(({ id }) => ({ name: id.replaceAll('-', '_'), limits: [id], extended: false })),
  ...limits
    .filter(({ direction }) => direction === 'after')
    .map(({ id }) => ({ name: `${id.replaceAll('-', '_')}_more`, limits: [id], extended: true })),
  { name: 'suit_then_apply', limits: ['months', 'three-months'], extended: false },
  { name: 'served_then_notice', limits: ['workdays', 'days-fixed'], extended: false },
  { name: 'three_in_a_row', limits: ['days', 'workdays', 'years'], extended: false },
]

const facts = table('fact', { id: 'text', start_on: 'date', extra: 'int', other_on: 'date' })
const schemas = schemasOf(facts)
const model = check(
  `
id: dates
title: 日期
version: 1.0.0
inputs: { required: [fact] }
steps:
  - id: dated
    deadline:
      from: fact
      due:
${dues.map((one) => `        ${one.name}: { start: start_on, limits: [${one.limits.join(', ')}]${one.extended ? ', extend: extra' : ''} }`).join('\n')}
  - { id: counted, derive: { from: dated, columns: { between: "workdays_between(start_on, other_on)" } } }
rules:
  - id: R1
    title: 全部
    from: counted
    about: fact
    key: [id]
    subject: { kind: agency, name: "'某局'" }
    dates: [${dues.map(({ name }) => name).join(', ')}]
    score: "50"
    reason: "{id}{between}"
`,
  schemas,
  limits,
)

interface Fact {
  readonly start: string | null
  readonly extra: number | null
  readonly other: string | null
}

async function found(rows: readonly Fact[]): Promise<Record<string, string | null>[]> {
  await engine.mount(
    facts,
    rows.map(({ start, extra, other }, i) => ({ id: `f${i}`, start_on: start, extra, other_on: other })),
  )
  const { sql, parameters } = compileAll(model, everything(schemas))
  const result = await engine.rows(sql, bound(model, parameters, '2024-01-01'))
  expect(result).toHaveLength(rows.length)
  const payloads = result.map((row) => JSON.parse(String(row.payload)) as Record<string, string | null>)
  return payloads.sort((a, b) => Number(a.id!.slice(1)) - Number(b.id!.slice(1)))
}

const inCalendar = (day: string): boolean => day >= '1970-01-01' && day <= '2099-12-31'

/** By the calculator; nothing where a day leaves the calendar, of which the language says: null. */
function explained(days: Calendar, fact: Fact, due: (typeof dues)[number]): { date: string; provisional: boolean } | null {
  let day = fact.start
  let provisional = false
  if (day === null || !inCalendar(day)) return null
  for (const id of due.limits) {
    const end = explainRule(days, byId.get(id)!, day, due.extended ? Math.max(0, fact.extra ?? 0) : 0)
    if (end.date === null || !inCalendar(end.date) || !inCalendar(end.unrolled ?? end.date)) return null
    day = end.date
    provisional ||= end.provisional
  }
  return { date: day, provisional }
}

/** Where the two disagree, in words; nothing when they agree. */
function differences(fact: Fact, payload: Record<string, string | null>, days = calendar): readonly string[] {
  return dues.flatMap((due) => {
    const expected = explained(days, fact, due)
    const outside = fact.start === null || !inCalendar(fact.start)
    const wanted = expected ? `${expected.date} ${expected.provisional}` : null
    const got = payload[due.name] === null ? null : `${payload[due.name]} ${payload[`${due.name}__provisional`]}`
    // Beyond the last day of the calendar arithmetic alone may still give a day; from outside it never does.
    const agree = wanted === got || (wanted === null && !outside)
    return agree && payload[`${due.name}__from`] === fact.start
      ? []
      : [`${due.name} from ${fact.start} + ${fact.extra}: ${got}, not ${wanted}`]
  })
}

const day = fc.integer({ min: 0, max: 47_481 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
const recent = fc.integer({ min: 16_436, max: 20_818 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
const start = fc.oneof(
  { weight: 10, arbitrary: recent },
  { weight: 4, arbitrary: day },
  {
    weight: 1,
    arbitrary: fc.constantFrom<string | null>(null, '1969-12-31', '1900-05-05', '2100-01-01', '2150-06-30', '1970-01-01', '2099-12-31'),
  },
)
const fact = fc.record({
  start,
  extra: fc.oneof(fc.constantFrom<number | null>(null, 0, -5, 1), fc.integer({ min: 0, max: 200 })),
  other: fc.oneof(recent, fc.constant(null)),
})

test('the deadline of a model is the day that the calculator explains', async () => {
  const rows = fc.sample(fact, { numRuns: 4_000, seed: 20_260_101 })
  const payloads = await found(rows)
  expect(rows.flatMap((row, i) => differences(row, payloads[i]!))).toEqual([])
})

test('so it is on every day from 2014 to 2027', async () => {
  const rows: Fact[] = []
  for (let n = 16_071; n <= 21_184; n++)
    rows.push({ start: new Date(n * 86_400_000).toISOString().slice(0, 10), extra: n % 40, other: null })
  const payloads = await found(rows)
  expect(rows.flatMap((row, i) => differences(row, payloads[i]!))).toEqual([])
})

test('so it is where a year between others has no table', async () => {
  const rows: Fact[] = []
  for (let n = 18_900; n <= 19_800; n++)
    rows.push({ start: new Date(n * 86_400_000).toISOString().slice(0, 10), extra: n % 40, other: null })
  await engine.mountCalendar(calendarWithGap)
  const payloads = await found(rows)
  await engine.mountCalendar()
  expect(rows.flatMap((row, i) => differences(row, payloads[i]!, calendarWithGap))).toEqual([])
})

test('working days between two days are those of the calculator', async () => {
  const rows = fc.sample(fact, { numRuns: 2_000, seed: 7 })
  const payloads = await found(rows)
  for (const [i, row] of rows.entries()) {
    const known = row.start !== null && row.other !== null && inCalendar(row.start)
    const expected = known ? String(workdaysBetween(calendar, row.start!, row.other!).count) : null
    expect(payloads[i]!.between).toBe(expected)
  }
})

test('the published case of a fine unenforced comes out to the day', async () => {
  // Decision of 2021-06-04 taken as served that day: the suit period ends on a Saturday, then the window on a Sunday.
  const [payload] = await found([{ start: '2021-06-04', extra: 0, other: null }])
  expect(payload!.months).toBe('2021-12-06')
  expect(payload!.suit_then_apply).toBe('2022-03-07')
})
