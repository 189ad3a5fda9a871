import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { inProcess, type Measure, timed } from './measure.ts'

// `node --import tsx bench/odd.ts [ROWS] [KIND]`: files whose cells no form understands, each different from all others, so that no answer of the
// normalisers serves two rows; a million rows unless said. What is looked at is the peak of memory. In a process of its own: `ours FILE`.
const [way = '1000000', given = ''] = process.argv.slice(2)

const day = (salt: number): string =>
  `CASE hash(i + ${salt}) % 6
    WHEN 0 THEN (1950 + i % 70) || '年' || (1 + i % 12) || '月' || (1 + i % 28) || '日(第' || i || '行)'
    WHEN 1 THEN (i % 28 + 1) || '.' || (i % 12 + 1) || '.2021 或 ' || i
    WHEN 2 THEN '民国' || i || '年'
    WHEN 3 THEN '2021/13/' || i
    WHEN 4 THEN '不详' || hash(i)
    ELSE '二〇二一年' || i || '月' END`

const plain = {
  decision_no: `'机' || i % 200 || '罚〔2021〕' || (i + 1) || '号'`,
  party_name: `'当事人' || i`,
  party_type: `'自然人'`,
  violation_fact: `'经查，当事人于某日在某地未取得许可从事经营活动，事实清楚。'`,
  legal_basis: `'《中华人民共和国道路运输条例》第六十三条'`,
  penalty_types: `'罚款'`,
  penalty_content: `'罚款2000元'`,
  fine_amount: `2000`,
  decision_date: `DATE '2021-03-01' + (i % 300)::INT`,
  agency_name: `'第' || i % 200 || '号机关'`,
  agency_code: `'11230500001755309F'`,
  record_status: `'0'`,
}
const dates = {
  ...plain,
  party_name: `'当事人 ' || i || '（A）'`,
  decision_date: day(1),
  valid_until: day(2),
  publish_until: day(3),
  agency_name: `'第 ' || i || ' 号（机关）'`,
  legal_rep: `'负责 ' || i || '·等'`,
}
const every = {
  ...dates,
  party_type: `'类' || i`,
  usc_code: `'91' || hash(i)::VARCHAR`,
  id_type: `'证' || i`,
  id_no: `'5299' || hash(i + 5)::VARCHAR`,
  violation_type: `'擅自 ' || i || ' ★'`,
  violation_fact: `'经查，★' || i || '号当事人于某日未取得许可，电话138' || (10000000 + i % 90000000)`,
  legal_basis: `'《中华人民共和国道路运输条例》第' || (1 + i % 90) || '条，《某县第' || i || '号规定》第' || (1 + i % 9) || '条'`,
  penalty_types: `'罚款★' || i`,
  penalty_content: `'罚款人民币' || (500 + i) || '元整，于2021年' || (1 + i % 12) || '月' || (1 + i % 28) || '日前缴清（' || i || '）'`,
  fine_amount: `'约' || i || '元'`,
  agency_code: `'第' || i || '号机关（分局）'`,
  source_unit: `'源★' || i`,
  source_unit_code: `'码' || i`,
  record_status: `'?' || i`,
  case_id: `'C★' || i`,
}
/** Days and names odd; every cell but the key; the key missing too, so that every row is set aside; every row said four times. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dates,
  every,
  refused: { ...every, decision_no: 'NULL' },
  repeated: { ...plain, decision_no: `'机' || (i // 4) % 200 || '罚〔2021〕' || (i // 4 + 1) || '号'`, party_name: `'当事人' || i // 4` },
}

async function make(path: string, columns: Readonly<Record<string, string>>, rows: number): Promise<void> {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  const list = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`)
  await db.run(`COPY (SELECT ${list.join(', ')} FROM range(${rows}) t(i)) TO '${path}' (header)`)
  db.closeSync()
}

async function ours(path: string): Promise<Measure['note']> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  try {
    const warehouse = await openWarehouse({ directories: [work, dirname(path)], memory: '650MB', threads: 2, tempDir: join(work, 'spill') })
    const { standards } = loadCatalogue()
    const options = { standards, keys: scanKeyring(), workDir: join(work, 'import'), seq: 1, dataset: 'penalty_decision' }
    const before = process.cpuUsage()
    const { parts } = await importFile(warehouse, { path, name: 'odd.csv' }, options)
    const { user, system } = process.cpuUsage(before)
    warehouse.close()
    const { taken, refused } = parts[0]!.counts
    return { taken, refused, cpuSeconds: Math.round((user + system) / 1_000_000) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function printAll(rows: number, only: string): Promise<void> {
  const folder = resolve('bench/out')
  mkdirSync(folder, { recursive: true })
  console.log(`${rows} rows; the engine with 650 MB; load ${loadavg()[0]?.toFixed(1)}`)
  for (const [kind, columns] of Object.entries(kinds)) {
    if (only !== '' && only !== kind) continue
    const path = join(folder, `${kind}-${rows}.csv`)
    if (!existsSync(path)) await make(path, columns, rows)
    const { seconds, peakMiB, note } = inProcess('odd', ['ours', path])
    const size = (statSync(path).size / 1e6).toFixed(0)
    console.log(`  ${kind.padEnd(9)} ${size} MB  ${seconds.toFixed(0)} s  peak ${peakMiB} MiB  ${JSON.stringify(note)}`)
  }
}

if (way === 'ours') console.log(JSON.stringify(await timed(() => ours(given))))
else await printAll(Number(way), given)
