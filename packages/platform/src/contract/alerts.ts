import { z } from 'zod'
import { clueDetail, clueQuery, clueRow } from './clues.ts'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, page } from './shapes.ts'

export const alertQuery = clueQuery.extend({
  /** `true`: only those of which the next step is late. */
  late: z.enum(['true', 'false']).optional(),
})
export const listAlerts = endpoint({
  method: 'GET',
  path: '/alerts',
  summary:
    'What patrols found in the data that came in, with filters; several values of a filter are joined by commas. Sort: score, by, due_date, days_overdue, amount, first_seen.',
  permission: 'alert.read',
  query: alertQuery,
  response: page(clueRow).extend({
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() }))),
  }),
})

export const getAlert = endpoint({
  method: 'GET',
  path: '/alerts/:id',
  summary: 'One alert with its frozen rows, what was done about it and what may be done.',
  permission: 'alert.read',
  params: idParams,
  response: clueDetail,
})
export const exportAlerts = exportOf(listAlerts, 'The filtered alerts as a file (`xlsx` or `csv`), at most 100,000 rows.')
export const actOnAlert = endpoint({
  method: 'POST',
  path: '/alerts/:id/acts',
  summary:
    'Do one of the transitions that the alert’s procedure allows now: look, ask the agency, keep its explanation, warn, dismiss, make it a clue. `seq` is the number of acts seen: a newer act in between is a conflict.',
  permission: 'alert.handle',
  params: idParams,
  body: z.object({
    transition: z.string(),
    fields: z.record(z.string(), z.string()),
    occurredOn: day.optional(),
    seq: z.number().int().min(0),
  }),
  response: clueDetail,
})
