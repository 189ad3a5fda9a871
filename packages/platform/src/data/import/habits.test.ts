import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { workbookParts, writeZip } from '../../connectors/zip.fixture.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

/** Habits of files that the other tests of this folder do not show, each by the bytes that a program would write. */
const { standards, dictionaries } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-habits-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '300MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(name: string, content: string | Buffer): Promise<PartImport> {
  count++
  const path = join(folder, `${count}-${name}`)
  writeFileSync(path, content)
  const options = { standards, dictionaries, keys: scanKeyring(), workDir: join(folder, `work-${count}`), seq: count }
  const { parts, refusal } = await importFile(warehouse, { path, name }, options)
  expect(refusal).toBeUndefined()
  const part = parts.find(({ dataset }) => dataset !== null) ?? parts[0]!
  expect(part.counts.taken + part.counts.refused).toBe(part.counts.rows)
  return part
}

async function values(part: PartImport, columns: string): Promise<unknown[][]> {
  const session = await warehouse.session()
  try {
    const rows = await session.rows(`SELECT ${columns} FROM read_parquet(${quoteText(part.table!.path)}) ORDER BY _rid`)
    return rows.map((row) => Object.values(row))
  } finally {
    session.close()
  }
}
const codes = (part: PartImport): string[] => part.findingCounts.map(({ code }) => code)

const agency = '11230500001755309F'
const heading = '处罚决定书文号,当事人,证件号码,处罚内容,罚款金额,决定日期,处罚机关代码'
const row = (no: number, { name = '张三', id = '', content = '', fine = '', date = '2023-07-05' } = {}): string =>
  `七交罚〔2023〕${no}号,${name},${id},${content},${fine},${date},${agency}`
const lines = (...rows: string[]): string => `${[heading, ...rows].join('\r\n')}\r\n`

interface Habit {
  readonly habit: string
  readonly bytes: string | Buffer
  readonly select?: string
  readonly gives: readonly (readonly unknown[])[]
  readonly tells?: readonly string[]
  /** Records that are neither rows nor heading. */
  readonly skipped?: number
  /** Records that are no row of anything: kept with their text. */
  readonly refused?: number
}
const gbk = iconv.encode(`${lines(row(1), row(2, { name: '李四' }))}（盖章）`, 'gbk')

const habits: readonly Habit[] = [
  {
    habit: 'cells written as ="…" and with a tab or an apostrophe, so that a spreadsheet keeps them as text',
    bytes: lines(
      row(1, { id: '"=""11010519491231002X"""' }),
      row(2, { id: '="11010519491231002X"' }),
      row(3, { id: '11010519491231002X\t' }),
      row(4, { id: '’11010519491231002X' }),
    ),
    // One person, read whole each time.
    select: 'count(DISTINCT id_no) OVER () AS persons, id_no IS NULL AS lost',
    gives: Array.from({ length: 4 }, () => [1, false]),
  },
  {
    habit: 'what would be a formula elsewhere is text, and stays as it is written',
    bytes: lines(row(1, { name: '"=HYPERLINK(""http://x"",""甲"")"' }), row(2, { name: '@SUM(A1)' }), row(3, { name: '+甲公司' })),
    select: 'party_name',
    gives: [['=HYPERLINK("http://x","甲")'], ['@SUM(A1)'], ['+甲公司']],
  },
  {
    habit: 'a separator after the last column of every line',
    bytes: lines(row(1), row(2)).replaceAll('\r\n', ',\r\n'),
    gives: [['张三'], ['张三']],
  },
  {
    habit: 'a heading over two lines of one cell, which names the unit',
    bytes: lines(row(1, { fine: '0.3' })).replace('罚款金额', '"罚款金额\n（万元）"'),
    select: 'fine_amount',
    gives: [['3000.00']],
  },
  {
    habit: 'the mark of UTF-8 twice, as when two programs put it',
    bytes: `\uFEFF\uFEFF${lines(row(1))}`,
    gives: [['张三']],
  },
  {
    habit: 'characters beyond the basic plane, of the private area and combined ones',
    bytes: lines(row(1, { name: '𠮷田' }), row(2, { name: '㐂乐' }), row(3, { name: '张\uE863' })),
    select: 'party_name',
    gives: [['𠮷田'], ['㐂乐'], ['张\uE863']],
  },
  {
    habit: 'GBK that breaks off in the middle of its last character',
    bytes: gbk.subarray(0, -1),
    select: 'party_name',
    gives: [['张三'], ['李四']],
    refused: 1,
  },
  {
    habit: 'UTF-16 with a byte missing at its end',
    bytes: iconv.encode(lines(row(1), row(2, { name: '李四' })), 'utf16le', { addBOM: true }).subarray(0, -1),
    select: 'party_name',
    gives: [['张三'], ['李四']],
    tells: ['file.damaged-text'],
    refused: 1,
  },
  {
    habit: 'sums with brackets for less than nothing, full-width digits, blanks between thousands',
    bytes: lines(
      row(1, { fine: '２，０００．５０' }).replace('２，０００．５０', '２０００．５０'),
      row(2, { fine: '3 000' }),
      row(3, { fine: '人民币伍佰元整' }),
    ),
    select: 'fine_amount',
    gives: [['2000.50'], ['3000.00'], ['500.00']],
  },
  {
    habit: 'several sums in one text, each for its own item',
    bytes: lines(row(1, { content: '罚款人民币伍仟元，没收违法所得200元' })),
    select: 'fine_amount, confiscated_amount',
    gives: [['5000.00', '200.00']],
    tells: ['amount.from-text'],
  },
  {
    habit: 'days without end, and words for none',
    bytes: lines(row(1, { date: '长期' }), row(2, { date: '—' }), row(3, { date: '无' })),
    select: 'decision_date',
    gives: [['2099-12-31'], [null], [null]],
  },
  {
    habit: 'rows of somebody’s trial',
    bytes: lines(row(1, { name: '测试企业' }), row(2)),
    gives: [['测试企业'], ['张三']],
    select: 'party_name',
    tells: ['row.test'],
  },
  {
    habit: 'names with blanks, and several persons in one cell',
    bytes: lines(
      row(1, { name: '张 三' }),
      row(2, { name: '张　三' }),
      row(3, { name: '张三等3人' }),
      row(4, { name: '阿依古丽•买买提' }),
      row(5, { name: '阿依古丽·买买提' }),
    ),
    select: 'count(DISTINCT party_key) OVER () AS parties',
    gives: Array.from({ length: 5 }, () => [3]),
    tells: ['name.several'],
  },
  {
    habit: 'a note below the table, and page ends within it',
    bytes: `${lines(row(1))}第1页 共2页\r\n${heading}\r\n${row(2)}\r\n表格说明：罚款以元计\r\n`,
    gives: [['张三'], ['张三']],
    skipped: 3,
  },
]

describe('a text', () => {
  test.each(habits.map((one) => [one.habit, one] as const))(
    'with %s',
    async (_, { bytes, select, gives, tells = [], skipped = 0, refused = 0 }) => {
      const part = await bring('in.csv', bytes)
      expect(part.dataset).toBe('penalty_decision')
      expect(await values(part, select ?? 'party_name')).toEqual(gives)
      expect(codes(part)).toEqual(expect.arrayContaining([...tells]))
      expect(part.counts).toMatchObject({ rows: gives.length + refused, taken: gives.length, refused, skipped })
    },
  )
})

describe('a workbook', () => {
  const cells = (no: number, name = '张三') => [`七交罚〔2023〕${no}号`, name, '', '警告', null, '2023-07-05', agency]
  test('with hidden rows and columns, frozen panes and a filter has all its rows read', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(heading.split(','))
    for (let no = 1; no <= 4; no++) sheet.addRow(cells(no))
    sheet.getRow(3).hidden = true
    sheet.getColumn(7).hidden = true
    sheet.autoFilter = 'A1:G5'
    const part = await bring('hidden.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(part.counts).toMatchObject({ rows: 4, taken: 4 })
    expect(await values(part, 'agency_code')).toEqual(Array.from({ length: 4 }, () => [agency]))
  })
  test('with phantom rows of formats alone far below has only its rows', async () => {
    const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const line = (number: number, texts: readonly string[]): string =>
      `<row r="${number}">${texts.map((text, index) => cell(`${'ABCDEFG'[index]}${number}`, text)).join('')}</row>`
    const phantom = Array.from(
      { length: 300 },
      (_, index) => `<row r="${1000 + index * 3000}"><c r="A${1000 + index * 3000}" s="1"/><c r="XFD${1000 + index * 3000}"/></row>`,
    )
    const data = line(1, heading.split(',')) + line(2, row(1).split(',')) + line(3, row(2).split(',')) + phantom.join('')
    const path = writeZip(join(folder, 'phantom.xlsx'), workbookParts(data))
    const { parts } = await importFile(
      warehouse,
      { path, name: 'phantom.xlsx' },
      { standards, keys: scanKeyring(), workDir: join(folder, 'phantom'), seq: 900 },
    )
    expect(parts[0]?.counts).toMatchObject({ rows: 2, taken: 2, refused: 0 })
  })
  test('with sheets of no rows has them told by name, a hidden one as hidden', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账')
    sheet.addRow(heading.split(','))
    sheet.addRow(cells(1))
    book.addWorksheet('说明').addRow(['本表由系统导出'])
    book.addWorksheet('隐藏页', { state: 'hidden' }).addRow(['一格'])
    book.addWorksheet('空')
    const part = await bring('sheets.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(part.counts).toMatchObject({ rows: 1, taken: 1 })
    const told = part.inspection.findings.filter(({ code }) => code === 'file.sheets-left-out')
    expect(told.map(({ level, message }) => [level, message])).toEqual([['I', '工作表“说明”、“隐藏页”（隐藏）没有表头下的数据行，未采用']])
    expect(part.findingCounts).toContainEqual({ code: 'file.sheets-left-out', level: 'I', count: 1 })
  })
  test('named as a text is read as what it is', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账')
    sheet.addRow(heading.split(','))
    sheet.addRow(cells(1))
    expect((await bring('really-a-workbook.csv', Buffer.from(await book.xlsx.writeBuffer()))).counts.taken).toBe(1)
  })
})

test('lines of JSON have the numbers of their lines', async () => {
  const object = (no: number): string =>
    JSON.stringify(Object.fromEntries(heading.split(',').map((name, at) => [name, row(no).split(',')[at]])))
  const part = await bring('lines.ndjson', `${object(1)}\n\n${object(2)}\n`)
  expect(part.counts).toMatchObject({ rows: 2, taken: 2, skipped: 1 })
  expect(part.inspection.header_rows).toEqual([])
  expect(await values(part, '_row_no, decision_no')).toEqual([
    [1, '七交罚〔2023〕1号'],
    [3, '七交罚〔2023〕2号'],
  ])
})

describe('a table of other datasets', () => {
  test('with a telephone where a plate should stand is told', async () => {
    const part = await bring(
      'vehicle.csv',
      '号牌号码,所有人,车辆类型,状态,登记日期\n贵F12345,甲,小型客车,正常,2020-01-01\n13812345678,乙,小型客车,正常,2020-01-01\n',
    )
    expect(part.dataset).toBe('vehicle')
    expect(codes(part)).toContain('plate.form')
  })
})
