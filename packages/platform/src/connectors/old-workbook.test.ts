import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from './file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-old-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rows = [
  ['决定书文号', '当事人', '证件号码', '决定日期', '罚款金额', '是否缴纳'],
  ['七交罚〔2023〕1号', '张三', '11010519491231002X', 45112, 2000.5, true],
  [],
  ['七交罚〔2023〕2号', '李四\n（化名）', Number('110105194912310021'), 45112.5, '', false],
]

function book(from1904 = false): ReturnType<typeof utils.book_new> {
  const made = utils.book_new()
  const sheet = utils.aoa_to_sheet(rows)
  for (const at of ['D2', 'D4']) sheet[at].z = 'yyyy-mm-dd'
  sheet.E5 = { t: 'n', f: 'SUM(E2:E4)', v: 2000.5 }
  sheet['!ref'] = 'A1:F5'
  utils.book_append_sheet(made, sheet, '处罚')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['甲', '乙']]), '说明')
  made.Workbook = { WBProps: { date1904: from1904 }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  return made
}

async function read(
  name: string,
  bytes: Buffer | string,
): Promise<{ refusal?: string; sheets: [string | null, string[][]][]; from1904?: boolean }> {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const file = await openFile(path)
  if (file.refusal) return { refusal: file.refusal.code, sheets: [] }
  const sheets: [string | null, string[][]][] = []
  let from1904 = false
  for await (const table of file.tables) {
    const records: string[][] = []
    for await (const some of table.records) for (const { cells } of some) records.push(cells)
    sheets.push([table.sheet, records])
    from1904 = table.from1904
  }
  return { sheets, from1904 }
}

const told = [
  ['决定书文号', '当事人', '证件号码', '决定日期', '罚款金额', '是否缴纳'],
  ['七交罚〔2023〕1号', '张三', '11010519491231002X', '2023-07-05', '2000.5', 'TRUE'],
  [],
  // Eighteen digits as a number have lost their end, and that shows.
  ['七交罚〔2023〕2号', '李四\n（化名）', '1.1010519491231E+17', '2023-07-05 12:00:00', '', 'FALSE'],
  ['', '', '', '', '2000.5'],
]

test('reads workbooks of Excel 97 to 2003, hidden sheets too', async () => {
  const found = await read('plain.xls', write(book(), { type: 'buffer', bookType: 'biff8' }))
  expect(found.sheets).toEqual([
    ['处罚', told],
    ['说明', [['甲', '乙']]],
  ])
  expect(found.from1904).toBe(false)
})

test('counts days from 1904 where the workbook does', async () => {
  const found = await read('mac.xls', write(book(true), { type: 'buffer', bookType: 'biff8' }))
  expect(found.from1904).toBe(true)
  expect(found.sheets[0]![1][1]![3]).toBe('2027-07-06')
})

test('reads sheets in XML', async () => {
  const text: string = write(book(), { type: 'string', bookType: 'xlml' })
  const found = await read('sheet.xls', text)
  expect(found.sheets[0]![1].slice(0, 2)).toEqual(told.slice(0, 2))
})

const page = `<html><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head><body><table border=1>
<tr><td colspan=3>行政处罚信息</td></tr>
<tr><th>决定书文号<th>当事人<th>罚款金额</tr>
<tr><td>七交罚〔2023〕1号</td><td>张三&nbsp;&lt;乙&gt;</td><td x:str>0012</td></tr>
<tr><td rowspan=2>七交罚〔2023〕2号<td>李四<br>王五<td>2023-07-05</tr><tr><td>赵六<td>3</tr></table></body></html>`

test('reads a web page that was saved as a workbook, its cells as they are written', async () => {
  const found = await read('page.xls', iconv.encode(page, 'gb18030'))
  expect(found.sheets).toEqual([
    [
      null,
      [
        ['行政处罚信息'],
        ['决定书文号', '当事人', '罚款金额'],
        ['七交罚〔2023〕1号', expect.stringMatching(/^张三.<乙>$/), '0012'],
        ['七交罚〔2023〕2号', '李四\n王五', '2023-07-05'],
        ['七交罚〔2023〕2号', '赵六', '3'],
      ],
    ],
  ])
})

test('reads characters that a page writes by number or name, and marks of its own as they are meant', async () => {
  const spelt =
    '<table><tr><td>姓名<td>文号<td>备注</tr><tr><td>阿不都&middot;热&#21512;曼<td>七交罚&#12308;2023&#x3015;1号<td>&#60;b&gt; &amp;#24314;</tr></table>'
  const { sheets } = await read('spelt.xls', `<html><body>${spelt}</body></html>`)
  expect(sheets[0]?.[1][1]).toEqual(['阿不都·热合曼', '七交罚〔2023〕1号', '<b> &#24314;'])
})

test.each([
  ['a cell wider than any sheet', '<table><tr><td colspan=1000000000 rowspan=100000000>a<td>b</tr><tr><td>1<td>2</tr></table>'],
  ['a row below any sheet', `${'<table>'}<tr><td rowspan=4000000000>a<td>b</tr>${'<tr></tr>'.repeat(10)}<tr><td>1<td>2</tr></table>`],
])('%s does no harm', async (_, table) => {
  const { refusal, sheets } = await read('wide.xls', `<html><body>${table}</body></html>`)
  expect(refusal ?? sheets.length).toSatisfy((found) => found === 'file.old-heavy' || found === 1)
})
test('a row of an XML sheet far below any sheet is refused at once', async () => {
  const far = '<Row ss:Index="900000000"><Cell ss:Index="900000000"><Data ss:Type="String">a</Data></Cell></Row>'
  const sheet = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>${far}</Table></Worksheet></Workbook>`
  expect((await read('far.xls', sheet)).refusal).toBe('file.old-heavy')
})

test('refuses what is damaged, locked or no table', async () => {
  const bytes: Buffer = write(book(), { type: 'buffer', bookType: 'biff8' })
  expect((await read('cut.xls', bytes.subarray(0, 700))).refusal).toBe('file.old-workbook')
  expect((await read('start.xls', bytes.subarray(0, 8))).refusal).toBe('file.old-workbook')
  expect((await read('noise.xls', Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(4096, 0xff)]))).refusal).toBe('file.old-workbook')
  expect((await read('page.html', '<html><body><p>没有表格</p></body></html>')).refusal).toBe('file.html')
})
