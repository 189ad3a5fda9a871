import { changeRevealLimit, getRevealLimit, revealNumber } from '../contract/reveal.ts'
import { type Route, route } from '../http/route.ts'
import type { Reveals } from './service.ts'

export const revealRoutes = (reveals: Reveals): Route[] => [
  route(revealNumber, ({ actor, body }) => reveals.show(actor, body)),
  route(getRevealLimit, ({ actor }) => reveals.limit(actor)),
  route(changeRevealLimit, ({ actor, body }) => reveals.changeLimit(actor, body)),
]
