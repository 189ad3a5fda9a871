import { getLineage } from '../contract/lineage.ts'
import { type Route, route } from '../http/route.ts'
import type { Lineages } from './service.ts'

export const lineageRoutes = (lineages: Lineages): Route[] => [route(getLineage, ({ actor, params }) => lineages.of(actor, params.id))]
