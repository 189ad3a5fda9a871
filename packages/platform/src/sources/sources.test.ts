import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let source: { id: string }

const facts = {
  name: '云岑县交通运输局·执法大队',
  agencyCode: null,
  contact: '程远 0851-8000000',
  legalBasis: '数据安全法38；双方协作意见',
  purpose: '行政检察监督',
  usedFrom: '2026-01-01',
  usedUntil: '2026-11-01',
  keepRawDays: 180,
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  source = (await clerk.send('POST', '/sources', facts)).json()
})
afterAll(() => office.close())

test('a source says on what footing its data are held, and when that has run out', async () => {
  expect((await clerk.get(`/sources/${source.id}`)).json()).toMatchObject({ ...facts, stopped: false, outOfTerm: true, files: 0 })
  const longer = await clerk.send('PUT', `/sources/${source.id}`, { ...facts, usedUntil: '2027-12-31', stopped: false })
  expect(longer.json()).toMatchObject({ outOfTerm: false, usedUntil: '2027-12-31' })
})

test('names are one’s own, and a term does not end before it begins', async () => {
  expect((await clerk.send('POST', '/sources', facts)).json()).toMatchObject({ code: 'source.name-taken' })
  const reversed = await clerk.send('POST', '/sources', { ...facts, name: '另一来源', usedFrom: '2026-12-01' })
  expect(reversed.json()).toMatchObject({ status: 422, code: 'source.term-reversed' })
  expect((await clerk.get('/sources')).json().total).toBe(1)
})

test('a file, its batches and the list say from whom they came', async () => {
  const paper = decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' })
  const { id } = (await clerk.upload('处罚.csv', paper, `?source=${source.id}`)).json()
  const done = await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
  expect(done).toMatchObject({ state: 'succeeded', source: { id: source.id, name: facts.name } })
  expect((await clerk.get('/batches')).json().items).toMatchObject([{ source: { id: source.id } }])
  expect((await clerk.get('/sources?q=交通')).json().items).toMatchObject([
    { files: 1, rows: 1, refused: 0, datasets: [{ id: 'penalty_decision' }], lastArrivedAt: expect.any(String) },
  ])
  expect((await clerk.get('/sources?q=水利')).json().total).toBe(0)
  expect((await clerk.get('/sources.csv')).body).toContain(facts.name)
})

test('a stopped source takes no more, until it is resumed', async () => {
  await clerk.send('PUT', `/sources/${source.id}`, { ...facts, stopped: true })
  const upload = () => clerk.upload('又一份.csv', 'x\r\n', `?source=${source.id}`)
  expect((await upload()).json()).toMatchObject({ status: 409, code: 'source.stopped' })
  expect((await clerk.upload('又一份.csv', 'x\r\n', '?source=source_none')).json()).toMatchObject({ code: 'source.not-found' })
  expect((await clerk.get('/sources?stopped=yes')).json().total).toBe(1)
  await clerk.send('PUT', `/sources/${source.id}`, { ...facts, stopped: false })
  expect((await upload()).statusCode).toBe(202)
})
