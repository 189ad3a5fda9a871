import { getReceipt, listPushKeys, makePushKey, pushBatch, revokePushKey } from '../contract/push.ts'
import { type Route, route } from '../http/route.ts'
import type { PushKeys } from './keys.ts'
import type { Push } from './service.ts'

const headerOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

export const pushRoutes = (keys: PushKeys, push: Push): Route[] => [
  route(listPushKeys, ({ actor, params, query }) => keys.list(actor, params.id, query)),
  route(makePushKey, ({ actor, params, body }) => keys.make(actor, params.id, body.name)),
  route(revokePushKey, ({ actor, params }) => keys.revoke(actor, params.id, params.key)),
  route(pushBatch, ({ actor, params, query, request }) =>
    push.receive(actor, {
      dataset: params.dataset,
      stated: query,
      name: headerOf(request.headers['idempotency-key']),
      form: request.headers['content-type']?.startsWith('text/csv') ? 'csv' : 'ndjson',
      stream: request.raw,
    }),
  ),
  route(getReceipt, ({ actor, params }) => push.receipt(actor, params.id)),
]
