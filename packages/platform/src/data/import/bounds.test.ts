import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards, dictionaries } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-bounds-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '300MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(heading: string, rows: readonly string[]): Promise<PartImport> {
  const path = join(folder, `${++count}.csv`)
  writeFileSync(path, `${[heading, ...rows].join('\n')}\n`)
  const options = { standards, dictionaries, keys: scanKeyring(), workDir: join(folder, `work-${count}`), seq: count, today: '2026-11-02' }
  const { parts } = await importFile(warehouse, { path, name: 'in.csv' }, options)
  return parts[0]!
}
const found = (part: PartImport, code: string) =>
  part.inspection.findings.filter((one) => one.code === code).map(({ row, column, value, message }) => [row, column, value, message])

const detention = '处罚决定书文号,姓名,证件号码,决定日期,拘留天数,收拘日期'
const held = (no: number, day: string, days: number | string): string => `云公罚〔2023〕${no}号,张某某,11010519491231002X,${day},${days},`

test('a day that is still to come is told of what has happened', async () => {
  const part = await bring(detention, [held(1, '2026-11-02', 5), held(2, '2032-05-02', 5), held(3, '2023-05-01', 5)])
  expect(found(part, 'date.future')).toEqual([[2, '决定日期', '2032-05-02', '晚于今天（2026-11-02），请核对年份']])
})

test('a value far from anything that happens is told with its bounds, and taken', async () => {
  const part = await bring(detention, [
    held(1, '2023-05-01', 15),
    held(2, '2023-05-02', 150),
    held(3, '1913-05-02', 1),
    held(4, '2023-05-02', 20),
  ])
  expect(part.dataset).toBe('admin_detention')
  expect(part.counts).toMatchObject({ rows: 4, taken: 4, refused: 0 })
  expect(found(part, 'bounds.outside')).toEqual([[2, '拘留天数', '150', expect.stringContaining('1 至 20')]])
  expect(found(part, 'bounds.below')).toEqual([[3, '决定日期', '1913-05-02', expect.stringContaining('1990-01-01')]])
  // Nothing is said of few rows.
  expect(part.findingCounts.filter(({ code }) => /^bounds\.(?:empty|month)/.test(code))).toEqual([])
})

test('a required column that is emptier than whole deliveries are, and months without a row', async () => {
  const months = ['01', '02', '04', '05', '06', '07']
  const rows = months.flatMap((month, at) =>
    Array.from({ length: 10 }, (_, n) => held(at * 10 + n + 1, `2023-${month}-0${(n % 9) + 1}`, at < 2 && n < 5 ? '' : 5)),
  )
  const part = await bring(detention, rows)
  expect(found(part, 'bounds.empty')).toEqual([[null, '拘留天数', null, expect.stringMatching(/60 行中有 10 行为空（16\.7%）.*5%/)]])
  expect(found(part, 'bounds.month-none')).toEqual([[null, null, null, expect.stringContaining('2023-03')]])
  expect(part.findingCounts.some(({ code }) => code === 'bounds.month-many')).toBe(false)
  // With March there, and no cell empty, there is nothing to tell.
  const whole = [...rows.map((row) => row.replace(/,,$/, ',5,')), ...Array.from({ length: 8 }, (_, n) => held(90 + n, '2023-03-05', 5))]
  expect((await bring(detention, whole)).findingCounts.filter(({ code }) => code.startsWith('bounds.'))).toEqual([])
})

test('fewer rows than one county has are remarked, more than a province has are a warning', async () => {
  const narrow = new Map([...standards].map(([id, one]) => [id, { ...one, rowsAMonth: { from: 3, to: 4 } }]))
  const path = join(folder, 'narrow.csv')
  const days = [
    ...Array.from({ length: 22 }, (_, at) => `${2021 + Math.floor((at + 1) / 12)}-${String(((at + 1) % 12) + 1).padStart(2, '0')}-05`),
    ...Array.from({ length: 5 }, () => '2023-06-07'),
  ]
  writeFileSync(path, `${[detention, ...days.map((day, at) => held(at + 1, day, 3))].join('\n')}\n`)
  const options = { standards: narrow, keys: scanKeyring(), workDir: join(folder, 'narrow'), seq: 50 }
  const { parts } = await importFile(warehouse, { path, name: 'in.csv' }, options)
  expect(found(parts[0]!, 'bounds.month-many')[0]?.[3]).toContain('2023-06 有 5 行')
  expect(found(parts[0]!, 'bounds.month-few')[0]?.[3]).toContain('其间 27 个月平均每月 0.8 行')
})

test('codes that no dictionary has are told row by row; of very many the first, and all are counted', async () => {
  const heading = '机关统一社会信用代码,机关名称,行政区划代码'
  const row = (n: number, code: string): string => `11520599MA6XY00384,第${n}局,${code}`
  const few = await bring(heading, [row(1, '529999'), row(2, '520502'), row(3, '529999')])
  expect(found(few, 'dictionary.unknown').map(([at, , value]) => [at, value])).toEqual([
    [1, '529999'],
    [3, '529999'],
  ])
  const many = Array.from({ length: 600 }, (_, n) => row(n, n % 3 === 0 ? '520502' : `5299${String(n % 90).padStart(2, '0')}`))
  const part = await bring(heading, many)
  expect(found(part, 'dictionary.unknown')).toHaveLength(200)
  expect(found(part, 'dictionary.unknown')[0]).toEqual([2, '行政区划代码', '529901', expect.stringContaining('529901')])
  expect(part.findingCounts).toContainEqual({ code: 'dictionary.unknown', level: 'I', count: 400 })
})
