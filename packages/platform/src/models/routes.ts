import { cancelRun, getModel, getRun, listModels, listRuns, startRun } from '../contract/models.ts'
import { type Route, route } from '../http/route.ts'
import type { Models } from './service.ts'

export const modelRoutes = (models: Models): Route[] => [
  route(listModels, ({ actor, query }) => models.list(actor, query)),
  route(getModel, ({ actor, params }) => models.get(actor, params.id)),
  route(startRun, ({ actor, params, body }) => models.start(actor, params.id, body)),
  route(listRuns, ({ actor, query }) => models.runs(actor, query)),
  route(getRun, ({ actor, params }) => models.run(actor, params.id)),
  route(cancelRun, ({ actor, params }) => models.cancel(actor, params.id)),
]
