import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let importId: string

const bringIn = async (
  name: string,
  content: string | Buffer,
): Promise<{ id: string; state: string; parts: { taken: number; refused: number }[] }> => {
  const { id } = (await clerk.upload(name, content)).json()
  return until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
}
const sheetOf = async (body: { open: boolean; reason?: string }) => {
  const answer = await clerk.send('POST', `/imports/${importId}/return-sheet`, body)
  expect(answer.statusCode).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
  return { workbook, sheet: workbook.worksheets[0]!, name: String(answer.headers['content-disposition']) }
}
const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '', party: '=1+1', id: identityNo(2), on: '2025-03-04' },
)

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  importId = (await bringIn('处罚.csv', paper)).id
})
afterAll(() => office.close())

test('a return sheet has the agency’s columns in their order, the reason at the cell and in the last column', async () => {
  const { sheet, name } = await sheetOf({ open: false })
  expect(name).toContain(encodeURIComponent('退回表 处罚 20261102-'))
  const headings = paper.split('\n')[0]!.split(',')
  const row = (number: number) => Array.from({ length: headings.length + 1 }, (_, place) => sheet.getCell(number, place + 1))
  expect(
    row(1)
      .map((cell) => cell.text)
      .slice(0, -1),
  ).toEqual(headings)
  expect(sheet.actualRowCount).toBe(2)
  const cells = row(2)
  expect(JSON.stringify(cells[0]?.note)).toContain('行政处罚决定书文号')
  expect(cells.at(-1)?.text).toMatch(/^原第 3 行：.*行政处罚决定书文号/)
  // What looks like a formula is text, and stays what it was.
  expect(cells[1]).toMatchObject({ type: ExcelJS.ValueType.String, text: '=1+1' })
  expect(cells[4]?.text).toBe(`${identityNo(2).slice(0, 6)}********${identityNo(2).slice(-4)}`)
  expect(cells[6]?.text).not.toContain('13800138000')
})

test('numbers of people stand in it only for a reason, and the log keeps it', async () => {
  const none = await clerk.send('POST', `/imports/${importId}/return-sheet`, { open: true, reason: ' ' })
  expect(none.json()).toMatchObject({ status: 422, code: 'return.reason-missing' })
  const admin = await office.signIn(['administrator'])
  expect((await admin.send('POST', `/imports/${importId}/return-sheet`, { open: false })).statusCode).toBe(403)

  const { sheet, workbook } = await sheetOf({ open: true, reason: '退原单位补正' })
  expect(sheet.getCell(2, 5).text).toBe(identityNo(2))
  const log = (await admin.get('/audit?size=50')).body
  expect(log).toContain('quarantine.return-open')
  expect(log).toContain('退原单位补正')

  // Mended by the agency, it comes back as any other file.
  sheet.getCell(2, 1).value = '云交罚〔2025〕2号'
  const back = await bringIn('处罚 更正.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()))
  expect(back.parts).toMatchObject([{ dataset: 'penalty_decision', taken: 1, refused: 0 }])
  const rows = (await clerk.get(`/datasets/penalty_decision/rows?field=id_no&value=${identityNo(2)}`)).json()
  expect(rows.items).toMatchObject([{ values: { party_name: '=1+1', fine_amount: '2000.00' } }])
  expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 2 })
})

test('what a line above the heading counts in 万元 is counted so in the sheet that comes back', async () => {
  const agency = '11529999MB1D00119G'
  const text = `罚没台账,,,,\n,,,,单位：万元\n行政处罚决定书文号,行政相对人名称,罚款金额,处罚决定日期,处罚机关统一社会信用代码\n云交罚〔2024〕1号,许桂,0.2,2024-03-01,${agency}\n,程远,0.3,2024-03-02,${agency}\n`
  const { id } = await bringIn('台账.csv', text)
  const answer = await clerk.send('POST', `/imports/${id}/return-sheet`, { open: false })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
  const sheet = workbook.worksheets[0]!
  expect(sheet.getCell(1, 3).text).toBe('罚款金额（万元）')
  sheet.getCell(2, 1).value = '云交罚〔2024〕2号'
  await bringIn('台账 更正.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()))
  const { items } = (await clerk.get('/datasets/penalty_decision/rows?q=程远')).json()
  expect(items).toMatchObject([{ values: { decision_no: '云交罚〔2024〕2号', fine_amount: '3000.00' } }])
})

test('an import that refused nothing has none, and another organisation’s is not found', async () => {
  const whole = await bringIn('好.csv', decisions({ no: '云交罚〔2025〕9号', party: '甲', id: identityNo(9), on: '2025-03-09' }))
  expect((await clerk.send('POST', `/imports/${whole.id}/return-sheet`, {})).json()).toMatchObject({ code: 'return.no-rows' })
  await office.platform.store.db
    .insertInto('organisation')
    .values({ id: 'two', parent_id: null, name: '邻院', kind: 'procuratorate', division_code: '', created_at: '2026-01-01T00:00:00Z' })
    .execute()
  const stranger = await office.signIn(['procurator'], 'two')
  expect((await stranger.send('POST', `/imports/${importId}/return-sheet`, {})).statusCode).toBe(404)
})
