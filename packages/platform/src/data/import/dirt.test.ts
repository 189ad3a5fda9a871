import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { type Cell, quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { token } from '../secrecy/token.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards } = loadCatalogue()
const keys = scanKeyring()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-dirt-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(name: string, content: string | Buffer): Promise<PartImport> {
  const path = join(folder, name)
  writeFileSync(path, content)
  count++
  const { parts, refusal } = await importFile(
    warehouse,
    { path, name },
    { standards, keys, workDir: join(folder, `work-${count}`), seq: count },
  )
  expect(refusal).toBeUndefined()
  return parts.find((part) => part.dataset !== null) ?? parts[0]!
}

async function rowsOf(part: PartImport, columns: string): Promise<readonly Cell[][]> {
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
const header = '处罚决定书文号,当事人,统一社会信用代码,证件号码,处罚内容,罚款金额,决定日期,处罚机关代码'
const row = (no: number, cells: Partial<Record<'name' | 'usc' | 'id' | 'content' | 'fine' | 'date', string>> = {}): string =>
  [`七交罚〔2023〕${no}号`, cells.name ?? '张三', cells.usc, cells.id, cells.content, cells.fine, cells.date ?? '2023-07-05', agency].join(
    ',',
  )
const lines = (...rows: string[]): string => `${[header, ...rows].join('\n')}\n`

describe('text', () => {
  test('of two encodings in one file is read line by line, and told', async () => {
    const part = await bring(
      'mixed.csv',
      Buffer.concat([Buffer.from(lines(row(1), row(2, { name: '李四' }))), iconv.encode(`${row(3, { name: '王五' })}\n`, 'gbk')]),
    )
    expect(part.inspection.encoding).toBe('utf-8')
    expect(codes(part)).toContain('file.mixed-text')
    expect(await rowsOf(part, 'party_name')).toEqual([['张三'], ['李四'], ['王五']])
    // Sound GB alone is not taken for it, nor is UTF-8 with a character cut in two.
    const gb = await bring('gb.csv', iconv.encode(lines(row(1), row(2, { name: '联通' })), 'gbk'))
    expect([gb.inspection.encoding, codes(gb).includes('file.mixed-text')]).toEqual(['gbk', false])
    const whole = Buffer.from(lines(row(1), row(2)))
    const cut = await bring(
      'cut.csv',
      Buffer.concat([whole.subarray(0, whole.indexOf('张三') + 2), whole.subarray(whole.indexOf('张三') + 3)]),
    )
    expect([cut.inspection.encoding, codes(cut).includes('file.mixed-text')]).toEqual(['utf-8', false])
  })
  test('with NUL, line ends of three kinds, invisible characters and padded cells', async () => {
    const text = [
      header,
      '\r\n',
      row(1, { name: '张\u200b三\u00ad' }),
      '\n',
      row(2, { name: '李\0四' }),
      '\r',
      row(3, { name: '　王五  ', fine: '  ２０００ \t' }),
      '\r\n',
    ].join('')
    const part = await bring('invisible.csv', text)
    expect(await rowsOf(part, 'party_name, fine_amount, _row_no')).toEqual([
      ['张三', null, 2],
      ['李四', null, 3],
      ['王五', '2000.00', 4],
    ])
  })
  test('cells padded to a width, and a workbook’s name on a text', async () => {
    const padded = lines(row(1), row(2))
      .trimEnd()
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .map((cell) => cell.padEnd(24))
          .join('|'),
      )
      .join('\r\n')
    const part = await bring('padded.txt', padded)
    expect(part.inspection.delimiter).toBe('|')
    expect(await rowsOf(part, 'doc_key')).toEqual([['七交罚(2023)1号'], ['七交罚(2023)2号']])
    expect((await bring('really-text.xlsx', lines(row(1)))).counts.taken).toBe(1)
  })
  test('duplicate columns are told apart, duplicate rows counted, and a heading without rows is no error of ours', async () => {
    const twice = lines(row(1), row(1), row(2)).replaceAll('\n', ',重复\n').replace('处罚机关代码,重复', '处罚机关代码,当事人')
    const part = await bring('twice.csv', twice)
    expect(codes(part)).toEqual(expect.arrayContaining(['column.repeated', 'key.duplicate']))
    expect(part.inspection.columns.at(-1)).toBe('当事人_2')
    expect(await rowsOf(part, 'party_name')).toEqual([['张三'], ['张三'], ['张三']])
    const bare = await bring('bare.csv', `${header}\n`)
    expect([bare.counts.rows, codes(bare)]).toEqual([0, expect.arrayContaining(['file.no-rows'])])
  })
})

test('numbers of persons and organisations in every habit', async () => {
  const part = await bring(
    'numbers.csv',
    lines(
      row(1, { id: "'11010519491231002x" }),
      row(2, { id: '110105491231002' }),
      row(3, { id: '1.10105E+17' }),
      row(4, { id: '110105194912310000' }),
      row(5, { usc: '91512081MA62KO260E' }),
      row(6, { usc: '91512081-MA62K0260E' }),
      row(7, { usc: '11010519491231002X' }),
      row(8, { id: '110105********002X' }),
    ),
  )
  const one = token(keys, '11010519491231002X')
  expect(await rowsOf(part, 'id_no, mask_of(coalesce(id_no_masked, id_no)) AS id_no_mask, usc_code, _unread')).toEqual([
    [one, '110105********002X', null, null],
    [one, '110105********002X', null, null],
    [null, null, null, ',id_no,'],
    [null, null, null, ',id_no,'],
    [null, null, '91512081MA62K0260E', null],
    [null, null, '91512081MA62K0260E', null],
    [one, '110105********002X', null, null],
    [null, '110105********002X', null, ',id_no,'],
  ])
  expect(codes(part)).toEqual(
    expect.arrayContaining([
      'identity.fifteen',
      'identity.lost-precision',
      'identity.masked',
      'credit-code.repaired',
      'credit-code.identity',
    ]),
  )
})

test('days and amounts in every habit', async () => {
  const days = [
    '20230705',
    '2023年7月5日',
    '2023/7/5',
    '2023.07.05',
    '23-7-5',
    '45112',
    '二〇二三年七月五日',
    '2023-07-05 10:00',
    '05-Jul-2023',
  ]
  const dates = await bring(
    'dates.csv',
    lines(...days.map((date, index) => row(index + 1, { date })), row(20, { date: '2023-02-30' }), row(21, { date: '0000-00-00' })),
  )
  expect((await rowsOf(dates, 'decision_date, _unread')).slice(0, days.length)).toEqual(days.map(() => ['2023-07-05', null]))
  expect((await rowsOf(dates, 'decision_date, _unread')).slice(days.length)).toEqual([
    [null, ',decision_date,'],
    [null, null],
  ])
  const fines: [string, string, string | null, string | null][] = [
    ['叁万元整', '', '30000.00', null],
    ['3万', '', '30000.00', null],
    ['"3,000.00元"', '', '3000.00', null],
    ['￥3000', '', '3000.00', null],
    ['0.2', '罚款2000元', '2000.00', 'amount.ten-thousands'],
    ['', '罚款人民币伍仟元', '5000.00', 'amount.from-text'],
    ['300', '罚款2000元', '300.00', 'amount.differs'],
    ['数额不详', '警告', null, 'value.unknown'],
  ]
  const amounts = await bring('amounts.csv', lines(...fines.map(([fine, content], index) => row(index + 1, { fine, content }))))
  expect(await rowsOf(amounts, 'fine_amount')).toEqual(fines.map(([, , value]) => [value]))
  for (const [, , , code] of fines) if (code) expect(codes(amounts)).toContain(code)
})

describe('workbooks', () => {
  const write = async (book: ExcelJS.Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer())
  test('formulas without values, days from 1904, hidden sheets, errors, a heading said again and a total', async () => {
    const book = new ExcelJS.Workbook()
    book.properties.date1904 = true
    const sheet = book.addWorksheet('处罚')
    sheet.addRow(header.split(','))
    sheet.addRow(['七交罚〔2023〕1号', '张三', null, null, '罚款', { formula: 'A1*2' }, new Date(Date.UTC(2023, 6, 5)), agency])
    sheet.addRow(header.split(','))
    sheet.addRow(['七交罚〔2023〕2号', '李四', null, null, '罚款', { error: '#REF!' }, '2023-07-05', agency])
    sheet.addRow(['合计', null, null, null, null, 5000])
    const hidden = book.addWorksheet('以前的', { state: 'hidden' })
    hidden.addRow(header.split(','))
    hidden.addRow(['七交罚〔2022〕1号', '王五', null, null, '警告', null, '2022-07-05', agency])
    const path = join(folder, 'habits.xlsx')
    writeFileSync(path, await write(book))
    count++
    const { parts } = await importFile(
      warehouse,
      { path, name: 'habits.xlsx' },
      { standards, keys, workDir: join(folder, `work-${count}`), seq: count },
    )
    expect(parts.map((part) => [part.inspection.sheet, part.counts.taken, part.counts.skipped])).toEqual([
      ['处罚', 2, 2],
      ['以前的', 1, 0],
    ])
    expect(await rowsOf(parts[0]!, 'decision_date, fine_amount')).toEqual([
      ['2023-07-05', null],
      ['2023-07-05', null],
    ])
  })
})

describe('a place', () => {
  test('with longitude and latitude in each other’s place is turned round, and told', async () => {
    const part = await bring(
      'land.csv',
      '案件/图斑编号,占地面积（㎡）,经度,纬度,当事人\nT1,100,105.3,27.3,甲\nT2,100,27.3,105.3,乙\nT3,100,105°18′,北纬27.3°,丙\nT4,100,200,27.3,丁\n',
    )
    expect(part.dataset).toBe('land_case')
    expect(await rowsOf(part, 'lon::VARCHAR, lat::VARCHAR')).toEqual([
      ['105.300000', '27.300000'],
      ['105.300000', '27.300000'],
      ['105.300000', '27.300000'],
      ['200.000000', '27.300000'],
    ])
    expect(part.inspection.findings.filter(({ row: at }) => at !== null).map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [2, '经度', 'coordinate.swapped'],
      [4, '经度', 'bounds.outside'],
    ])
  })
  test.each([
    // What the published formulas give, worked out apart.
    ['GCJ-02', '经度（GCJ-02）,纬度（GCJ-02）', [105.281088, 27.305477]],
    ['BD-09', '百度经度,百度纬度', [105.274565, 27.29961]],
    ['CGCS2000', '经度（CGCS2000）,纬度（CGCS2000）', [105.2843, 27.3021]],
  ])('of places in %s is converted to the one system of all places', async (datum, headings, place) => {
    for (const rows of [1, 4000]) {
      const lines = Array.from({ length: rows }, (_, n) => `T${n},100,${n % 2 === 0 ? '105.2843,27.3021' : '27.3021,105.2843'},甲`)
      const part = await bring(`places-${rows}.csv`, `案件/图斑编号,占地面积（㎡）,${headings},当事人\n${lines.join('\n')}\n`)
      const read = await rowsOf(part, 'lon::DOUBLE, lat::DOUBLE')
      for (const at of [0, rows - 1]) {
        expect(Number(read[at]![0])).toBeCloseTo(place[0]!, 5)
        expect(Number(read[at]![1])).toBeCloseTo(place[1]!, 5)
      }
      const told = part.inspection.findings.filter(({ code }) => code === 'coordinate.converted')
      expect(told).toHaveLength(datum === 'CGCS2000' ? 0 : 1)
      for (const each of told) expect(each.message).toContain(datum)
    }
  })
})
