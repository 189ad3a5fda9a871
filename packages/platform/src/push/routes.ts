import { getReceipt, listPushKeys, makePushKey, pushBatch, revokePushKey } from '../contract/push.ts'
import { type Route, route } from '../http/route.ts'
import { refuse } from '../refusal.ts'
import type { PushKeys } from './keys.ts'
import type { Push } from './service.ts'

const headerOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

export const pushRoutes = (keys: PushKeys, push: Push): Route[] => [
  route(listPushKeys, ({ actor, params, query }) => keys.list(actor, params.id, query)),
  route(makePushKey, ({ actor, params, body }) => keys.make(actor, params.id, body.name)),
  route(revokePushKey, ({ actor, params }) => keys.revoke(actor, params.id, params.key)),
  route(pushBatch, async ({ actor, params, query, request }) => {
    const type = request.headers['content-type'] ?? ''
    // One document of JSON is read as such before it comes here: nothing would be left of it.
    if (/^application\/json\b/i.test(type)) return refuse('invalid', 'push.form')
    return push.receive(actor, {
      dataset: params.dataset,
      stated: query,
      name: headerOf(request.headers['idempotency-key']),
      form: type.startsWith('text/csv') ? 'csv' : 'ndjson',
      stream: request.raw,
    })
  }),
  route(getReceipt, ({ actor, params }) => push.receipt(actor, params.id)),
]
