import { beginUpload, dropUpload, finishUpload, getUpload, listUploads, sendPart } from '../contract/uploads.ts'
import { type Route, route } from '../http/route.ts'
import type { Uploads } from './service.ts'

export const uploadRoutes = (uploads: Uploads): Route[] => [
  route(beginUpload, ({ actor, body }) => uploads.begin(actor, body)),
  route(listUploads, ({ actor, query }) => uploads.list(actor, query)),
  route(getUpload, ({ actor, params }) => uploads.get(actor, params.id)),
  route(sendPart, ({ actor, params, query, request }) => uploads.send(actor, params.id, query.offset, request.raw)),
  route(finishUpload, ({ actor, params, query }) => uploads.finish(actor, params.id, query)),
  route(dropUpload, ({ actor, params }) => uploads.drop(actor, params.id)),
]
