import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCalendar, type YearTable } from './calendar.ts'
import { clerkWith, shift } from './clerk.fixture.ts'
import { formatDay, knownDay, weekdayOf } from './day.ts'
import { chain, due, explainRule, type LimitRule, overdue, type Pause, type Question, type Term, workdaysBetween } from './limit.ts'

const unit = fc.constantFrom('day', 'workday', 'month', 'year')
const length = (u: Question['unit']) => fc.integer({ min: 1, max: u === 'year' ? 3 : u === 'month' ? 24 : 120 })
const term = unit.chain((u) => length(u).map((n): Term => ({ unit: u, length: n })))
const rollover = fc.constantFrom('next_workday', 'none')

/** Calendars that never were: days off and made up anywhere, and years without a table between others. */
const someCalendar = fc
  .record({
    years: fc.uniqueArray(fc.integer({ min: 2019, max: 2025 }), { maxLength: 6 }),
    marks: fc.array(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.boolean()), { maxLength: 40 }),
    long: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ years, marks, long }) =>
    years.map((year): YearTable => {
      const day = (n: number) => formatDay(knownDay(`${year}-01-01`) + n)
      const off = new Set(marks.filter(([, holiday]) => holiday).map(([n]) => day(n)))
      // One long holiday, so that ends fall into it and are moved far.
      for (let n = 0; n < long; n++) off.add(day(120 + n))
      const made = marks.filter(([n, holiday]) => !holiday && !off.has(day(n))).map(([n]) => day(n))
      const weekends = [...new Set(made)].filter((iso) => weekdayOf(knownDay(iso)) >= 5)
      return { year, holidays: [...off].sort(), workdays: weekends.sort(), source: '测试' }
    }),
  )
const nearDay = fc.integer({ min: knownDay('2019-01-01'), max: knownDay('2026-01-31') }).map(formatDay)
/** Two dozen of them, made once: building one takes longer than asking it. */
const calendars = fc.sample(someCalendar, { numRuns: 24, seed: 20_190_101 }).map((given) => ({
  calendar: buildCalendar(given),
  clerk: clerkWith(given),
}))
const oneCalendar = fc.constantFrom(...calendars)
/** Month ends and their neighbours, where clamps and leap days are. */
const edgeDay = fc
  .tuple(fc.integer({ min: 2019, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -2, max: 1 }))
  .map(([year, month, shiftBy]) => formatDay(knownDay(`${year}-${String(month).padStart(2, '0')}-01`) + shiftBy))
const hardDay = fc.oneof(nearDay, edgeDay)

/** Pauses that begin or end on the start, the last day or beside them. */
const edgePauses = (start: string, end: string) =>
  fc.array(
    fc
      .tuple(
        fc.constantFrom(start, end),
        fc.integer({ min: -2, max: 2 }),
        fc.option(fc.integer({ min: 0, max: 6 }), { freq: 9 }),
        fc.boolean(),
      )
      .map(([anchor, by, span, ends]): Pause => {
        const day = shift(anchor, by)
        if (span === null) return { from: day, to: null }
        return ends ? { from: shift(day, -span), to: day } : { from: day, to: shift(day, span) }
      }),
    { maxLength: 4 },
  )

const asked = (paper: (typeof calendars)[number], q: Question) => ({ paper, q })
const hardQuestion = fc
  .record({
    paper: oneCalendar,
    start: hardDay,
    base: term,
    roll: rollover,
    extension: fc.array(term, { maxLength: 3 }),
    direction: fc.constantFrom<'after' | 'before'>('after', 'after', 'before'),
    clear: fc.boolean(),
  })
  .chain(({ paper, start, base, roll, extension, direction, clear }) => {
    if (direction === 'before') return fc.constant(asked(paper, { start, ...base, direction, clear, rollover: roll }))
    const plainEnd = due(paper.calendar, { start, ...base, extension }).unrolled!
    return edgePauses(start, plainEnd).map((pauses) => asked(paper, { start, ...base, rollover: roll, extension, pauses }))
  })

test('on calendars that never were, with pauses on the edges, both still agree', () => {
  fc.assert(
    fc.property(hardQuestion, ({ paper, q }) => {
      const { date, unrolled, provisional, suspended } = due(paper.calendar, q)
      expect({ date, unrolled, provisional }).toEqual(paper.clerk.due(q))
      expect(suspended).toBe(date === null)
    }),
    { numRuns: 1_500 },
  )
})

test('a chain is what the clerk finds by going from end to end, and so is lateness', () => {
  fc.assert(
    fc.property(
      oneCalendar,
      hardDay,
      fc.array(fc.tuple(term, rollover), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -30, max: 400 }),
      ({ calendar: days, clerk }, start, terms, late) => {
        const steps = terms.map(([base, roll]) => ({ ...base, rollover: roll }))
        let from = start
        let provisional = false
        const dates = steps.map((step) => {
          const found = clerk.due({ ...step, start: from })
          provisional ||= found.provisional
          from = found.date!
          return from
        })
        expect(chain(days, start, steps)).toMatchObject({ dates, provisional })
        const act = shift(dates[0]!, late)
        expect(overdue(days, { ...steps[0]!, start }, act).days).toBe(Math.max(0, late))
      },
    ),
    { numRuns: 500 },
  )
})

test('working days between two days are those the clerk ticks off', () => {
  fc.assert(
    fc.property(oneCalendar, hardDay, fc.integer({ min: -20, max: 500 }), ({ calendar: days, clerk }, from, span) => {
      const to = shift(from, span)
      expect(workdaysBetween(days, from, to)).toEqual(clerk.workdaysBetween(from, to))
    }),
    { numRuns: 300 },
  )
})

test('hours run on over every kind of day', () => {
  const minute = fc
    .tuple(hardDay, fc.integer({ min: 0, max: 1_439 }))
    .map(([day, n]) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 60_000))
  const spell = (moment: Date) => moment.toISOString().slice(0, 16)
  fc.assert(
    fc.property(oneCalendar, minute, fc.integer({ min: 0, max: 2_000 }), fc.boolean(), ({ calendar: days }, start, length, back) => {
      const q: Question = { start: spell(start), length, unit: 'hour', direction: back ? 'before' : 'after' }
      const end = spell(new Date(start.getTime() + (back ? -1 : 1) * length * 3_600_000))
      expect(due(days, q)).toMatchObject({ date: end, unrolled: end, provisional: false, suspended: false })
    }),
  )
})

test('a limit of the catalogue counted otherwise is the term it was adjusted to, and says what it was', () => {
  const value = fc.record({ quantity: fc.integer({ min: 0, max: 60 }), unit, rollover })
  fc.assert(
    fc.property(
      oneCalendar,
      hardDay,
      value,
      value,
      fc.integer({ min: 0, max: 40 }),
      ({ calendar: days, clerk }, start, own, adjusted, extra) => {
        const rule: LimitRule = {
          id: 'a.b',
          title: '期限',
          law: '某法',
          article: '1',
          direction: 'after',
          startEvent: '起算',
          verified: true,
          ...adjusted,
          own,
        }
        const found = explainRule(days, rule, start, extra)
        const { quantity: length, ...rest } = adjusted
        const extension: Term[] = extra > 0 ? [{ length: extra, unit: 'day' }] : []
        const { date, unrolled, provisional } = found
        expect({ date, unrolled, provisional }).toEqual(clerk.due({ start, length, ...rest, extension }))
        const says = found.steps.some(({ code }) => code === `limit.adjusted-${adjusted.unit}`)
        expect(says).toBe(own.quantity !== adjusted.quantity || own.unit !== adjusted.unit)
      },
    ),
    { numRuns: 500 },
  )
})
