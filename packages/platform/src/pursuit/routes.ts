import { exportPursuit, pursue, resolvePursuit, resolveRow } from '../contract/pursuit.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import type { Pursuit } from './service.ts'

export const pursuitRoutes = (pursuit: Pursuit): Route[] => [
  route(resolvePursuit, async ({ actor, body }) => pursuit.resolve(actor, body.text)),
  route(resolveRow, ({ actor, params }) => pursuit.ofRow(actor, params.id, params.rid)),
  route(pursue, ({ actor, query }) => pursuit.pursue(actor, query)),
  route(exportPursuit, async ({ actor, params, query }) => {
    const table = await pursuit.export(actor, query, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
]
