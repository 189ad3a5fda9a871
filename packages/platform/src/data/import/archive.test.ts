import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { type FixtureEntry, writeZip } from '../../connectors/zip.fixture.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { type FileImport, importFile } from './import-file.ts'

const { standards } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-archive-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const bring = (entries: readonly FixtureEntry[]): Promise<FileImport> => {
  count++
  const path = writeZip(join(folder, `given-${count}.zip`), entries)
  return importFile(
    warehouse,
    { path, name: '报送.zip' },
    { standards, keys: scanKeyring(), workDir: join(folder, `work-${count}`), seq: count },
  )
}

const table = (...numbers: number[]): string =>
  [
    '处罚决定书文号,当事人,处罚内容,决定日期,处罚机关代码',
    ...numbers.map((no) => `七交罚〔2023〕${no}号,张三,警告,2023-07-05,11230500001755309F`),
  ].join('\n')
const page = `<html><table><tr><th>处罚决定书文号</th><th>当事人</th><th>处罚机关代码</th></tr><tr><td>七交罚〔2023〕9号</td><td>李四</td><td>11230500001755309F</td></tr></table></html>`

test('takes the files of an archive as parts, and says which it could not read', async () => {
  const inner = writeZip(join(folder, 'inner.zip'), [{ name: 'a.csv', data: table(1) }])
  const result = await bring([
    { name: '', rawName: iconv.encode('三季度\\誠信/处罚信息.csv', 'gbk'), data: iconv.encode(table(1, 2), 'gbk') },
    { name: '三季度/', data: '' },
    { name: '__MACOSX/三季度/._处罚信息.csv', data: 'x' },
    { name: '旧表.xls', data: page },
    { name: '更多.zip', data: readFileSync(inner) },
    { name: '决定书.pdf', data: '%PDF-1.7\n' },
    { name: '空.csv', data: '' },
  ])
  expect(result.refusal).toBeUndefined()
  expect(
    result.parts.map(({ inspection, dataset, counts }) => [inspection.sheet, dataset, counts.taken, inspection.findings[0]?.code]),
  ).toEqual([
    ['三季度/誠信/处罚信息.csv', 'penalty_decision', 2, expect.any(String)],
    ['旧表.xls', 'penalty_decision', 1, expect.any(String)],
    ['更多.zip', null, 0, 'file.archive-nested'],
    ['决定书.pdf', null, 0, 'file.pdf'],
    ['空.csv', null, 0, 'file.empty'],
  ])
  const paths = result.parts.flatMap((part) => (part.table ? [quoteText(part.table.path)] : []))
  const session = await warehouse.session()
  const rows = await session.rows(`SELECT doc_key, _file, _sheet, _rid FROM read_parquet([${paths.join(', ')}]) ORDER BY _rid`)
  session.close()
  expect(rows.map((row) => [row.doc_key, row._file, row._sheet])).toEqual([
    ['七交罚(2023)1号', '报送.zip', '三季度/誠信/处罚信息.csv'],
    ['七交罚(2023)2号', '报送.zip', '三季度/誠信/处罚信息.csv'],
    ['七交罚(2023)9号', '报送.zip', '旧表.xls'],
  ])
  expect(new Set(rows.map((row) => row._rid)).size).toBe(3)
  // Nothing unpacked stays behind, and no name became a path.
  expect(readdirSync(join(folder, `work-${count}`)).filter((name) => !name.startsWith('part-'))).toEqual([])
})

test('a damaged or locked file is refused with its reason, and the others are taken', async () => {
  const cut = Buffer.from(table(3, 4))
  const result = await bring([
    { name: '好.csv', data: table(1, 2) },
    { name: '坏.csv', data: cut, says: { crc: 7 } },
    { name: '短.csv', data: table(5), says: { size: 20 } },
    { name: '锁.csv', data: table(6), says: { flags: 1 } },
    { name: '也好.csv', data: table(7) },
  ])
  expect(result.refusal).toBeUndefined()
  expect(result.parts.map(({ inspection, counts }) => [inspection.sheet, counts.taken, inspection.verdict])).toEqual([
    ['好.csv', 2, 'accept'],
    ['坏.csv', 0, 'reject'],
    ['短.csv', 0, 'reject'],
    ['锁.csv', 0, 'reject'],
    ['也好.csv', 1, 'accept'],
  ])
  const reasons = result.parts.flatMap(({ inspection }) => (inspection.verdict === 'reject' ? inspection.findings : []))
  expect(reasons.map(({ code, message }) => [code, message.length > 5])).toEqual([
    ['file.member-damaged', true],
    ['file.member-damaged', true],
    ['file.encrypted', true],
  ])
  expect(readdirSync(join(folder, `work-${count}`)).filter((name) => !name.startsWith('part-'))).toEqual([])
})

test('refuses archives that are made to harm', async () => {
  const zeros = Buffer.alloc(120_000_000)
  expect((await bring([{ name: 'a.csv', data: zeros }])).refusal?.code).toBe('file.bomb')
  expect((await bring([{ name: '../../etc/x.csv', data: table(1) }])).refusal?.code).toBe('file.path-trick')
  expect((await bring([{ name: '/etc/x.csv', data: table(1) }])).refusal?.code).toBe('file.path-trick')
  expect((await bring([{ name: 'a.csv', data: table(1), says: { flags: 1 } }])).refusal?.code).toBe('file.encrypted')
  expect((await bring([{ name: 'a.csv', data: table(1), says: { crc: 7 } }])).refusal?.code).toBe('file.member-damaged')
  expect((await bring([{ name: 'a.csv', data: table(1), says: { size: 20 } }])).refusal?.code).toBe('file.member-damaged')
  const many = Array.from({ length: 501 }, (_, index) => ({ name: `${index}.csv`, data: 'a' }))
  expect((await bring(many)).refusal?.code).toBe('file.archive-many')
  expect((await bring([{ name: 'folder/', data: '' }])).refusal?.code).toBe('file.archive-empty')
})
