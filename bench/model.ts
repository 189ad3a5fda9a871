import { compile, duckdb, parameterValues, planModel } from '@xiezhi/engine/model/model'
import type { Values } from '../packages/platform/src/warehouse/warehouse.ts'
import { bareByHand, wholeByHand } from './by-hand.ts'
import { openLake } from './lake.ts'
import { type Measure, median, peakMiB } from './measure.ts'

/**
 * `model PENALTIES MEMORY [alone]`: R1a, R1b and R2b of the transport model beside the two statements written by hand, by turns in one process. All
 * answers are compared before any time is told. `alone` runs the compiled statement only, for its memory.
 */
const rules = ['R1a', 'R1b', 'R2b']
export const asOf = '2026-10-30'

if (process.argv[1]?.endsWith('model.ts')) {
  const penalties = Number(process.argv[2])
  const { catalogue, session, available, close } = await openLake(penalties, process.argv[3] ?? '2GB')
  const { checked } = catalogue.models.get('transport-nonlit-enforcement')!
  const chosen = { ...checked, rules: checked.rules.filter(({ id }) => rules.includes(id)) }
  const compiled = compile(planModel(chosen, available), duckdb)
  const { values } = parameterValues(chosen, asOf)
  const day: Values = { as_of: { date: asOf } }
  const statements = {
    compiled: { sql: compiled.sql, values: Object.fromEntries(compiled.parameters.map((name) => [name, values![name]!])) },
    ...(process.argv[4] !== 'alone' && { bare: { sql: bareByHand, values: day }, whole: { sql: wholeByHand, values: day } }),
  }
  const run = (name: string, { sql, values: bound }: { readonly sql: string; readonly values: Values }) =>
    session.run(`CREATE OR REPLACE TEMP TABLE "of ${name}" AS ${sql}`, bound)
  const found = Object.entries(statements)
  const seconds = new Map(found.map(([name]) => [name, [] as number[]]))
  const cpu = new Map(found.map(([name]) => [name, [] as number[]]))
  for (let turn = 0; turn <= Number(process.env.TURNS ?? 5); turn++) {
    for (const [name, statement] of found) {
      const [begin, before] = [performance.now(), process.cpuUsage()]
      await run(name, statement)
      const used = process.cpuUsage(before)
      // The first turn reads the files into the system's memory.
      if (turn > 0) {
        seconds.get(name)!.push((performance.now() - begin) / 1000)
        cpu.get(name)!.push((used.user + used.system) / 1e6)
      }
    }
    if (turn === 0 && process.argv[4] !== 'alone') await compareAnswers()
    if (process.argv[4] === 'alone' && turn === 1) break
  }
  const [{ n } = { n: 0 }] = await session.rows(`SELECT count(*) AS n FROM "of compiled" WHERE kind = 'clue'`)
  close()
  const note: Record<string, number> = { clues: Number(n) }
  for (const [name] of found) {
    note[name] = median(seconds.get(name)!)
    note[`${name}Cpu`] = median(cpu.get(name)!)
  }
  console.log(JSON.stringify({ seconds: note.compiled!, peakMiB: peakMiB(), note } satisfies Measure))

  async function compareAnswers(): Promise<void> {
    const field = (name: string): string => `json_extract_string(payload, '$.${name}')`
    const key = `CASE WHEN rule = 'R2b' THEN ${field('case_key')} ELSE concat_ws('|', ${['agency_code', 'doc_key', 'party_key'].map(field).join(', ')}) END`
    const counted = (name: string): string => `SELECT rule, kind, about_rid, code, n, payload FROM "of ${name}" WHERE n IS DISTINCT FROM 0`
    await equal('whole', counted('compiled'), counted('whole'))
    await equal(
      'bare',
      `SELECT rule, ${key} AS key, ${field('_due')}::DATE AS due FROM "of compiled" WHERE kind = 'clue'`,
      'SELECT rule, "key", due FROM "of bare"',
    )
  }

  async function equal(name: string, ours: string, theirs: string): Promise<void> {
    const rows = await session.rows(
      `(SELECT 'compiled only' AS side, * FROM (${ours} EXCEPT ALL ${theirs}) LIMIT 5) UNION ALL (SELECT 'by hand only', * FROM (${theirs} EXCEPT ALL ${ours}) LIMIT 5)`,
    )
    if (rows.length > 0) throw new Error(`the answers of ${name} differ: ${JSON.stringify(rows)}`)
  }
}
