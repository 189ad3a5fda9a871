import { getKeyState, rotateSeal } from '../../contract/keys.ts'
import { type Route, route } from '../../http/route.ts'
import type { Rotation } from './rotation.ts'

export const keyRoutes = (rotation: Rotation): Route[] => [
  route(getKeyState, ({ actor }) => rotation.state(actor)),
  route(rotateSeal, ({ actor, body }) => rotation.rotate(actor, body.reason)),
]
