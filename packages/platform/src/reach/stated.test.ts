import { afterAll, beforeAll, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { statementsOf, withStated } from './store.ts'

let office: Office
let clerk: Client
let source: string
let batch: string

const unserved =
  '案件编号,处罚决定书文号,办案机关代码,立案日期,决定日期,送达日期,送达方式\n1,云交罚〔2025〕1号,11529999MB1D00119G,2024-12-02,2025-03-03,,'
beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
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
  source = (await clerk.send('POST', '/sources', facts)).json().id
  await clerk.upload('过程.csv', unserved, `?source=${source}`)
  await office.platform.idle()
  batch = (await clerk.get('/batches')).json().items[0].id
})
afterAll(() => office.close())

/** What is said counts from the next moment on. */
let minute = 0
const next = () => office.at(new Date(Date.parse('2026-11-02T02:00:00Z') + ++minute * 60_000).toISOString())
const state = (from: string | null, to: string | null) => {
  next()
  return clerk.send('PUT', `/sources/${source}/coverage`, { dataset: 'penalty_process', from, to, note: '对方书面说明' })
}
const stateBatch = (from: string | null, to: string | null) => {
  next()
  return clerk.send('PUT', `/batches/${batch}/coverage`, { from, to, note: '随文说明' })
}
const found = async (): Promise<number> => {
  next()
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await office.platform.idle()
  // Half of the rule has no data here, so what it found before does not vanish: the run itself is asked.
  return (await clerk.get('/runs?size=1')).json().items[0].counts.total
}

test('a few rows say nothing of from when to when they were collected: a decision without its service is a clue', async () => {
  expect((await clerk.get(`/sources/${source}/coverage`)).json().items).toEqual([
    { dataset: 'penalty_process', title: expect.any(String), batches: 1, found: { from: '2024-12-02', to: '2025-03-03' }, stated: null },
  ])
  expect(await found()).toBe(1)
})

test('days that are stated are known, however few the rows: outside them absence accuses nobody', async () => {
  expect((await state('2024-01-01', '2025-01-31')).json().items[0].stated).toMatchObject({
    from: '2024-01-01',
    to: '2025-01-31',
    note: '对方书面说明',
    by: clerk.account,
  })
  expect(await found()).toBe(0)
  const dataset = (await clerk.get('/datasets/penalty_process')).json()
  expect(dataset.coverage).toEqual({ from: '2024-01-01', to: '2025-01-31' })
  expect(dataset.sources[0]).toMatchObject({ stated: true, from: '2024-01-01' })
})

test('what is said of a batch later counts for it, and taken back the source’s word counts again', async () => {
  expect((await stateBatch('2024-01-01', '2026-06-30')).json()).toMatchObject({ stated: { to: '2026-06-30', of: 'batch' } })
  expect(await found()).toBe(1)
  expect((await stateBatch(null, null)).json()).toMatchObject({ stated: { to: '2025-01-31', of: 'source' } })
  expect((await state(null, null)).json().items[0].stated).toBeNull()
  expect((await clerk.get(`/batches/${batch}/coverage`)).json().stated).toBeNull()
})

test('a run of an earlier moment is repeated by what had been said then', async () => {
  const { db } = office.platform.store
  const { organisation_id: organisationId } = await db.selectFrom('source').select('organisation_id').executeTakeFirstOrThrow()
  const actor = platformActor(organisationId)
  const all = await statementsOf(db, actor)
  expect(all).toHaveLength(4)
  const one = [{ id: batch, dataset: 'penalty_process', sourceId: source }]
  expect((await withStated(db, actor, one, all[1]?.at))[0]?.stated).toMatchObject({ to: '2025-01-31' })
  expect((await withStated(db, actor, one, all[0]?.at))[0]?.stated).toBeNull()
})

test('what is said with a file holds for its batches, and can be taken back there', async () => {
  next()
  const { id } = (await clerk.upload('过程二.csv', unserved.replaceAll('1号', '2号'), '?from=2025-01-01&to=2025-03-31')).json()
  await office.platform.idle()
  const made = (await clerk.get(`/imports/${id}`)).json().parts[0].batchId
  const stated = async () => (await clerk.get(`/batches/${made}/coverage`)).json().stated
  expect(await stated()).toMatchObject({ from: '2025-01-01', to: '2025-03-31', of: 'batch', by: clerk.account })
  next()
  await clerk.send('PUT', `/batches/${made}/coverage`, { from: null, to: null, note: '说错了' })
  expect(await stated()).toBeNull()
  expect((await clerk.upload('过程三.csv', `${unserved} `, '?from=2025-01-01')).json().code).toBe('coverage.half')
})

test('a statement is refused when its days are turned round, half, of nothing, or by whoever may not', async () => {
  expect((await state('2025-02-01', '2025-01-01')).json().code).toBe('coverage.reversed')
  expect((await state('2025-02-01', null)).json().code).toBe('coverage.half')
  expect(
    (await clerk.send('PUT', `/sources/${source}/coverage`, { dataset: 'none', from: null, to: null, note: '没有' })).json().code,
  ).toBe('coverage.no-dataset')
  expect((await clerk.get('/sources/none/coverage')).statusCode).toBe(404)
  const admin = await office.signIn(['administrator'])
  const body = { dataset: 'penalty_process', from: null, to: null, note: '试试' }
  expect((await admin.send('PUT', `/sources/${source}/coverage`, body)).statusCode).toBe(403)
})
