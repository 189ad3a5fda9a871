import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, daysInMonth, formatDay, formatMinute, knownDay, parseDay, parseMinute, weekdayOf } from './day.ts'

const anyDay = fc.integer({ min: knownDay('0001-01-01'), max: knownDay('9999-12-31') })
const dateOf = (day: number) => new Date(day * 86_400_000)

test('a day number is the platform calendar, forward and back', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(formatDay(day)).toBe(dateOf(day).toISOString().slice(0, 10))
      expect(parseDay(formatDay(day))).toBe(day)
      expect(weekdayOf(day)).toBe((dateOf(day).getUTCDay() + 6) % 7)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '2023-02-29',
  '2023-13-01',
  '2023-00-10',
  '2023-01-00',
  '2023-04-31',
  '1900-02-29',
  '2023-1-1',
  '20230101',
  '2023/01/01',
  '0000-01-01',
  '',
])('%s is no day', (text) => expect(parseDay(text)).toBeUndefined())

test('2000 and 2024 have a 29 February', () => {
  expect(parseDay('2000-02-29')).toBeDefined()
  expect(parseDay('2024-02-29')).toBeDefined()
})

test.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-02-29', 1, '2024-03-29'], // not 31: the corresponding day exists
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2023-08-31', 6, '2024-02-29'],
  ['2023-10-31', 1, '2023-11-30'],
  ['2023-11-30', 3, '2024-02-29'],
  ['2023-12-15', 1, '2024-01-15'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2024-01-15', -1, '2023-12-15'],
  ['2024-05-31', -6, '2023-11-30'],
])('%s and %i months is %s', (from, months, to) => expect(formatDay(addMonths(knownDay(from), months))).toBe(to))

test('a month later is the same day of the month or the last of a shorter month', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const from = formatDay(day)
      fc.pre(Number(from.slice(0, 4)) > 60 && Number(from.slice(0, 4)) < 9_900)
      const to = formatDay(addMonths(day, months))
      const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
      expect(index(to) - index(from)).toBe(months)
      const wanted = Number(from.slice(8))
      expect(Number(to.slice(8))).toBe(Math.min(wanted, daysInMonth(Number(to.slice(0, 4)), Number(to.slice(5, 7)))))
    }),
  )
})

test('minutes are read and written, and odd forms refused', () => {
  expect(formatMinute(parseMinute('2024-05-01T09:30')!)).toBe('2024-05-01T09:30')
  expect(formatMinute(parseMinute('1969-12-31T23:59')!)).toBe('1969-12-31T23:59')
  for (const text of [
    '2024-05-01T24:00',
    '2024-05-01T09:60',
    '2024-05-01 09:30',
    '2024-05-01T09:30:00',
    '2024-05-01',
    '2024-02-30T09:30',
  ]) {
    expect(parseMinute(text)).toBeUndefined()
  }
})
