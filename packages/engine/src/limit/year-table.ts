/** A year's table as a person gives it: written like a file of `catalogue/calendar`, or as lists of days; with what is wrong said in words. */
import { parse } from 'yaml'
import { z } from 'zod'
import type { Message } from '../message.ts'
import type { YearTable } from './calendar.ts'
import { parseDay, weekdayOf } from './day.ts'

const problem = (code: string, values: Message['values']): Message => ({ code: `calendar.${code}`, values })

/** Holidays whose day the law fixes; the others follow the moon, the sun's terms and the notice. */
const fixed = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const

/** What keeps a table from being put in force. */
export function yearProblems({ year, holidays, workdays }: Pick<YearTable, 'year' | 'holidays' | 'workdays'>): readonly Message[] {
  const problems: Message[] = []
  const seen = new Set<string>()
  for (const day of [...holidays, ...workdays]) {
    if (parseDay(day) === undefined) problems.push(problem('bad-day', { day }))
    else if (!day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`)) problems.push(problem('far-day', { day, year }))
    else if (seen.has(day)) problems.push(problem('twice', { day }))
    seen.add(day)
  }
  for (const day of workdays) {
    const known = parseDay(day)
    if (known !== undefined && weekdayOf(known) < 5) problems.push(problem('work-weekday', { day }))
  }
  for (const [day, name] of fixed)
    if (!holidays.includes(`${year}-${day}`)) problems.push(problem('fixed-missing', { day: `${year}-${day}`, name }))
  return problems
}

const text = z.union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))])
const written = z.object({
  year: z.int().min(1990).max(2099),
  holidays: z.array(text).max(60).default([]),
  workdays: z.array(text).max(30).default([]),
  source: z.string().optional(),
  notice: z.string().optional(),
})
export type WrittenTable = z.infer<typeof written>

/** Is this written as YAML rather than as a notice? */
export const looksWritten = (source: string): boolean => /^\s*["']?year["']?\s*:/m.test(source) || /^\s*\{/.test(source)

export function readYearTable(source: string): { readonly table?: WrittenTable; readonly problems: readonly Message[] } {
  let value: unknown
  try {
    value = parse(source)
  } catch (error) {
    return { problems: [problem('not-yaml', { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' })] }
  }
  const read = written.safeParse(value, { error: z.locales.zhCN().localeError })
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => problem('bad-field', { field: issue.path.join('.') || '/', reason: issue.message })),
    }
  return { table: read.data, problems: yearProblems(read.data) }
}
