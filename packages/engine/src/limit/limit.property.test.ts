import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCalendar, isWorkday, type YearTable } from './calendar.ts'
import { parseYearTable } from './catalogue.ts'
import { clerkWith, shift } from './clerk.fixture.ts'
import { formatDay, knownDay, weekdayOf } from './day.ts'
import { chain, due, explainRule, type LimitRule, overdue, type Pause, type Question, type Term, workdaysBetween } from './limit.ts'

const folder = new URL('../../../../catalogue/calendar/', import.meta.url)
const tables = readdirSync(folder).map((file) => parseYearTable(readFileSync(new URL(file, folder), 'utf8')))
const calendar = buildCalendar(tables)

const { works, hasTable, due: walk } = clerkWith(tables)

const someDay = fc.integer({ min: knownDay('2012-01-01'), max: knownDay('2029-12-31') }).map(formatDay)
const unit = fc.constantFrom('day', 'workday', 'month', 'year')
const length = (u: Question['unit']) => fc.integer({ min: 1, max: u === 'year' ? 3 : u === 'month' ? 24 : 120 })
const term = unit.chain((u) => length(u).map((n): Term => ({ unit: u, length: n })))
const rollover = fc.constantFrom('next_workday', 'none')

/** Pauses near the start, so that most of them matter. */
const pausesFrom = (start: string) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -10, max: 200 }), fc.option(fc.integer({ min: 0, max: 30 }), { freq: 12 }))
      .map(([after, span]): Pause => ({ from: shift(start, after), to: span === null ? null : shift(start, after + span) })),
    { maxLength: 4 },
  )

const question = fc
  .tuple(someDay, term, rollover, fc.array(term, { maxLength: 2 }))
  .chain(([start, base, roll, extension]) =>
    pausesFrom(start).map((pauses): Question => ({ start, ...base, rollover: roll, extension, pauses })),
  )

test('the calculator and the clerk with the paper calendar agree', () => {
  fc.assert(
    fc.property(question, (q) => {
      const { date, unrolled, provisional } = due(calendar, q)
      expect({ date, unrolled, provisional }).toEqual(walk(q))
    }),
    { numRuns: 2_000 },
  )
})

test('every start of the table years with the common terms', () => {
  const common: Term[] = [
    { length: 15, unit: 'day' },
    { length: 7, unit: 'workday' },
    { length: 6, unit: 'month' },
    { length: 1, unit: 'year' },
  ]
  for (let day = knownDay('2014-06-01'); day <= knownDay('2027-01-31'); day += 3) {
    for (const base of common) {
      const q = { ...base, start: formatDay(day) }
      const { date, unrolled, provisional } = due(calendar, q)
      expect({ q, date, unrolled, provisional }).toEqual({ q, ...walk(q) })
    }
  }
})

const plain = fc.tuple(someDay, term).map(([start, base]): Question => ({ start, ...base }))

test('a due day is a working day, after the start, and not before the unmoved one', () => {
  fc.assert(
    fc.property(plain, (q) => {
      const { date, unrolled } = due(calendar, q)
      expect(isWorkday(calendar, date!)).toBe(true)
      expect(date! > q.start).toBe(true)
      expect(date! >= unrolled!).toBe(true)
    }),
  )
})

test('a longer term never ends earlier, nor does one begun later', () => {
  fc.assert(
    fc.property(plain, fc.integer({ min: 1, max: 40 }), (q, more) => {
      const end = due(calendar, q).date!
      expect(due(calendar, { ...q, length: q.length + more }).date! >= end).toBe(true)
      expect(due(calendar, { ...q, start: shift(q.start, more) }).date! >= end).toBe(true)
    }),
  )
})

test('a further pause never brings the end forward, and a pause outside changes nothing', () => {
  fc.assert(
    fc.property(question, someDay, fc.integer({ min: 0, max: 20 }), (q, from, span) => {
      const before = due(calendar, q)
      const after = due(calendar, { ...q, pauses: [...(q.pauses ?? []), { from, to: shift(from, span) }] })
      if (before.date === null || after.date === null) return
      expect(after.unrolled! >= before.unrolled!).toBe(true)
      if (from > before.unrolled! || shift(from, span) <= q.start) expect(after.date).toBe(before.date)
    }),
  )
})

test('the order of pauses and their overlaps make no difference', () => {
  fc.assert(
    fc.property(question, (q) => {
      const pauses = q.pauses ?? []
      const other = due(calendar, { ...q, pauses: [...pauses, ...pauses].reverse() })
      expect(other).toEqual(due(calendar, q))
    }),
  )
})

test('a chain is its terms one after the other', () => {
  fc.assert(
    fc.property(someDay, fc.array(fc.tuple(term, rollover), { minLength: 1, maxLength: 4 }), (start, terms) => {
      const steps = terms.map(([base, roll]) => ({ ...base, rollover: roll }))
      let from = start
      const dates = steps.map((step) => {
        from = due(calendar, { ...step, start: from }).date!
        return from
      })
      expect(chain(calendar, start, steps).dates).toEqual(dates)
    }),
  )
})

test('an extension in the same unit is a longer term', () => {
  fc.assert(
    fc.property(plain, fc.integer({ min: 0, max: 30 }), (q, more) => {
      const { date, unrolled } = due(calendar, { ...q, extension: [{ length: more, unit: q.unit }] })
      expect({ date, unrolled }).toEqual({
        date: due(calendar, { ...q, length: q.length + more }).date,
        unrolled: due(calendar, { ...q, length: q.length + more }).unrolled,
      })
    }),
  )
})

test('working days there and back', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 200 }), (start, n) => {
      const end = due(calendar, { start, length: n, unit: 'workday' }).date!
      expect(workdaysBetween(calendar, start, end).count).toBe(n)
      const back = due(calendar, { start: end, length: n, unit: 'workday', direction: 'before' }).date!
      // The nth before the nth after is the start when that is a working day, else the last working day before it.
      let nearest = start
      while (!works(nearest)) nearest = shift(nearest, -1)
      expect(back).toBe(nearest)
    }),
  )
})

test('backward ends are never moved and `clear` is one further back', () => {
  fc.assert(
    fc.property(someDay, term, rollover, (start, base, roll) => {
      const q: Question = { start, ...base, direction: 'before', rollover: roll }
      const { date, unrolled, provisional } = due(calendar, q)
      expect(unrolled).toBe(date)
      expect(date! < start).toBe(true)
      const clear = due(calendar, { ...q, clear: true }).date!
      if (base.unit === 'workday') {
        expect(isWorkday(calendar, date!)).toBe(true)
        expect(due(calendar, { ...q, length: base.length + 1 }).date).toBe(clear)
        expect(provisional).toBe(!hasTable(date!) || !hasTable(shift(start, -1)))
      } else {
        expect(clear).toBe(shift(date!, -1))
        expect(provisional).toBe(false)
      }
    }),
  )
})

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
