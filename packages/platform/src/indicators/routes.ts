import { exportIndicator, listIndicatorRows, listModelIndicators, listRunIndicators } from '../contract/indicators.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import type { Indicators } from './service.ts'

export const indicatorRoutes = (indicators: Indicators): Route[] => [
  route(listRunIndicators, ({ actor, params }) => indicators.ofRun(actor, params.id)),
  route(listModelIndicators, ({ actor, params }) => indicators.ofModel(actor, params.id)),
  route(listIndicatorRows, ({ actor, params, query }) => indicators.rows(actor, params.id, params.rule, query)),
  route(exportIndicator, async ({ actor, params, query }) => {
    const table = await indicators.export(actor, params.id, params.rule, query, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
]
