import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import { type Cell, quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { unseal } from '../secrecy/seal.ts'
import { token } from '../secrecy/token.ts'
import { type FileImport, importFile, type PartImport } from './import-file.ts'

const { standards } = loadCatalogue()
const keys = scanKeyring()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-import-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '500MB', threads: 2, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(
  name: string,
  content: string | Buffer | null,
  options: { seq?: number; signal?: AbortSignal } = {},
): Promise<FileImport> {
  const path = join(folder, name)
  if (content !== null) writeFileSync(path, content)
  count++
  return importFile(
    warehouse,
    { path, name },
    { standards, keys, workDir: join(folder, `work-${count}`), seq: options.seq ?? count, signal: options.signal },
  )
}

const only = (result: FileImport): PartImport => {
  expect(result.refusal).toBeUndefined()
  expect(result.parts).toHaveLength(1)
  return result.parts[0]!
}

async function rowsOf(part: PartImport, columns: string): Promise<readonly Readonly<Record<string, Cell>>[]> {
  const session = await warehouse.session()
  try {
    return await session.rows(`SELECT ${columns} FROM read_parquet(${quoteText(part.table!.path)}) ORDER BY _rid`)
  } finally {
    session.close()
  }
}

const header = '处罚决定书文号,当事人,证件号码,处罚依据,处罚内容,罚款金额,决定日期,处罚机关,处罚机关代码'
const row = (no: string, change: Partial<Record<'name' | 'id' | 'content' | 'fine' | 'date' | 'code', string>> = {}): string =>
  [
    no,
    change.name ?? '张三',
    change.id ?? '11010519491231002X',
    '《公路法》第七十六条',
    change.content ?? '罚款2000元',
    change.fine ?? '2000',
    change.date ?? '2023-07-05',
    '某县交通运输局',
    change.code ?? '11230500001755309F',
  ].join(',')
const penalties = (...rows: string[]): string => `${[header, ...rows].join('\n')}\n`

describe('text files', () => {
  const text = `某县行政处罚信息,,,,,,,,\n${penalties(row('七交罚〔2023〕1号', { name: '张㐂' }), row('七交罚〔2023〕2号'))}`
  const encodings: [string, Buffer, string][] = [
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['gb18030 with four bytes', iconv.encode(text.replace('㐂', '𠀀'), 'gb18030'), 'gb18030'],
    ['gbk', iconv.encode(text.replace('㐂', '三'), 'gbk'), 'gbk'],
    ['utf-16le', iconv.encode(text, 'utf16le', { addBOM: true }), 'utf-16le'],
    ['utf-16be without a mark', iconv.encode(text, 'utf16be', { addBOM: false }), 'utf-16be'],
  ]
  test.each(encodings)('%s', async (name, bytes, encoding) => {
    const part = only(await bring(`${name}.csv`, bytes))
    expect(part.inspection).toMatchObject({
      encoding,
      delimiter: ',',
      header_rows: [2],
      dataset: 'penalty_decision',
      rows: 2,
      verdict: 'accept',
    })
    const [first] = await rowsOf(part, 'party_name, _row_no, _sheet')
    expect(first).toMatchObject({
      party_name: iconv.decode(bytes, encoding === 'gbk' ? 'gb18030' : encoding).includes('𠀀')
        ? '张𠀀'
        : encoding === 'gbk'
          ? '张三'
          : '张㐂',
      _row_no: 3,
      _sheet: null,
    })
  })
  test.each(['\t', ';', '|'])('separated by %j', async (delimiter) => {
    const part = only(
      await bring(`delimiter-${delimiter.charCodeAt(0)}.csv`, penalties(row('七交罚〔2023〕1号')).replaceAll(',', delimiter)),
    )
    expect(part.inspection).toMatchObject({ delimiter, rows: 1, dataset: 'penalty_decision' })
  })
  test('titles, repeated headings, totals, notes and blank lines are passed over, and rows keep their numbers', async () => {
    const lines = [
      '行政处罚信息公示表,,,,,,,,',
      '',
      header,
      row('七交罚〔2023〕1号'),
      '',
      header,
      row('七交罚〔2023〕2号'),
      '合计,,,,,4000,,,',
      '注：以上数据截至2023年底,,,,,,,,',
      '填表人：李某,,,,,,,,',
    ]
    const part = only(await bring('report.csv', lines.join('\r\n')))
    expect(part.counts).toEqual({ rows: 2, taken: 2, refused: 0, skipped: 7, added: 0 })
    expect((await rowsOf(part, '_row_no')).map((each) => each._row_no)).toEqual([4, 7])
  })
  test('quotes that hold line breaks, quotes that never close, rows too wide and too narrow', async () => {
    const part = only(
      await bring(
        'ragged.csv',
        penalties(
          row('七交罚〔2023〕1号', { content: '"罚款\n2000元"' }),
          row('七交罚〔2023〕2号', { content: '"罚款2000元' }),
          row('七交罚〔2023〕3号', { content: '罚款2000元,并没收违法所得' }),
          '七交罚〔2023〕4号,张三,11010519491231002X',
          row('七交罚〔2023〕5号'),
        ),
      ),
    )
    expect(part.counts).toMatchObject({ rows: 5, taken: 4, refused: 1 })
    expect(await rowsOf(part, 'decision_no, penalty_content, fine_amount')).toEqual([
      { decision_no: '七交罚〔2023〕1号', penalty_content: '罚款\n2000元', fine_amount: '2000.00' },
      { decision_no: '七交罚〔2023〕2号', penalty_content: '"罚款2000元', fine_amount: '2000.00' },
      { decision_no: '七交罚〔2023〕3号', penalty_content: '罚款2000元,并没收违法所得', fine_amount: '2000.00' },
      { decision_no: '七交罚〔2023〕5号', penalty_content: '罚款2000元', fine_amount: '2000.00' },
    ])
    expect(part.inspection.findings.filter((finding) => finding.code.startsWith('row.')).map(({ row: at, code }) => [at, code])).toEqual([
      [2, 'row.quote'],
      [3, 'row.mended'],
      [4, 'row.narrow'],
    ])
  })
})

describe('rows', () => {
  test('a row without its key is kept in quarantine with its reasons and its text', async () => {
    const part = only(
      await bring('refused.csv', penalties(row('七交罚〔2023〕1号'), row(''), row('七交罚〔2023〕3号', { name: '', id: '1.10105E+17' }))),
    )
    expect(part.counts).toMatchObject({ rows: 3, taken: 1, refused: 2 })
    expect(part.inspection.verdict).toBe('accept_with_errors')
    const lines = readFileSync(part.quarantine.path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map((line) => line.row_no)).toEqual([3, 4])
    expect(lines[1].reasons.map((reason: { code: string }) => reason.code)).toContain('identity.lost-precision')
    expect(lines[1].cells[2]).toEqual({ column: '证件号码', text: '1.10105E+17' })
  })
  test('numbers of people are tokens, masks and seals, wherever they stand', async () => {
    const lines = [
      '决定书文号,当事人,统一社会信用代码,违法事实,处罚依据,处罚内容,决定日期,机关代码',
      '七交罚〔2023〕1号,张三,11010519491231002X,身份证11010519491231002X电话13812345678,《公路法》第七十六条,罚款,2023-07-05,11230500001755309F',
    ]
    const part = only(await bring('people.csv', lines.join('\n')))
    const made = token(keys, '11010519491231002X')
    expect(
      await rowsOf(part, 'id_no, mask_of(coalesce(id_no_masked, id_no)) AS id_no_mask, usc_code, party_key, party_grade, violation_fact'),
    ).toEqual([
      {
        id_no: made,
        id_no_mask: '110105********002X',
        usc_code: null,
        party_key: made,
        party_grade: 'A',
        violation_fact: '身份证110105********002X电话138****5678',
      },
    ])
    expect(readFileSync(part.table!.path).includes('11010519491231002X')).toBe(false)
    const session = await warehouse.session()
    const [sealed] = await session.rows(`SELECT * FROM read_parquet(${quoteText(part.vault.path)})`)
    session.close()
    expect(sealed).toMatchObject({ token: made, kind: 'identity' })
    expect(unseal(keys, String(sealed!.sealed))).toBe('11010519491231002X')
  })
  test('万元 and 元 are told apart by the heading and by the text', async () => {
    const wan = only(
      await bring(
        'wan.csv',
        penalties(row('七交罚〔2023〕1号', { fine: '0.2' }), row('七交罚〔2023〕2号', { fine: '2000' })).replace(
          '罚款金额',
          '罚款金额（万元）',
        ),
      ),
    )
    expect((await rowsOf(wan, 'fine_amount')).map((each) => each.fine_amount)).toEqual(['2000.00', '2000.00'])
    const neutral = only(
      await bring(
        'neutral.csv',
        penalties(
          row('七交罚〔2023〕1号', { fine: '0.2' }),
          row('七交罚〔2023〕2号', { fine: '' }),
          row('七交罚〔2023〕3号', { fine: '300' }),
        ),
      ),
    )
    expect((await rowsOf(neutral, 'fine_amount')).map((each) => each.fine_amount)).toEqual(['2000.00', '2000.00', '300.00'])
    expect(neutral.inspection.findings.filter(({ code }) => code.startsWith('amount.')).map(({ row: at, code }) => [at, code])).toEqual([
      [1, 'amount.ten-thousands'],
      [2, 'amount.from-text'],
      [3, 'amount.differs'],
    ])
  })
  test('the later row of a key wins, within a file and between batches, and its citations with it', async () => {
    const first = only(
      await bring(
        'first.csv',
        penalties(row('七交罚〔2023〕1号'), row('七交罚〔2023〕01号', { date: '2023-07-06' }), row('七交罚〔2023〕2号')),
        { seq: 1 },
      ),
    )
    expect(first.inspection.findings.some(({ code, row: at, level }) => code === 'key.duplicate' && at === 1 && level === 'I')).toBe(true)
    const second = only(
      await bring('second.csv', penalties(row('七交罚（2023）2 号', { date: '2023-08-01' })).replaceAll('第七十六条', '第七十七条'), {
        seq: 2,
      }),
    )
    const session = await warehouse.session()
    const files = [first, second].flatMap((part) => [{ dataset: part.dataset!, path: part.table!.path }, ...part.children])
    await mountSnapshot(session, standards.values(), files)
    expect(await session.rows('SELECT doc_key, decision_date FROM penalty_decision ORDER BY doc_key')).toEqual([
      { doc_key: '七交罚(2023)1号', decision_date: '2023-07-06' },
      { doc_key: '七交罚(2023)2号', decision_date: '2023-08-01' },
    ])
    expect(await session.rows('SELECT doc_key, law, article, ordinal FROM penalty_citation ORDER BY doc_key')).toEqual([
      { doc_key: '七交罚(2023)1号', law: '中华人民共和国公路法', article: 76, ordinal: 1 },
      { doc_key: '七交罚(2023)2号', law: '中华人民共和国公路法', article: 77, ordinal: 1 },
    ])
    session.close()
  })
  test('an agency without its code has the code of its name in the file', async () => {
    const part = only(await bring('agency.csv', penalties(row('七交罚〔2023〕1号'), row('七交罚〔2023〕2号', { code: '' }))))
    expect((await rowsOf(part, 'agency_code')).map((each) => each.agency_code)).toEqual(['11230500001755309F', '11230500001755309F'])
  })
})

describe('workbooks', () => {
  test('merged titles, two heading rows, dates, formulas, numbers that lost their end', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('说明').addRow(['表格说明：请逐行填写。'])
    const sheet = book.addWorksheet('处罚')
    sheet.mergeCells('A1:G1')
    sheet.getCell('A1').value = '行政处罚信息表'
    sheet.addRow(['文号', '当事人', null, '处罚信息', null, null, '处罚机关代码'])
    sheet.addRow([null, '名称', '证件号码', '处罚内容', '罚款金额', '决定日期', null])
    sheet.mergeCells('B2:C2')
    sheet.mergeCells('D2:F2')
    sheet.addRow([
      '七交罚〔2023〕1号',
      '张三',
      Number('110105194912310021'),
      '罚款2000元',
      2000,
      new Date(Date.UTC(2023, 6, 5)),
      '11230500001755309F',
    ])
    sheet.addRow([
      '七交罚〔2023〕2号',
      { richText: [{ text: '李' }, { text: '四' }] },
      '11010519491231002X',
      '罚款3000元',
      { formula: '1000*3', result: 3000 },
      45112,
      '11230500001755309F',
    ])
    sheet.addRow(['合计', null, null, null, 5000])
    const path = join(folder, 'book.xlsx')
    await book.xlsx.writeFile(path)
    const part = only(await bring('book.xlsx', null))
    expect(part.inspection).toMatchObject({ sheet: '处罚', header_rows: [2, 3], rows: 2, dataset: 'penalty_decision', encoding: null })
    expect(await rowsOf(part, 'party_name, fine_amount, decision_date, party_grade, _row_no, _sheet')).toEqual([
      { party_name: '张三', fine_amount: '2000.00', decision_date: '2023-07-05', party_grade: 'C', _row_no: 4, _sheet: '处罚' },
      { party_name: '李四', fine_amount: '3000.00', decision_date: '2023-07-05', party_grade: 'A', _row_no: 5, _sheet: '处罚' },
    ])
    expect(part.inspection.findings.some(({ row: at, code }) => at === 1 && code === 'identity.lost-precision')).toBe(true)
    const bytes = readFileSync(path)
    expect((await bring('cut.xlsx', bytes.subarray(0, bytes.length / 2))).refusal?.code).toBe('file.truncated')
  })
})

describe('hostile files', () => {
  const refusals: [string, string | Buffer, string][] = [
    ['empty.csv', '', 'file.empty'],
    ['page.xls', '<html><table><tr><td>1</td></tr></table></html>', 'file.html'],
    [
      'sheet.xls',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'file.no-table',
    ],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'file.old-workbook'],
    ['paper.csv', '%PDF-1.7\n', 'file.pdf'],
    ['program.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0, 1, 2]), 'file.binary'],
    ['blank.csv', '\n\n , ,\n', 'file.no-table'],
  ]
  test.each(refusals)('%s', async (name, content, code) => {
    expect((await bring(name, content)).refusal?.code).toBe(code)
  })
  test('a cell of thirty million characters is one refused row', async () => {
    const part = only(
      await bring('huge.csv', penalties(row('七交罚〔2023〕1号', { content: 'x'.repeat(30_000_000) }), row('七交罚〔2023〕2号'))),
    )
    expect(part.counts).toMatchObject({ rows: 2, taken: 1, refused: 1 })
  })
  test('an import that is stopped leaves nothing outside its folder and can be made again', async () => {
    const before = new Set(readdirSync(folder))
    const stop = new AbortController()
    stop.abort(new Error('stopped'))
    await expect(bring('stopped.csv', penalties(row('七交罚〔2023〕1号')), { signal: stop.signal })).rejects.toThrow()
    const left = readdirSync(folder).filter((name) => !before.has(name))
    expect(left.sort()).toEqual(['stopped.csv', `work-${count}`].sort())
    expect(only(await bring('stopped.csv', null)).counts.taken).toBe(1)
  })
})

const real = new URL('../../../../../../shared/data/real/', import.meta.url).pathname
const known: [string, number][] = [
  ['traffic-penalties/traffic_penalties_dev.csv', 1942],
  ['traffic-penalties/violation_codes_wuhan.csv', 585],
  ['petitions/letters_unlabelled_dev.xlsx', 2544],
  ['petitions/labelled_letters_dev.csv', 259],
  ['record-linkage/dataset3.csv', 5000],
]
if (!existsSync(real)) console.log(`left out: ${known.length} files of public data (${real} is not here)`)
test.runIf(existsSync(real)).each(known)('public data of no standard is counted, not forced: %s', async (name, rows) => {
  count++
  const result = await importFile(
    warehouse,
    { path: join(real, name), name },
    { standards, keys, workDir: join(folder, `work-${count}`), seq: count },
  )
  expect(only(result)).toMatchObject({ dataset: null, counts: { rows, refused: 0 } })
})
