import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'
import { driftOf } from './drift.ts'

let office: Office
let clerk: Client
let source: { id: string; name: string }

const bringIn = async (name: string, content: string) => {
  const { id } = (await clerk.upload(name, content, `?source=${source.id}`)).json()
  return until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }: { state: string; parts: { batchId: string }[] }) => !['queued', 'running'].includes(state),
  )
}
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    no: `云交罚〔2026〕${from + n}号`,
    party: `某${from + n}`,
    id: identityNo(from + n),
    on: '2026-10-20',
  }))

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  source = (await clerk.send('POST', '/sources', { ...facts, name: '云岑县交通运输局' })).json()
})
afterAll(() => office.close())

test('a batch is measured when it comes in: what is filled, sound, single, consistent, and how late it came', async () => {
  const [first, ...rest] = rows(1, 4)
  const done = await bringIn('十月.csv', decisions(first!, first!, ...rest.slice(0, 2), { ...rest[2]!, no: '' }))
  const quality = (await clerk.get(`/batches/${done.parts[0]?.batchId}/quality`)).json()
  // 2026-11-02 in China, the latest decision of 2026-10-20
  expect(quality).toMatchObject({
    rows: 4,
    refused: 1,
    daysLate: 13,
    uniqueness: 0.75,
    consistency: 0.8,
    drift: [],
    source: { name: source.name },
  })
  expect(quality.completeness).toBeGreaterThan(0.5)
  expect(quality.validity).toBeLessThanOrEqual(1)
  expect(quality.errors).toBeGreaterThan(0)
  expect((await clerk.get('/batches/batch_none/quality')).statusCode).toBe(404)
})

test('what is far off from the batches before is told in words', async () => {
  office.at('2026-12-03T02:00:00Z')
  // The session of a month ago has run out.
  clerk = await office.signIn(['procurator'])
  await bringIn('十一月上.csv', decisions(...rows(10, 4)))
  await bringIn('十一月下.csv', decisions(...rows(20, 4)))
  const late = await bringIn('十二月.csv', decisions(...rows(30, 12).map((row) => ({ ...row, fine: '' }))))
  const { drift, empty } = (await clerk.get(`/batches/${late.parts[0]?.batchId}/quality`)).json()
  expect(drift).toContain('行数 12，此前通常为 4')
  expect(drift.join()).toMatch(/“罚款金额.*空值 100%，此前通常为 0%/)
  expect(empty[0].share).toBe(1)
})

test('batches are listed by how good they were, and go out as a file', async () => {
  const list = async (query: string) => (await clerk.get(`/quality${query}`)).json()
  expect((await list('')).items.map((one: { file: string }) => one.file)).toEqual([
    '十二月.csv',
    '十一月下.csv',
    '十一月上.csv',
    '十月.csv',
  ])
  expect((await list('?sort=uniqueness')).items[0].file).toBe('十月.csv')
  expect(await list(`?source=${source.id}&q=十一月&dataset=penalty_decision`)).toMatchObject({ total: 2 })
  expect((await list('?source=none')).total).toBe(0)
  const csv = (await clerk.get('/quality.csv?sort=-rows')).body
  expect(csv.split('\r\n')[1]).toContain('十二月.csv')
  expect(csv.split('\r\n')).toHaveLength(7)
})

test('a source has a scorecard of its months', async () => {
  const { items } = (await clerk.get(`/sources/${source.id}/scorecard`)).json()
  expect(items).toMatchObject([
    { month: '2026-12', batches: 3, rows: 20, refused: 0, takenShare: 1, daysLate: 44 },
    { month: '2026-11', batches: 1, rows: 4, refused: 1, takenShare: 0.8, change: null, uniqueness: 0.75 },
  ])
  expect(items[0].change).toBeCloseTo(0.2)
  expect((await clerk.get(`/sources/${source.id}/scorecard.csv`)).body).toContain('2026-12,3,20,0,100,20')
  expect((await clerk.get('/sources/none/scorecard')).statusCode).toBe(404)
})

test('another organisation sees nothing of it', async () => {
  await office.platform.store.db
    .insertInto('organisation')
    .values({ id: 'two', parent_id: null, name: '邻院', kind: 'procuratorate', division_code: '', created_at: '2026-01-01T00:00:00Z' })
    .execute()
  const stranger = await office.signIn(['procurator'], 'two')
  expect((await stranger.get('/quality')).json().total).toBe(0)
  expect((await stranger.get(`/sources/${source.id}/scorecard`)).statusCode).toBe(404)
})

test('fewer than three earlier batches say nothing of what is usual', () => {
  const usual = { rows: 100, emptyShares: { a: 0.1 } }
  const now = { rows: 10, emptyShares: {} }
  expect(driftOf(now, [usual, usual])).toEqual([])
  expect(driftOf(now, [usual, usual, usual])).toEqual([
    { what: 'rows', field: null, usual: 100, now: 10 },
    { what: 'empty', field: 'a', usual: 0.1, now: 1 },
  ])
  expect(driftOf({ rows: 130, emptyShares: { a: 0.2 } }, [usual, usual, usual])).toEqual([])
})
