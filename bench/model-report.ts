import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { hasLake } from './lake.ts'
import { inProcess, type Measure } from './measure.ts'

const said = (measure: Measure, name: string): number => Number(measure.note?.[name] ?? 0)
const line = (name: string, seconds: number, more = '') => console.log(`  ${name.padEnd(46)} ${seconds.toFixed(2).padStart(7)} s  ${more}`)

/** Everything about the speed of models; a million penalties unless said. */
export async function reportModels(penalties: number): Promise<void> {
  const load = loadavg()[0] ?? 0
  console.log(`${penalties} penalties; Node ${process.versions.node}; load ${load.toFixed(1)}`)
  if (load > 2) console.log('warning: the machine is busy; processor time and ratios hold better than seconds')
  const results: Record<string, unknown> = { penalties, load, node: process.versions.node }
  const save = (): void => {
    mkdirSync('bench/out', { recursive: true })
    writeFileSync('bench/out/model.json', `${JSON.stringify(results, null, 2)}\n`)
  }
  if (!hasLake(penalties)) inProcess('lake', [String(penalties)])

  console.log('\ntransport model R1a + R1b + R2b, by turns over the same snapshot; the answers were compared first and are equal')
  const model = inProcess('model', [String(penalties), '2GB'])
  const [compiled, compiledCpu] = [said(model, 'compiled'), said(model, 'compiledCpu')]
  line('compiled', compiled, `${compiledCpu.toFixed(2)} s of processor; ${said(model, 'clues')} clues; peak of all ${model.peakMiB} MiB`)
  const ratio = (name: string): string =>
    `compiled is ${(compiled / said(model, name)).toFixed(2)} × this, ${(compiledCpu / said(model, `${name}Cpu`)).toFixed(2)} × its processor time (${said(model, `${name}Cpu`).toFixed(2)} s)`
  line('by hand, as able (fall-backs, counts, figures)', said(model, 'whole'), ratio('whole'))
  line('by hand, bare (names the clues of this data)', said(model, 'bare'), ratio('bare'))
  results.model = model
  save()

  const plain = inProcess('plain', [String(penalties)])
  if (said(plain, 'clues') !== said(model, 'clues')) throw new Error('plain JavaScript finds other clues')
  line(
    'plain JavaScript, bare',
    plain.seconds,
    `${(plain.seconds / compiled).toFixed(1)} × compiled, ${(said(plain, 'cpu') / compiledCpu).toFixed(1)} × its processor time (${said(plain, 'cpu').toFixed(1)} s); of it rules ${said(plain, 'rules').toFixed(2)} s; peak ${plain.peakMiB} MiB; ${said(plain, 'clues')} clues`,
  )
  results.plain = plain
  save()
  const postgres = inProcess('postgres', [String(penalties)])
  if (postgres.seconds < 0) console.log('  PostgreSQL: left out, no server is installed here')
  else
    line(
      'PostgreSQL, bare',
      postgres.seconds,
      `${(postgres.seconds / said(model, 'bare')).toFixed(1)} × the same text here, ${(said(postgres, 'cpu') / said(model, 'bareCpu')).toFixed(1)} × its processor time (${said(postgres, 'cpu').toFixed(1)} s); ${said(postgres, 'clues')} clues; loading ${said(postgres, 'load').toFixed(0)} s`,
    )
  results.postgres = postgres
  save()
  const limited = inProcess('model', [String(penalties), '1GB', 'alone'])
  const free = inProcess('model', [String(penalties), '8GB', 'alone'])
  line(
    'compiled, memory limit 1 GB',
    limited.seconds,
    `${(limited.seconds / free.seconds).toFixed(2)} × with 8 GB; peak of the process ${limited.peakMiB} MiB beside ${free.peakMiB} MiB; ${said(limited, 'clues')} clues`,
  )
  results.memory = { limited, free }
  save()

  const yaml = inProcess('catalogue', ['yaml'])
  const cold = inProcess('catalogue', ['cold'])
  console.log("\nYAML to SQL, processor time from each model's file to its three statements")
  for (const [name, measured] of [
    ['in a process that has compiled models before', yaml],
    ['each in a new process, its first model', cold],
  ] as const)
    console.log(
      `  ${name}: ${measured.note?.models} models, the middle one ${said(measured, 'middleMs').toFixed(0)} ms, slowest ${measured.note?.slowest} ${said(measured, 'slowestMs').toFixed(0)} ms; above 50 ms: ${measured.note?.over50}`,
    )
  results.yaml = { yaml, cold }
  save()

  console.log(
    '\nall models of the catalogue over the synthetic district, up to a city-year (its eight datasets; rules that lack data are skipped)',
  )
  const runs = sizes.map((size) => {
    if (!hasLake(size)) inProcess('lake', [String(size)])
    return inProcess('catalogue', [String(size)])
  })
  runs.forEach((run, at) => {
    const [size, before] = [sizes[at]!, runs[at - 1]]
    const growth = before ? grown(size, sizes[at - 1]!, said(run, 'cpu') / said(before, 'cpu')) : ''
    line(
      `${size} penalties`,
      run.seconds,
      `${said(run, 'cpu').toFixed(1)} s of processor; peak ${run.peakMiB} MiB; ${run.note?.rulesThatRan} rules ran, ${run.note?.clues} clues, ${run.note?.common} common steps${growth}`,
    )
  })
  results.catalogue = runs
  save()
}

/** The last is what we take for a year of a large city: 300,000 penalties, with what belongs to them more than a million rows. */
const sizes = [30_000, 100_000, 300_000]

const grown = (size: number, before: number, cost: number): string =>
  `; ${cost.toFixed(2)} × the processor time, n log n would be ${((size * Math.log(size)) / (before * Math.log(before))).toFixed(2)} ×`
