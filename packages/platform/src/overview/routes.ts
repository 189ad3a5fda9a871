import { getOverview } from '../contract/overview.ts'
import { type Route, route } from '../http/route.ts'
import type { OverviewService } from './service.ts'

export const overviewRoutes = (overview: OverviewService): Route[] => [route(getOverview, ({ actor }) => overview.get(actor))]
