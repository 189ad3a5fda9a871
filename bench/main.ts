import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { benchCitations, labelsPath, printCitations, printSpeed, speedOfCitations } from './citations.ts'
import { districtFiles, makeDistrict } from './district.ts'
import { inProcess, type Measure, median } from './measure.ts'
import { reportModels } from './model-report.ts'

// `npm run bench -- model [PENALTIES]`: the speed of models alone, a million penalties unless said (model-report.ts).
if (process.argv[2] === 'model') {
  await reportModels(Number(process.argv[3] ?? 1_000_000))
  process.exit(0)
}
// `npm run bench -- import [PENALTIES] [TURNS]`: files coming in, beside the plainest reading of the same files (import.ts, xlsx.ts).
if (process.argv[2] === 'import') {
  const [penalties = '1000000', turns = '3'] = process.argv.slice(3)
  for (const [part, size] of [
    ['import', penalties],
    ['xlsx', '500000'],
  ] as const)
    spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `${part}.ts`), size, turns], { stdio: 'inherit' })
  process.exit(0)
}
// `npm run bench [-- PENALTIES]`: ratios beside a plain baseline, measured in the same run; 100,000 penalties unless said.
const penalties = Number(process.argv[2] ?? 100_000)
const folder = join('bench/out', String(penalties))
if (!districtFiles.every((name) => existsSync(join(folder, `${name}.csv`)))) await makeDistrict(folder, penalties)
const megabytes = statSync(join(folder, 'penalty_decision.csv')).size / 1e6
const load = loadavg()[0] ?? 0
console.log(
  `${penalties} penalties, penalty_decision.csv ${megabytes.toFixed(0)} MB; Node ${process.versions.node}; load ${load.toFixed(1)}`,
)
if (load > 2) console.log('warning: the machine is busy; ratios hold better than seconds')

const line = (name: string, { seconds, peakMiB }: Measure, more = '') =>
  console.log(`  ${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  peak ${String(peakMiB).padStart(5)} MiB  ${more}`)
const results: Record<string, unknown> = { penalties, load, node: process.versions.node }

console.log('\nimport of penalty_decision (types, checks, keys, tokens, seals, citations, raw rows kept), beside DuckDB copying it as text')
const raw: Measure[] = []
const ours: Measure[] = []
for (let turn = 0; turn < 3; turn++) {
  raw.push(inProcess('import', ['raw', join(process.cwd(), folder)]))
  ours.push(inProcess('import', ['ours', join(process.cwd(), folder)]))
}
const middle = (all: readonly Measure[]): Measure => ({
  seconds: median(all.map(({ seconds }) => seconds)),
  peakMiB: Math.max(...all.map(({ peakMiB }) => peakMiB)),
})
const ratio = middle(ours).seconds / middle(raw).seconds
line('DuckDB, CSV to Parquet as text', middle(raw))
line(
  'Xiezhi import',
  middle(ours),
  `${ratio.toFixed(2)} × the plain copy, ${(megabytes / middle(ours).seconds).toFixed(0)} MB/s, ${JSON.stringify(ours[0]?.note)}`,
)
results.import = { raw, ours, ratio }

console.log(
  '\nstatutory last days (15 days; 7 working days; 6 months; 6 then 3 months), beside intervals added without a calendar; answers are equal',
)
const limits = inProcess('limits', ['1000000'])
const said = limits.note ?? {}
line(
  'in SQL',
  limits,
  `${said.sqlMillionDaysPerSecond} million days/s, ${said.sqlRatio} × the plain addition; ${said.compared} days compared`,
)
console.log(
  `  by the calculator, with its steps    ${said.calculatorMillionDaysPerSecond} million days/s, ${said.calculatorRatio} × plain dates of the platform`,
)
results.limits = limits

const labels = labelsPath()
if (labels) {
  const scores = benchCitations(labels)
  console.log(`\ncitations, amounts and days read in labelled passages\n${printCitations(scores)}`)
  results.citations = scores
} else console.log('\ncitations: left out, no labelled passages here (XIEZHI_LABELS names them)')
const reading = speedOfCitations()
console.log(printSpeed(reading))
results.citationSpeed = reading
mkdirSync('bench/out', { recursive: true })
writeFileSync('bench/out/latest.json', `${JSON.stringify(results, null, 2)}\n`)
console.log('\nmodels')
await reportModels(penalties)
