import { z } from 'zod'
import { spanQuery } from './coverage.ts'
import { endpoint } from './endpoint.ts'
import { idParams, jobState, listQuery, moment, page } from './shapes.ts'

/** What an agency's system may ask; described for those who write such systems in docs/push-api.md. */

export const pushKey = z
  .object({
    id: z.string(),
    /** What the key is for: the system that has it. */
    name: z.string(),
    madeBy: z.string(),
    madeAt: moment,
    lastUsedAt: moment.nullable(),
    revokedAt: moment.nullable(),
  })
  .meta({ id: 'PushKey' })
export type PushKey = z.infer<typeof pushKey>

export const listPushKeys = endpoint({
  method: 'GET',
  path: '/sources/:id/keys',
  summary: 'Keys with which systems of a source send data; the keys themselves are never shown again.',
  permission: 'data.import',
  params: idParams,
  query: listQuery.omit({ sort: true, q: true }),
  response: page(pushKey),
})
export const makePushKey = endpoint({
  method: 'POST',
  path: '/sources/:id/keys',
  summary: 'Make a key for a system of a source. The secret is answered once and kept nowhere.',
  permission: 'data.import',
  params: idParams,
  body: z.object({ name: z.string().trim().min(1).max(100) }),
  response: z.object({ key: pushKey, secret: z.string() }),
  status: 201,
})
export const revokePushKey = endpoint({
  method: 'DELETE',
  path: '/sources/:id/keys/:key',
  summary: 'Revoke a key at once; what it sent stays.',
  permission: 'data.import',
  params: z.object({ id: z.string().max(200), key: z.string().max(200) }),
  response: pushKey,
})

export const receipt = z
  .object({
    id: z.string(),
    dataset: z.string(),
    delivery: z.string(),
    /** SHA-256 of the bytes that arrived: compare it with that of what was sent. */
    sha256: z.string(),
    bytes: z.number().int(),
    state: jobState,
    receivedAt: moment,
    endedAt: moment.nullable(),
    /** Null while the batch is not yet in. */
    counts: z.object({ rows: z.number().int(), taken: z.number().int(), refused: z.number().int(), skipped: z.number().int() }).nullable(),
    /** Why nothing was taken. */
    refusal: z.string().nullable(),
    findings: z.array(z.object({ code: z.string(), level: z.enum(['E', 'W', 'I']), title: z.string(), count: z.number().int() })),
  })
  .meta({
    id: 'Receipt',
    examples: [
      {
        id: 'import_5f0c',
        dataset: 'penalty_decision',
        delivery: '2026-11-22-001',
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        bytes: 20480,
        state: 'succeeded',
        receivedAt: '2026-11-22T02:00:00.000Z',
        endedAt: '2026-11-22T02:00:04.000Z',
        counts: { rows: 40, taken: 39, refused: 1, skipped: 0 },
        refusal: null,
        findings: [{ code: 'key.missing', level: 'E', title: '缺少主键', count: 1 }],
      },
    ],
  })
export type Receipt = z.infer<typeof receipt>

export const pushBatch = endpoint({
  method: 'POST',
  path: '/push/:dataset',
  summary:
    'Send a batch of a dataset: `application/x-ndjson` (an object a line) or `text/csv` (UTF-8, a heading first), names as in the standard. `Authorization: Bearer <key>`; `Idempotency-Key` names the delivery: the same one again answers the same receipt, other bytes under it are refused. `from` and `to` state from which day to which the batch is complete: models then know what they cannot know.',
  permission: 'data.push',
  params: z.object({ dataset: z.string().max(100) }),
  query: z.object(spanQuery),
  consumes: 'rows',
  response: receipt,
  status: 202,
})
export const getReceipt = endpoint({
  method: 'GET',
  path: '/push/receipts/:id',
  summary: 'What became of a delivery of this source.',
  permission: 'data.push',
  params: idParams,
  response: receipt,
})
