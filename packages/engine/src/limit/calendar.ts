/**
 * Which days are working days. Built once from the State Council's yearly tables; a question is an array look-up. A year
 * without a table goes by the weekday alone, and every answer that rests on such a day says that it is provisional.
 */
import { dayOf, formatDay, knownDay, weekdayOf, yearOf } from './day.ts'

/**
 * One year's notice: days off that are not plain weekends, and weekend days that are worked to make up for them. It may name
 * days of the December before (30 and 31 December 2018 were given off by the notice for 2019); of those the later notice is right.
 */
export interface YearTable {
  readonly year: number
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
  readonly source: string
  /** False for the newest year: the next notice can still change its last days (29–31 December 2018 was changed so). */
  readonly complete?: boolean
  readonly notice?: string
  readonly note?: string
}

/** What a day is: a plain weekday, a weekend, a public holiday or a weekend day that is worked. */
export type DayKind = 'weekday' | 'weekend' | 'holiday' | 'makeup'

export interface Calendar {
  readonly first: number
  readonly last: number
  /** Running count of working days up to and with each day, by day number from `first`. */
  readonly counts: Int32Array
  /** The day number of each working day, in order. */
  readonly workdays: Int32Array
  readonly holidays: ReadonlySet<number>
  readonly makeups: ReadonlySet<number>
  readonly tables: ReadonlyMap<number, YearTable>
  /** 29–31 December of years whose table the next notice can still change. */
  readonly unsettled: readonly { readonly from: number; readonly to: number }[]
}

export interface CalendarDay {
  readonly d: string
  readonly w: boolean
  /** Running count of working days up to and with this day. */
  readonly n: number
  /** First working day on or after this day. */
  readonly nx: string
  /** The year has no table. */
  readonly p: boolean
  /** `nx` rests on a day of a year without a table. */
  readonly nxp: boolean
}

const FIRST = dayOf(1970, 1, 1)
const LAST = dayOf(2099, 12, 31)

/** One table a year. */
export function buildCalendar(tables: readonly YearTable[]): Calendar {
  const byYear = new Map(tables.map((table) => [table.year, table]))
  const holidays = new Set<number>()
  const makeups = new Set<number>()
  const mark = (days: readonly string[], as: Set<number>, not: Set<number>) => {
    for (const day of days.map(knownDay)) {
      as.add(day)
      not.delete(day)
    }
  }
  for (const table of [...byYear.values()].sort((a, b) => a.year - b.year)) {
    mark(table.holidays, holidays, makeups)
    mark(table.workdays, makeups, holidays)
  }
  const counts = new Int32Array(LAST - FIRST + 1)
  const workdays: number[] = []
  for (let day = FIRST; day <= LAST; day++) {
    if (makeups.has(day) || (weekdayOf(day) < 5 && !holidays.has(day))) workdays.push(day)
    counts[day - FIRST] = workdays.length
  }
  return {
    first: FIRST,
    last: LAST,
    counts,
    workdays: Int32Array.from(workdays),
    holidays,
    makeups,
    tables: byYear,
    unsettled: [...byYear.values()]
      .filter((table) => table.complete === false && !byYear.has(table.year + 1))
      .map((table) => ({ from: dayOf(table.year, 12, 29), to: dayOf(table.year, 12, 31) })),
  }
}

/** Mondays to Fridays up to and with a day, counted from a fixed Monday: the rule outside the arrays. */
const weekdaysUpTo = (day: number): number => {
  const week = Math.floor((day + 3) / 7)
  return week * 5 + Math.min(day + 3 - week * 7 + 1, 5)
}

const weekdayOfCount = (count: number): number => {
  const week = Math.floor((count - 1) / 5)
  return week * 7 + (count - 1 - week * 5) - 3
}

/** Working days up to and with a day; zero on the day before the calendar begins, negative before that. */
export function workdaysUpTo(c: Calendar, day: number): number {
  if (day < c.first) return weekdaysUpTo(day) - weekdaysUpTo(c.first - 1)
  if (day > c.last) return c.workdays.length + weekdaysUpTo(day) - weekdaysUpTo(c.last)
  return c.counts[day - c.first]!
}

/** The working day that has this running count. */
export function workdayOfCount(c: Calendar, count: number): number {
  if (count < 1) return weekdayOfCount(count + weekdaysUpTo(c.first - 1))
  if (count > c.workdays.length) return weekdayOfCount(count - c.workdays.length + weekdaysUpTo(c.last))
  return c.workdays[count - 1]!
}

export const worksOn = (c: Calendar, day: number): boolean => workdaysUpTo(c, day) > workdaysUpTo(c, day - 1)

export const nextWorkday = (c: Calendar, day: number): number => workdayOfCount(c, workdaysUpTo(c, day - 1) + 1)

export function kindOf(c: Calendar, day: number): DayKind {
  if (c.holidays.has(day)) return 'holiday'
  if (c.makeups.has(day)) return 'makeup'
  return weekdayOf(day) < 5 ? 'weekday' : 'weekend'
}

/** Does every day from one to another (both included) lie in a year with a table? */
export function certainBetween(c: Calendar, from: number, to: number): boolean {
  if (from > to) return true
  const last = yearOf(to)
  for (let year = yearOf(from); year <= last; year++) if (!c.tables.has(year)) return false
  return true
}

/** Is one of these days (both ends included) among the last of a year, which the next notice can still change? */
export const mayChangeBetween = (c: Calendar, from: number, to: number): boolean =>
  c.unsettled.some((days) => from <= days.to && to >= days.from)

/**
 * The first day of which two calendars say something different: its kind, whether its year has a table, or whether the next
 * notice can still change it. Nothing when they count alike.
 */
export function firstDifference(a: Calendar, b: Calendar): number | undefined {
  for (let day = Math.min(a.first, b.first); day <= Math.max(a.last, b.last); day++) {
    const year = yearOf(day)
    const differs =
      kindOf(a, day) !== kindOf(b, day) ||
      a.tables.has(year) !== b.tables.has(year) ||
      mayChangeBetween(a, day, day) !== mayChangeBetween(b, day, day)
    if (differs) return day
  }
  return undefined
}

export const isWorkday = (c: Calendar, day: string): boolean => worksOn(c, knownDay(day))

/** False when the year of the day has no table: its working status is then only the weekday's. */
export const isCertain = (c: Calendar, day: string): boolean => c.tables.has(yearOf(knownDay(day)))

/** The calendar as rows, for those who join it in SQL instead of asking day by day. */
export function* calendarRows(c: Calendar): Iterable<CalendarDay> {
  for (let day = c.first; day <= c.last; day++) {
    const next = nextWorkday(c, day)
    yield {
      d: formatDay(day),
      w: next === day,
      n: workdaysUpTo(c, day),
      nx: formatDay(next),
      p: !c.tables.has(yearOf(day)),
      nxp: !certainBetween(c, day, next),
    }
  }
}
