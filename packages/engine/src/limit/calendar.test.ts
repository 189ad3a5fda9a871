import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildCalendar,
  type Calendar,
  calendarRows,
  firstDifference,
  isCertain,
  isWorkday,
  kindOf,
  nextWorkday,
  workdayOfCount,
  workdaysUpTo,
  worksOn,
  type YearTable,
} from './calendar.ts'
import { parseYearTable } from './catalogue.ts'
import { formatDay, knownDay, weekdayOf } from './day.ts'

const folder = new URL('../../../../catalogue/calendar/', import.meta.url)
const tables = readdirSync(folder).map((file) => parseYearTable(readFileSync(new URL(file, folder), 'utf8')))
const calendar = buildCalendar(tables)

test('every year from 2015 to 2026 has its table, and only the newest can still change', () => {
  expect(tables.map((table) => table.year)).toEqual(Array.from({ length: 12 }, (_, i) => 2015 + i))
  expect(tables.filter((table) => table.complete === false).map((table) => table.year)).toEqual([2026])
})

test.each([
  ['2024-05-01', false, '劳动节'],
  ['2024-05-11', true, '调休的星期六'],
  ['2024-05-12', false, '平常的星期日'],
  ['2024-05-13', true, '平常的星期一'],
  ['2018-12-29', true, '次年通知决定上班的星期六'],
  ['2018-12-31', false, '次年通知决定放假的星期一'],
  ['2015-09-03', false, '增加的纪念日'],
  ['2020-01-31', false, '延长的春节'],
  ['2020-02-01', false, '因延长而取消的上班日'],
  ['2020-02-03', true, '延长的春节之后'],
  ['2022-12-31', false, '次年的元旦假'],
  ['2027-01-01', true, '没有表的年份只看星期'],
])('%s works: %s (%s)', (day, works) => expect(isWorkday(calendar, day)).toBe(works))

test('a day is certain when its year has a table', () => {
  expect(['2014-12-31', '2015-01-01', '2026-12-31', '2027-01-01'].map((day) => isCertain(calendar, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('kinds of days', () => {
  expect(['2024-05-01', '2024-05-11', '2024-05-12', '2024-05-13'].map((day) => kindOf(calendar, knownDay(day)))).toEqual([
    'holiday',
    'makeup',
    'weekend',
    'weekday',
  ])
})

const widerThanArrays = fc.integer({ min: knownDay('1900-01-01'), max: knownDay('2199-12-31') })

test('running counts grow by one on working days and by nothing else, also outside the arrays', () => {
  fc.assert(
    fc.property(widerThanArrays, (day) => {
      expect(workdaysUpTo(calendar, day) - workdaysUpTo(calendar, day - 1)).toBe(worksOn(calendar, day) ? 1 : 0)
      if (worksOn(calendar, day)) expect(workdayOfCount(calendar, workdaysUpTo(calendar, day))).toBe(day)
      if (day < calendar.first || day > calendar.last) expect(worksOn(calendar, day)).toBe(weekdayOf(day) < 5)
    }),
    { numRuns: 5_000 },
  )
})

test('the next working day is the first on or after', () => {
  fc.assert(
    fc.property(widerThanArrays, (day) => {
      let walked = day
      while (!worksOn(calendar, walked)) walked++
      expect(nextWorkday(calendar, day)).toBe(walked)
    }),
  )
})

test('the seams of the arrays are smooth', () => {
  for (const seam of ['1970-01-01', '2099-12-31'].map(knownDay)) {
    for (let day = seam - 20; day <= seam + 20; day++) {
      expect(workdaysUpTo(calendar, day) - workdaysUpTo(calendar, day - 1)).toBe(weekdayOf(day) < 5 ? 1 : 0)
      expect(worksOn(calendar, workdayOfCount(calendar, workdaysUpTo(calendar, day)))).toBe(true)
    }
  }
})

test('the rows for SQL say the same as the questions', () => {
  const rows = [...calendarRows(calendar)]
  expect(rows).toHaveLength(knownDay('2099-12-31') - knownDay('1970-01-01') + 1)
  let count = 0
  for (const [i, row] of rows.entries()) {
    const day = calendar.first + i
    if (row.w) count++
    if (row.d !== formatDay(day) || row.n !== count || row.w !== isWorkday(calendar, row.d) || row.p === isCertain(calendar, row.d))
      expect.fail(`row of ${row.d}`)
    if (row.nx !== formatDay(nextWorkday(calendar, day)) || row.nxp !== (row.p || !isCertain(calendar, row.nx)))
      expect.fail(`next of ${row.d}`)
  }
})

test.each([
  ['a day of another year', 'year: 2024\nholidays: [2023-12-31]\nsource: x'],
  ['a day that is no day', 'year: 2023\nholidays: [2023-02-29]\nsource: x'],
  ['a day twice', 'year: 2024\nholidays: [2024-05-11]\nworkdays: [2024-05-11]\nsource: x'],
  ['a weekday made up for', 'year: 2024\nworkdays: [2024-05-13]\nsource: x'],
  ['no source', 'year: 2024'],
  ['a slip in a name', 'year: 2024\nholyday: []\nsource: x'],
])('a table with %s is not taken', (_, text) => expect(() => parseYearTable(text)).toThrow())

const shared = new URL('../../../../../shared/domain/holidays.json', import.meta.url)
const left = !existsSync(shared)
if (left) console.log('left out: the holiday tables are not compared with the shared transcription (no ../shared)')

test.skipIf(left)('the tables are those of the shared transcription, day for day', () => {
  const facts = JSON.parse(readFileSync(shared, 'utf8')) as Record<string, { holidays: string[]; workdays: string[]; complete: boolean }>
  expect(Object.keys(facts).map(Number)).toEqual(tables.map((table) => table.year))
  for (const { year, holidays, workdays, complete } of tables) expect({ holidays, workdays, complete }).toEqual(pick(facts[year]!))
})

const pick = ({ holidays, workdays, complete }: { holidays: string[]; workdays: string[]; complete: boolean }) => ({
  holidays,
  workdays,
  complete,
})

describe('the notice of a year speaks of the December before', () => {
  const table = (year: number, holidays: string[], workdays: string[], complete = true): YearTable => ({
    year,
    holidays,
    workdays,
    source: '测试',
    complete,
  })
  const before = table(2026, ['2026-01-01'], [], false)
  // 31 December 2026 is a Thursday, 26 December a Saturday.
  const after = table(2027, ['2026-12-31', '2027-01-01'], ['2026-12-26'], false)
  const alone = buildCalendar([before])
  const both = buildCalendar([after, before])

  test('and is right about it', () => {
    expect([isWorkday(alone, '2026-12-31'), isWorkday(both, '2026-12-31')]).toEqual([true, false])
    expect([isWorkday(alone, '2026-12-26'), isWorkday(both, '2026-12-26')]).toEqual([false, true])
    const contrary = buildCalendar([table(2026, ['2026-12-26'], []), after])
    expect(isWorkday(contrary, '2026-12-26')).toBe(true)
  })

  test('so that nothing of it can change any more', () => {
    expect(alone.unsettled).toHaveLength(1)
    expect(both.unsettled.map(({ from }) => formatDay(from))).toEqual(['2027-12-29'])
  })

  test('two calendars first differ where a day, a table or what may change differs', () => {
    const first = (a: Calendar, b: Calendar) => {
      const day = firstDifference(a, b)
      return day === undefined ? undefined : formatDay(day)
    }
    expect(first(alone, alone)).toBeUndefined()
    expect(first(alone, both)).toBe('2026-12-26')
    expect(first(both, alone)).toBe('2026-12-26')
    expect(first(alone, buildCalendar([before, table(2027, [], [])]))).toBe('2026-12-29')
    const settled = table(2026, ['2026-01-01'], [])
    expect(first(buildCalendar([settled]), buildCalendar([settled, table(2027, [], [])]))).toBe('2027-01-01')
    expect(first(alone, buildCalendar([{ ...before, source: '另一来源' }]))).toBeUndefined()
  })
})
