import { existsSync } from 'node:fs'
import { compile, compileCounts, compileEvidence, duckdb, planModel } from '@xiezhi/engine/model/model'
import { loadCatalogue, readModel, readPieces } from '../packages/platform/src/catalogue.ts'
import { workOutCommon } from '../packages/platform/src/models/common.ts'
import { runModel } from '../packages/platform/src/models/run.ts'
import { openLake } from './lake.ts'
import { type Measure, peakMiB } from './measure.ts'

// `catalogue yaml`: each model from its file to SQL, all its datasets there; the middle of three, after one to warm up, in processor time,
// since others use the machine.
// `catalogue PENALTIES`: all models over the synthetic district, clues formed and evidence frozen, what they have in common worked out once.
const [what = 'yaml'] = process.argv.slice(2)
if (what === 'yaml') compileAll()
else await runAll(Number(what))

function compileAll(): void {
  const catalogue = loadCatalogue()
  const { pieces } = readPieces('catalogue/pieces')
  const { schemas } = catalogue
  const available = new Map([...schemas].map(([id, { columns }]) => [id, new Set(columns.map(({ name }) => name))]))
  const milliseconds = new Map<string, number>()
  for (const id of catalogue.models.keys()) {
    // Rules of patrols are no files of their own.
    if (!existsSync(`catalogue/models/${id}`)) continue
    const times = Array.from({ length: 4 }, () => {
      const before = process.cpuUsage()
      const { model } = readModel(`catalogue/models/${id}`, { schemas, limits: catalogue.limits, pieces, systems: catalogue.systems })
      if (!model) throw new Error(`${id} does not pass`)
      const plan = planModel(model.checked, available)
      compile(plan, duckdb)
      compileCounts(plan, duckdb)
      compileEvidence(plan, duckdb)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    milliseconds.set(id, times.slice(1).sort((a, b) => a - b)[1]!)
  }
  const slowest = [...milliseconds].sort((a, b) => b[1] - a[1])
  const all = slowest.reduce((sum, [, ms]) => sum + ms, 0)
  const note = {
    models: slowest.length,
    slowest: slowest[0]![0],
    slowestMs: slowest[0]![1],
    over50: slowest.filter(([, ms]) => ms > 50).length,
  }
  console.log(JSON.stringify({ seconds: all / 1000, peakMiB: peakMiB(), note } satisfies Measure))
}

async function runAll(penalties: number): Promise<void> {
  const { catalogue, session, available, close } = await openLake(penalties, '2GB')
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
