import { parseNumeral } from '../../citation/numeral.ts'
import { blank, inform, type Outcome, plain, unread, warn } from './outcome.ts'
import { foldProse, isNothing, isUnknown } from './text.ts'

/** What the whole column tells about a cell. */
export interface DateHabit {
  /** `5/7/2023`: which of the first two is the day, where any value of the column shows it. */
  readonly dayMonth?: 'day-first' | 'month-first' | undefined
  /** Serial numbers of a workbook of the 1904 system. */
  readonly from1904?: boolean | undefined
}

/** Day that stands for 长期: the office's own convention, also met as 9999-12-31. */
export const longTerm = '2099-12-31'
const longTermWords = /^(长期|永久|长期有效|永久有效|无期限|长期公示|至今)$/

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

const two = (n: number): string => String(n).padStart(2, '0')
export const isoDay = (year: number, month: number, day: number): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** Civil day of a count of days since 1970-01-01 (proleptic Gregorian), without the clock's help. */
function dayOfNumber(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * ofYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return isoDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * m + 2) / 5) + 1)
}

/** Spreadsheet serial day numbers: 25569 is 1970-01-01 in the 1900 system; the 1904 system starts 1,462 days later. */
export const daySerial = (serial: number, from1904 = false): string => dayOfNumber(Math.floor(serial) - 25_569 + (from1904 ? 1462 : 0))

function day(year: number, month: number, date: number, finding?: Outcome['finding']): Outcome {
  if (!isDay(year, month, date)) return unread('date.impossible')
  if (year >= 2099) return plain(longTerm)
  if (year < 1900 || (year === 1900 && month === 1 && date === 1)) return unread('date.placeholder')
  return finding ? { value: isoDay(year, month, date), finding } : plain(isoDay(year, month, date))
}

/** What may stand beside a day and says nothing about which it is: the weekday, the half of the day. */
const besides = /\s*\(?(?:星期|礼拜|周)[一二三四五六日天]\)?|\s*(?:上午|下午|凌晨|中午|晚上)(?=\s*\d|\s*$)|(?<=\d)\s*[AP]M$/gi
const clock = String.raw`(?:[T日号]?(\d{1,2})[:：时点](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?秒?)?分?(?:上午|下午)?)`
const yearFirst = new RegExp(
  String.raw`^(\d{4})[-/.年_、](\d{1,2})[-/.月_、](\d{1,2})[日号]?${clock}?(Z|[+-]00:?00)?(?:[+-]\d{2}:?\d{2})?$`,
)
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?)?(?:\.\d+)?$/
const shortYear = new RegExp(String.raw`^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?${clock}?$`)
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${clock}?$`)
const chinese = /^([零〇○Ｏ一二三四五六七八九十]{2,4})年([元正一二三四五六七八九十]{1,3})月([初廿卅一二三四五六七八九十]{1,3})[日号]?$/
/** Capitals as on cheques (贰零贰叁年零伍月零壹日): each is the plain numeral of its place. */
const capitals = '壹贰叁肆伍陆柒捌玖拾'
const written = (text: string): string =>
  /[壹贰叁肆伍陆柒捌玖拾]/.test(text)
    ? text
        .replace(/[壹贰叁肆伍陆柒捌玖拾]/g, (c) => '一二三四五六七八九十'[capitals.indexOf(c)] ?? c)
        .replace(/(?<=[年月])零(?=[一二三四五六七八九十])/g, '')
    : text
/** Years of the Republic as Taiwan writes them: the first is 1912. */
const republican = /^(?:中华)?民国(\d{1,3})年(\d{1,2})月(\d{1,2})日?$/
const serial = /^(\d{5})(?:\.\d+)?$/
const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}
const english = /^(\d{1,2})[- ]?([A-Za-z]{3})[a-z]*[- ,]*(\d{4}|\d{2})$|^([A-Za-z]{3})[a-z]*[- ]*(\d{1,2})[, ]+(\d{4})$/

/** A moment written in UTC belongs to the day that it was in Shanghai, where the record was made. */
function shanghai(year: number, month: number, date: number, hour: number): Outcome {
  const read = day(year, month, date)
  if (!read.value || hour < 16) return read
  if (date < daysIn(year, month)) return day(year, month, date + 1)
  return month < 12 ? day(year, month + 1, 1) : day(year + 1, 1, 1)
}

/** A day, in every habit of writing that agencies' files show. */
export function normaliseDate(raw: string, habit: DateHabit = {}): Outcome {
  const spaced = foldProse(raw).normalize('NFKC').replace(besides, '')
  const text = spaced.replace(/\s+(?=\d{1,2}[:时点])/g, 'T').replace(/\s+/g, '')
  if (isUnknown(text)) return unread('value.unknown')
  if (isNothing(text) || /^0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}/.test(text) || text === '0') return blank
  if (longTermWords.test(text)) return plain(longTerm)
  const numbers = (found: RegExpExecArray, ...groups: number[]): number[] => groups.map((group) => Number(found[group] ?? 0))

  const full = yearFirst.exec(text)
  if (full) {
    const [y, m, d, h] = numbers(full, 1, 2, 3, 4) as [number, number, number, number]
    return full[7] ? shanghai(y, m, d, h) : day(y, m, d)
  }
  const packed = compact.exec(text)
  if (packed) return day(...(numbers(packed, 1, 2, 3) as [number, number, number]))
  const words = chinese.exec(written(text))
  if (words) return chineseDay(words)
  const republic = republican.exec(text)
  if (republic) {
    const [y, m, d] = numbers(republic, 1, 2, 3) as [number, number, number]
    return day(1911 + y, m, d)
  }
  const last = yearLast.exec(text)
  if (last) {
    const [a, b, y] = numbers(last, 1, 2, 3) as [number, number, number]
    const order = a > 12 ? 'day-first' : b > 12 ? 'month-first' : habit.dayMonth
    if (a === b) return day(y, a, b)
    if (!order) return unread('date.ambiguous')
    return order === 'day-first' ? day(y, b, a, inform('date.order')) : day(y, a, b, inform('date.order'))
  }
  const short = shortYear.exec(text)
  if (short) {
    const [y, m, d] = numbers(short, 1, 2, 3) as [number, number, number]
    return day(y < 70 ? 2000 + y : 1900 + y, m, d, warn('date.two-digit-year'))
  }
  const number = serial.exec(text)
  if (number) {
    const value = Number(number[1])
    // Between 1954 and 2064: other five-digit numbers are no days.
    return value >= 20_000 && value <= 60_000
      ? { value: daySerial(value, habit.from1904), finding: inform('date.serial') }
      : unread('date.unreadable')
  }
  const word = english.exec(spaced.trim())
  if (word) {
    const month = months[(word[2] ?? word[4] ?? '').toLowerCase()]
    const year = word[3] ?? word[6] ?? ''
    const date = Number(word[1] ?? word[5])
    if (month && year.length === 2)
      return day(Number(year) < 70 ? 2000 + Number(year) : 1900 + Number(year), month, date, warn('date.two-digit-year'))
    if (month) return day(Number(year), month, date)
  }
  return unread('date.unreadable')
}

function chineseDay(found: RegExpExecArray): Outcome {
  const digits = found[1]!.replace(/[〇○Ｏ]/g, '零')
  const year = parseNumeral(digits)
  const month = parseNumeral(found[2]!.replace(/^[元正]$/, '一'))
  const date = parseNumeral(found[3]!.replace('初', ''))
  if (year === undefined || month === undefined || date === undefined) return unread('date.unreadable')
  return digits.length === 2 ? day(year < 70 ? 2000 + year : 1900 + year, month, date, warn('date.two-digit-year')) : day(year, month, date)
}

/** Tells the order of day and month from the values of a column, where one of them can only be a day. */
export function dayMonthOf(values: Iterable<string>): 'day-first' | 'month-first' | undefined {
  let dayFirst = false
  let monthFirst = false
  for (const value of values) {
    const found = /^[\s"“”＂']*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(value)
    if (!found) continue
    if (Number(found[1]) > 12) dayFirst = true
    if (Number(found[2]) > 12) monthFirst = true
  }
  return dayFirst === monthFirst ? undefined : dayFirst ? 'day-first' : 'month-first'
}

/** A year, half of one or a quarter: which of its months is meant nobody can tell, and to choose one would accuse by it. */
const longerThanMonth = /^\d{4}年?(?:度|全年|年度|上半年|下半年|第?[一二三四1-4]季度?)?$/

/** A month: 2023-05, 202305, 2023年5月, 2023/5, 二〇二三年五月, or a day in it. */
export function normaliseMonth(raw: string, habit: DateHabit = {}): Outcome {
  const text = foldProse(raw).normalize('NFKC').replace(/\s+/g, '')
  if (isUnknown(text)) return unread('value.unknown')
  if (isNothing(text)) return blank
  const month = (year: number, of: number): Outcome => {
    if (of < 1 || of > 12) return unread('date.impossible')
    return year >= 1950 && year <= 2098 ? plain(`${year}-${two(of)}`) : unread('date.impossible')
  }
  const found = /^(\d{4})(?:[-/.年_]?)(\d{2}|(?<=[-/.年_])\d)(?:月份?)?$/.exec(text)
  if (found) return month(Number(found[1]), Number(found[2]))
  const written = /^([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月份?$/.exec(text)
  if (written) return month(parseNumeral(written[1]!.replace(/[〇○]/g, '零')) ?? 0, parseNumeral(written[2]!) ?? 0)
  const last = /^(\d{1,2})[-/](\d{4})$/.exec(text)
  if (last) return month(Number(last[2]), Number(last[1]))
  if (longerThanMonth.test(text)) return unread('month.longer')
  const read = normaliseDate(raw, habit)
  return read.value && read.value !== longTerm ? { ...read, value: read.value.slice(0, 7) } : unread('date.unreadable')
}
