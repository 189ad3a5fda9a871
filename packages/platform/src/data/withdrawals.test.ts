import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client

/** Another day, on which somebody signs in anew. */
const on = async (day: string): Promise<void> => {
  office.at(`${day}T02:00:00Z`)
  clerk = await office.signIn(['procurator'])
}
const bring = async (name: string, paper: string): Promise<string> => {
  const { id } = (await clerk.upload(name, paper)).json()
  const done = await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
  expect(done.state).toBe('succeeded')
  return done.parts[0].batchId
}
const rowsOn = async (at?: string) =>
  (await clerk.get(`/datasets/penalty_decision/rows?sort=decision_no${at ? `&at=${at}` : ''}`))
    .json()
    .items.map((row: { values: { decision_no: string; fine_amount: string } }) => `${row.values.decision_no} ${row.values.fine_amount}`)

let second: string

beforeAll(async () => {
  office = await openOffice()
  await on('2026-11-02')
  await bring(
    '一.csv',
    decisions(
      { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
      { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04' },
    ),
  )
  await on('2026-11-04')
  second = await bring(
    '二.csv',
    decisions(
      { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04', fine: '0.9' },
      { no: '云交罚〔2025〕3号', party: '方田', id: identityNo(3), on: '2025-03-05' },
    ),
  )
})
afterAll(() => office.close())

test('the view of a past day is what could be seen on that day', async () => {
  expect(await rowsOn('2026-11-01')).toEqual([])
  expect(await rowsOn('2026-11-03')).toHaveLength(2)
  expect(await rowsOn()).toEqual(await rowsOn('2026-11-04'))
  expect(await rowsOn()).toHaveLength(3)
  expect((await clerk.get('/datasets/penalty_decision?at=2026-11-03')).json()).toMatchObject({ rows: 2, batches: 1 })
})

test('two views are told apart row by row, with what differs', async () => {
  const found = (await clerk.get('/datasets/penalty_decision/changes?from=2026-11-03')).json()
  expect(found).toMatchObject({ total: 2, counts: { added: 1, changed: 1, gone: 0 } })
  const [added, changed] = found.items
  expect(added).toMatchObject({ kind: 'added', before: null, after: { decision_no: '云交罚〔2025〕3号' } })
  expect(changed).toMatchObject({ kind: 'changed', before: { decision_no: '云交罚〔2025〕2号' }, after: { fine_amount: '9000.00' } })
  expect(changed.fields).toEqual(['fine_amount'])
  expect(JSON.stringify(found)).not.toContain(identityNo(3))
  expect((await clerk.get('/datasets/penalty_decision/changes?from=2026-11-03&kind=gone')).json()).toMatchObject({ total: 0, items: [] })
  expect((await clerk.get('/datasets/penalty_decision/changes?from=2026-11-04')).json().total).toBe(0)
  expect((await clerk.get('/datasets/penalty_decision/changes?from=2026-11-04&to=2026-11-03')).json().code).toBe('data.span-reversed')
  const lines = (await clerk.get('/datasets/penalty_decision/changes.csv?from=2026-11-03')).body.trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[0]?.replace('\uFEFF', ''))).toEqual([
    '变动',
    '新增',
    '变更前',
    '变更后',
    expect.stringMatching(/^獬豸导出说明：/),
  ])
})

test('a batch is withdrawn with a reason, and the rows that it had covered are seen again', async () => {
  await on('2026-11-06')
  expect((await clerk.send('POST', `/batches/${second}/withdrawal`, { reason: ' ' })).statusCode).toBe(400)
  const gone = await clerk.send('POST', `/batches/${second}/withdrawal`, { reason: '单位来函更正' })
  expect(gone.json()).toMatchObject({ withdrawn: { reason: '单位来函更正', by: clerk.account }, clues: 0 })
  expect(await rowsOn()).toEqual(await rowsOn('2026-11-03'))
  expect(await rowsOn('2026-11-05')).toHaveLength(3)
  expect((await clerk.send('POST', `/batches/${second}/withdrawal`, { reason: '再一次' })).json().code).toBe('data.withdrawn-already')
  expect((await clerk.get('/datasets/penalty_decision/changes?from=2026-11-05')).json().counts).toEqual({ added: 0, changed: 1, gone: 1 })
})

test('and given back; the days between stay as they were seen', async () => {
  await on('2026-11-08')
  const back = await clerk.send('POST', `/batches/${second}/restoration`, { reason: '核实无误' })
  expect(back.json()).toMatchObject({ withdrawn: null, withdrawals: [{ reason: '单位来函更正', restored: { reason: '核实无误' } }] })
  expect(await rowsOn()).toHaveLength(3)
  expect(await rowsOn('2026-11-07')).toHaveLength(2)
  expect((await clerk.send('POST', `/batches/${second}/restoration`, { reason: '又一次' })).json().code).toBe('data.not-withdrawn')
  expect((await clerk.get('/batches/batch_none')).statusCode).toBe(404)
})
