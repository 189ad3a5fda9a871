import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { inProcess, type Measure, timed } from './measure.ts'

// `node --import tsx bench/odd.ts [ROWS]`: files whose every cell is odd and different from all others, so that no form is understood and no answer
// serves two rows; a million rows unless said. What is looked at is the peak of memory. One in a process of its own: `ours FILE`.
const [way = '1000000', file = ''] = process.argv.slice(2)

/** Keys that can be read, beside which every other cell is odd; everything odd, the keys too, so that every row is set aside; each row said four times. */
const kinds = {
  odd: (i: string) => ({
    decision_no: `'机' || ${i} % 200 || '罚〔2021〕' || (${i} + 1) || '号'`,
    agency_code: `'第' || ${i} || '号机关（分局）'`,
  }),
  refused: () => ({ decision_no: `NULL`, agency_code: `'/'` }),
  repeated: (i: string) => ({
    decision_no: `'机' || (${i} // 4) % 200 || '罚〔2021〕' || (${i} // 4 + 1) || '号'`,
    agency_code: `'11530100MB1X${'0'}0000' || (${i} // 4) % 10`,
  }),
} as const

const day = (i: string, salt: number): string =>
  `CASE hash(${i} + ${salt}) % 6
    WHEN 0 THEN (1950 + ${i} % 70) || '年' || (1 + ${i} % 12) || '月' || (1 + ${i} % 28) || '日(第' || ${i} || '行)'
    WHEN 1 THEN (${i} % 28 + 1) || '.' || (${i} % 12 + 1) || '.2021 或 ' || ${i}
    WHEN 2 THEN '民国' || ${i} || '年'
    WHEN 3 THEN '2021/13/' || ${i}
    WHEN 4 THEN '不详' || hash(${i})
    ELSE '二〇二一年' || ${i} || '月' END`

async function make(path: string, kind: keyof typeof kinds, rows: number): Promise<void> {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  const { decision_no, agency_code } = kinds[kind]('i')
  await db.run(
    `COPY (SELECT ${decision_no} decision_no, '当事人 ' || i || '（A）' party_name, '类' || i party_type, '91' || hash(i)::VARCHAR usc_code, '证' || i id_type,
       '5299' || hash(i + 5)::VARCHAR id_no, '负责 ' || i || '·等' legal_rep, '擅自 ' || i || ' ★' violation_type, '经查，★' || i || '号当事人于某日未取得许可，电话138' || (10000000 + i % 90000000) violation_fact,
       '《中华人民共和国道路运输条例》第' || (1 + i % 90) || '条，《某县第' || i || '号规定》第' || (1 + i % 9) || '条' legal_basis,
       '罚款★' || i penalty_types, '罚款人民币' || (500 + i) || '元整，于2021年' || (1 + i % 12) || '月' || (1 + i % 28) || '日前缴清（' || i || '）' penalty_content, '约' || i || '元' fine_amount, ${day('i', 1)} decision_date,
       '第 ' || i || ' 号（机关）' agency_name, ${agency_code} agency_code, '源★' || i source_unit, '码' || i source_unit_code, '?' || i record_status, 'C★' || i case_id,
       ${day('i', 2)} valid_until, ${day('i', 3)} publish_end
     FROM range(${rows}) t(i)) TO '${path}' (header)`,
  )
  db.closeSync()
}

async function ours(path: string): Promise<Measure['note']> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  try {
    const warehouse = await openWarehouse({ directories: [work, dirname(path)], memory: '650MB', threads: 2, tempDir: join(work, 'spill') })
    const { standards } = loadCatalogue()
    const source = { path, name: 'odd.csv' }
    const { parts } = await importFile(warehouse, source, {
      standards,
      keys: scanKeyring(),
      workDir: join(work, 'import'),
      seq: 1,
      dataset: 'penalty_decision',
    })
    warehouse.close()
    const { taken, refused, skipped } = parts[0]!.counts
    return { taken, refused, skipped }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function printAll(rows: number): Promise<void> {
  const folder = resolve('bench/out')
  mkdirSync(folder, { recursive: true })
  console.log(`${rows} rows, every cell odd; the engine with 650 MB; load ${loadavg()[0]?.toFixed(1)}`)
  for (const kind of ['odd', 'refused', 'repeated'] as const) {
    const path = join(folder, `${kind}-${rows}.csv`)
    if (!existsSync(path)) await make(path, kind, rows)
    const { seconds, peakMiB, note } = inProcess('odd', ['ours', path])
    console.log(
      `  ${kind.padEnd(9)} ${(statSync(path).size / 1e6).toFixed(0)} MB  ${seconds.toFixed(0)} s  peak ${peakMiB} MiB  ${JSON.stringify(note)}`,
    )
  }
}

if (way === 'ours') {
  const before = process.cpuUsage()
  const measure = await timed(() => ours(file))
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ ...measure, note: { ...measure.note, cpuSeconds: (user + system) / 1_000_000 } }))
} else await printAll(Number(way))
