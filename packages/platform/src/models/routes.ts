import {
  cancelRun,
  confirmRun,
  discardRun,
  estimateRun,
  exportModels,
  exportRuns,
  getModel,
  getRun,
  listModels,
  listRuns,
  moveRun,
  startRun,
} from '../contract/models.ts'
import { changeModelSettings, changeRunSettings, getRunSettings } from '../contract/run-settings.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Models } from './service.ts'
import type { Settings } from './settings.ts'

export const modelRoutes = (models: Models): Route[] => [
  route(listModels, ({ actor, query }) => models.list(actor, query)),
  route(exportModels, async ({ actor, params, query }) => tableAnswer(await models.exportList(actor, query, params.format), params.format)),
  route(getModel, ({ actor, params }) => models.get(actor, params.id)),
  route(startRun, ({ actor, params, body }) => models.start(actor, params.id, body)),
  route(listRuns, ({ actor, query }) => models.runs(actor, query)),
  route(exportRuns, async ({ actor, params, query }) => {
    const table = await models.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(estimateRun, ({ actor, params }) => models.estimate(actor, params.id)),
  route(moveRun, ({ actor, params, body }) => models.move(actor, params.id, body.priority)),
  route(confirmRun, ({ actor, params, body }) => models.decide(actor, params.id, { outcome: 'confirmed', reason: body.reason })),
  route(discardRun, ({ actor, params, body }) => models.decide(actor, params.id, { outcome: 'discarded', reason: body.reason })),
  route(getRun, ({ actor, params }) => models.run(actor, params.id)),
  route(cancelRun, ({ actor, params }) => models.cancel(actor, params.id)),
]

export const runSettingRoutes = (settings: Settings): Route[] => [
  route(getRunSettings, ({ actor }) => settings.get(actor)),
  route(changeRunSettings, ({ actor, body }) => settings.change(actor, body)),
  route(changeModelSettings, ({ actor, params, body }) => settings.changeModel(actor, params.id, body)),
]
