import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { TextRecord } from './csv.ts'
import { openFile } from './file.ts'
import { workbookTables } from './workbook.ts'
import { type FixtureEntry, workbookParts, writeZip } from './zip.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-workbook-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const nextPath = (): string => join(folder, `${++files}.xlsx`)

async function recordsOf(table: { readonly records: AsyncIterable<readonly TextRecord[]> }): Promise<TextRecord[]> {
  const all: TextRecord[] = []
  for await (const batch of table.records) {
    expect(batch.length).toBeLessThanOrEqual(1000)
    for (const record of batch) all.push(record)
  }
  return all
}

async function read(path: string, signal?: AbortSignal): Promise<{ name: string; hidden: boolean; from1904: boolean; rows: string[][] }[]> {
  const sheets = []
  for await (const table of workbookTables(path, { bytes: 0 }, signal)) {
    const rows = (await recordsOf(table)).map((record) => record.cells)
    sheets.push({ name: table.sheet, hidden: table.hidden, from1904: table.from1904, rows })
  }
  return sheets
}

async function written(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook()
  fill(book)
  const path = nextPath()
  await book.xlsx.writeFile(path)
  return path
}

const byHand = (sheetData: string, others: Readonly<Record<string, string>> = {}): string =>
  writeZip(nextPath(), workbookParts(sheetData, others))

const rowsByHand = async (sheetData: string, others: Readonly<Record<string, string>> = {}): Promise<string[][]> =>
  (await read(byHand(sheetData, others)))[0]!.rows

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const cell = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`

describe('a workbook written by a spreadsheet', () => {
  test('gives days, numbers, texts, truth values, errors and results of formulas', async () => {
    const path = await written((book) => {
      const sheet = book.addWorksheet('处罚台账')
      sheet.addRow(['处罚日期', '缴款日期', '金额', '是否缴清', '备注', '公式', '文本公式', '错误', '链接', '富文本', '未算'])
      const row = sheet.addRow([
        new Date(Date.UTC(2023, 6, 5)),
        new Date(Date.UTC(2023, 6, 5, 8, 30)),
        3000.1,
        true,
        '已送达 & 已公示 <见附件>\n第二行',
        { formula: 'C2*2', result: 6000.2 },
        { formula: '"六枝"&"特区"', result: '六枝特区' },
        { error: '#N/A' },
        { text: '公示页', hyperlink: 'http://example.invalid/' },
        { richText: [{ text: '行政' }, { font: { bold: true }, text: '处罚' }, { text: '决定书' }] },
        { formula: 'A1' },
      ])
      row.getCell(1).numFmt = 'yyyy"年"m"月"d"日"'
      row.getCell(2).numFmt = 'yyyy-mm-dd hh:mm'
      row.getCell(3).numFmt = '"¥"#,##0.00'
    })
    const [sheet] = await read(path)
    expect(sheet?.name).toBe('处罚台账')
    expect(sheet?.rows[1]).toEqual([
      '2023-07-05',
      '2023-07-05 08:30:00',
      '3000.1',
      'TRUE',
      '已送达 & 已公示 <见附件>\n第二行',
      '6000.2',
      '六枝特区',
      '#N/A',
      '公示页',
      '行政处罚决定书',
    ])
  })

  test('gives its sheets in order, hidden ones too, and says so', async () => {
    const path = await written((book) => {
      book.addWorksheet('封面').addRow(['说明'])
      book.addWorksheet('旧表', { state: 'hidden' }).addRow(['旧'])
      book.addWorksheet('字典', { state: 'veryHidden' })
      book.addWorksheet('台账').addRow(['新'])
    })
    expect((await read(path)).map(({ name, hidden, rows }) => [name, hidden, rows])).toEqual([
      ['封面', false, [['说明']]],
      ['旧表', true, [['旧']]],
      ['字典', true, []],
      ['台账', false, [['新']]],
    ])
  })

  test('counts days from 1904 where it says so', async () => {
    const path = await written((book) => {
      book.properties.date1904 = true
      book
        .addWorksheet('表')
        .addRow([new Date(Date.UTC(2023, 2, 15)), 45000])
        .getCell(1).numFmt = 'yyyy/m/d'
    })
    const [sheet] = await read(path)
    expect([sheet?.from1904, sheet?.rows]).toEqual([true, [['2023-03-15', '45000']]])
  })

  test('keeps the numbers of rows and columns that stand empty', async () => {
    const path = await written((book) => {
      const sheet = book.addWorksheet('表')
      sheet.getCell('B3').value = '甲'
      sheet.getCell('AB2500').value = '乙'
    })
    const [sheet] = await read(path)
    expect(sheet?.rows.length).toBe(2500)
    expect(sheet?.rows[2]).toEqual(['', '甲'])
    expect(sheet?.rows[2499]?.[27]).toBe('乙')
    expect(sheet?.rows.filter((row) => row.length > 0).length).toBe(2)
  })

  test('fills cells merged downwards, and leaves those of a title blank', async () => {
    const path = await written((book) => {
      const sheet = book.addWorksheet('表')
      sheet.addRow(['某局台账', null, null])
      sheet.mergeCells('A1:C1')
      sheet.addRow(['甲', '1', 'x'])
      sheet.addRow([null, '2', 'y'])
      sheet.addRow([null, null, null])
      sheet.addRow([null, '3', 'z'])
      sheet.mergeCells('A2:A4')
    })
    expect((await read(path))[0]?.rows).toEqual([['某局台账'], ['甲', '1', 'x'], ['甲', '2', 'y'], [], ['', '3', 'z']])
  })

  test.each([true, false])('damages no character of a long Chinese text (shared strings: %s)', async (useSharedStrings) => {
    const path = nextPath()
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings })
    const sheet = book.addWorksheet('来信')
    // Lengths that walk over every place in a piece, with characters of two, three and four bytes.
    const texts = Array.from(
      { length: 1500 },
      (_, i) => `${i}·«é»${'群众反映𠮷某小区物业问题，'.repeat(1 + (i % 37))}完${'x'.repeat(i % 7)}`,
    )
    for (const text of texts) sheet.addRow([text]).commit()
    sheet.commit()
    await book.commit()
    const [found] = await read(path)
    expect(texts.join('').length).toBeGreaterThan(300_000)
    expect(found?.rows.flat().filter((text) => text.includes('\ufffd'))).toEqual([])
    expect(found?.rows.map(([text]) => text)).toEqual(texts)
  })

  test('comes back as it was written, whatever is in it', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'张三〔2023〕号《》（）,"\'&<> \n\t𠮷é0_x'), maxLength: 40 })
    const day = fc.integer({ min: 0, max: 60_000 }).map((days) => new Date(Date.UTC(1950, 0, 1) + days * 86_400_000))
    const number = fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 1e11 }).map((cents) => cents / 100),
    )
    const value = fc.oneof(text, day, number, fc.boolean(), fc.constant(null))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 30 }), async (table) => {
        const path = await written((book) => {
          const sheet = book.addWorksheet('表')
          table.forEach((row, r) => {
            row.forEach((each, c) => {
              const target = sheet.getCell(r + 1, c + 1)
              target.value = each
              if (each instanceof Date) target.numFmt = 'yyyy-mm-dd'
            })
          })
        })
        const line = (cells: readonly string[]): string => JSON.stringify(cells).replace(/(?:,?"")+\]$/, ']')
        const shown = (each: (typeof table)[number][number]): string =>
          each === null
            ? ''
            : each instanceof Date
              ? each.toISOString().slice(0, 10)
              : typeof each === 'boolean'
                ? String(each).toUpperCase()
                : String(each)
        const expected = table.map((row) => line(row.map(shown)))
        const rows = (await read(path))[0]?.rows.map(line) ?? []
        while (expected.at(-1) === '[]') expected.pop()
        while (rows.at(-1) === '[]') rows.pop()
        expect(rows).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a workbook of another hand', () => {
  test('need not say where its rows and cells stand', async () => {
    const data =
      '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c><v>4</v></c><c r="D4"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>'
    expect(await rowsByHand(data)).toEqual([['1', '', '3'], [], [], ['4', '', '', '5', '6'], ['7']])
  })

  test('may write text in any of four ways', async () => {
    const strings = `<sst xmlns="${main}"><si><t>贵州</t><phoneticPr fontId="1"/></si><si><r><rPr><b/></rPr><t xml:space="preserve">六枝 </t></r><r><t>特区</t></r><rPh sb="0" eb="1"><t>liùzhī</t></rPh></si><si><t/></si></sst>`
    const data =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r><rPh sb="0" eb="1"><t>háng</t></rPh></is></c>' +
      '<c t="str"><f>A1&amp;B1</f><v>贵州&#20845;枝</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c><c t="d"><v>2023-05-01T00:00:00</v></c><c><f>1+1</f></c><c t="inlineStr"><is><t><![CDATA[<甲>&]]></t></is></c></row>'
    expect(await rowsByHand(data, { 'xl/sharedStrings.xml': strings })).toEqual([
      ['贵州', '六枝 特区', '', '行内', '贵州六枝', 'FALSE', '#DIV/0!', '2023-05-01', '', '<甲>&'],
    ])
  })

  test('may give its elements a prefix, its parts other places and the strict namespace', async () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    const others = {
      'xl/workbook.xml': `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="${strict}"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="乙" sheetId="7" q:id="b"/><x:sheet name="图" sheetId="8" q:id="c"/><x:sheet name="甲" sheetId="2" q:id="a"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${strict}/worksheet" Target="/xl/worksheets/One.xml"/><Relationship Id="b" Type="${strict}/worksheet" Target="../xl/worksheets/two.xml"/><Relationship Id="c" Type="${strict}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/one.xml': `<x:worksheet xmlns:x="m" xmlns:y="n"><y:sheetData><y:row><y:c><y:v>9</y:v></y:c></y:row></y:sheetData><x:sheetData><x:row><x:c><x:v>1</x:v><y:v>2</y:v></x:c></x:row></x:sheetData></x:worksheet>`,
      'xl/worksheets/two.xml': `<worksheet>${'<sheetData><row><c t="n"><v> 2 </v></c></row></sheetData>'}<extLst><row><c><v>5</v></c></row></extLst></worksheet>`,
    }
    expect((await read(byHand('', others))).map(({ name, rows, from1904 }) => [name, rows, from1904])).toEqual([
      ['乙', [['2']], true],
      ['甲', [['1']], true],
    ])
  })

  test('tells days by built-in formats and by its own, which go before', async () => {
    const styles = `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="14" formatCode="0.00"/></numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="20"/><xf numFmtId="58"/></cellXfs></styleSheet>`
    const data = `<row>${[0, 1, 2, 3, 4, 5, 6, 99].map((s) => `<c s="${s}"><v>45000.25</v></c>`).join('')}<c s="1" t="str"><v>45000</v></c></row>`
    const moment = '2023-03-15 06:00:00'
    expect(await rowsByHand(data, { 'xl/styles.xml': styles })).toEqual([
      ['45000.25', moment, moment, '45000.25', '45000.25', moment, moment, '45000.25', '45000'],
    ])
  })

  test('may be packed as ZIP64, unpacked, or written in UTF-16', async () => {
    const parts = workbookParts(cell('中文'))
    const expected = [['中文']]
    expect(
      (
        await read(
          writeZip(
            nextPath(),
            parts.map((part) => ({ ...part, zip64: true })),
          ),
        )
      )[0]?.rows,
    ).toEqual(expected)
    expect(
      (
        await read(
          writeZip(
            nextPath(),
            parts.map((part) => ({ ...part, stored: true })),
          ),
        )
      )[0]?.rows,
    ).toEqual(expected)
    const wide = parts.map((part) => ({ ...part, data: Buffer.from(`\ufeff${part.data}`, 'utf16le') }))
    expect((await read(writeZip(nextPath(), wide)))[0]?.rows).toEqual(expected)
  })
})

describe('a workbook meant to harm, or broken', () => {
  const refusalOf = async (entries: readonly FixtureEntry[]): Promise<string | undefined> =>
    (await openFile(writeZip(nextPath(), entries))).refusal?.code

  test('has a cell too long flagged, its beginning kept, and is read on', async () => {
    const long = '字'.repeat(1_100_000)
    const strings = `<sst xmlns="${main}"><si><t>${long}</t></si></sst>`
    const data = `${cell('前')}${cell(long)}<row><c t="s"><v>0</v></c></row><row><c t="str"><v>${'9'.repeat(30_000_000)}</v></c></row>${cell('后')}`
    const records: TextRecord[] = []
    for await (const table of workbookTables(byHand(data, { 'xl/sharedStrings.xml': strings }), { bytes: 0 }))
      records.push(...(await recordsOf(table)))
    expect(records.map(({ cells, flaw }) => [cells[0]?.length, flaw])).toEqual([
      [1, undefined],
      [1000, 'too-long'],
      [1000, 'too-long'],
      [1000, 'too-long'],
      [1, undefined],
    ])
  })

  test('can not make much text of little by pointing at one string again and again', async () => {
    const strings = `<sst xmlns="${main}"><si><t>${'字'.repeat(900_000)}</t></si></sst>`
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`
    const path = byHand(row.repeat(50), { 'xl/sharedStrings.xml': strings })
    await expect(read(path)).rejects.toThrow('repeat')
    for await (const table of workbookTables(byHand(row, { 'xl/sharedStrings.xml': strings }), { bytes: 0 })) {
      const [record] = await recordsOf(table)
      expect([record?.flaw, record?.cells.join('').length]).toEqual(['too-long', 100_000])
    }
  })

  test.each([
    ['a document type', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>' }],
    ['a document type among its strings', { 'xl/sharedStrings.xml': '<!DOCTYPE s SYSTEM "file:///etc/hostname"><sst/>' }],
    ['a sheet cut off', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c></row>' }],
    ['a sheet that is not there', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    ['a row beyond the grid', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>' }],
    ['a column beyond the grid', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c r="ZZZZ1"/></row></sheetData></worksheet>' }],
    [
      'a string that is not there',
      { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="s"><v>5</v></c></row></sheetData></worksheet>' },
    ],
  ])('is not read on after %s', async (_, others) => {
    await expect(read(byHand('', others))).rejects.toThrow()
  })

  test('gives nothing for bytes that are no text, or not those that were packed', async () => {
    const [sheet, ...rest] = workbookParts(cell('正文')).reverse()
    const parts = [...rest, sheet!]
    const withSheet = (change: (part: FixtureEntry) => FixtureEntry): string =>
      writeZip(
        nextPath(),
        parts.map((part) => (part.name === 'xl/worksheets/sheet1.xml' ? change(part) : part)),
      )
    const torn = Buffer.from(String(parts.find((part) => part.name.endsWith('sheet1.xml'))?.data))
    torn[torn.indexOf('正') + 1] = 0x41
    await expect(read(withSheet((part) => ({ ...part, data: torn })))).rejects.toThrow()
    await expect(read(withSheet((part) => ({ ...part, says: { crc: 1 } })))).rejects.toThrow('other bytes')
    await expect(read(withSheet((part) => ({ ...part, says: { size: 10 } })))).rejects.toThrow('more than')
    await expect(read(withSheet((part) => ({ ...part, says: { size: 10_000 } })))).rejects.toThrow('other bytes')
  })

  test('is refused by what its directory says', async () => {
    const parts = workbookParts('')
    const bomb = { name: 'xl/media/x.xml', data: Buffer.alloc(200_000_000) }
    expect(await refusalOf([...parts, bomb])).toBe('file.bomb')
    expect(await refusalOf([...parts, { name: 'xl/a.xml', data: '', says: { size: 3_000_000_000 } }])).toBe('file.bomb')
    expect(await refusalOf([...parts, { name: '../../etc/x', data: '' }])).toBe('file.path-trick')
    expect(await refusalOf([...parts, { name: 'xl/vbaProject.bin', data: '' }])).toBe('file.macro')
    expect(await refusalOf([...parts, { name: 'xl/a.xml', data: '', says: { flags: 1 } }])).toBe('file.encrypted')
    expect(await refusalOf([...parts, { name: 'XL/workbook.xml', data: '<x/>' }])).toBe('file.truncated')
    const cut = nextPath()
    writeFileSync(cut, Buffer.from('PK\x03\x04 and then nothing'))
    expect((await openFile(cut)).refusal?.code).toBe('file.truncated')
  })

  test('stops when it is told to, and closes when nobody reads on', async () => {
    const path = byHand(cell('字').repeat(5000))
    await expect(read(path, AbortSignal.abort())).rejects.toThrow('abort')
    const stop = new AbortController()
    await expect(async () => {
      for await (const table of workbookTables(path, { bytes: 0 }, stop.signal)) {
        for await (const batch of table.records) {
          expect(batch.length).toBe(1000)
          stop.abort()
        }
      }
    }).rejects.toThrow('abort')
    for await (const table of workbookTables(path, { bytes: 0 })) {
      for await (const _ of table.records) break
      break
    }
  })
})

test('one part under many names, or too many sheets, is no workbook', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const named = (count: number) => ({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${Array.from({ length: count }, (_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
  })
  expect(await read(byHand(cell('甲'), named(1)))).toHaveLength(1)
  await expect(read(byHand(cell('甲'), named(100_000)))).rejects.toThrow('two sheets of one part')
})
