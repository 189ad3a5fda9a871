import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { csvReader } from '../../connectors/csv.ts'
import { workbookParts, writeZip } from '../../connectors/zip.fixture.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { type FileImport, importFile } from './import-file.ts'

const { standards } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-hostile-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '500MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = (path: string): Promise<FileImport> =>
  importFile(warehouse, { path, name: path }, { standards, keys: scanKeyring(), workDir: join(folder, `work-${++count}`), seq: count })

function bring(content: string | Buffer): Promise<FileImport> {
  const path = join(folder, `in-${count}.csv`)
  writeFileSync(path, content)
  return read(path)
}

const heading = '票据号码,处罚决定书文号,执收单位代码,缴款人,收入项目,金额（元）,缴款日期\n'
const row = '520599230001,云交罚〔2023〕1号,11520599MA6XY00384,张某某,罚款,1000.00,2023-01-15\n'

describe('files that would exhaust the reader stop it with a reason', () => {
  test('cells without end and without a line', async () => {
    expect((await bring(`${heading}${row}${'a,b,c,'.repeat(100_000)}`)).refusal).toEqual({
      code: 'file.endless-record',
      values: { record: 3 },
    })
  })
  test('one cell without end', async () => {
    expect((await bring(`${heading}${row}520599230002,"${'x'.repeat(50_000_000)}`)).refusal).toEqual({
      code: 'file.endless-record',
      values: { record: 3 },
    })
  })
  test('a heading of five thousand columns, in text and in a workbook', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `列${index}`).join(',')
    expect((await bring(`${names}\n${names}\n`)).refusal).toEqual({ code: 'file.too-wide', values: { columns: 5000 } })
    const far =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>案号</t></is></c><c r="XFD1" t="inlineStr"><is><t>误填</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    const wide = writeZip(join(folder, 'far.xlsx'), workbookParts(far))
    expect((await read(wide)).refusal).toEqual({ code: 'file.too-wide', values: { columns: 16_384 } })
  })
})

describe('archives and lines beyond what is read', () => {
  test('ten thousand files and one more in an archive', async () => {
    const entries = Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.csv`, data: 'a', stored: true }))
    expect((await read(writeZip(join(folder, 'many.zip'), entries))).refusal).toEqual({
      code: 'file.archive-many',
      values: { most: 10_000 },
    })
  })
  test('an object without end, and a list of objects on one line', async () => {
    expect((await bring(`{"a":"1"}\n{"a":"${'x'.repeat(3_000_000)}"}\n{"a":"2"}`)).refusal).toEqual({
      code: 'file.endless-record',
      values: { record: 2 },
    })
    expect((await bring(`[${'{"a":1},'.repeat(20_000)}{}]`)).refusal).toEqual({ code: 'file.json' })
  })
  test('texts that the memory of imports cannot hold', async () => {
    const small = await openWarehouse({ directories: [folder], memory: '16MB', threads: 1, tempDir: join(folder, 'small') })
    const path = join(folder, 'texts.csv')
    const texts = Array.from({ length: 40 }, (_, at) => row.replace('张某某', `${'字'.repeat(299_990)}${at}`))
    writeFileSync(path, heading + texts.join(''))
    const options = { standards, keys: scanKeyring(), workDir: join(folder, 'small-work'), seq: 90 }
    const { refusal, parts } = await importFile(small, { path, name: path }, options)
    small.close()
    expect([refusal, parts]).toEqual([{ code: 'file.too-heavy' }, []])
  })
})

describe('files that are odd and still readable', () => {
  test('lines of quotes that close nothing are gone through once', () => {
    const lines = 60_000
    const reader = csvReader(',')
    const text = `${'""某"",""二百\n'.repeat(lines)}${'"'.repeat(1_500_000)}\n`
    let count = 0
    // Pieces as a file comes in; once for each line, and once for each quote, it would be hours.
    for (let at = 0; at < text.length; at += 200_000) count += reader.push(text.slice(at, at + 200_000)).length
    expect(count + reader.end().length).toBe(lines + 1)
  })
  test('a row whose cells are each short enough and together too long is set aside, the others are taken', async () => {
    const long = row
      .replace('520599230001', '520599230002')
      .replace(/张某某|罚款/g, '字'.repeat(999_000))
      .replace('1000.00', '"'.repeat(999_000))
      .trimEnd()
    const { parts } = await bring(
      `${heading}${row}${long},${'字'.repeat(999_000)},${'字'.repeat(999_000)}\n${row.replace('0001,', '0003,')}`,
    )
    expect(parts[0]?.counts).toMatchObject({ rows: 3, taken: 2, refused: 1, skipped: 0 })
    expect(parts[0]?.findingCounts.map(({ code }) => code)).toContain('row.too-long')
  })
  test('text that a database filled up with NUL', async () => {
    const { parts, refusal } = await bring(heading + row.replace('张某某', '张某某\0\0').replace('1000.00', '1000.00\0'))
    expect(refusal).toBeUndefined()
    expect(parts[0]?.dataset).toBe('fine_payment')
    expect(parts[0]?.counts).toEqual({ rows: 1, taken: 1, refused: 0, skipped: 0, added: 0 })
    expect(parts[0]?.inspection.findings).toEqual([])
  })
  test('a heading alone says that rows are missing', async () => {
    for (const content of [heading, 'x']) {
      const { parts } = await bring(content)
      expect(parts[0]?.inspection).toMatchObject({ rows: 0 })
      expect(parts[0]?.inspection.findings.map(({ code }) => code)).toContain('file.no-rows')
    }
  })
})

describe('an amount in 万元', () => {
  test('that only a line above the heading states', async () => {
    const text = `罚没收入台账\n单位：万元\n${heading.replace('（元）', '')}${row.replace('1000.00', '0.1')}`
    const { parts } = await bring(text)
    const session = await warehouse.session()
    const [taken] = await session.rows(`SELECT amount::VARCHAR AS amount FROM read_parquet('${parts[0]?.table?.path}')`)
    session.close()
    expect(taken).toEqual({ amount: '1000.00' })
    expect(parts[0]?.counts).toEqual({ rows: 1, taken: 1, refused: 0, skipped: 2, added: 0 })
  })
})
