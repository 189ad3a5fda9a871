import type { YearTable } from '@xiezhi/engine/limit/calendar'
import { formatDay, knownDay, weekdayOf } from '@xiezhi/engine/limit/day'
import { explainRule, type LimitValue } from '@xiezhi/engine/limit/limit'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { effectiveCatalogue, limitsOf } from '../packages/platform/src/limits/effective.ts'
import { catalogueAlone, type LawState } from '../packages/platform/src/limits/state.ts'
import { bound, check, compileAll, Engine, everything, schemasOf, table } from './golden/fixture.ts'

/**
 * However an office adjusts limits and whichever years it loads: the day that a model finds by SQL is the day that the calculator
 * explains. Every limit of the catalogue is adjusted at random, over thousands of random rows.
 */
const catalogue = loadCatalogue()
const counted = [...catalogue.limits.values()].filter(({ unit }) => unit !== 'hour')

const value = fc.oneof(
  fc.record({
    quantity: fc.integer({ min: 1, max: 120 }),
    unit: fc.constantFrom<LimitValue['unit']>('day', 'workday'),
    rollover: fc.constantFrom<LimitValue['rollover']>('next_workday', 'none'),
  }),
  fc.record({
    quantity: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom<LimitValue['unit']>('month'),
    rollover: fc.constantFrom<LimitValue['rollover']>('next_workday', 'none'),
  }),
  fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom<LimitValue['unit']>('year'),
    rollover: fc.constantFrom<LimitValue['rollover']>('next_workday', 'none'),
  }),
)

/** A year's table that nobody published, with days of the December before. */
const someYear = (year: number) =>
  fc
    .record({
      off: fc.uniqueArray(fc.integer({ min: knownDay(`${year - 1}-12-20`), max: knownDay(`${year}-12-31`) }), {
        minLength: 20,
        maxLength: 40,
      }),
      on: fc.uniqueArray(fc.integer({ min: knownDay(`${year - 1}-12-20`), max: knownDay(`${year}-12-31`) }), { maxLength: 30 }),
    })
    .map(
      ({ off, on }): YearTable => ({
        year,
        holidays: off.map(formatDay),
        workdays: on.filter((day) => weekdayOf(day) >= 5 && !off.includes(day)).map(formatDay),
        source: '测试',
        complete: false,
      }),
    )

// 2027 is loaded where the catalogue ends, 2024 is corrected, 2030 leaves a gap before it.
const someState = fc
  .tuple(fc.array(value, { minLength: counted.length, maxLength: counted.length }), someYear(2027), someYear(2024), someYear(2030))
  .map(
    ([values, ...years]): LawState => ({
      seq: 1,
      // Every fifth stays as the catalogue has it.
      limits: new Map(counted.flatMap(({ id }, i) => (i % 5 === 0 ? [] : [[id, values[i]!] as const]))),
      years: new Map(years.map((one) => [one.year, one])),
    }),
  )

const facts = table('fact', { id: 'text', start_on: 'date', extra: 'int' })
const schemas = schemasOf(facts)
const start = fc.integer({ min: knownDay('2022-06-01'), max: knownDay('2031-06-30') }).map(formatDay)
const fact = fc.record({ start, extra: fc.integer({ min: -3, max: 60 }) })

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
})

const batch = 25
const batches = Array.from({ length: Math.ceil(counted.length / batch) }, (_, n) =>
  counted.slice(n * batch, (n + 1) * batch).map(({ id }) => id),
)

describe('adjusted limits in SQL and in the calculator', () => {
  const states = fc.sample(someState, { numRuns: batches.length, seed: 20_270_101 })
  test.each(batches.map((ids, n) => [ids[0]!, ids, n] as const))('from %s on', async (_, ids, n) => {
    const { calendar, limits } = effectiveCatalogue(catalogue, states[n]!)
    await engine.mountCalendar(calendar)
    const rows = fc.sample(fact, { numRuns: 2_000, seed: n })
    await engine.mount(
      facts,
      rows.map((row, i) => ({ id: `f${i}`, start_on: row.start, extra: row.extra })),
    )
    const dues = ids.map((id, i) => ({ name: `due_${i}`, id, extended: i % 3 === 0 && limits.get(id)!.direction === 'after' }))
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
${dues.map((one) => `        ${one.name}: { start: start_on, limits: [${one.id}]${one.extended ? ', extend: extra' : ''} }`).join('\n')}
rules:
  - id: R1
    title: 全部
    from: dated
    about: fact
    key: [id]
    subject: { kind: agency, name: "'某局'" }
    dates: [${dues.map(({ name }) => name).join(', ')}]
    score: "50"
    reason: "{id}"
`,
      schemas,
      [...limits.values()],
    )
    const { sql, parameters } = compileAll(model, everything(schemas))
    const result = await engine.rows(sql, bound(model, parameters, '2024-01-01'))
    expect(result).toHaveLength(rows.length)
    const wrong: string[] = []
    for (const row of result) {
      const payload = JSON.parse(String(row.payload)) as Record<string, string>
      const given = rows[Number(payload.id!.slice(1))]!
      for (const due of dues) {
        const rule = limits.get(due.id)!
        const { date, provisional } = explainRule(calendar, rule, given.start, due.extended ? Math.max(0, given.extra) : 0)
        const found = payload[due.name] === date && (payload[`${due.name}__provisional`] === 'true') === provisional
        if (!found)
          wrong.push(`${due.id} ${JSON.stringify(rule.quantity)} ${rule.unit} from ${given.start}: ${payload[due.name]}, not ${date}`)
      }
    }
    expect(wrong.slice(0, 10)).toEqual([])
  })
})

describe('the catalogue as an office counts', () => {
  const service = { quantity: 9, unit: 'day', rollover: 'next_workday' } as const
  const state: LawState = { seq: 3, limits: new Map([['penalty.service', service]]), years: new Map() }
  const effective = effectiveCatalogue(catalogue, state)

  test('is the catalogue itself where nothing is adjusted, and the same thing for the same state', () => {
    expect(effectiveCatalogue(catalogue, catalogueAlone)).toBe(catalogue)
    expect(effectiveCatalogue(catalogue, state)).toBe(effective)
    expect(effective.calendar).toBe(catalogue.calendar)
    expect(catalogue.limits.get('penalty.service')).toMatchObject({ quantity: 7, unit: 'workday' })
  })

  test('checks again the models that rest on the limit, and no other', () => {
    for (const [id, model] of catalogue.models) {
      const touched = limitsOf(model.checked).includes('penalty.service')
      expect([id, effective.models.get(id) !== model]).toEqual([id, touched])
      expect(effective.models.get(id)).toMatchObject({ hash: model.hash, source: model.source })
    }
    expect(effective.limits.get('penalty.service')).toMatchObject({ ...service, own: { quantity: 7, unit: 'workday', rollover: 'none' } })
  })

  test('leaves out, with the reason, a model that cannot count so', () => {
    const hours = { quantity: 24, unit: 'hour', rollover: 'none' } as const
    const without = effectiveCatalogue(catalogue, { seq: 4, limits: new Map([['penalty.service', hours]]), years: new Map() })
    expect(without.models.has('late-service')).toBe(false)
    expect(without.findings.some(({ level, file }) => level === 'error' && file.includes('late-service'))).toBe(true)
  })

  test('forgets an adjustment of a limit that the catalogue no longer has', () => {
    const gone = effectiveCatalogue(catalogue, { seq: 5, limits: new Map([['gone.limit', service]]), years: new Map() })
    expect([...gone.limits.keys()]).toEqual([...catalogue.limits.keys()])
    expect(gone.models.size).toBe(catalogue.models.size)
  })
})
