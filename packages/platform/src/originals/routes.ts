import { exportOriginals, getOriginal, listOriginals } from '../contract/originals.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Originals } from './service.ts'

export const originalRoutes = (originals: Originals): Route[] => [
  route(listOriginals, ({ actor, query }) => originals.list(actor, query)),
  route(exportOriginals, async ({ actor, params, query }) =>
    tableAnswer(await originals.export(actor, query, params.format), params.format),
  ),
  route(getOriginal, ({ actor, params }) => originals.get(actor, params.id)),
]
