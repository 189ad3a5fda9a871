/** The calendar and the limits of the law as they are written in `catalogue/calendar` and `catalogue/law/limits.yml`. */
import { parse } from 'yaml'
import { z } from 'zod'
import type { YearTable } from './calendar.ts'
import { parseDay, weekdayOf } from './day.ts'
import { type LimitRule, type Rollover, units } from './limit.ts'

const day = z.string().refine((text) => parseDay(text) !== undefined, { error: 'not a day' })

const yearSource = z
  .strictObject({
    year: z.int(),
    holidays: z.array(day).default([]),
    workdays: z.array(day).default([]),
    source: z.string().min(1),
    /** Number of the State Council's notice, and whether the number itself was checked. */
    notice: z.string().optional(),
    notice_verified: z.boolean().optional(),
    /** How the table was checked. */
    verified: z.string().optional(),
    complete: z.boolean().default(true),
    note: z.string().optional(),
  })
  .superRefine((table, context) => {
    const seen = new Set<string>()
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    for (const text of [...table.holidays, ...table.workdays]) {
      if (!text.startsWith(`${table.year}-`)) refuse(`${text} is not a day of ${table.year}`)
      if (seen.has(text)) refuse(`${text} stands twice`)
      seen.add(text)
    }
    for (const text of table.workdays) if (weekdayOf(parseDay(text)!) < 5) refuse(`${text} is a weekday: it needs no making up`)
  })

/** One file of `catalogue/calendar`. Throws with the places of all mistakes: a wrong table must stop the start. */
export function parseYearTable(text: string): YearTable {
  const { year, holidays, workdays, source, complete, notice, note } = yearSource.parse(parse(text))
  return { year, holidays, workdays, source, complete, ...(notice && { notice }), ...(note && { note }) }
}

/** What the source says of a last day on a day off; `n/a`: working days and limitation, where the question does not arise. */
const rolloverFacts = ['next_workday', 'next_workday_by_analogy', 'none', 'none_in_custody', 'n/a'] as const

/** By analogy or by letter, both move; everything else stays (刑诉法 105: custody is never longer for a holiday). */
const rolloverOf = (fact: (typeof rolloverFacts)[number]): Rollover =>
  fact === 'next_workday' || fact === 'next_workday_by_analogy' ? 'next_workday' : 'none'

const common = {
  id: z.string().regex(/^[a-z]+\.[a-z0-9-]+$/),
  title: z.string().min(1),
  group: z.string().min(1),
  law: z.string().min(1),
  version: z.string().min(1),
  article: z.string().regex(/^(\d+(\.\d+)?(\(\d+\))?)?$/),
  verified: z.boolean(),
  evidence: z.enum(['collection', 'fulltext-read', 'excerpt']),
  effective: day.optional(),
  ended: day.optional(),
  note: z.string().optional(),
}

const limitSource = z.strictObject({
  ...common,
  quantity: z.int().min(0),
  unit: z.enum(units),
  event: z.string().min(1),
  rollover: z.enum(rolloverFacts),
  direction: z.enum(['after', 'before']).default('after'),
})

const figureSource = z.strictObject({
  ...common,
  quantity: z.number().min(0),
  unit: z.enum(['yuan', 'percent', 'percent_per_day', 'person']),
  applies: z.string().optional(),
})

/** A threshold or a rate of the law: no length of time. */
export type LimitFigure = z.infer<typeof figureSource>

const ruleSource = z.strictObject({ ...common, event: z.string().optional(), rollover: z.enum(rolloverFacts) })

/** A rule of counting: which of a law's days are working days, what moves, when a letter is in time. */
export type CountingRule = z.infer<typeof ruleSource>

const source = z.strictObject({ limits: z.array(limitSource), figures: z.array(figureSource), rules: z.array(ruleSource) })

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> => {
  const found = new Map(items.map((item) => [item.id, item]))
  if (found.size !== items.length) throw new Error('a limit stands twice in the law catalogue')
  return found
}

/** A limit with the chapter of the catalogue that it stands in. */
export interface CatalogueLimit extends LimitRule {
  readonly group: string
}

/** `catalogue/law/limits.yml`, each of its parts by id. */
export interface LimitFile {
  readonly limits: ReadonlyMap<string, CatalogueLimit>
  /** Thresholds and rates. */
  readonly figures: ReadonlyMap<string, LimitFigure>
  readonly countingRules: ReadonlyMap<string, CountingRule>
}

export function parseLimitFile(text: string): LimitFile {
  const { limits, figures, rules } = source.parse(parse(text))
  return {
    limits: byId(
      limits.map(({ event, rollover, evidence, ...limit }) => ({ ...limit, startEvent: event, rollover: rolloverOf(rollover) })),
    ),
    figures: byId(figures),
    countingRules: byId(rules),
  }
}

export const parseLimits = (text: string): LimitFile['limits'] => parseLimitFile(text).limits
export const parseFigures = (text: string): LimitFile['figures'] => parseLimitFile(text).figures
export const parseCountingRules = (text: string): LimitFile['countingRules'] => parseLimitFile(text).countingRules
