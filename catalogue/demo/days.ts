import * as day from '@xiezhi/engine/limit/day'

/** The one day that the district's records are told from; nothing here reads the clock. */
export const AS_OF = '2026-10-30'

export const plusDays = (iso: string, days: number): string => day.formatDay(day.knownDay(iso) + days)
export const plusMonths = (iso: string, months: number): string => day.formatDay(day.addMonths(day.knownDay(iso), months))
export const daysBetween = (from: string, to: string): number => day.knownDay(to) - day.knownDay(from)

/** Offices act on weekdays: the day itself, or the Monday after. Holidays need no care here, the background keeps far from every limit. */
export function weekday(iso: string): string {
  const of = day.weekdayOf(day.knownDay(iso))
  return of < 5 ? iso : plusDays(iso, 7 - of)
}

/** What lies after the as-of day has not happened yet. */
export const happened = (iso: string): string | null => (iso <= AS_OF ? iso : null)

export const parts = (iso: string): { readonly year: number; readonly month: number; readonly dayOfMonth: number } =>
  day.civil(day.knownDay(iso))

/** Excel's day number (1900 system). */
export const excelSerial = (iso: string): number => day.knownDay(iso) + 25_569
