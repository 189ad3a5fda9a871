import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeZip } from '../connectors/zip.fixture.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let source: { id: string }

const settled = (id: string) =>
  until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
/** A register whose headings nobody could know: the numbers of two agreements stand for what the standard calls otherwise. */
const paper = (serial: number): string =>
  [
    '行政处罚决定书文号,相对人,行政相对人类别,证件号码,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,某甲,某乙,处罚机关,处罚机关统一社会信用代码',
    ...[1, 2, 3].map(
      (row) =>
        `云交罚〔2025〕${serial}${row}号,许桂,自然人,${identityNo(row)},超限运输,超限运输,《公路安全保护条例》第六十四条,罚款,罚款,2025-03-0${row},2025-04-0${row},云岑县交通运输局,11529999MB1D00119G`,
    ),
  ].join('\n')
const mapping = { 某甲: 'decision_date', 某乙: null }

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  source = (await clerk.send('POST', '/sources', { name: '交通局', ...facts })).json()
})
afterAll(() => office.close())

let first: { id: string; parts: { batchId: string; inspection: { mapping: { column: string; field: string | null; by: string }[] } }[] }
const fieldOf = (report: typeof first, column: string) => report.parts[0]?.inspection.mapping.find((one) => one.column === column)

test('what no heading tells is left out, and a preview shows what it would be', async () => {
  first = await settled((await clerk.upload('台账一.csv', paper(1), `?source=${source.id}`)).json().id)
  expect(fieldOf(first, '某甲')).toEqual({ column: '某甲', field: null, by: null })
  const answer = await clerk.send('POST', `/imports/${first.id}/preview`, { part: null, dataset: 'penalty_decision', mapping })
  expect(answer.json()).toMatchObject({ dataset: 'penalty_decision', read: 3, taken: 3, refused: 0 })
  const { columns, rows } = answer.json()
  expect(columns.find(({ column }: { column: string }) => column === '某甲')).toEqual({
    column: '某甲',
    field: 'decision_date',
    by: 'remembered',
    samples: ['2025-03-01', '2025-03-02', '2025-03-03'],
    suggested: null,
  })
  // Before anybody says so, what stands in the column tells what it might be.
  const before = (await clerk.send('POST', `/imports/${first.id}/preview`, { part: null, dataset: 'penalty_decision', mapping: {} })).json()
  expect(before.columns.find(({ column }: { column: string }) => column === '某甲').suggested).toMatchObject({
    fields: expect.arrayContaining(['decision_date']),
    reason: expect.stringContaining('100%'),
  })
  expect(rows[0].decision_date).toBe('2025-03-01')
  expect(answer.body).not.toContain(identityNo(1))
  expect((await clerk.get('/batches')).json().total).toBe(1)
})

test('a field is given to one column, and must be one of the standard', async () => {
  const preview = async (said: object) => (await clerk.send('POST', `/imports/${first.id}/preview`, { part: null, ...said })).json().code
  expect(await preview({ dataset: 'penalty_decision', mapping: { 某甲: 'decision_date', 某乙: 'decision_date' } })).toBe(
    'import.field-twice',
  )
  expect(await preview({ dataset: 'penalty_decision', mapping: { 某甲: 'no_such_field' } })).toBe('import.unknown-field')
  expect(await preview({ dataset: 'nothing', mapping: {} })).toBe('import.unknown-dataset')
  expect(await preview({ dataset: 'penalty_decision', mapping, part: '没有的表' })).toBe('import.no-such-table')
})

test('a correction brings the same file in again, in place of what it brought before', async () => {
  const asked = await clerk.send('POST', `/imports/${first.id}/correction`, {
    part: null,
    dataset: 'penalty_decision',
    mapping,
    remember: true,
  })
  expect(asked.statusCode).toBe(202)
  const second = await settled(asked.json().id)
  expect(second).toMatchObject({ state: 'succeeded', corrects: first.id, source: { id: source.id } })
  expect(fieldOf(second, '某甲')).toMatchObject({ field: 'decision_date', by: 'remembered' })
  const rows = (await clerk.get('/datasets/penalty_decision/rows')).json()
  expect(rows.items.map((row: { values: { decision_date: string } }) => row.values.decision_date)).toHaveLength(3)
  expect((await clerk.get(`/batches/${first.parts[0]?.batchId}`)).json().withdrawn).toMatchObject({ by: clerk.account })
})

test('the next file of that source is read in the same way, another source’s is not', async () => {
  const next = await settled((await clerk.upload('台账二.csv', paper(2), `?source=${source.id}`)).json().id)
  expect(fieldOf(next, '某甲')).toMatchObject({ field: 'decision_date', by: 'remembered' })
  expect(fieldOf(next, '某乙')).toMatchObject({ field: null, by: 'remembered' })
  const elsewhere = await settled((await clerk.upload('台账三.csv', paper(3))).json().id)
  expect(fieldOf(elsewhere, '某甲')).toMatchObject({ field: null, by: null })
})

test('what is remembered can be seen and forgotten', async () => {
  const kept = (await clerk.get(`/columns?source=${source.id}`)).json()
  expect(kept).toMatchObject({
    total: 2,
    items: [
      { heading: '某乙', field: null },
      { heading: '某甲', fieldLabel: '处罚决定日期' },
    ],
  })
  const forget = (heading: string) =>
    clerk.send('DELETE', `/columns?source=${source.id}&dataset=penalty_decision&heading=${encodeURIComponent(heading)}`)
  expect((await forget('某甲')).statusCode).toBe(204)
  expect((await forget('某甲')).json().code).toBe('import.not-remembered')
  const later = await settled((await clerk.upload('台账四.csv', paper(4), `?source=${source.id}`)).json().id)
  expect(fieldOf(later, '某甲')).toMatchObject({ field: null, by: null })
})

test('a file in an archive is corrected like any other', async () => {
  const packed = readFileSync(writeZip(join(office.dir, '打包.zip'), [{ name: '台账五.csv', data: paper(5) }]))
  const inside = await settled((await clerk.upload('打包.zip', packed)).json().id)
  expect(fieldOf(inside, '某甲')).toMatchObject({ field: null, by: null })
  const said = { part: '台账五.csv', dataset: 'penalty_decision', mapping, remember: false }
  const preview = await clerk.send('POST', `/imports/${inside.id}/preview`, said)
  expect(preview.json()).toMatchObject({ read: 3, taken: 3 })
  const corrected = await settled((await clerk.send('POST', `/imports/${inside.id}/correction`, said)).json().id)
  expect(fieldOf(corrected, '某甲')).toMatchObject({ field: 'decision_date', by: 'remembered' })
})
