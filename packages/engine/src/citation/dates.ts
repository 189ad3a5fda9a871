/** Days and months of the calendar in free text. A day without its year is not a date: nothing says which year it is. */
import { rawBetween, type Scan } from './fold.ts'
import { isArabicDigit, isNumeralCharacter, parseNumeral } from './numeral.ts'

export interface FoundDate {
  /** `2023-07-05`, or `2023-07` for a month alone. */
  readonly iso: string
  readonly raw: string
  readonly start: number
  readonly end: number
  readonly precision?: 'month'
}

const two = (value: number): string => String(value).padStart(2, '0')

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const isYear = (year: number | undefined): year is number => year !== undefined && year >= 1900 && year <= 2100
const POSITIONAL = '零〇○◯OoΟО0123456789一二三四五六七八九壹贰叁肆伍陆柒捌玖'
const ZEROS = /[OoΟО]/g

/** Four digits, Arabic or Chinese or both, that end at `end`. Blanks inside are the scanner's. */
function yearBefore(scan: Scan, end: number): { year: number; start: number } | undefined {
  const { text } = scan
  let start = end
  while (start > 0 && end - start < 4 && POSITIONAL.includes(text[start - 1]!)) start -= 1
  scan.steps += 5
  if (end - start !== 4) return undefined
  // More digits may stand before: a masked name (刘x02015年) or an hour (20时202013年); the last four are the year
  const year = parseNumeral(text.slice(start, end).replace(ZEROS, '0'))
  return isYear(year) ? { year, start } : undefined
}

/** Letters that a scanner reads for digits. */
const MISREAD = /[lI|OoΟО]/
/** What follows a day whose 日 was left out: 2019年7月18作出, 7月18上午, 7月15、16日. */
const DAY_FOLLOWS =
  /^(?:作出|做出|作|送达|送|收到|受理|立案|前|后|起(?!案|事|道)|至(?=\d)|止|上午|下午|中午|晚|凌晨|早|在|向|因|经|以|对|被|[,，。;；:：)])/
const DAYS_FOLLOW = /^[、,，和及与至到~—-]\d{1,2}日/

/** A day without its 日: one or two Arabic digits, nothing that counts behind them. */
function bareDay(scan: Scan, at: number): { value: number; end: number } | undefined {
  const { text } = scan
  let end = at
  while (end - at < 3 && isArabicDigit(text[end] ?? '#') && (end === at || !scan.gap[end])) end += 1
  scan.steps += 12
  const value = end === at || end - at > 2 ? undefined : Number(text.slice(at, end))
  if (value === undefined || value < 1 || value > 31) return undefined
  const rest = text.slice(end, end + 5)
  return DAY_FOLLOWS.test(rest) || DAYS_FOLLOW.test(rest) ? { value, end } : undefined
}

/** A numeral of a month or a day and its unit. */
function numberWithUnit(scan: Scan, at: number, units: string, most: number): { value: number; end: number } | undefined {
  const { text } = scan
  if (units === '月' && (text.startsWith('元月', at) || text.startsWith('正月', at)))
    return text[at] === '元' ? { value: 1, end: at + 2 } : undefined
  let end = at
  while (end - at < 4 && (isNumeralCharacter(text[end] ?? '#') || MISREAD.test(text[end] ?? '#'))) end += 1
  scan.steps += 5
  if (end === at || !units.includes(text[end] ?? '#')) return undefined
  const value = parseNumeral(text.slice(at, end).replace(/[lI|]/g, '1').replace(ZEROS, '0'), true)
  return value !== undefined && value >= 1 && value <= most ? { value, end: end + 1 } : undefined
}

/** 2023年7月5日, 二〇二三年七月五日, 2023年元月. `at` is at 年. */
function chinese(scan: Scan, at: number): FoundDate | undefined {
  const year = yearBefore(scan, at)
  if (!year) return undefined
  const month = numberWithUnit(scan, at + 1, '月', 12)
  if (!month) return undefined
  const day = numberWithUnit(scan, month.end, '日号曰', 31) ?? bareDay(scan, month.end)
  if (day && day.value > daysIn(year.year, month.value)) return undefined
  const iso = `${year.year}-${two(month.value)}`
  return day
    ? { iso: `${iso}-${two(day.value)}`, ...rawBetween(scan, year.start, day.end) }
    : { iso, ...rawBetween(scan, year.start, month.end), precision: 'month' }
}

/** 2023-07-05, 2023/7/5, 2023.07.05. `at` is at the first sign. */
function numeric(scan: Scan, at: number): FoundDate | undefined {
  const { text } = scan
  const sign = text[at]!
  const year = yearBefore(scan, at)
  if (!year || scan.gap[at]) return undefined
  const before = text[year.start - 1]
  const masked = /[xX*×某]\d{1,2}$/.test(text.slice(Math.max(0, year.start - 3), year.start))
  if (before !== undefined && !masked && !scan.gap[year.start] && (before === sign || /[\d.a-zA-Z]/.test(before))) return undefined
  const digits = (from: number): number => {
    let end = from
    while (end - from < 3 && isArabicDigit(text[end] ?? '#') && (end === from || !scan.gap[end])) end += 1
    return end
  }
  const monthEnd = digits(at + 1)
  const dayEnd = digits(monthEnd + 1)
  scan.steps += 8
  const month = parseNumeral(text.slice(at + 1, monthEnd))
  const day = parseNumeral(text.slice(monthEnd + 1, dayEnd))
  if (text[monthEnd] !== sign || month === undefined || day === undefined || monthEnd - at > 3 || dayEnd - monthEnd > 3) return undefined
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year.year, month)) return undefined
  const next = text[dayEnd]
  if (
    next !== undefined &&
    !scan.gap[dayEnd] &&
    (next === sign ? isArabicDigit(text[dayEnd + 1] ?? '#') : /[a-zA-Z]/.test(next) && next !== 'T')
  )
    return undefined
  return { iso: `${year.year}-${two(month)}-${two(day)}`, ...rawBetween(scan, year.start, text[dayEnd] === '日' ? dayEnd + 1 : dayEnd) }
}

const YEAR = '年'.charCodeAt(0)
const DASH = '—'.charCodeAt(0)

export function readDates(scan: Scan): FoundDate[] {
  const dates: FoundDate[] = []
  for (let at = 0; at < scan.text.length; at += 1) {
    scan.steps += 1
    const code = scan.text.charCodeAt(at)
    const found =
      code === YEAR ? chinese(scan, at) : code === 0x2d || code === 0x2e || code === 0x2f || code === DASH ? numeric(scan, at) : undefined
    if (found && found.start >= (dates.at(-1)?.end ?? 0)) dates.push(found)
  }
  return dates
}
