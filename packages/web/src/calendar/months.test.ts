import { expect, test } from 'vitest'
import { isLeap, monthsOf, runsOf, weekdayOf, withNext, workdaysIn } from './months.ts'

test('weekdays agree with the platform’s own calendar over four centuries', () => {
  for (let year = 1900; year < 2300; year += 7)
    for (const [month, date] of [
      [1, 1],
      [2, 28],
      [3, 1],
      [10, 31],
    ] as const)
      expect(weekdayOf(year, month, date)).toBe((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7)
})

test('a year is twelve months of whole weeks with every day once', () => {
  const months = monthsOf({ year: 2024, holidays: ['2024-05-01', '2024-05-02'], workdays: ['2024-05-11'] })
  const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== undefined)
  expect(days).toHaveLength(366)
  expect(new Set(days.map(({ day }) => day)).size).toBe(366)
  expect(months.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true)
  const kind = (day: string) => days.find((one) => one.day === day)?.kind
  expect(['2024-05-01', '2024-05-11', '2024-05-12', '2024-05-13'].map(kind)).toEqual(['holiday', 'makeup', 'weekend', 'work'])
})

test('working days of a year are its weekdays without holidays and with make-up days', () => {
  expect(workdaysIn(monthsOf({ year: 2023, holidays: [], workdays: [] }))).toBe(260)
  expect(workdaysIn(monthsOf({ year: 2023, holidays: ['2023-05-01'], workdays: ['2023-05-06', '2023-05-07'] }))).toBe(261)
})

test('days in a row are one run, over the end of a month and of a year', () => {
  expect(runsOf(['2024-02-29', '2024-03-01', '2024-02-28', '2023-12-31', '2024-01-01'])).toEqual([
    { from: '2023-12-31', to: '2024-01-01', days: 2 },
    { from: '2024-02-28', to: '2024-03-01', days: 3 },
  ])
  expect(runsOf([])).toEqual([])
  expect([1900, 2000, 2024, 2026].map(isLeap)).toEqual([false, true, true, false])
})

test('the next year’s notice wins over a year’s own table for its last days', () => {
  const own = { year: 2018, holidays: ['2018-01-01', '2018-12-30'], workdays: ['2018-12-31'] }
  const following = { year: 2019, holidays: ['2018-12-31', '2019-01-01'], workdays: ['2018-12-29'] }
  expect(withNext(own, following)).toEqual({
    year: 2018,
    holidays: ['2018-01-01', '2018-12-30', '2018-12-31'],
    workdays: ['2018-12-29'],
  })
  expect(withNext(own, undefined)).toBe(own)
})
