import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let importId: string

const finished = (id: string) =>
  until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
const filesBelow = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name)) : []

const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '云交罚〔2025〕2号', party: '=cmd|x', id: identityNo(2), on: '2025/3/4', fine: '1.5' },
  { no: '', party: '程远', id: identityNo(3), on: '2025-03-05' },
)

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
})
afterAll(() => office.close())

describe('a file that an agency hands over', () => {
  test('is taken at once and brought in as a job, with a report that a person understands', async () => {
    const taken = await clerk.upload('处罚.csv', paper)
    expect(taken.statusCode).toBe(202)
    importId = taken.json().id
    const done = await finished(importId)
    expect(done).toMatchObject({ state: 'succeeded', refusal: null, importedBy: clerk.account })
    expect(done.parts).toMatchObject([{ dataset: 'penalty_decision', datasetTitle: '行政处罚决定', rows: 3, taken: 2, refused: 1 }])
    expect(done.parts[0].findingCounts.length).toBeGreaterThan(0)
    expect(done.endedAt).not.toBeNull()
  })

  test('is one batch, and its rows can be looked at, searched, filtered and sorted', async () => {
    const batches = (await clerk.get('/batches?dataset=penalty_decision')).json()
    expect(batches).toMatchObject({
      total: 1,
      items: [{ rows: 2, refused: 1, importId, coverage: { from: '2025-03-03', to: '2025-03-04' } }],
    })
    const rows = async (query: string) => (await clerk.get(`/datasets/penalty_decision/rows${query}`)).json()
    expect((await rows('')).total).toBe(2)
    expect((await rows(`?batch=${batches.items[0].id}`)).total).toBe(2)
    expect((await rows('?q=许桂')).items.map((row: { rowNo: number }) => row.rowNo)).toEqual([2])
    expect((await rows('?sort=-fine_amount')).items.map((row: { values: { fine_amount: string } }) => row.values.fine_amount)).toEqual([
      '15000.00',
      '2000.00',
    ])
    expect((await rows('?field=decision_date&value=2025-03-04')).total).toBe(1)
    expect((await rows('?field=nothing&value=x')).code).toBe('data.no-column')
    expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 2, batches: 1 })
  })

  test('shows a person’s numbers to nobody, and is still found by the whole number', async () => {
    const whole = identityNo(1)
    const answers = [
      await clerk.get('/datasets/penalty_decision/rows'),
      await clerk.get(`/datasets/penalty_decision/rows?field=id_no&value=${whole}`),
      await clerk.get('/datasets/penalty_decision/rows.csv'),
      await clerk.get(`/imports/${importId}`),
      await clerk.get(`/imports/${importId}/quarantine`),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200)
      expect(answer.body).not.toMatch(/529999198001\d{5}[\dX]|13800138000/)
    }
    expect(answers[0]?.body).toContain(`${whole.slice(0, 6)}********${whole.slice(-4)}`)
    expect(answers[1]?.json().total).toBe(1)
  })

  test('leaves no number in the clear on the disk', () => {
    const number = Buffer.from(identityNo(1))
    for (const folder of ['lake', 'raw', 'store'])
      for (const name of filesBelow(join(office.dir, folder)))
        expect([name, readFileSync(join(office.dir, folder, name)).includes(number)]).toEqual([name, false])
    expect(filesBelow(join(office.dir, 'raw'))).toHaveLength(1)
    expect(readdirSync(join(office.dir, 'lake', 'tmp'))).toEqual([])
  })

  test('keeps refused rows with reason and original text, for reading and as a workbook', async () => {
    const kept = (await clerk.get(`/imports/${importId}/quarantine`)).json()
    expect(kept).toMatchObject({ total: 1, items: [{ rowNo: 4 }] })
    expect(kept.items[0].reasons.join()).toMatch('行政处罚决定书文号')
    expect(kept.items[0].cells).toContainEqual({ column: '行政相对人名称', text: '程远' })
    const workbook = new ExcelJS.Workbook()
    const answer = await clerk.get(`/imports/${importId}/quarantine.xlsx`)
    await workbook.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
    expect(workbook.worksheets[0]?.actualRowCount).toBe(2)
  })

  test('goes out as a file in which no text is a formula', async () => {
    const csv = (await clerk.get('/datasets/penalty_decision/rows.csv')).body
    expect(csv.startsWith('\uFEFF')).toBe(true)
    expect(csv).toContain(",'=cmd|x,")
    const workbook = new ExcelJS.Workbook()
    const answer = await clerk.get('/datasets/penalty_decision/rows.xlsx?sort=decision_no')
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('行政处罚决定 20261102-'))
    await workbook.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
    const cells: string[] = []
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(`${cell.type}:${cell.text}`)))
    expect(cells).toContain(`${ExcelJS.ValueType.String}:=cmd|x`)
    expect(cells.filter((cell) => cell.startsWith(`${ExcelJS.ValueType.Formula}:`))).toEqual([])
  })

  test('is noticed when it comes a second time, and taken again only when asked', async () => {
    const second = (await clerk.upload('改了名.csv', paper)).json()
    expect(second).toMatchObject({ state: 'failed', sameAs: importId })
    expect(second.refusal).toMatch('完全相同')
    const again = (await clerk.upload('改了名.csv', paper, '?again=true')).json()
    expect(await finished(again.id)).toMatchObject({ state: 'succeeded', sameAs: importId })
    expect((await clerk.get('/batches')).json().total).toBe(2)
    // The later batch replaces the rows of the same key.
    expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 2, batches: 2 })
  })
})

describe('a file that cannot be taken', () => {
  const refused: readonly [string, string, string | Buffer, string, RegExp][] = [
    ['of no known standard', 'x.csv', '甲,乙\n1,2\n', '', /没有认出/],
    ['that is no table', 'x.xlsx', Buffer.from('PK\u0003\u0004 not a workbook'), '', /./],
    ['of which no row fits', 'y.csv', decisions({ no: '', party: '无', id: identityNo(4), on: '2025-01-01' }), '', /隔离区/],
  ]
  test.each(refused)('%s is refused with a way out', async (_, name, content, query, reason) => {
    const { id } = (await clerk.upload(name, content, query)).json()
    const done = await finished(id)
    expect(done).toMatchObject({ state: 'failed' })
    expect(done.refusal).toMatch(reason)
  })

  test('with nothing in it, with no name of a standard, or too large: is refused at the door', async () => {
    expect((await clerk.upload('leer.csv', '')).json()).toMatchObject({ status: 422, code: 'import.empty' })
    expect((await clerk.upload('x.csv', 'a', '?dataset=nothing')).json()).toMatchObject({ status: 422, code: 'import.unknown-dataset' })
    expect((await clerk.upload('big.csv', Buffer.alloc(11 * 1024 * 1024, 'a'))).json()).toMatchObject({
      status: 413,
      code: 'import.too-large',
    })
    expect(readdirSync(join(office.dir, 'lake', 'tmp'))).toEqual([])
  })

  test('changes nothing of what is there', async () => {
    expect((await clerk.get('/batches')).json().total).toBe(2)
  })
})

test('an import that is cancelled leaves nothing', async () => {
  const many = decisions(
    ...Array.from({ length: 4000 }, (_, n) => ({ no: `云交罚〔2024〕${n + 1}号`, party: `某${n}`, id: identityNo(n), on: '2024-05-06' })),
  )
  const { id } = (await clerk.upload('很多.csv', many)).json()
  expect((await clerk.send('POST', `/imports/${id}/cancel`)).statusCode).toBe(200)
  expect(await finished(id)).toMatchObject({ state: 'cancelled', parts: [] })
  expect((await clerk.get('/batches')).json().total).toBe(2)
  expect((await clerk.send('POST', `/imports/${id}/cancel`)).json()).toMatchObject({ status: 409, code: 'import.over' })
  await office.platform.idle()
  expect(readdirSync(join(office.dir, 'lake', 'tmp'))).toEqual([])
  // Two batches: their rows, and what was drawn out of them
  expect(filesBelow(join(office.dir, 'lake')).length).toBe(2 * (1 + 3))
})

test('another organisation sees nothing of it', async () => {
  await office.platform.store.db
    .insertInto('organisation')
    .values({
      id: 'office_two',
      parent_id: null,
      name: '邻院',
      kind: 'procuratorate',
      division_code: '',
      created_at: '2026-01-01T00:00:00Z',
    })
    .execute()
  const stranger = await office.signIn(['procurator'], 'office_two')
  for (const url of ['/batches', '/imports', '/datasets/penalty_decision/rows']) expect((await stranger.get(url)).json().total).toBe(0)
  for (const url of [`/imports/${importId}`, `/imports/${importId}/quarantine`]) expect((await stranger.get(url)).statusCode).toBe(404)
  expect((await stranger.get('/datasets/penalty_decision')).json().rows).toBe(0)
  expect((await stranger.upload('eigen.csv', paper)).json().sameAs).toBeNull()
})

test('every look at the rows is in the log', async () => {
  const admin = await office.signIn(['administrator'])
  const actions = (await admin.get('/audit?size=200')).json().items.map((entry: { action: string }) => entry.action)
  for (const action of [
    'import.upload',
    'import.publish',
    'import.refuse',
    'import.cancel',
    'rows.read',
    'rows.export',
    'quarantine.read',
    'quarantine.export',
  ])
    expect(actions).toContain(action)
})
