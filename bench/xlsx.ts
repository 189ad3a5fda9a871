import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Standard } from '@xiezhi/engine/data/standard'
import ExcelJS from 'exceljs'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { inProcess, type Measure, median, timed } from './measure.ts'

// `node --import tsx bench/xlsx.ts [ROWS] [TURNS]`: a workbook of penalties from the file to typed rows, beside exceljs only reading it; 500,000 rows
// unless said. One measurement in a process of its own: `exceljs FILE` or `ours FILE`.
const [way = '500000', file = ''] = process.argv.slice(2)

async function measureOne(how: 'exceljs' | 'ours', path: string): Promise<void> {
  // As in a server, the catalogue is there before the file comes.
  const { standards } = loadCatalogue()
  const before = process.cpuUsage()
  const measure = await timed(how === 'ours' ? () => ours(path, standards) : () => exceljs(path))
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ ...measure, note: { ...measure.note, cpuSeconds: (user + system) / 1_000_000 } }))
}

async function exceljs(path: string): Promise<Measure['note']> {
  let rows = 0
  let cells = 0
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', styles: 'cache', worksheets: 'emit' }))
    for await (const row of sheet) {
      rows++
      row.eachCell((cell) => {
        if (cell.value !== null) cells++
      })
    }
  return { rows, cells }
}

async function ours(path: string, standards: ReadonlyMap<string, Standard>): Promise<Measure['note']> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  const warehouse = await openWarehouse({ directories: [work], memory: '800MB', threads: 2, tempDir: join(work, 'spill') })
  const { parts } = await importFile(
    warehouse,
    { path, name: 'penalties.xlsx' },
    { standards, keys: scanKeyring(), workDir: join(work, 'import'), seq: 1 },
  )
  warehouse.close()
  rmSync(work, { recursive: true, force: true })
  return { rows: parts[0]!.counts.taken, refused: parts[0]!.counts.refused }
}

const heading = [
  '行政处罚决定书文号',
  '行政相对人名称',
  '统一社会信用代码',
  '证件号码',
  '违法行为类型',
  '处罚依据',
  '处罚内容',
  '罚款金额',
  '处罚决定日期',
  '处罚机关',
  '处罚机关代码',
  '案件编号',
]

/** Texts stand in the strings that the sheet points to, as spreadsheet programs write them. */
async function make(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: true, useStyles: true })
  const sheet = book.addWorksheet('处罚')
  sheet.addRow(heading).commit()
  for (let at = 1; at <= rows; at++) {
    const row = sheet.addRow([
      `机${at % 200}罚〔${2018 + (at % 6)}〕${at}号`,
      `当事人${at}`,
      at % 2 === 0 ? '91512081MA62K0260E' : null,
      at % 2 === 0 ? null : '11010519491231002X',
      '擅自从事道路运输经营',
      '《中华人民共和国道路运输条例》第六十三条',
      `罚款${500 + (at % 600) * 100}元`,
      500 + (at % 600) * 100,
      new Date(Date.UTC(2018 + (at % 6), at % 12, 1 + (at % 28))),
      `第${at % 200}号机关`,
      '11230500001755309F',
      `C${100000 + at}`,
    ])
    row.getCell(9).numFmt = 'yyyy-mm-dd'
    row.commit()
  }
  await book.commit()
  if (!out.closed) await finished(out)
}

async function printAll(rows: number, turns: number): Promise<void> {
  const folder = resolve('bench/out')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `penalties-${rows}.xlsx`)
  if (!existsSync(path)) await make(path, rows)
  console.log(`${rows} rows of XLSX, ${(statSync(path).size / 1e6).toFixed(0)} MB; load ${loadavg()[0]?.toFixed(1)}`)
  const theirs: Measure[] = []
  const own: Measure[] = []
  for (let turn = 0; turn < turns; turn++) {
    theirs.push(inProcess('xlsx', ['exceljs', path]))
    own.push(inProcess('xlsx', ['ours', path]))
  }
  const seconds = (all: readonly Measure[]): number => median(all.map((each) => each.seconds))
  const cpu = (all: readonly Measure[]): number => median(all.map((each) => Number(each.note?.cpuSeconds)))
  for (const [name, all] of [
    ['exceljs, reading alone', theirs],
    ['Xiezhi, to typed rows', own],
  ] as const) {
    const peak = Math.max(...all.map((each) => each.peakMiB))
    console.log(
      `  ${name.padEnd(24)} ${seconds(all).toFixed(2)} s, ${cpu(all).toFixed(2)} s of processors, peak ${peak} MiB, ${JSON.stringify(all[0]?.note)}`,
    )
  }
  console.log(
    `  ratio ${(seconds(own) / seconds(theirs)).toFixed(2)} by the clock, ${(cpu(own) / cpu(theirs)).toFixed(2)} of processors (goal 1.2); load ${loadavg()[0]?.toFixed(1)}`,
  )
}

if (way === 'exceljs' || way === 'ours') await measureOne(way, file)
else await printAll(Number(way), Number(file || 3))
