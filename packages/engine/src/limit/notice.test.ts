import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { say } from '../message.ts'
import { buildCalendar, type YearTable } from './calendar.ts'
import { calendarMessages } from './calendar-messages.ts'
import { parseYearTable } from './catalogue.ts'
import { dayOf, formatDay, knownDay, weekdayOf } from './day.ts'
import { readNotice } from './notice.ts'
import { looksWritten, readYearTable, yearProblems } from './year-table.ts'

const days = (from: string, to: string): string[] =>
  Array.from({ length: knownDay(to) - knownDay(from) + 1 }, (_, i) => formatDay(knownDay(from) + i))
const said = (text: string, year?: number) => readNotice(text, year).problems.map((one) => say(calendarMessages, one))
const codes = (text: string, year = 2027) =>
  readNotice(text, year)
    .problems.map(({ code }) => code.slice('calendar.'.length))
    .filter((code) => code !== 'notice-missing')
const read = (text: string, year = 2027) => {
  const { table } = readNotice(text, year)
  return { holidays: table?.holidays ?? [], workdays: table?.workdays ?? [] }
}

describe('habits of the yearly notices', () => {
  test.each<[string, string, { holidays: string[]; workdays: string[] }]>([
    [
      'a range within a month, and a day worked for it',
      '五、端午节：6月19日至21日放假，共3天。6月26日（星期六）上班。',
      { holidays: days('2027-06-19', '2027-06-21'), workdays: ['2027-06-26'] },
    ],
    ['a range over two months', '一、春节：1月30日至2月3日放假调休，共5天。', { holidays: days('2027-01-30', '2027-02-03'), workdays: [] }],
    [
      'several days worked share one word',
      '国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。',
      { holidays: days('2027-10-01', '2027-10-07'), workdays: ['2027-09-26', '2027-10-09'] },
    ],
    [
      'the month of the first day holds for the next',
      '国庆节：10月1日至3日放假。10月9日、10日（星期六、日）上班。',
      { holidays: days('2027-10-01', '2027-10-03'), workdays: ['2027-10-09', '2027-10-10'] },
    ],
    ['a single day beside a weekend', '劳动节：5月1日放假，与周末连休。', { holidays: ['2027-05-01'], workdays: [] }],
    ['a substitute day', '元旦：1月1日放假，1月4日（星期一）补休。', { holidays: ['2027-01-01', '2027-01-04'], workdays: [] }],
    ['a count behind the word', '元旦：1月1日（周五）放假1天，不调休。', { holidays: ['2027-01-01'], workdays: [] }],
    [
      'the moon’s day beside the weekday',
      '春节：2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天。',
      { holidays: days('2027-02-05', '2027-02-12'), workdays: [] },
    ],
    [
      'years written out, from the December before',
      '元旦：2026年12月31日至2027年1月2日放假调休，共3天。2026年12月26日（星期六）上班。',
      { holidays: days('2026-12-31', '2027-01-02'), workdays: ['2026-12-26'] },
    ],
    [
      'the December before, without a year',
      '元旦：12月31日至1月2日放假，共3天。12月26日（星期六）上班。',
      { holidays: days('2026-12-31', '2027-01-02'), workdays: ['2026-12-26'] },
    ],
    [
      'a December day alone lies in the year in which its weekday is right',
      '元旦：1月1日至3日放假。12月27日（星期日）上班。',
      { holidays: days('2027-01-01', '2027-01-03'), workdays: ['2026-12-27'] },
    ],
    [
      'which days are by law and which are moved (2004–2009)',
      '清明节：4月3日至5日放假，共3天。其中，4月5日（星期一、农历清明当日）为法定节假日，4月4日（星期日）照常公休，4月11日（星期日）公休日调至4月3日。4月11日（星期日）上班。',
      { holidays: days('2027-04-03', '2027-04-05'), workdays: ['2027-04-11'] },
    ],
    [
      'a day of remembrance added for the whole country',
      '9月2日至4日调休放假，共3天。其中9月3日（星期五）放假，9月2日（星期四）调休，9月5日（星期日）上班。',
      { holidays: days('2027-09-02', '2027-09-04'), workdays: ['2027-09-05'] },
    ],
    [
      'marks of ASCII, full-width figures',
      '元旦:１月１日(周五)至3日(周日)放假,共3天.',
      { holidays: days('2027-01-01', '2027-01-03'), workdays: [] },
    ],
    [
      'the word before the days',
      '2027年国庆节放假时间为10月1日-7日，共七天，10月9日(周六)照常上班。',
      { holidays: days('2027-10-01', '2027-10-07'), workdays: ['2027-10-09'] },
    ],
    ['a line broken anywhere', '元旦：1月1日至\n3日放\n假，共3天。', { holidays: days('2027-01-01', '2027-01-03'), workdays: [] }],
    [
      'items without full stops',
      '元旦：1月1日放假\n劳动节：5月1日至5日放假调休，共5天\n中秋节：9月15日放假',
      { holidays: ['2027-01-01', ...days('2027-05-01', '2027-05-05'), '2027-09-15'], workdays: [] },
    ],
    [
      'items in one line',
      '安排如下：一、元旦：1月1日放假，与周末连休。二、清明节：4月5日放假，与周末连休',
      { holidays: ['2027-01-01', '2027-04-05'], workdays: [] },
    ],
    [
      'ordinary work on a working day is no make-up',
      '元旦：1月1日至3日放假。1月4日（星期一）正常上班。',
      { holidays: days('2027-01-01', '2027-01-03'), workdays: [] },
    ],
  ])('%s', (_, text, table) => {
    expect(read(text)).toEqual(table)
    expect(codes(text)).toEqual([])
  })

  test('advice, datelines and the day of the notice are no holidays', () => {
    const text = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
新华社北京11月4日电 经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期安排通知如下。
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至11日放假调休，共7天。鼓励各单位安排职工在2月4日（星期四）休息。
节假日期间，各地区要妥善安排好值班工作。
国务院办公厅
2026年11月4日`
    expect(readNotice(text)).toEqual({
      table: {
        year: 2027,
        holidays: [...days('2027-01-01', '2027-01-03'), ...days('2027-02-05', '2027-02-11')],
        workdays: [],
        notice: '国办发明电〔2026〕9号',
      },
      problems: [],
    })
  })
})

describe('what does not agree is said', () => {
  test.each<[string, string, string[]]>([
    ['a wrong weekday', '端午节：6月19日（星期五）放假。', ['notice-weekday']],
    ['a wrong weekday at the end of a range', '端午节：6月19日（周六）至21日（周日）放假。', ['notice-weekday']],
    ['a wrong number of days', '端午节：6月19日至22日放假，共3天。', ['notice-total']],
    ['work on a weekday', '端午节：6月19日至21日放假。6月22日（星期二）上班。', ['notice-work-weekday']],
    ['a day both off and worked', '端午节：6月19日至21日放假。6月20日（星期日）上班。', ['notice-both']],
    ['a day of which nothing is said', '端午节：6月19日放假。6月26日。', ['notice-no-verb']],
    ['days that something else stands between', '元旦：1月1日放假。10月1日至7日，共七天，10月9日上班。', ['notice-no-verb']],
    ['no such day', '端午节：6月31日放假。元旦：1月1日放假。', ['notice-bad-day']],
    ['another year', '元旦：1月1日放假。2028年1月1日至2日放假。', ['notice-far-day']],
    ['a day without a month', '端午节：19日至21日放假。元旦：1月1日放假。', ['notice-no-month']],
    ['a holiday prolonged', '元旦：1月1日放假。延长春节假期至2月14日，2月15日起正常上班。', ['notice-prolonged']],
    ['a negation', '元旦：1月1日放假。1月2日不放假。', []],
    ['work before a day', '元旦：1月1日放假。请于3月6日前做好各项工作。', []],
    ['nothing at all', '请各单位遵照执行。', ['notice-no-days']],
  ])('%s', (_, text, found) => expect(codes(text)).toEqual(found))

  test('in words that a person can follow', () => {
    expect(said('端午节：6月19日至22日（星期日）放假，共3天。元旦：1月1日放假', 2027)).toEqual([
      '2027-06-22 是星期二，通知写作星期日',
      '2027-06-19 起的假期写作共 3 天，按日期只有 4 天',
      '没有读到春节、清明节、劳动节、中秋节、国庆节的安排；本表将代替全年的安排，请补齐',
    ])
    expect(said('元旦：1月1日放假')).toEqual(['没有读到年份：请连同标题“关于××××年……安排的通知”一并粘贴，或先选定年份'])
    expect(codes('关于2028年部分节假日安排的通知。元旦：1月1日放假')).toEqual(['notice-other-year'])
  })

  test('a text made to be hard is read in time that grows with its length', () => {
    for (const text of [
      '（'.repeat(20_000),
      '1月1日、'.repeat(5_000),
      '一、'.repeat(10_000),
      `${'9'.repeat(20_000)}日`,
      '\n'.repeat(20_000),
    ])
      expect(readNotice(text, 2027).problems.length).toBeGreaterThan(0)
  })
})

/** A notice as an office would word the table: days in a row are one holiday. */
function worded(
  table: Pick<YearTable, 'year' | 'holidays' | 'workdays'>,
  habit: { names: boolean; carry: boolean; totals: boolean },
): string {
  const word = (day: string, month: string) => {
    const [y, m, d] = day.split('-').map(Number)
    const year = y === table.year ? '' : `${y}年`
    return `${habit.carry && month === day.slice(0, 7) ? '' : `${year}${m}月`}${d}日`
  }
  const weekday = (day: string) => (habit.names ? `（星期${'一二三四五六日'[weekdayOf(knownDay(day))]}）` : '')
  const runs: string[][] = []
  for (const day of table.holidays) {
    const run = runs.at(-1)
    if (run && knownDay(day) === knownDay(run.at(-1)!) + 1) run.push(day)
    else runs.push([day])
  }
  const items = runs.map((run, i) => {
    const [from, to] = [run[0]!, run.at(-1)!]
    const span =
      run.length === 1
        ? `${word(from, '')}${weekday(from)}放假`
        : // A range over the turn of the year names the year again.
          `${word(from, '')}${weekday(from)}至${from.slice(0, 4) === to.slice(0, 4) ? '' : `${to.slice(0, 4)}年`}${word(to, from.slice(0, 7))}${weekday(to)}放假调休`
    return `${'一二三四五六七八九十'[i % 10]}、节日：${span}${habit.totals ? `，共${run.length}天` : ''}。`
  })
  const work = table.workdays.map((day) => `${word(day, '')}${weekday(day)}`).join('、')
  return `关于${table.year}年部分节假日安排的通知\n${items.join('\n')}\n${work && `${work}上班。`}`
}
const habit = fc.record({ names: fc.boolean(), carry: fc.boolean(), totals: fc.boolean() })

test('every table of the catalogue, worded as a notice, is read back', () => {
  const folder = new URL('../../../../catalogue/calendar/', import.meta.url)
  const tables = readdirSync(folder).map((file) => parseYearTable(readFileSync(new URL(file, folder), 'utf8')))
  fc.assert(
    fc.property(fc.constantFrom(...tables), habit, (table, how) => {
      const { holidays, workdays } = readNotice(worded(table, how)).table!
      expect({ holidays, workdays }).toEqual({ holidays: [...table.holidays], workdays: [...table.workdays].sort() })
      expect(yearProblems(table)).toEqual([])
    }),
  )
})

test('so is any table, also of days in the December before', () => {
  const table = fc.integer({ min: 1990, max: 2099 }).chain((year) => {
    const first = dayOf(year - 1, 12, 25)
    const last = dayOf(year, 12, 31)
    return fc
      .record({
        off: fc.uniqueArray(fc.integer({ min: first, max: last }), { minLength: 1, maxLength: 30 }),
        on: fc.uniqueArray(fc.integer({ min: first, max: last }), { maxLength: 8 }),
      })
      .map(({ off, on }) => ({
        year,
        holidays: off.sort((a, b) => a - b).map(formatDay),
        workdays: on
          .filter((day) => weekdayOf(day) >= 5 && !off.includes(day))
          .sort((a, b) => a - b)
          .map(formatDay),
      }))
  })
  fc.assert(
    fc.property(table, habit, (given, how) => {
      const { table: found, problems } = readNotice(worded(given, how))
      expect(found).toEqual({ year: given.year, holidays: given.holidays, workdays: given.workdays })
      expect(problems.filter(({ code }) => code !== 'calendar.notice-missing')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

describe('a table given as YAML', () => {
  const good = 'year: 2027\nholidays: [2027-01-01, 2027-05-01, 2027-10-01, 2027-10-02, 2027-10-03]\nworkdays: [2027-01-09]\nsource: 通知\n'
  const found = (text: string) => readYearTable(text).problems.map((one) => one.code)
  test('is read, and its mistakes are said', () => {
    expect(readYearTable(good)).toMatchObject({ table: { year: 2027, workdays: ['2027-01-09'], source: '通知' }, problems: [] })
    expect([looksWritten(good), looksWritten('元旦：1月1日放假'), looksWritten('{"year": 2027}')]).toEqual([true, false, true])
    expect(found(good.replace('2027-01-09', '2027-01-08'))).toEqual(['calendar.work-weekday'])
    expect(found(good.replace('2027-01-09', '2027-01-01'))).toEqual(['calendar.twice', 'calendar.work-weekday'])
    expect(found(good.replace('2027-01-09', '2028-01-09'))).toContain('calendar.far-day')
    expect(found(good.replace('2027-05-01, ', ''))).toEqual(['calendar.fixed-missing'])
    expect(found(good.replace('2027-01-09', '2027-02-30'))).toEqual(['calendar.bad-day'])
    expect(found('year: [')).toEqual(['calendar.not-yaml'])
    expect(found('year: 27')).toEqual(['calendar.bad-field'])
    expect(found(good.replace('2027-01-09', '2026-12-26'))).toEqual([])
  })

  test('read tables make a calendar', () => {
    const { table } = readYearTable(good)
    expect(buildCalendar([{ ...table!, source: '' }]).tables.has(2027)).toBe(true)
  })
})
