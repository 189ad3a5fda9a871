import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let procurator: Client
let admin: Client
let clue: { id: string; no: string; party: { id: string } }
let rid: string

const settled = (url: string) =>
  until(
    async () => (await procurator.get(url)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
const ask = (who: Client, body: object) => who.send('POST', '/reveals', body)
const ofClue = () => ({ place: { kind: 'clue', id: clue.id }, reason: '核对当事人身份', matter: clue.no })
const ofCell = (field: string) => ({ place: { kind: 'row', dataset: 'penalty_decision', rid, field }, reason: '核对当事人身份' })
const entries = async (action: string) => (await admin.get(`/audit?action=${action}`)).json().items

beforeAll(async () => {
  office = await openOffice()
  // Shortly before midnight in China.
  office.at('2026-11-02T15:40:00Z')
  procurator = await office.signIn(['procurator'])
  admin = await office.signIn(['administrator'])
  const papers: [string, string][] = [
    [
      '处罚.csv',
      decisions(
        { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
        { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04' },
      ),
    ],
    ['过程.csv', processes({ no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-05-20' })],
  ]
  for (const [name, text] of papers)
    expect(await settled(`/imports/${(await procurator.upload(name, text)).json().id}`)).toMatchObject({ state: 'succeeded' })
  const started = await procurator.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await settled(`/runs/${started.json().id}`)
  clue = (await procurator.get('/clues?rule=R1')).json().items[0]
  rid = (await procurator.get('/datasets/penalty_decision/rows')).json().items[0].rid
})
afterAll(() => office.close())

test('shows the whole number of a clue’s party for a reason, and logs it masked', async () => {
  expect(clue.party.id).toMatch(/\*/)
  const shown = await ask(procurator, ofClue())
  expect(shown.statusCode).toBe(200)
  expect(shown.json()).toEqual({ value: identityNo(1), left: 19 })
  expect(shown.headers['cache-control']).toBe('no-store')
  const [entry] = await entries('person.reveal')
  expect(entry.detail).toContain(clue.party.id)
  expect(entry.detail).toContain('核对当事人身份')
  expect(JSON.stringify(entry)).not.toContain(identityNo(1))
})

test('shows one cell of a row, and nothing of a column that holds no number', async () => {
  const columns: { name: string; sealed: boolean }[] = (await procurator.get('/datasets/penalty_decision/rows')).json().columns
  expect(columns.filter(({ sealed }) => sealed).map(({ name }) => name)).toContain('id_no')
  expect((await ask(procurator, ofCell('id_no'))).json()).toMatchObject({ value: identityNo(1) })
  expect((await ask(procurator, ofCell('party_name'))).json()).toMatchObject({ status: 422, code: 'reveal.no-number' })
  expect((await ask(procurator, { ...ofCell('id_no'), place: { ...ofCell('id_no').place, rid: '1' } })).statusCode).toBe(404)
})

test('asks for a reason and for the permission, and keeps to the own office', async () => {
  expect((await ask(procurator, { ...ofClue(), reason: ' ' })).statusCode).toBe(400)
  expect((await ask(admin, ofClue())).statusCode).toBe(403)
  const { db } = office.platform.store
  const home = await db.selectFrom('organisation').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('organisation')
    .values({ ...home, id: 'org_other', parent_id: home.id })
    .execute()
  const stranger = await office.signIn(['procurator'], 'org_other')
  expect((await ask(stranger, ofClue())).statusCode).toBe(404)
  expect((await ask(stranger, ofCell('id_no'))).statusCode).toBe(404)
})

test('stops at the limit of the day, says so, logs it, and begins anew the next day', async () => {
  expect((await procurator.send('PUT', '/reveals/limit', { perDay: 99, reason: '要多看' })).statusCode).toBe(403)
  const changed = await admin.send('PUT', '/reveals/limit', { perDay: 3, reason: '减少查看' })
  expect(changed.json()).toEqual({ perDay: 3, used: 0 })
  expect((await procurator.get('/reveals/limit')).json()).toEqual({ perDay: 3, used: 2 })
  const both = await Promise.all([ask(procurator, ofClue()), ask(procurator, ofClue())])
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 429])
  expect((await ask(procurator, ofClue())).json().detail).toMatch(/3.*管理员/)
  expect(await entries('person.reveal-refused')).toHaveLength(2)
  office.at('2026-11-02T16:05:00Z')
  expect((await ask(procurator, ofClue())).json()).toMatchObject({ left: 2 })
})
