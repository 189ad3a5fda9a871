import * as contract from '../contract/coverage.ts'
import { type Route, route } from '../http/route.ts'
import type { Coverages } from './service.ts'

export const coverageRoutes = (coverages: Coverages): Route[] => [
  route(contract.getSourceCoverage, ({ actor, params }) => coverages.ofSource(actor, params.id)),
  route(contract.stateSourceCoverage, ({ actor, params, body }) => coverages.stateSource(actor, params.id, body)),
  route(contract.getBatchCoverage, ({ actor, params }) => coverages.ofBatch(actor, params.id)),
  route(contract.stateBatchCoverage, ({ actor, params, body }) => coverages.stateBatch(actor, params.id, body)),
]
