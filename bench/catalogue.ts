import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { coverageDatasetSchema } from '@xiezhi/engine/data/own-datasets'
import { compile, compileCounts, compileEvidence, duckdb, planModel } from '@xiezhi/engine/model/model'
import { loadCatalogue, readModel } from '../packages/platform/src/catalogue.ts'
import { workOutCommon } from '../packages/platform/src/models/common.ts'
import { mountCoverage } from '../packages/platform/src/models/coverage.ts'
import { runModel } from '../packages/platform/src/models/run.ts'
import { districtFiles } from './district.ts'
import { openLake } from './lake.ts'
import { inProcess, type Measure, median, peakMiB } from './measure.ts'

// `catalogue yaml`: each model from its file to its three statements (rules, rows of steps, evidence), all its datasets there, again and again through all
// models: the middle of five rounds after three.
// `catalogue cold`: the same, each model in a process of its own that has compiled nothing before.
// `catalogue begun`: the same, each in a process of its own that has read the catalogue, as the server and every command have before their first model.
// `catalogue PENALTIES`: all models over the synthetic district, clues formed and evidence frozen, what they have in common worked out once.
const [what = 'yaml', id, file] = process.argv.slice(2)
if (what === 'yaml') compileAll()
else if (what === 'cold' && id && file) compileOne(id, deserialize(readFileSync(file)))
else if (what === 'cold') compileCold()
else if (what === 'begun' && id) compileOne(id, modelsHere().known)
else if (what === 'begun') tell(new Map(modelsHere().ids.map((one) => [one, inProcess('catalogue', ['begun', one]).seconds * 1000])))
else await runAll(Number(what))

type KnownHere = Parameters<typeof readModel>[1]

/** Rules of patrols are no files of their own. */
function modelsHere(): { readonly ids: readonly string[]; readonly known: KnownHere } {
  const { schemas, limits, pieces, systems, instruments, models } = loadCatalogue()
  return {
    ids: [...models.keys()].filter((one) => existsSync(`catalogue/models/${one}`)),
    known: { schemas, limits, pieces, systems, instruments },
  }
}

/** Milliseconds of processor of the thread that compiles, where the system tells, so that others on the machine count less. */
function processorMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6
  } catch {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
}

function timeOf(model: string, known: KnownHere): number {
  const available = new Map([...known.schemas].map(([dataset, { columns }]) => [dataset, new Set(columns.map(({ name }) => name))]))
  const begin = processorMs()
  const { model: read } = readModel(`catalogue/models/${model}`, known)
  if (!read) throw new Error(`${model} does not pass`)
  const plan = planModel(read.checked, available)
  compile(plan, duckdb)
  compileCounts(plan, duckdb)
  compileEvidence(plan, duckdb)
  return processorMs() - begin
}

function compileAll(): void {
  const { ids, known } = modelsHere()
  const rounds = Array.from({ length: 8 }, () => ids.map((one) => timeOf(one, known)))
  tell(new Map(ids.map((one, at) => [one, median(rounds.slice(3).map((round) => round[at]!))])))
}

function compileCold(): void {
  const { ids, known } = modelsHere()
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  const kept = join(folder, 'known')
  writeFileSync(kept, serialize(known))
  tell(new Map(ids.map((one) => [one, inProcess('catalogue', ['cold', one, kept]).seconds * 1000])))
  rmSync(folder, { recursive: true })
}

function compileOne(model: string, known: KnownHere): void {
  console.log(JSON.stringify({ seconds: timeOf(model, known) / 1000, peakMiB: peakMiB() } satisfies Measure))
}

function tell(milliseconds: ReadonlyMap<string, number>): void {
  const slowest = [...milliseconds].sort((a, b) => b[1] - a[1])
  const all = slowest.map(([, ms]) => ms)
  const note = {
    models: all.length,
    middleMs: median(all),
    slowest: slowest[0]![0],
    slowestMs: slowest[0]![1],
    over50: all.filter((ms) => ms > 50).length,
  }
  console.log(JSON.stringify({ seconds: all.reduce((sum, ms) => sum + ms, 0) / 1000, peakMiB: peakMiB(), note } satisfies Measure))
}

async function runAll(penalties: number): Promise<void> {
  const { catalogue, session, available: brought, close } = await openLake(penalties, '2GB')
  // Somebody said of each dataset that it is complete, so that models which conclude from absence can (E9).
  const stated = { from: '2018-01-01', to: '2026-10-30' }
  const batches = districtFiles.map((dataset, at) => ({ dataset, seq: at + 1, coverage: null, stated, latestEvent: null }))
  await mountCoverage(session, catalogue, new Set([...brought.keys(), coverageDatasetSchema.id]), batches)
  const available = new Map([
    ...brought,
    [coverageDatasetSchema.id, new Set(coverageDatasetSchema.columns.map(({ name }) => name))] as const,
  ])
  const inputs = [...catalogue.models.values()].map((model) => ({
    catalogue,
    model,
    available,
    parameters: {},
    asOf: '2026-10-30',
    idOf: (...identity: readonly string[]) => identity.join('|'),
    countSteps: false,
  }))
  const [begin, before] = [performance.now(), process.cpuUsage()]
  const common = await workOutCommon(session, inputs)
  let clues = 0
  let rules = 0
  for (const input of inputs) {
    const outcome = await runModel(session, { ...input, common: common.plans.get(input.model.id) })
    clues += outcome.clues.length
    rules += outcome.rules.filter(({ state }) => state === 'ran').length
  }
  const used = process.cpuUsage(before)
  close()
  const note = { models: inputs.length, rulesThatRan: rules, clues, common: common.tables.length, cpu: (used.user + used.system) / 1e6 }
  console.log(JSON.stringify({ seconds: (performance.now() - begin) / 1000, peakMiB: peakMiB(), note } satisfies Measure))
}
