import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let source: { id: string }
let secret: string
let keyId: string

const facts = {
  name: '交通局',
  agencyCode: null,
  contact: '',
  legalBasis: '',
  purpose: '',
  usedFrom: null,
  usedUntil: null,
  keepRawDays: null,
}
const rows = (...serials: number[]): string =>
  serials
    .map((serial) =>
      JSON.stringify({
        decision_no: `云交罚〔2025〕${serial}号`,
        party_name: '许桂',
        party_type: '自然人',
        id_type: '身份证',
        id_no: identityNo(serial),
        fine_amount: 2000,
        decision_date: '2025-03-03',
        agency_name: '云岑县交通运输局',
        agency_code: '11529999MB1D00119G',
      }),
    )
    .join('\n')

const push = (payload: string, headers: Record<string, string> = {}, dataset = 'penalty_decision') =>
  office.platform.app.inject({
    method: 'POST',
    url: `/api/push/${dataset}`,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson', 'idempotency-key': 'a-1', ...headers },
    payload,
  })
const receipt = (id: string, key = secret) =>
  office.platform.app.inject({ method: 'GET', url: `/api/push/receipts/${id}`, headers: { authorization: `Bearer ${key}` } })
const settled = (id: string) =>
  until(
    async () => (await receipt(id)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  source = (await clerk.send('POST', '/sources', facts)).json()
  const made = (await clerk.send('POST', `/sources/${source.id}/keys`, { name: '执法系统' })).json()
  secret = made.secret
  keyId = made.key.id
})
afterAll(() => office.close())

test('a system sends rows as JSON lines, and its receipt says what became of them', async () => {
  const answer = await push(rows(1, 2))
  expect(answer.statusCode).toBe(202)
  expect(answer.json()).toMatchObject({ delivery: 'a-1', dataset: 'penalty_decision' })
  expect(await settled(answer.json().id)).toMatchObject({ state: 'succeeded', counts: { rows: 2, taken: 2, refused: 0 }, refusal: null })
  const held = (await clerk.get('/datasets/penalty_decision/rows')).json()
  expect(held.items.map((row: { values: { fine_amount: string } }) => row.values.fine_amount)).toEqual(['2000.00', '2000.00'])
  expect((await clerk.get('/imports')).json().items[0]).toMatchObject({ source: { id: source.id }, importedBy: '交通局·执法系统' })
})

test('a system states from which day to which its batch is complete, and half of that is refused', async () => {
  const answer = await push(rows(91), { 'idempotency-key': 'span-1' }, 'penalty_decision?from=2025-03-01&to=2025-03-31')
  await settled(answer.json().id)
  const { batchId } = (await clerk.get(`/imports/${answer.json().id}`)).json().parts[0]
  expect((await clerk.get(`/batches/${batchId}/coverage`)).json().stated).toMatchObject({
    from: '2025-03-01',
    to: '2025-03-31',
    of: 'batch',
    by: '交通局·执法系统',
  })
  const half = await push(rows(92), { 'idempotency-key': 'span-2' }, 'penalty_decision?from=2025-03-01')
  expect([half.statusCode, half.json().code]).toEqual([422, 'coverage.half'])
  const turned = await push(rows(92), { 'idempotency-key': 'span-2' }, 'penalty_decision?from=2025-03-02&to=2025-03-01')
  expect(turned.json().code).toBe('coverage.reversed')
  // What was refused was not taken: its name is free.
  expect((await push(rows(92), { 'idempotency-key': 'span-2' })).statusCode).toBe(202)
})

test('the same delivery again is the same receipt, other bytes under it are refused, the same bytes under another are taken', async () => {
  const first = await push(rows(3), { 'idempotency-key': 'b-1' })
  const second = await push(rows(3), { 'idempotency-key': 'b-1' })
  expect(second.json().id).toBe(first.json().id)
  const other = await push(rows(4), { 'idempotency-key': 'b-1' })
  expect([other.statusCode, other.json().code]).toEqual([409, 'push.delivery-differs'])
  const [one, two] = await Promise.all([push(rows(5), { 'idempotency-key': 'c-1' }), push(rows(5), { 'idempotency-key': 'c-1' })])
  expect(one.json().id).toBe(two.json().id)
  expect((await push(rows(3), { 'idempotency-key': 'b-2' })).json().id).not.toBe(first.json().id)
})

test('CSV is taken too, and what cannot be read is told with its line', async () => {
  const csv = await push(decisions({ no: '云交罚〔2025〕9号', party: '程远', id: identityNo(9), on: '2025-03-03' }), {
    'content-type': 'text/csv; charset=utf-8',
    'idempotency-key': 'd-1',
  })
  expect(await settled(csv.json().id)).toMatchObject({ state: 'succeeded', counts: { taken: 1 } })
  const broken = await push(`${rows(1)}\n{"decision_no": `, { 'idempotency-key': 'd-2' })
  const told = await settled(broken.json().id)
  expect(told.state).toBe('failed')
  expect(told.refusal).toContain('第 2 行')
})

test('a delivery has a name, a known dataset and a known form', async () => {
  expect((await push(rows(1), { 'idempotency-key': '' })).json().code).toBe('push.delivery-missing')
  expect((await push(rows(1), { 'idempotency-key': 'e-1' }, 'nothing')).json().code).toBe('import.unknown-dataset')
  expect((await push('x', { 'content-type': 'application/pdf', 'idempotency-key': 'e-2' })).statusCode).toBe(415)
  expect((await push('', { 'idempotency-key': 'e-3' })).json().code).toBe('import.empty')
  expect((await push(`[${rows(1)}]`, { 'content-type': 'application/json', 'idempotency-key': 'e-4' })).json().code).toBe('push.form')
  // No column of it is known: that says nothing about what there is, and is no success.
  const nothing = await push('甲,乙\n', { 'content-type': 'text/csv', 'idempotency-key': 'e-5' })
  expect(await settled(nothing.json().id)).toMatchObject({ state: 'failed', counts: { rows: 0 } })
  const none = await push('行政处罚决定书文号,行政相对人名称,处罚机关统一社会信用代码\n', {
    'content-type': 'text/csv',
    'idempotency-key': 'e-6',
  })
  expect(await settled(none.json().id)).toMatchObject({ state: 'succeeded', counts: { rows: 0 } })
})

test('a key opens nothing else, another source sees no receipt of this one, a revoked key nothing at all', async () => {
  const mine = (await push(rows(1, 2))).json().id
  const elsewhere = await office.platform.app.inject({ method: 'GET', url: '/api/clues', headers: { authorization: `Bearer ${secret}` } })
  expect(elsewhere.statusCode).toBe(403)
  const other = (await clerk.send('POST', '/sources', { ...facts, name: '水利局' })).json()
  const theirs = (await clerk.send('POST', `/sources/${other.id}/keys`, { name: '系统' })).json().secret
  expect((await receipt(mine, theirs)).statusCode).toBe(404)
  const keys = (await clerk.get(`/sources/${source.id}/keys`)).body
  expect(keys).toContain('执法系统')
  expect(keys).not.toContain(secret)
  await clerk.send('DELETE', `/sources/${source.id}/keys/${keyId}`)
  // Revoked, made up, of another kind: one answer, which is about keys and does not tell which it is.
  for (const authorization of [`Bearer ${secret}`, 'Bearer xzk_no-such-key', `Basic ${secret}`]) {
    const answer = await push(rows(6), { 'idempotency-key': 'f-1', authorization })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'access.bad-key'])
  }
  expect((await clerk.send('DELETE', `/sources/${source.id}/keys/${keyId}`)).json().code).toBe('push.key-revoked')
})
