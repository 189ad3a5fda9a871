import { compile, duckdb, type ModelPlan, planModel, probe, trino } from '@xiezhi/engine/model/model'
import { beforeAll, expect, test } from 'vitest'
import { bound, check, Engine, everything, expectTrinoGrammar, schemasOf, table } from './fixture.ts'

/** Whether the keys of tables that collide meet: what is asked of a run that found nothing. */

const fine = table('fine', { no: 'text', agency: 'text', served: 'date', amount: 'decimal' })
const paid = table('paid', { doc: 'text', payee: 'text', on_day: 'date', sum: 'decimal' })
const court = table('court', { doc: 'text' })
const schemas = schemasOf(fine, paid, court)

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(fine, [
    { no: '1', agency: 'x', served: '2024-03-01', amount: '10.00' },
    { no: '2', agency: 'x', served: '2024-03-04', amount: '20.00' },
    { no: '2', agency: 'x', served: '2024-03-04', amount: '20.00' },
    { no: null, agency: 'y', served: null, amount: '30.00' },
    { no: '5', agency: null, served: '2024-03-09', amount: '50.00' },
  ])
  await engine.mount(paid, [
    { doc: '1', payee: 'x', on_day: '2024-03-02', sum: '10.00' },
    { doc: '1', payee: 'x', on_day: '2024-03-03', sum: '1.00' },
    { doc: '2', payee: 'z', on_day: null, sum: '20.00' },
    { doc: null, payee: 'y', on_day: '2024-03-08', sum: '30.40' },
  ])
  await engine.mount(court, [{ doc: '9' }])
})

const planOf = (
  steps: string,
  without: readonly string[] = [],
): { readonly plan: ModelPlan; readonly values: (n: readonly string[]) => Record<string, string> } => {
  const last = /id: (\w+)(?![\s\S]*id: )/.exec(steps)![1]
  const checked = check(
    `
id: asked
title: 问
version: 1.0.0
inputs: { required: [fine], optional: [paid, court] }
parameters: { least: { type: decimal, default: 5, label: 起点 } }
steps:
${steps}
rules:
  - { id: R1, title: 一, from: ${last}, about: fine, needs: [fine], key: [no], subject: { kind: agency, name: agency }, amount: $least, score: "50", reason: "{no}" }
`,
    schemas,
  )
  const here = new Map([...everything(schemas)].filter(([id]) => !without.includes(id)))
  return { plan: planModel(checked, here), values: (names) => bound(checked, names, '2024-06-01') }
}

/** step, way, left rows, left with keys, right rows, right with keys, met */
const asked = async (steps: string, without: readonly string[] = []) => {
  const { plan, values } = planOf(steps, without)
  expectTrinoGrammar(probe(plan, trino).sql)
  const { sql, parameters } = probe(plan, duckdb)
  expect(probe(plan, duckdb).sql).toBe(sql)
  return (await engine.rows(sql, values(parameters))).map((row) =>
    Object.values(row)
      .map((cell) => (cell === null ? '-' : String(cell)))
      .join(' '),
  )
}

test('names the columns', async () => {
  const { sql, parameters } = probe(planOf('  - { id: s, having: { from: fine, in: paid, on: [{ no: doc }] } }').plan, duckdb)
  expect(Object.keys((await engine.rows(sql))[0]!)).toEqual(['step', 'way', 'left_rows', 'left_keyed', 'right_rows', 'right_keyed', 'met'])
  expect(parameters).toEqual([])
})

test.each([
  ['join', '{ left: fine, right: paid, on: [{ no: doc }], take: [sum] }', 's - 5 4 4 3 3'],
  ['join', '{ left: fine, right: paid, kind: left, on: [{ no: doc }, { agency: payee }], take: [sum] }', 's - 5 3 4 3 1'],
  ['having', '{ from: fine, in: paid, on: [{ no: doc }], where: "sum > $least * 2" }', 's - 5 4 2 1 2'],
  ['without', '{ from: fine, in: paid, on: [{ no: doc }], where: "workdays_between(on_day, $as_of) > 60" }', 's - 5 4 2 2 1'],
  // Conditions by which no engine can hash: rows alike in everything are counted as what they are.
  ['join', '{ left: fine, right: paid, on: [{ no: doc }], take: [sum], when: "amount + other.sum > $least" }', 's - 5 4 4 3 3'],
  ['without', '{ from: fine, in: paid, on: [{ no: doc }], when: "amount + other.sum > 30 OR agency = \'y\'" }', 's - 5 4 4 3 2'],
  // Nothing need agree but the days.
  ['join', '{ left: fine, right: paid, take: [sum], within: [{ served: on_day, days: 1 }] }', 's - 5 4 4 3 4'],
  ['pairs', '{ from: fine, on: [agency], order: [served] }', 's - 5 4 5 4 2'],
])('%s %s', async (operator, written, told) => {
  expect(await asked(`  - { id: s, ${operator}: ${written} }`)).toEqual([told])
})

test('tells each way of a graded match by what is left for it', async () => {
  const match = `  - id: s
    match:
      left: fine
      right: paid
      ways:
        - { grade: A, on: [{ no: doc }, { agency: payee }] }
        - { grade: B, on: [{ no: doc }] }
        - { grade: C, on: [{ agency: payee }], when: "abs(amount - other.sum) < 1" }
      take: [sum]
      kind: left`
  expect(await asked(match)).toEqual(['s 1 5 3 4 3 1', 's 2 4 3 4 3 2', 's 3 2 1 4 4 1'])
})

test('tells the steps in their order, and a table that is not here as none', async () => {
  const steps = `  - { id: first, having: { from: fine, in: paid, on: [{ no: doc }] } }
  - { id: second, without: { from: first, in: court, on: [{ no: doc }] } }`
  expect(await asked(steps)).toEqual(['first - 5 4 4 3 3', 'second - 3 3 1 1 0'])
  expect(await asked(steps, ['paid', 'court'])).toEqual(['first - 5 4 0 0 0', 'second - 0 0 0 0 0'])
})

test('has nothing to tell where nothing collides', async () => {
  expect(await asked('  - { id: s, filter: { from: fine, where: "amount > $least" } }')).toEqual([])
})

test('leaves the statement of the rules as it is', () => {
  const { plan } = planOf('  - { id: s, having: { from: fine, in: paid, on: [{ no: doc }] } }')
  expect(compile(plan, duckdb).sql).not.toContain('probe')
})
