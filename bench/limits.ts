import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TableSchema } from '@xiezhi/engine/data/schema'
import { calendarRows } from '@xiezhi/engine/limit/calendar'
import { explainRule } from '@xiezhi/engine/limit/limit'
import { liftWorkdays } from '@xiezhi/engine/model/lift'
import { checkModel, duckdb, parseModel } from '@xiezhi/engine/model/model'
import { printRelations } from '@xiezhi/engine/model/print'
import { prune } from '@xiezhi/engine/model/prune'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { mountCalendar } from '../packages/platform/src/warehouse/snapshot.ts'
import { type Measure, median, peakMiB } from './measure.ts'

/**
 * Statutory last days, by the statement that a model becomes and by the calculator that explains them, each beside the plainest
 * thing that could stand there: adding the intervals and looking at no calendar. Both ways are compared before any time is told.
 */
const rows = Number(process.argv[2] ?? 1_000_000)
const catalogue = loadCatalogue()
const dues = {
  pay: ['penalty.pay-fine'],
  serve: ['penalty.service'],
  sue: ['lit.sue-6m'],
  apply: ['lit.sue-6m', 'nonlit.apply-window'],
} as const
const names = Object.keys(dues)
const days = rows * names.length

const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
const warehouse = await openWarehouse({ directories: [work], memory: '2GB', threads: 2, tempDir: join(work, 'spill') })
const session = await warehouse.session()
await mountCalendar(session, calendarRows(catalogue.calendar))
await session.run(
  `CREATE TEMP TABLE "fact" AS SELECT i AS _rid, DATE '2015-01-01' + (hash(i) % 4200)::INTEGER AS start_on FROM range(${rows}) AS t(i)`,
)

const fact: TableSchema = { id: 'fact', label: 'fact', columns: [{ name: 'start_on', type: 'date', label: 'start_on' }] }
const list = Object.entries(dues).map(([name, limits]) => `${name}: { start: start_on, limits: [${limits.join(', ')}] }`)
const { model } = parseModel(
  `
id: bench
title: 期限
version: 1.0.0
inputs: { required: [fact] }
steps:
  - { id: dated, deadline: { from: fact, due: { ${list.join(', ')} } } }
rules:
  - { id: R1, title: 期限, from: dated, about: fact, key: [start_on], subject: { kind: agency, name: "'某局'" }, dates: [${names.join(', ')}], score: "50", reason: "{start_on}" }
`,
  'bench.yml',
)
const { checked, findings } = checkModel(model!, new Map([[fact.id, fact]]), catalogue.limits)
if (!checked) throw new Error(JSON.stringify(findings))
const wanted = [...names, ...names.map((name) => `${name}__provisional`)]
const { relations } = prune(liftWorkdays(checked.steps.flatMap((step) => step.relations)), new Map([['dated', ['start_on', ...wanted]]]))
const statement = `WITH ${printRelations(relations, {}, duckdb)} SELECT start_on, ${wanted.join(', ')} FROM "dated"`
const plain = `SELECT start_on, start_on + 15 AS pay, start_on + 7 AS serve, (start_on + INTERVAL 6 MONTH)::DATE AS sue,
  (start_on + INTERVAL 9 MONTH)::DATE AS apply FROM "fact"`

async function seconds(sql: string): Promise<number> {
  const start = performance.now()
  await session.run(`CREATE OR REPLACE TEMP TABLE "answer" AS ${sql}`)
  return (performance.now() - start) / 1000
}
const turns = async (...all: readonly (() => Promise<number>)[]): Promise<number[]> => {
  const taken: number[][] = all.map(() => [])
  for (let turn = 0; turn < 5; turn++) for (const [i, one] of all.entries()) taken[i]!.push(await one())
  return taken.map(median)
}

const explain = (name: keyof typeof dues, start: string): string => {
  let day = start
  for (const id of dues[name]) day = explainRule(catalogue.calendar, catalogue.limits.get(id)!, day).date!
  return day
}
await session.run(`CREATE OR REPLACE TEMP TABLE "answer" AS ${statement}`)
const answers = await session.rows(
  `SELECT DISTINCT start_on::VARCHAR AS start_on, ${names.map((name) => `${name}::VARCHAR AS ${name}`).join(', ')} FROM "answer"`,
)
for (const answer of answers)
  for (const name of Object.keys(dues) as (keyof typeof dues)[]) {
    const explained = explain(name, String(answer.start_on))
    if (answer[name] !== explained) throw new Error(`${name} from ${answer.start_on}: ${answer[name]}, not ${explained}`)
  }

const starts = answers.map(({ start_on }) => String(start_on))
const asked = Math.min(rows, 100_000)
let kept = 0
const inTurn = (count: number, each: (start: string) => string) => async (): Promise<number> => {
  const begin = performance.now()
  for (let i = 0; i < count; i++) kept += each(starts[i % starts.length]!).length
  return (performance.now() - begin) / 1000
}
const shift = (iso: string, by: number, months = 0): string => {
  const day = new Date(`${iso}T00:00:00Z`)
  day.setUTCMonth(day.getUTCMonth() + months)
  day.setUTCDate(day.getUTCDate() + by)
  return day.toISOString().slice(0, 10)
}
const [sql = 0, plainSql = 0, calculator = 0, plainDates = 0] = await turns(
  () => seconds(statement),
  () => seconds(plain),
  inTurn(asked, (start) => `${explain('pay', start)}${explain('serve', start)}${explain('sue', start)}${explain('apply', start)}`),
  inTurn(asked, (start) => `${shift(start, 15)}${shift(start, 7)}${shift(start, 0, 6)}${shift(start, 0, 9)}`),
)
session.close()
warehouse.close()
rmSync(work, { recursive: true, force: true })
const million = (count: number, taken: number): string => (count / taken / 1e6).toFixed(2)
const measure: Measure = {
  seconds: sql,
  peakMiB: peakMiB(),
  note: {
    rows,
    days,
    sqlMillionDaysPerSecond: million(days, sql),
    plainSql: plainSql.toFixed(3),
    sqlRatio: (sql / plainSql).toFixed(2),
    calculatorMillionDaysPerSecond: million(asked * names.length, calculator),
    plainMillionDaysPerSecond: million(asked * names.length, plainDates),
    calculatorRatio: (calculator / plainDates).toFixed(2),
    compared: answers.length * names.length,
    kept,
  },
}
console.log(JSON.stringify(measure))
