import {
  actOnModel,
  compareModelVersions,
  exportLedger,
  exportLedgerModel,
  getLedgerModel,
  getModelVersion,
  getThresholds,
  listLedger,
  setModelOwner,
  setThresholds,
} from '../contract/ledger.ts'
import { listParameters, setParameter } from '../contract/parameters.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import type { Parameters } from './parameters.ts'
import type { Ledger } from './service.ts'

export const ledgerRoutes = (ledger: Ledger, parameters: Parameters): Route[] => [
  route(listLedger, ({ actor, query }) => ledger.list(actor, query)),
  route(exportLedger, async ({ actor, params, query }) => {
    const table = await ledger.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(getLedgerModel, ({ actor, params }) => ledger.get(actor, params.id)),
  route(exportLedgerModel, async ({ actor, params }) => {
    const table = await ledger.exportVersions(actor, params.id, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
  route(actOnModel, ({ actor, params, body }) => ledger.act(actor, params.id, body)),
  route(setModelOwner, ({ actor, params, body }) => ledger.setOwner(actor, params.id, body)),
  route(getModelVersion, ({ actor, params }) => ledger.version(actor, params.id, params.version)),
  route(compareModelVersions, ({ actor, params, query }) => ledger.compare(actor, params.id, query)),
  route(getThresholds, ({ actor }) => ledger.thresholds(actor)),
  route(setThresholds, ({ actor, body }) => ledger.setThresholds(actor, body)),
  route(listParameters, ({ actor, params }) => parameters.list(actor, params.id)),
  route(setParameter, ({ actor, params, body }) => parameters.set(actor, params.id, params.name, body)),
]
