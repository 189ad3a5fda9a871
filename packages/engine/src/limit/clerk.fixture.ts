import type { YearTable } from './calendar.ts'
import type { Pause, Question, Term } from './limit.ts'

/**
 * The rules once more, as a clerk would follow them with a paper calendar: a day at a time, on the platform's own dates. It
 * shares no arithmetic with the calculator. For tests.
 */
export function clerkWith(tables: readonly YearTable[]) {
  const holidays = new Set(tables.flatMap((table) => table.holidays))
  const makeups = new Set(tables.flatMap((table) => table.workdays))
  const years = new Set(tables.map(({ year }) => String(year)))
  const works = (iso: string): boolean => makeups.has(iso) || (![0, 6].includes(at(iso).getUTCDay()) && !holidays.has(iso))
  const hasTable = (iso: string): boolean => years.has(iso.slice(0, 4))

  function forward(q: Question): Found {
    const pauses = q.pauses ?? []
    let provisional = false
    let day = q.start
    for (const { unit, length } of joined(q)) {
      let left = length
      if (unit === 'month' || unit === 'year') left = distance(day, monthsAfter(day, unit === 'year' ? length * 12 : length))
      while (left > 0) {
        day = shift(day, 1)
        if (pauses.some(({ from, to }) => to === null && from <= day)) return { date: null, unrolled: null, provisional: false }
        if (isPaused(day, pauses)) continue
        if (unit === 'workday') {
          provisional ||= !hasTable(day)
          if (!works(day)) continue
        }
        left--
      }
    }
    const unrolled = day
    if ((q.rollover ?? 'next_workday') === 'next_workday') {
      provisional ||= !hasTable(day)
      while (!works(day)) {
        day = shift(day, 1)
        provisional ||= !hasTable(day)
      }
    }
    return { date: day, unrolled, provisional }
  }

  function backward(q: Question): Found {
    let provisional = false
    let day = q.start
    if (q.unit === 'month' || q.unit === 'year') day = monthsAfter(day, q.unit === 'year' ? -q.length * 12 : -q.length)
    else
      for (let left = q.length + (q.clear && q.unit === 'workday' ? 1 : 0); left > 0; ) {
        day = shift(day, -1)
        if (q.unit === 'workday') provisional ||= !hasTable(day)
        if (q.unit === 'day' || works(day)) left--
      }
    if (q.clear && q.unit !== 'workday') day = shift(day, -1)
    return { date: day, unrolled: day, provisional }
  }

  return {
    works,
    hasTable,
    due: (q: Question): Found => (q.direction === 'before' ? backward(q) : forward(q)),
    workdaysBetween(from: string, to: string): { count: number; provisional: boolean } {
      let count = 0
      let provisional = false
      for (let day = shift(from, 1); day <= to; day = shift(day, 1)) {
        if (works(day)) count++
        provisional ||= !hasTable(day)
      }
      return { count, provisional }
    },
  }
}

export interface Found {
  readonly date: string | null
  readonly unrolled: string | null
  readonly provisional: boolean
}

const at = (iso: string): Date => new Date(`${iso}T00:00:00Z`)
export const shift = (iso: string, days: number): string => new Date(at(iso).getTime() + days * 86_400_000).toISOString().slice(0, 10)
const distance = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
const isPaused = (iso: string, pauses: readonly Pause[]): boolean =>
  pauses.some(({ from, to }) => from <= iso && (to === null || iso <= to))

function monthsAfter(iso: string, months: number): string {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

function joined(q: Question): readonly Term[] {
  const terms: Term[] = []
  for (const { unit, length } of [q, ...(q.extension ?? [])]) {
    const last = terms.at(-1)
    if (last?.unit === unit) terms[terms.length - 1] = { unit, length: last.length + length }
    else terms.push({ unit, length })
  }
  return terms
}
