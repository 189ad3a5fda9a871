import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/** Statutory time limits and the calendar that they are counted by, with what the office has adjusted. */

export const limitUnit = z.enum(['day', 'workday', 'month', 'year', 'hour'])
export const limitValue = z.object({
  quantity: z.number().int().min(0).max(10_000),
  unit: limitUnit,
  rollover: z.enum(['next_workday', 'none']),
})

/** What it may be adjusted to: nothing is due in no time. */
const adjustedValue = limitValue.extend({ quantity: z.number().int().min(1).max(10_000) })

/** Append-only: who adjusted what, when and why; `value` null gives the catalogue's own back. */
export const limitOverride = z.object({
  seq: z.number().int(),
  by: z.string(),
  at: moment,
  reason: z.string(),
  value: limitValue.nullable(),
})

export const limitRow = z
  .object({
    id: z.string(),
    title: z.string(),
    group: z.string(),
    law: z.string(),
    article: z.string(),
    version: z.string().nullable(),
    effective: day.nullable(),
    ended: day.nullable(),
    startEvent: z.string(),
    direction: z.enum(['after', 'before']),
    /** As counted here now. */
    value: limitValue,
    /** As the catalogue has it. */
    own: limitValue,
    verified: z.boolean(),
    note: z.string().nullable(),
    adjusted: z.boolean(),
    models: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .meta({ id: 'Limit' })
export type LimitRow = z.infer<typeof limitRow>

export const listLimits = endpoint({
  method: 'GET',
  path: '/limits',
  summary: 'Time limits of the law. Sort: title, law, quantity.',
  permission: 'law.read',
  query: listQuery.extend({
    group: z.string().optional(),
    verified: z.enum(['true', 'false']).optional(),
    adjusted: z.enum(['true', 'false']).optional(),
  }),
  response: page(limitRow).extend({ groups: z.array(z.object({ value: z.string(), count: z.number().int() })) }),
})
export const exportLimits = exportOf(listLimits)
export const getLimit = endpoint({
  method: 'GET',
  path: '/limits/:id',
  summary: 'One limit with the history of its adjustments.',
  permission: 'law.read',
  params: idParams,
  response: limitRow.extend({ history: z.array(limitOverride) }),
})
export const adjustLimit = endpoint({
  method: 'POST',
  path: '/limits/:id/adjust',
  summary:
    'Count this limit otherwise here (`value`), or as the catalogue has it again (`value` null), with a reason. `seq` is the last adjustment seen: a newer one in between is a conflict. Answers with the models to run again.',
  permission: 'law.adjust',
  params: idParams,
  body: z.object({ value: adjustedValue.nullable(), reason: z.string().min(2).max(1000), seq: z.number().int().min(0) }),
  response: limitRow.extend({ history: z.array(limitOverride) }),
})

/** The forms of question that `xiezhi due` takes. */
export const calculate = endpoint({
  method: 'POST',
  path: '/limits/calculate',
  summary:
    'One question of `xiezhi due` (a length and a start, a limit by id, a chain, an overdue act, working days), one answer with its steps.',
  permission: 'law.read',
  body: z.looseObject({}),
  response: z.looseObject({ steps: z.array(z.string()).optional() }),
})

/** What the law says of time and thresholds without being a length of time: amounts, rates, and rules of counting. */
export const limitFact = z
  .object({
    id: z.string(),
    title: z.string(),
    group: z.string(),
    law: z.string(),
    article: z.string(),
    version: z.string().nullable(),
    effective: day.nullable(),
    ended: day.nullable(),
    /** With its unit, as it is said: `200元`, `3%/日`; null for a rule. */
    figure: z.string().nullable(),
    applies: z.string().nullable(),
    verified: z.boolean(),
    note: z.string().nullable(),
  })
  .meta({ id: 'LimitFact' })
export type LimitFact = z.infer<typeof limitFact>
export const listLimitFacts = endpoint({
  method: 'GET',
  path: '/limits/facts',
  summary: 'Thresholds and rates of the law (`figures`), and rules of counting (`rules`). They cannot be adjusted.',
  permission: 'law.read',
  response: z.object({ figures: z.array(limitFact), rules: z.array(limitFact) }),
})

export const yearChange = z.object({
  seq: z.number().int(),
  by: z.string(),
  at: moment,
  reason: z.string(),
  holidays: z.array(day),
  workdays: z.array(day),
  source: z.string(),
  notice: z.string().nullable(),
})
export const yearRow = z
  .object({
    year: z.number().int(),
    /** `catalogue`, `loaded` by the office, or `missing`: weekdays alone, provisional. */
    state: z.enum(['catalogue', 'loaded', 'missing']),
    holidays: z.array(day),
    workdays: z.array(day),
    source: z.string().nullable(),
    notice: z.string().nullable(),
    /** The catalogue has a table of this year, which a loaded one corrects. */
    inCatalogue: z.boolean(),
    /** Its last days in December can still be changed by the notice of the next year. */
    settled: z.boolean(),
    /** Who put the table in force that is loaded; null for the catalogue’s. */
    by: z.string().nullable(),
    at: moment.nullable(),
    reason: z.string().nullable(),
    /** Every table that the office ever loaded for the year, the oldest first; the last one is in force. */
    history: z.array(yearChange),
  })
  .meta({ id: 'CalendarYear' })
export type YearRow = z.infer<typeof yearRow>
export const listYears = endpoint({
  method: 'GET',
  path: '/calendar',
  summary: 'Years with their public holidays and make-up working days, up to two years after today.',
  permission: 'law.read',
  response: z.object({ years: z.array(yearRow), /** Last table loaded: give it back with a new one. */ seq: z.number().int() }),
})
/**
 * The State Council’s table of a year. A notice may also speak of the last days of the December before; those days belong to its
 * table and win over the table of the year that they are in.
 */
export const yearTable = z.object({
  year: z.number().int().min(1990).max(2099),
  holidays: z.array(day).max(60),
  workdays: z.array(day).max(30),
  source: z.string().min(2).max(500),
  notice: z.string().max(100).optional(),
})
export const readNotice = endpoint({
  method: 'POST',
  path: '/calendar/read',
  summary:
    'A table from the words of the notice (…放假…天，…上班) or from YAML: what was understood, for a person to check. Nothing is kept.',
  permission: 'law.adjust',
  body: z.object({ text: z.string().min(1).max(20_000), year: z.number().int().optional() }),
  response: z.object({ table: yearTable.nullable(), problems: z.array(z.string()) }),
})
export const loadYear = endpoint({
  method: 'POST',
  path: '/calendar',
  summary:
    'Put a year’s table in force. Runs whose clues rest on provisional days of that year are computed again on their own snapshot and day. `seq` as in `listYears`.',
  permission: 'law.adjust',
  body: yearTable.extend({ reason: z.string().min(2).max(1000), seq: z.number().int().min(0) }),
  response: z.object({
    year: yearRow,
    /** For `listYears` again, and for the next table. */
    seq: z.number().int(),
    /** Runs begun: the last run of each model concerned, once more with the new table. */
    runs: z.array(z.object({ id: z.string(), model: z.object({ id: z.string(), title: z.string() }), asOf: day })),
    /** Models concerned that cannot be run again, and why. */
    skipped: z.array(z.object({ model: z.object({ id: z.string(), title: z.string() }), reason: z.string() })),
    /** Clues that rested on provisional days of this year, before the runs. */
    provisionalClues: z.number().int(),
  }),
})
