import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { say } from '../message.ts'
import { buildCalendar } from './calendar.ts'
import { parseLimits, parseYearTable } from './catalogue.ts'
import { chain, due, explainRule, overdue, type Question, workdaysBetween } from './limit.ts'
import { limitMessages } from './messages.ts'

const folder = new URL('../../../../catalogue/', import.meta.url)
const calendar = buildCalendar(
  readdirSync(new URL('calendar/', folder)).map((file) => parseYearTable(readFileSync(new URL(`calendar/${file}`, folder), 'utf8'))),
)
const limits = parseLimits(readFileSync(new URL('law/limits.yml', folder), 'utf8'))

type Rest = Omit<Question, 'start' | 'length' | 'unit'>
const find = (start: string, length: number, unit: Question['unit'], rest: Rest = {}) => due(calendar, { start, length, unit, ...rest })
const date = (...args: Parameters<typeof find>) => find(...args).date
const steps = (...args: Parameters<typeof find>) => find(...args).steps.map((step) => step.code)

describe('the start day is not counted, the last day moves', () => {
  test.each<[string, number, Question['unit'], string, string]>([
    ['2024-05-06', 1, 'day', '2024-05-07', '次日是第一日'],
    ['2024-05-06', 15, 'day', '2024-05-21', ''],
    ['2024-09-05', 10, 'day', '2024-09-18', '末日中秋假期第一日 09-15，顺延过假'],
    ['2024-09-16', 15, 'day', '2024-10-08', '末日 10-01，顺延过国庆'],
    ['2023-09-14', 15, 'day', '2023-10-07', '末日 09-29，中秋国庆八天，其后 10-07 是调休上班的星期六'],
    ['2024-01-26', 15, 'day', '2024-02-18', '末日 02-10 春节，其后 02-18 是调休上班的星期日'],
    ['2024-04-26', 15, 'day', '2024-05-11', '末日是调休上班的星期六，不动'],
    ['2024-04-27', 15, 'day', '2024-05-13', '末日是星期日'],
    ['2021-06-04', 6, 'month', '2021-12-06', '末日星期六'],
    ['2023-07-10', 3, 'month', '2023-10-10', ''],
    ['2023-08-31', 6, 'month', '2024-02-29', '没有对应日'],
    ['2022-08-31', 6, 'month', '2023-02-28', '没有对应日'],
    ['2024-02-29', 1, 'month', '2024-03-29', '29 日有对应日'],
    ['2024-02-29', 1, 'year', '2025-02-28', '闰日的次年'],
    ['2020-02-29', 4, 'year', '2024-02-29', '闰日到闰日'],
    ['2022-10-01', 1, 'year', '2023-10-07', '末日国庆'],
  ])('%s + %i %s = %s %s', (start, length, unit, end) => expect(date(start, length, unit)).toBe(end))

  test('no roll-over: custody, fixed terms and limitation end where they end', () => {
    expect(find('2024-09-16', 15, 'day', { rollover: 'none' })).toMatchObject({ date: '2024-10-01', unrolled: '2024-10-01' })
    expect(steps('2024-09-16', 15, 'day', { rollover: 'none' })).toContain('limit.fixed')
  })

  test('the unmoved day is told too', () => {
    expect(find('2021-06-04', 6, 'month')).toMatchObject({ unrolled: '2021-12-04', date: '2021-12-06', provisional: false })
  })
})

describe('working days', () => {
  test.each([
    ['2024-04-26', 3, '2024-04-30', '周日 04-28 上班'],
    ['2024-04-30', 6, '2024-05-11', '跳过五天假，计入 05-11'],
    ['2023-09-28', 1, '2023-10-07', '八天假后第一日'],
    ['2024-02-09', 1, '2024-02-18', '春节后调休的星期日'],
    ['2024-05-03', 1, '2024-05-06', '从假日起算'],
    ['2023-09-01', 7, '2023-09-12', '受理后七个工作日'],
    ['2014-12-31', 1, '2015-01-04', '元旦后调休的星期日'],
  ])('%s + %i = %s %s', (start, length, end) => expect(find(start, length, 'workday')).toMatchObject({ date: end, unrolled: end }))

  test('between two days: after the first, up to and with the second', () => {
    expect(workdaysBetween(calendar, '2024-04-30', '2024-05-11')).toEqual({ count: 6, provisional: false })
    expect(workdaysBetween(calendar, '2024-05-06', '2024-05-06')).toEqual({ count: 0, provisional: false })
    expect(workdaysBetween(calendar, '2024-05-10', '2024-05-06')).toEqual({ count: 0, provisional: false })
    expect(workdaysBetween(calendar, '2026-12-30', '2027-01-04')).toEqual({ count: 3, provisional: true })
    expect(workdaysBetween(calendar, '2014-12-31', '2015-01-05')).toEqual({ count: 2, provisional: false })
  })
})

describe('pauses', () => {
  const pauses = (...spans: [string, string | null][]) => ({ pauses: spans.map(([from, to]) => ({ from, to })) })
  test.each<[string, string, number, Question['unit'], Rest, string | null]>([
    ['both ends included', '2024-05-06', 10, 'day', pauses(['2024-05-08', '2024-05-09']), '2024-05-20'], // 18 May is a Saturday
    ['over the start day: only what lies after it', '2024-05-06', 10, 'day', pauses(['2024-05-01', '2024-05-07']), '2024-05-17'],
    ['before the start', '2024-05-06', 10, 'day', pauses(['2024-04-01', '2024-05-06']), '2024-05-16'],
    ['on the last day', '2024-05-06', 10, 'day', pauses(['2024-05-16', '2024-05-16']), '2024-05-17'],
    ['after the end', '2024-05-06', 10, 'day', pauses(['2024-05-17', '2024-05-30']), '2024-05-16'],
    ['overlapping count once', '2024-05-06', 10, 'day', pauses(['2024-05-08', '2024-05-12'], ['2024-05-10', '2024-05-13']), '2024-05-22'],
    ['one inside another', '2024-05-06', 10, 'day', pauses(['2024-05-08', '2024-05-13'], ['2024-05-10', '2024-05-11']), '2024-05-22'],
    ['out of order', '2024-05-06', 10, 'day', pauses(['2024-05-12', '2024-05-13'], ['2024-05-08', '2024-05-11']), '2024-05-22'],
    [
      'put off into a further pause',
      '2024-05-06',
      10,
      'day',
      pauses(['2024-05-08', '2024-05-09'], ['2024-05-17', '2024-05-20']),
      '2024-05-22',
    ],
    ['working days: weekends in a pause cost nothing', '2024-05-06', 5, 'workday', pauses(['2024-05-09', '2024-05-12']), '2024-05-15'],
    ['working days: a pause over days off alone', '2024-04-30', 3, 'workday', pauses(['2024-05-01', '2024-05-05']), '2024-05-08'],
    ['months: a day for each day', '2024-01-31', 1, 'month', pauses(['2024-02-10', '2024-02-20']), '2024-03-11'],
    [
      'months: added days meet a further pause',
      '2024-01-31',
      1,
      'month',
      pauses(['2024-02-10', '2024-02-20'], ['2024-03-05', '2024-03-06']),
      '2024-03-13',
    ],
    ['years', '2023-03-01', 1, 'year', pauses(['2023-06-01', '2023-06-10']), '2024-03-11'],
    ['open', '2024-05-06', 10, 'day', pauses(['2024-05-08', null]), null],
    ['open from the last day', '2024-05-06', 10, 'day', pauses(['2024-05-16', null]), null],
    ['open after the end', '2024-05-06', 10, 'day', pauses(['2024-05-17', null]), '2024-05-16'],
    ['open, reached by being put off', '2024-05-06', 10, 'day', pauses(['2024-05-08', '2024-05-08'], ['2024-05-17', null]), null],
    ['open before the start', '2024-05-06', 1, 'day', pauses(['2024-05-01', null]), null],
    ['open in months', '2024-05-06', 3, 'month', pauses(['2024-06-01', null]), null],
    ['open in working days', '2024-05-06', 5, 'workday', pauses(['2024-05-11', null]), null],
    ['open in working days, begun after the last', '2024-05-06', 4, 'workday', pauses(['2024-05-11', null]), '2024-05-10'],
    // Choice: a pause between the unmoved and the moved end finds no running term any more. 11 May 2024 is worked, 12 May is not.
    ['between unmoved and moved end', '2024-05-02', 10, 'day', pauses(['2024-05-13', '2024-05-20']), '2024-05-13'],
  ])('%s', (_, start, length, unit, rest, end) => {
    const found = find(start, length, unit, rest)
    expect(found.date).toBe(end)
    expect(found.suspended).toBe(end === null)
    if (end === null) expect(found).toMatchObject({ unrolled: null, provisional: false })
  })

  test('the first pause of a month term is told with the days it adds', () => {
    expect(steps('2024-01-31', 1, 'month', pauses(['2024-02-10', '2024-02-20']))).toEqual([
      'limit.starts',
      'limit.counted-month',
      'limit.clamped',
      'limit.paused',
      'limit.put-off',
    ])
  })
})

describe('extension', () => {
  const extension = (...terms: [number, Question['unit']][]) => ({ extension: terms.map(([length, unit]) => ({ length, unit })) })
  test.each<[string, string, number, Question['unit'], Rest, string, string]>([
    ['equal months are added first', '2023-01-31', 1, 'month', extension([1, 'month']), '2023-03-31', '2023-03-31'],
    ['equal days are added first', '2024-05-06', 60, 'day', extension([30, 'day']), '2024-08-04', '2024-08-05'],
    ['several equal ones', '2024-01-31', 2, 'month', extension([1, 'month'], [2, 'month']), '2024-06-30', '2024-07-01'],
    ['another unit continues from the unmoved end', '2024-04-06', 1, 'month', extension([15, 'day']), '2024-05-21', '2024-05-21'],
    ['from an unmoved end that is a day off', '2024-04-04', 1, 'month', extension([15, 'day']), '2024-05-19', '2024-05-20'],
    ['months after days', '2024-01-01', 30, 'day', extension([1, 'month']), '2024-02-29', '2024-02-29'],
    ['years and months are different units', '2020-02-29', 1, 'year', extension([1, 'month']), '2021-03-28', '2021-03-29'],
    ['working days after days', '2024-04-20', 15, 'day', extension([3, 'workday']), '2024-05-08', '2024-05-08'],
    ['days after working days end where days end', '2024-05-06', 5, 'workday', extension([6, 'day']), '2024-05-17', '2024-05-17'],
    ['days after working days move', '2024-05-06', 4, 'workday', extension([8, 'day']), '2024-05-18', '2024-05-20'],
  ])('%s', (_, start, length, unit, rest, unrolled, end) => expect(find(start, length, unit, rest)).toMatchObject({ unrolled, date: end }))

  test('a pause in the extended part counts', () => {
    const rest = { ...extension([30, 'day']), pauses: [{ from: '2024-07-20', to: '2024-07-21' }] }
    expect(date('2024-05-06', 60, 'day', rest)).toBe('2024-08-06')
  })
})

describe('backward', () => {
  const before: Rest = { direction: 'before' }
  test.each<[string, string, number, Question['unit'], Rest, string]>([
    ['the nth day before, the event day not counted', '2024-05-20', 7, 'day', before, '2024-05-13'],
    ['not moved when it is a day off', '2024-05-20', 8, 'day', before, '2024-05-12'],
    ['clear: whole days between', '2024-05-20', 7, 'day', { ...before, clear: true }, '2024-05-12'],
    ['working days, make-up day counted', '2024-05-20', 7, 'workday', before, '2024-05-10'],
    ['clear working days', '2024-05-20', 7, 'workday', { ...before, clear: true }, '2024-05-09'],
    ['working days over a long holiday', '2024-10-08', 1, 'workday', before, '2024-09-30'],
    ['from a day off', '2024-10-05', 1, 'workday', before, '2024-09-30'],
    ['months clamp', '2024-03-31', 1, 'month', before, '2024-02-29'],
    ['years clamp', '2024-02-29', 1, 'year', before, '2023-02-28'],
    ['hours', '2024-03-01T08:00', 24, 'hour', before, '2024-02-29T08:00'],
  ])('%s', (_, start, length, unit, rest, end) => expect(find(start, length, unit, rest)).toMatchObject({ date: end, unrolled: end }))
})

describe('hours run on', () => {
  test.each([
    ['2024-05-01T09:30', 24, '2024-05-02T09:30'],
    ['2024-04-30T23:30', 1, '2024-05-01T00:30'],
    ['2024-02-28T12:00', 24, '2024-02-29T12:00'],
    ['2023-12-31T23:59', 48, '2024-01-02T23:59'],
    ['2024-10-01T00:00', 24, '2024-10-02T00:00'],
  ])('%s + %i = %s', (start, length, end) =>
    expect(find(start, length, 'hour')).toMatchObject({ date: end, unrolled: end, provisional: false }),
  )

  test('an extension is in hours', () => {
    expect(date('2024-05-01T09:30', 24, 'hour', { extension: [{ length: 24, unit: 'hour' }] })).toBe('2024-05-03T09:30')
  })
})

describe('provisional: rests on the working status of a day in a year without a table', () => {
  test.each<[string, string, number, Question['unit'], Rest, boolean]>([
    ['end in a table year, start outside', '2014-12-20', 20, 'day', {}, false],
    ['end outside', '2026-12-20', 20, 'day', {}, true],
    ['end on a working day outside rests on it too', '2026-12-20', 15, 'day', {}, true],
    ['no roll-over is arithmetic', '2026-12-20', 20, 'day', { rollover: 'none' }, false],
    ['end on the last day of the last table year', '2026-12-01', 30, 'day', {}, false],
    ['months to outside', '2026-10-08', 3, 'month', {}, true],
    ['years to inside', '2010-05-06', 5, 'year', {}, false],
    ['working days counted inside alone', '2014-12-31', 5, 'workday', {}, false],
    ['a counted working day outside', '2014-12-30', 5, 'workday', {}, true],
    ['working days over the end', '2026-12-31', 1, 'workday', {}, true],
    ['working days up to the end', '2026-12-30', 1, 'workday', {}, false],
    ['working days outside extended to inside', '2014-12-29', 1, 'workday', { extension: [{ length: 30, unit: 'day' }] }, true],
    ['a paused day outside is not rested on', '2014-12-20', 3, 'workday', { pauses: [{ from: '2014-12-21', to: '2014-12-31' }] }, false],
    ['backward in days', '2015-01-05', 30, 'day', { direction: 'before' }, false],
    ['backward in working days, all inside', '2015-01-07', 2, 'workday', { direction: 'before' }, false],
    ['backward in working days to outside', '2015-01-05', 2, 'workday', { direction: 'before' }, true],
    ['backward from outside', '2027-01-01', 1, 'workday', { direction: 'before' }, false],
  ])('%s', (_, start, length, unit, rest, provisional) => {
    const found = find(start, length, unit, rest)
    expect(found.provisional).toBe(provisional)
    expect(found.steps.some((step) => step.code === 'limit.provisional')).toBe(provisional)
  })

  test('the last days of the newest table year can still change, and the answer says so', () => {
    expect(steps('2026-12-20', 10, 'day')).toContain('limit.may-change')
    expect(steps('2026-12-20', 10, 'day', { rollover: 'none' })).not.toContain('limit.may-change')
    expect(steps('2025-12-20', 10, 'day')).not.toContain('limit.may-change')
  })
})

describe('chains, lateness and the catalogue', () => {
  test('the published case: sued by 6 December 2021, applied for by 7 March 2022', () => {
    const months = (length: number) => ({ length, unit: 'month' }) as const
    expect(chain(calendar, '2021-06-04', [months(6), months(3)])).toMatchObject({ dates: ['2021-12-06', '2022-03-07'], provisional: false })
    expect(
      chain(
        calendar,
        '2021-06-04',
        [months(6), months(3)].map((term) => ({ ...term, rollover: 'none' as const })),
      ).dates,
    ).toEqual(['2021-12-04', '2022-03-04'])
    const suit = explainRule(calendar, limits.get('lit.sue-6m')!, '2021-06-04')
    expect(explainRule(calendar, limits.get('nonlit.apply-window')!, suit.date!).date).toBe('2022-03-07')
  })

  test('the last day itself is in time', () => {
    const q: Question = { start: '2024-05-06', length: 15, unit: 'day' }
    expect(overdue(calendar, q, '2024-05-21')).toMatchObject({ days: 0, date: '2024-05-21' })
    expect(overdue(calendar, q, '2024-05-22')).toMatchObject({ days: 1 })
    expect(overdue(calendar, q, '2024-05-10')).toMatchObject({ days: 0 })
    expect(overdue(calendar, q, '2025-05-21')).toMatchObject({ days: 365 })
  })

  test('late by hours is late by a day begun; suspended is not yet anything', () => {
    const hours: Question = { start: '2024-05-06T09:00', length: 24, unit: 'hour' }
    expect(overdue(calendar, hours, '2024-05-07T09:00').days).toBe(0)
    expect(overdue(calendar, hours, '2024-05-07T09:01').days).toBe(1)
    const paused: Question = { start: '2024-05-06', length: 5, unit: 'day', pauses: [{ from: '2024-05-08', to: null }] }
    expect(overdue(calendar, paused, '2025-01-01')).toMatchObject({ days: null, date: null })
  })

  test('a limit by its id: by analogy rolls, custody and limitation do not, a notice is counted back', () => {
    const by = (id: string, start: string, extra?: number) => explainRule(calendar, limits.get(id)!, start, extra).date
    expect(by('penalty.pay-fine', '2024-04-27')).toBe('2024-05-13')
    expect(by('crim.arrest-request-3', '2024-05-01')).toBe('2024-05-04')
    expect(by('penalty.limitation', '2022-10-01')).toBe('2024-10-01')
    expect(by('sup.apply-6m', '2023-04-01')).toBe('2023-10-01')
    expect(by('nonlit.demand-10', '2024-04-26')).toBe('2024-05-13')
    expect(by('penalty.hearing-notice', '2024-05-20')).toBe('2024-05-10')
    expect(by('licence.renew-30', '2024-05-20')).toBe('2024-04-20')
    expect(by('penalty.case-limit', '2024-02-01', 30)).toBe('2024-05-31')
    expect(by('transfer.send-24h', '2024-05-01T09:30')).toBe('2024-05-02T09:30')
  })

  test('the calculation is said in plain Chinese, with the article', () => {
    const said = explainRule(calendar, limits.get('penalty.pay-fine')!, '2024-04-27').steps.map((step) => say(limitMessages, step))
    expect(said).toEqual([
      '缴纳罚款期限（《行政处罚法》第67条第3款），起算：当事人收到行政处罚决定书之日',
      '2024-04-27 起算，当日不计，自次日 2024-04-28 起计算',
      '15日，至 2024-05-12',
      '2024-05-12 为周末休息日，顺延至其后第一个工作日 2024-05-13',
    ])
  })
})
