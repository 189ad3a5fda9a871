import { actOnAlert, exportAlerts, getAlert, listAlerts } from '../contract/alerts.ts'
import { actOnClue, exportClues, getClue, listClues } from '../contract/clues.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Clues } from './service.ts'

export const clueRoutes = (clues: Clues): Route[] => [
  route(listClues, ({ actor, query }) => clues.list(actor, query)),
  route(getClue, ({ actor, params }) => clues.get(actor, params.id)),
  route(exportClues, async ({ actor, params, query }) => {
    const table = await clues.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(actOnClue, ({ actor, params, body }) => clues.act(actor, params.id, body)),
]

export const alertRoutes = (alerts: Clues): Route[] => [
  route(listAlerts, ({ actor, query }) => alerts.list(actor, query)),
  route(getAlert, ({ actor, params }) => alerts.get(actor, params.id)),
  route(exportAlerts, async ({ actor, params, query }) => {
    const table = await alerts.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(actOnAlert, ({ actor, params, body }) => alerts.act(actor, params.id, body)),
]
