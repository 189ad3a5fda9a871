import { askImpact } from '../contract/impact.ts'
import { type Route, route } from '../http/route.ts'
import type { Impacts } from './service.ts'

export const impactRoutes = (impacts: Impacts): Route[] => [route(askImpact, ({ actor, body }) => impacts.impactOf(actor, body))]
