import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import { quoteText, type Session, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let session: Session
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-unread-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
  session = await warehouse.session()
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const heading = '处罚决定书文号,当事人,统一社会信用代码,证件号码,处罚内容,罚款金额,决定日期,处罚有效期,处罚机关代码'
const cells = (no: number, name: string, credit = '', identity = '', content = '', fine = '', date = '', until = ''): string =>
  [`七交罚〔2023〕${no}号`, name, credit, identity, content, fine, date, until, '11230500001755309F'].join(',')
const rows = [
  cells(1, '张三', '', '11010519491231002X', '罚款2000元', '2000', '2023-02-30', '2024/13/45'),
  cells(2, '李四', '', '', '罚款2000元', '', '', '/'),
  cells(3, '王五', '', '520502********1234', '罚款若干', '数额见决定书', '2023年7月5日', '长期'),
  cells(4, '甲公司', '91512081MA62K0260F', '', '罚款2000元', '贰仟余', '2023-07-05', '无'),
  cells(5, '赵六', '11010519491231002X', '', '罚款2000元', '2千元', '2023-07-05', ''),
]
const unread = [',decision_date,valid_until,', null, ',id_no,fine_amount,', null, null]

async function bring(name: string, lines: readonly string[], seq: number): Promise<PartImport> {
  const path = join(folder, name)
  writeFileSync(path, `${[heading, ...lines].join('\n')}\n`)
  const { parts } = await importFile(
    warehouse,
    { path, name },
    { standards, keys: scanKeyring(), workDir: join(folder, `work-${seq}`), seq },
  )
  return parts[0]!
}

const unreadOf = async (part: PartImport, most: number): Promise<readonly unknown[]> =>
  (await session.rows(`SELECT _unread FROM read_parquet(${quoteText(part.table!.path)}) ORDER BY _rid LIMIT ${most}`)).map(
    (row) => row._unread,
  )

test('names the cells that hold something nobody can read, few rows or many', async () => {
  const few = await bring('few.csv', rows, 1)
  expect(await unreadOf(few, 9)).toEqual(unread)
  // So many that the engine reads them, in sets.
  const more = Array.from({ length: 2500 }, (_, index) => cells(100 + index, '钱七', '', '', '警告', '', '2023-07-05'))
  const many = await bring('many.csv', [...rows, ...more], 2)
  expect(await unreadOf(many, 7)).toEqual([...unread, null, null])
  const table = quoteText(many.table!.path)
  expect(await session.rows(`SELECT count(*) AS n FROM read_parquet(${table}) WHERE _unread IS NOT NULL`)).toEqual([{ n: 2 }])
  // What was read in spite of a finding, or moved to where it belongs, is not empty.
  const kept = `SELECT usc_code, fine_amount FROM read_parquet(${table}) WHERE _row_no = 5`
  expect(await session.rows(kept)).toEqual([{ usc_code: '91512081MA62K0260F', fine_amount: '2000.00' }])
  for (const child of many.children)
    expect(await session.rows(`SELECT count(_unread) AS n FROM read_parquet(${quoteText(child.path)})`)).toEqual([{ n: 0 }])
})

test('batches from before the column was written read as having none', async () => {
  const part = await bring('older.csv', rows.slice(0, 1), 3)
  const later = await bring('later.csv', rows.slice(2, 3), 4)
  const older = join(folder, 'older.parquet')
  await session.run(
    `COPY (SELECT * EXCLUDE (_unread) FROM read_parquet(${quoteText(part.table!.path)})) TO ${quoteText(older)} (FORMAT parquet)`,
  )
  const files = [older, later.table!.path].map((path) => ({ dataset: 'penalty_decision', path }))
  for (const [held, told] of [
    [files, [null, unread[2]]],
    [files.slice(0, 1), [null]],
  ] as const) {
    await mountSnapshot(session, standards.values(), held)
    const found = await session.rows('SELECT _unread FROM penalty_decision ORDER BY _rid')
    expect(found.map((row) => row._unread)).toEqual(told)
  }
})
