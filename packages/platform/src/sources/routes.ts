import { changeSource, createSource, exportSources, getSource, listSources } from '../contract/sources.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Sources } from './service.ts'

export const sourceRoutes = (sources: Sources): Route[] => [
  route(listSources, ({ actor, query }) => sources.list(actor, query)),
  route(exportSources, async ({ actor, params, query }) => {
    const table = await sources.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(getSource, ({ actor, params }) => sources.get(actor, params.id)),
  route(createSource, ({ actor, body }) => sources.create(actor, body)),
  route(changeSource, ({ actor, params, body }) => sources.change(actor, params.id, body)),
]
