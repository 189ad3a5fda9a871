import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Standard } from '@xiezhi/engine/data/standard'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { makeDistrict } from './district.ts'
import { inProcess, type Measure, median, timed } from './measure.ts'

// `npm run bench -- import [PENALTIES] [TURNS]`: import of penalties beside DuckDB's plain copy of the same CSV as text, by turns, then
// of a workbook (xlsx.ts); one million unless said, 10000000 on request, 100000 for a quick look. Without `npm run bench`: no workbook.
// One measurement in a process of its own: `raw FOLDER [FILE]` copies a file as text with DuckDB alone; `ours FOLDER [FILE]` imports it;
// `parents FOLDER FILE` imports it without making child datasets.
const [way = '1000000', folder = '', name = 'penalty_decision'] = process.argv.slice(2)
if (way === 'raw' || way === 'ours' || way === 'parents') await measureOne(way, join(folder, `${name}.csv`))
else await printAll(Number(way), Number(folder || 3))

async function measureOne(how: 'raw' | 'ours' | 'parents', file: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  const warehouse = await openWarehouse({ directories: [work, folder], memory: '650MB', threads: 2, tempDir: join(work, 'spill') })
  const childless = (standard: Standard): Standard => (how === 'parents' ? { ...standard, children: [] } : standard)
  const standards = new Map([...loadCatalogue().standards].map(([id, standard]) => [id, childless(standard)]))
  const before = process.cpuUsage()
  const measure = await timed(async (): Promise<Measure['note']> => {
    if (how !== 'raw') {
      const source = { path: file, name: `${name}.csv` }
      const { parts } = await importFile(warehouse, source, { standards, keys: scanKeyring(), workDir: join(work, 'import'), seq: 1 })
      return { rows: parts[0]!.counts.taken, refused: parts[0]!.counts.refused }
    }
    const session = await warehouse.session()
    const target = join(work, 'raw.parquet')
    await session.run(`COPY (SELECT * FROM read_csv('${file}', all_varchar = true)) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`)
    const [row] = await session.rows(`SELECT count(*) AS n FROM read_parquet('${target}')`)
    return { rows: Number(row?.n) }
  })
  // On a busy machine the time of the processors says more than the clock.
  const { user, system } = process.cpuUsage(before)
  warehouse.close()
  rmSync(work, { recursive: true, force: true })
  console.log(JSON.stringify({ ...measure, note: { ...measure.note, cpuSeconds: (user + system) / 1_000_000 } }))
}

/** `plain`: no column for persons' numbers. `sealed`: three columns of identifiers, two of them of persons, some numbers in the wrong one. */
async function makeFiles(at: string): Promise<void> {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  const all = `read_csv('${at}/penalty_decision.csv', all_varchar = true)`
  const write = (file: string, sql: string) => db.run(`COPY (${sql}) TO '${at}/${file}.csv' (header)`)
  await write('plain', `SELECT * EXCLUDE (id_type, id_no) FROM ${all}`)
  await db.run(`CREATE TABLE people AS SELECT row_number() OVER () AS n, id_no FROM ${all} WHERE id_no IS NOT NULL`)
  const [count] = (await db.runAndReadAll('SELECT count(*) FROM people')).getRows()
  await write(
    'sealed',
    `SELECT a.* REPLACE (CASE WHEN a.usc_code IS NULL AND i % 20 = 0 THEN a.id_no ELSE a.usc_code END AS usc_code), CASE WHEN a.usc_code IS NOT NULL THEN p.id_no END AS legal_rep_id
     FROM (SELECT row_number() OVER () AS i, * FROM ${all}) a LEFT JOIN people p ON p.n = 1 + (a.i * 7919) % ${count?.[0] ?? 1} ORDER BY a.i`.replace(
      'a.* REPLACE',
      'a.* EXCLUDE (i) REPLACE',
    ),
  )
  db.closeSync()
}

async function printAll(penalties: number, turns: number): Promise<void> {
  const at = resolve('bench/out', String(penalties))
  mkdirSync(at, { recursive: true })
  if (!existsSync(join(at, 'penalty_decision.csv'))) await makeDistrict(at, penalties)
  if (!existsSync(join(at, 'sealed.csv'))) await makeFiles(at)
  const questions = [
    ['plain', 'parents', 'typed, checked, keyed, numbered, raw rows kept', 3],
    ['sealed', 'parents', 'the same with tokens and seals of three columns', 5],
    ['sealed', 'ours', 'and with child datasets (citations, sums, days)', null],
  ] as const
  console.log(
    `${penalties} penalties, ${turns} turns; load ${loadavg()[0]?.toFixed(1)}; DuckDB with 650 MB; × the plain copy of the same file`,
  )
  const raws = new Map<string, Measure[]>()
  for (const [file, how, what, goal] of questions) {
    const ours: Measure[] = []
    const raw = raws.get(file) ?? []
    const known = raw.length > 0
    for (let turn = 0; turn < turns; turn++) {
      if (!known) raw.push(inProcess('import', ['raw', at, file]))
      ours.push(inProcess('import', [how, at, file]))
    }
    raws.set(file, raw)
    const seconds = (all: readonly Measure[]): number => median(all.map((each) => each.seconds))
    const cpu = (all: readonly Measure[]): number => median(all.map((each) => Number(each.note?.cpuSeconds)))
    const peak = (all: readonly Measure[]): number => Math.max(...all.map((each) => each.peakMiB))
    console.log(`\n${what} (${(statSync(join(at, `${file}.csv`)).size / 1e6).toFixed(0)} MB)`)
    console.log(`  plain copy  ${seconds(raw).toFixed(2)} s, ${cpu(raw).toFixed(2)} s of processors, peak ${peak(raw)} MiB`)
    console.log(
      `  Xiezhi      ${seconds(ours).toFixed(2)} s, ${cpu(ours).toFixed(2)} s of processors, peak ${peak(ours)} MiB, ${JSON.stringify(ours[0]?.note)}`,
    )
    console.log(
      `  ratio       ${(seconds(ours) / seconds(raw)).toFixed(2)} by the clock, ${(cpu(ours) / cpu(raw)).toFixed(2)} of processors${goal === null ? '' : ` (goal ${goal})`}; load ${loadavg()[0]?.toFixed(1)}`,
    )
  }
}
