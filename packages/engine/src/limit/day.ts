/**
 * A civil day as a number: days since 1970-01-01 in the Gregorian calendar. No clock and no time zone has a part in it, so a
 * statutory day can never slip by one.
 */

/** Day number of a year, month (1–12) and day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  // Counted in eras of 400 years that begin on 1 March, so that the leap day is the last day of a year.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

export interface CivilDay {
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
}

export function civil(day: number): CivilDay {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : lengths[month - 1]!)

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** The day written `YYYY-MM-DD`, or nothing when there is no such day (2023-02-29, 2023-2-1). */
export function parseDay(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const dayOfMonth = digits(text, 8, 10)
  if (!(year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month))) return undefined
  return dayOf(year, month, dayOfMonth)
}

/** As `parseDay`, for days that were checked at the door; anything else is our defect. */
export function knownDay(text: string): number {
  const day = parseDay(text)
  if (day === undefined) throw new RangeError(`not a day: ${text}`)
  return day
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)

export function formatDay(day: number): string {
  const { year, month, dayOfMonth } = civil(day)
  return `${year >= 1000 ? year : `${year}`.padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

/** The corresponding day of a later (or, negative, earlier) month, else that month's last day (民法典 202). */
export function addMonths(day: number, months: number): number {
  const from = civil(day)
  const index = from.year * 12 + from.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dayOf(year, month, Math.min(from.dayOfMonth, daysInMonth(year, month)))
}

/** Monday 0 … Sunday 6. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

export const yearOf = (day: number): number => civil(day).year

const MINUTES_A_DAY = 1_440

/** Minutes since 1970-01-01T00:00 of `YYYY-MM-DDTHH:MM`: the form of terms that are counted in hours. */
export function parseMinute(text: string): number | undefined {
  if (text.length !== 16 || text[10] !== 'T' || text[13] !== ':') return undefined
  const day = parseDay(text.slice(0, 10))
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  if (day === undefined || !(hour <= 23 && minute <= 59)) return undefined
  return day * MINUTES_A_DAY + hour * 60 + minute
}

export function knownMinute(text: string): number {
  const minute = parseMinute(text)
  if (minute === undefined) throw new RangeError(`not a minute: ${text}`)
  return minute
}

export function formatMinute(minute: number): string {
  const day = Math.floor(minute / MINUTES_A_DAY)
  const rest = minute - day * MINUTES_A_DAY
  return `${formatDay(day)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`
}
