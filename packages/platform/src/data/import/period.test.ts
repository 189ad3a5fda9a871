import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Session, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let session: Session
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-period-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
  session = await warehouse.session()
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

let seq = 0
async function bring(periods: string, rows: readonly string[]): Promise<PartImport> {
  const name = `税费${++seq}.csv`
  const path = join(folder, name)
  const lines = rows.map((row) => `91520599MA6XY00039,甲公司,环境保护税,${row},100,100`)
  writeFileSync(path, `${[`纳税人识别号,纳税人名称,税费种,${periods},应纳（元）,入库（元）`, ...lines].join('\n')}\n`)
  const { parts } = await importFile(
    warehouse,
    { path, name },
    { standards, keys: scanKeyring(), workDir: join(folder, `work-${seq}`), seq },
  )
  return parts[0]!
}

const periodsOf = async ({ table }: PartImport, most = 9): Promise<readonly string[]> =>
  (
    await session.rows(
      `SELECT concat_ws(' ', coalesce(period, '-'), coalesce(period_to, '-'), split_part(_key, '|', 3), _unread) AS told FROM read_parquet(${quoteText(table!.path)}) ORDER BY _rid LIMIT ${most}`,
    )
  ).map(({ told }) => String(told))

test('a period of several months is taken with both its ends, few rows or many, and a month has the key it always had', async () => {
  const rows = ['2023-01', '2023Q1', '2023', '202304-202306']
  const wanted = [
    '2023-01 2023-01 2023-01',
    '2023-01 2023-03 2023-01/2023-03',
    '2023-01 2023-12 2023-01/2023-12',
    '2023-04 2023-06 2023-04/2023-06',
  ]
  const few = await bring('所属期', rows)
  expect(await periodsOf(few)).toEqual(wanted)
  expect(few.counts).toMatchObject({ taken: 4, refused: 0 })
  const many = await bring('所属期', [...rows, ...Array.from({ length: 2500 }, () => '2020-01')])
  expect(await periodsOf(many, 4)).toEqual(wanted)
})

test('the end may have a column of its own, or be all that is told', async () => {
  const both = await bring('税款所属期起,税款所属期止', ['2023-01-01,2023-03-31', '2023Q2,', '2023-07,待定'])
  expect(await periodsOf(both)).toEqual([
    '2023-01 2023-03 2023-01/2023-03',
    '2023-04 2023-06 2023-04/2023-06',
    '2023-07 - 2023-07 ,period_to,',
  ])
  expect(await periodsOf(await bring('税款所属期止', ['2023-03-31']))).toEqual(['2023-03 2023-03 2023-03'])
})

test('a period that nobody understands is taken and told as unread: only a row without one is refused', async () => {
  const rows = ['2023-01', '上年', '2023年某季', '']
  const wanted = ['2023-01 2023-01 2023-01', '- - unread ,period,', '- - unread ,period,']
  const told = async (part: PartImport): Promise<readonly string[]> =>
    (await periodsOf(part, 3)).map((one) => one.replace(/unread:[0-9a-f]{64}/, 'unread'))
  const few = await bring('所属期', rows)
  expect(await told(few)).toEqual(wanted)
  expect(few.counts).toMatchObject({ taken: 3, refused: 1 })
  const many = await bring('所属期', [...rows, ...Array.from({ length: 2500 }, () => '2020-01')])
  expect(await told(many)).toEqual(wanted)
  expect(many.counts).toMatchObject({ refused: 1 })
})
