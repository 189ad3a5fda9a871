import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCalendar, isWorkday } from './calendar.ts'
import { parseYearTable } from './catalogue.ts'
import { clerkWith, shift } from './clerk.fixture.ts'
import { formatDay, knownDay } from './day.ts'
import { chain, due, type Pause, type Question, type Term, workdaysBetween } from './limit.ts'

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
