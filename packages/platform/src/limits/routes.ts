import {
  adjustLimit,
  calculate,
  exportLimits,
  getLimit,
  listLimitFacts,
  listLimits,
  listYears,
  loadYear,
  readNotice,
} from '../contract/limits.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { CalendarYears } from './calendar.ts'
import type { Limits } from './service.ts'

export const limitRoutes = (limits: Limits, years: CalendarYears): Route[] => [
  route(listLimits, ({ actor, query }) => limits.list(actor, query)),
  route(exportLimits, async ({ actor, params, query }) => {
    const table = await limits.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(listLimitFacts, async () => limits.facts()),
  route(getLimit, ({ actor, params }) => limits.get(actor, params.id)),
  route(adjustLimit, ({ actor, params, body }) => limits.adjust(actor, params.id, body)),
  route(calculate, ({ actor, body }) => limits.calculate(actor, body)),
  route(listYears, ({ actor }) => years.list(actor)),
  route(readNotice, ({ actor, body }) => years.read(actor, body)),
  route(loadYear, ({ actor, body }) => years.load(actor, body)),
]
