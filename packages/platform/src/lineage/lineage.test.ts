import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let clerk: Client
let source: { id: string }
let imports: string[] = []
let clue: { id: string; no: string }

const late = { no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-06-20' }
const facts = {
  name: '县交通局',
  agencyCode: null,
  contact: '',
  legalBasis: '数据安全法38',
  purpose: '行政检察监督',
  usedFrom: '2026-01-01',
  usedUntil: '2026-06-30',
  keepRawDays: 90,
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  source = (await clerk.send('POST', '/sources', facts)).json()
  const send = async (name: string, content: string, query = '') => (await clerk.upload(name, content, query)).json().id
  imports = [
    await send('过程.csv', processes(late), `?source=${source.id}`),
    await send('决定.csv', decisions({ no: late.no, party: '许桂', id: identityNo(1), on: late.on })),
    await send('无关.csv', decisions({ no: '云交罚〔2025〕9号', party: '许桂', id: identityNo(1), on: late.on })),
  ]
  await office.platform.idle()
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await office.platform.idle()
  clue = (await clerk.get('/clues?rollup=false&model=late-service')).json().items[0]
}, 120_000)
afterAll(() => office.close())

test('a clue leads back to run, rows, columns, batch, file, original and source', async () => {
  const line = (await clerk.get(`/clues/${clue.id}/lineage`)).json()
  expect(line).toMatchObject({ no: clue.no, model: { id: 'late-service' }, run: { asOf: '2026-10-30' } })
  const step = line.steps.find(({ file }: { file: string }) => file === '过程.csv')
  expect(step).toMatchObject({
    rows: [{ sheet: null, rowNo: 2, rowHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    batch: { withdrawn: null, replaced: false },
    import: { id: imports[0], by: clerk.account, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    source: { id: source.id, legalBasis: '数据安全法38', usedUntil: '2026-06-30' },
    original: { state: 'term', until: '2027-01-31', openClues: expect.any(Number) },
  })
  expect(step.columns).toContainEqual({ field: 'service_date', label: '处罚决定书送达日期', column: '送达日期', by: 'alias' })
  const decision = line.steps.find(({ file }: { file: string }) => file === '决定.csv')
  expect(decision).toMatchObject({ source: null, original: { state: 'no-term' } })
  const administrator = await office.signIn(['administrator'])
  expect((await administrator.get(`/audit?q=${clue.no}&action=clue.lineage`)).json().total).toBe(1)
})

test('and from a file or a batch forward to the clues that stand on it', async () => {
  const line = (await clerk.get(`/clues/${clue.id}/lineage`)).json()
  const of = async (query: string): Promise<string[]> =>
    (await clerk.get(`/clues?rollup=false&${query}`)).json().items.map(({ id }: { id: string }) => id)
  expect(await of(`import=${imports[0]}`)).toEqual([clue.id])
  expect(await of(`import=${imports[2]}`)).toEqual([])
  for (const { batch } of line.steps) if (batch) expect(await of(`batch=${batch.id}`)).toEqual([clue.id])
  const [first] = line.steps.filter(({ import: one }: { import: { id: string } | null }) => one?.id === imports[0])
  await clerk.send('POST', `/batches/${first.batch.id}/withdrawal`, { reason: '单位来函更正' })
  const after = (await clerk.get(`/clues/${clue.id}/lineage`)).json()
  const step = after.steps.find(({ file }: { file: string }) => file === '过程.csv')
  expect(step.batch.withdrawn).toMatchObject({ reason: '单位来函更正' })
  await clerk.send('POST', `/batches/${first.batch.id}/restoration`, { reason: '更正有误' })
})

test('the catalogue says of each dataset from whom it is, on what footing, how good, and what models lack', async () => {
  const found = (await clerk.get('/datasets?q=县交通局&size=200')).json()
  expect(found.items).toHaveLength(1)
  const [footing] = found.items[0].sources
  expect(footing).toMatchObject({
    name: '县交通局',
    legalBasis: '数据安全法38',
    purpose: '行政检察监督',
    outOfTerm: true,
    keepRawDays: 90,
    batches: 1,
    rows: 1,
    completeness: expect.any(Number),
    validity: 1,
  })
  const penalties = (await clerk.get('/datasets/penalty_decision')).json()
  expect(penalties.sources).toMatchObject([{ id: null, name: null, batches: 2, rows: 2 }])
  const [ready] = penalties.usedBy.filter(({ id }: { id: string }) => id === 'late-service')
  expect(ready.runs).toBe(true)
  const waiting = penalties.usedBy.filter(({ runs }: { runs: boolean }) => !runs)
  expect(waiting.length).toBeGreaterThan(0)
  for (const { lacks } of waiting) expect(lacks.length).toBeGreaterThan(0)
  const csv = (await clerk.get('/datasets.csv?q=penalty_decision')).body.split('\r\n')
  expect(csv[1]).toContain('行政处罚决定,未注明来源,2')
  const sorted = (await clerk.get('/datasets?sort=-rows&size=1')).json().items[0]
  expect(sorted.rows).toBeGreaterThan(1)
})

test('another organisation’s clue has no lineage', async () => {
  const two = { id: 'two', parent_id: null, name: '邻院', kind: 'procuratorate', division_code: '', created_at: '2026-01-01T00:00:00Z' }
  await office.platform.store.db.insertInto('organisation').values(two).execute()
  const stranger = await office.signIn(['procurator'], 'two')
  expect((await stranger.get(`/clues/${clue.id}/lineage`)).statusCode).toBe(404)
  expect((await stranger.get('/datasets/penalty_decision')).json().sources).toEqual([])
})
