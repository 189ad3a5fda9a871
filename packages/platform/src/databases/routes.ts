import {
  cancelPull,
  changeDatabase,
  createDatabase,
  leaveGone,
  listDatabases,
  listPulls,
  pullDatabase,
  removeDatabase,
  rereadDatabase,
  tryDatabase,
} from '../contract/databases.ts'
import { type Route, route } from '../http/route.ts'
import type { Databases } from './service.ts'

export const databaseRoutes = (databases: Databases): Route[] => [
  route(listDatabases, ({ actor, params, query }) => databases.list(actor, params.id, query)),
  route(createDatabase, ({ actor, params, body }) => databases.create(actor, params.id, body)),
  route(changeDatabase, ({ actor, params, body }) => databases.change(actor, params.id, params.link, body)),
  route(removeDatabase, ({ actor, params }) => databases.remove(actor, params.id, params.link)),
  route(tryDatabase, ({ actor, params, body }) => databases.tryOut(actor, params.id, body)),
  route(pullDatabase, ({ actor, params, query }) => databases.pull(actor, params.id, params.link, query.whole === 'true')),
  route(listPulls, ({ actor, params, query }) => databases.pulls(actor, params.id, params.link, query)),
  route(cancelPull, ({ actor, params }) => databases.cancel(actor, params.id, params.link, params.pull)),
  route(leaveGone, ({ actor, params, body }) => databases.leave(actor, params.id, params.link, params.pull, body.reason)),
  route(rereadDatabase, ({ actor, params, body }) => databases.reread(actor, params.id, params.link, body.reason)),
]
