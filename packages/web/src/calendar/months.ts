import type { YearRow } from '@xiezhi/platform/contract/limits'

/** A year drawn as twelve months, the weeks beginning on Monday as on an office's wall. Days are text; no time zone comes near them. */

export type DayKind = 'work' | 'weekend' | 'holiday' | 'makeup'
export interface CalendarDay {
  readonly day: string
  readonly date: number
  readonly kind: DayKind
}
export type MonthNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
export interface Month {
  readonly month: MonthNumber
  /** Seven places each, Monday first; a place outside the month is empty. */
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[]
}

type Table = Pick<YearRow, 'year' | 'holidays' | 'workdays'>

const monthNumbers: readonly MonthNumber[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const two = (value: number) => String(value).padStart(2, '0')
export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!

/** 0 Monday … 6 Sunday (Zeller's congruence, Gregorian). */
export const weekdayOf = (year: number, month: number, date: number): number => {
  const m = month < 3 ? month + 12 : month
  const y = month < 3 ? year - 1 : year
  const h = (date + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7
  // h: 0 Saturday, 1 Sunday, 2 Monday.
  return (h + 5) % 7
}

export const monthsOf = ({ year, holidays, workdays }: Table): readonly Month[] => {
  const off = new Set(holidays)
  const on = new Set(workdays)
  return monthNumbers.map((month) => {
    const places: (CalendarDay | undefined)[] = Array.from({ length: weekdayOf(year, month, 1) }, () => undefined)
    for (let date = 1; date <= lengthOf(year, month); date++) {
      const day = `${year}-${two(month)}-${two(date)}`
      const weekend = places.length % 7 > 4
      const kind: DayKind = off.has(day) ? 'holiday' : on.has(day) ? 'makeup' : weekend ? 'weekend' : 'work'
      places.push({ day, date, kind })
    }
    while (places.length % 7 > 0) places.push(undefined)
    return { month, weeks: Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7)) }
  })
}

/** A year's table with what the next year's notice says of its last days: that one is newer and wins. */
export const withNext = (table: Table, following: Table | undefined): Table => {
  if (!following) return table
  const here = (days: readonly string[]) => days.filter((day) => Number(day.slice(0, 4)) === table.year)
  const holidays = here(following.holidays)
  const workdays = here(following.workdays)
  const said = new Set([...holidays, ...workdays])
  const kept = (days: readonly string[]) => days.filter((day) => !said.has(day))
  return { year: table.year, holidays: [...kept(table.holidays), ...holidays], workdays: [...kept(table.workdays), ...workdays] }
}

const next = (day: string): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (date < lengthOf(year, month)) return `${year}-${two(month)}-${two(date + 1)}`
  return month < 12 ? `${year}-${two(month + 1)}-01` : `${year + 1}-01-01`
}

/** Days put together into runs: what a notice writes as 10月1日至7日. */
export const runsOf = (days: readonly string[]): readonly { readonly from: string; readonly to: string; readonly days: number }[] => {
  const runs: { from: string; to: string; days: number }[] = []
  for (const day of [...new Set(days)].sort()) {
    const last = runs[runs.length - 1]
    if (last && next(last.to) === day) {
      last.to = day
      last.days++
    } else runs.push({ from: day, to: day, days: 1 })
  }
  return runs
}

/** Working days of a year by its table. */
export const workdaysIn = (months: readonly Month[]): number =>
  months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day?.kind === 'work' || day?.kind === 'makeup').length
