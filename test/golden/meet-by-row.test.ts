import type { TableSchema } from '@xiezhi/engine/data/schema'
import { compile, duckdb, type ModelPlan, parameterValues, planModel, trino } from '@xiezhi/engine/model/model'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bound, type Cell, check, Engine, everything, expectTrinoGrammar, type Rows, schemasOf, table } from './fixture.ts'
import { figure, whole } from './interpret/figure.ts'
import { runPlan } from './interpret/run.ts'
import type { Cell as NaiveCell } from './interpret/values.ts'

/** Steps that meet again and again in the whole key of one dataset give the same rows by the number of the row. */

const fines: TableSchema = { ...table('fines', { a: 'text', d: 'text', p: 'text', n: 'int' }), key: ['a', 'd', 'p'] }
const paid = table('paid', { a: 'text', d: 'text', p: 'text', n: 'int' })
const schemas = schemasOf(fines, paid)

const model = `
id: meetings
title: 相会
version: 1.0.0
inputs: { required: [fines, paid] }
steps:
  - { id: known, filter: { from: fines, where: "n > 0" } }
  - { id: numbered, join: { left: paid, right: known, on: [d], take: [a as of_a, d as of_d, p as of_p] } }
  - { id: by_number, filter: { from: numbered, where: "a = of_a" } }
  - { id: named, join: { left: paid, right: known, on: [a, p], take: [a as of_a, d as of_d, p as of_p] } }
  - { id: payments, union: { from: [by_number, named] } }
  - { id: sums, aggregate: { from: payments, by: [of_a, of_d, of_p], compute: { total: "sum(n)" } } }
  - { id: shown, aggregate: { from: payments, by: [of_a, of_d, of_p], compute: { times: "count(*)" } } }
  - { id: firsts, distinct: { from: payments, by: [of_a, of_d, of_p], order: [n desc] } }
  - { id: mixed, select: { from: by_number, columns: [{ x: of_a }, { y: d }, { z: p }] } }
  - { id: open, filter: { from: payments, where: "n > 3" } }
  - { id: with_sum, join: { left: known, right: sums, on: [{ a: of_a }, { d: of_d }, { p: of_p }], kind: left, take: [total] } }
  - { id: with_first, join: { left: with_sum, right: firsts, on: [{ a: of_a }, { d: of_d }, { p: of_p }], kind: left, take: [{ n: first_n }] } }
  - { id: with_shown, join: { left: with_first, right: shown, on: [{ a: of_a }, { d: of_d }, { p: of_p }], kind: left, take: [of_d, times] } }
  - { id: reread, join: { left: with_shown, right: fines, on: [a, d, p], take: [n as own_n] } }
  - { id: never, without: { from: reread, in: payments, on: [{ a: of_a }, { d: of_d }, { p: of_p }] } }
  - { id: strange, having: { from: with_shown, in: mixed, on: [{ a: x }, { d: y }, { p: z }] } }
  - { id: many, filter: { from: shown, where: "times > 1" } }
  - { id: parties, aggregate: { from: known, by: [a, d], compute: { several: "count_distinct(p)", lines: "count(*)", sizes: "count_distinct(n)" } } }
  - { id: with_parties, join: { left: known, right: parties, on: [a, d], take: [several, lines, sizes] } }
  - { id: unnumbered, filter: { from: paid, where: "d is null and p is not null" } }
  - { id: by_party, join: { left: unnumbered, right: with_parties, on: [a, p], take: [d as of_d, lines] } }
  - { id: by_party_sums, aggregate: { from: by_party, by: [a, of_d, p], compute: { found: "sum(lines)" } } }
  - { id: with_unnumbered, join: { left: with_parties, right: by_party_sums, on: [{ a: a }, { d: of_d }, { p: p }], kind: left, take: [found] } }
exclusions:
  - { id: E1, title: 大额, in: open, on: [{ a: of_a }, { d: of_d }, { p: of_p }] }
rules:
${['with_shown', 'never', 'strange']
  .map(
    (from, at) =>
      `  - { id: R${at}, title: 规则, from: ${from}, about: fines, key: [a, d, p], subject: { kind: agency, name: a }, score: "50", reason: "{total}{first_n}{times}{of_d}", exclusions: [E1] }`,
  )
  .join('\n')}
  - { id: R3, title: 规则, from: with_unnumbered, about: fines, key: [a, d, p], subject: { kind: agency, name: a }, score: "50", reason: "{several}{lines}{sizes}{found}" }
  - { id: I1, title: 指标, output: indicator, from: many, key: [of_a, of_d, of_p], figures: { times: times } }
`
  .replaceAll('{ n: first_n }', 'n as first_n')
  .replaceAll('{ x: of_a }, { y: d }, { z: p }', '{ x: "of_a" }, { y: "d" }, { z: "p" }')

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
})

const name = fc.option(fc.constantFrom('u', 'v', 'w'), { freq: 6 })
const row = fc.record({ a: name, d: name, p: name, n: fc.nat(6) })
const keyed = fc.array(row, { maxLength: 25 }).map((rows) => {
  const seen = new Set<string>()
  return rows.filter(({ a, d, p }) => a === null || d === null || p === null || (!seen.has(`${a}${d}${p}`) && seen.add(`${a}${d}${p}`)))
})
const naive = (rows: Rows) =>
  rows.map((one, at) => ({
    _rid: whole(at + 1),
    ...Object.fromEntries(
      Object.entries(one).map(([key, cell]): [string, NaiveCell] => [key, key === 'n' ? figure(String(cell)) : text(cell)]),
    ),
  }))
const text = (cell: Cell): NaiveCell => (typeof cell === 'string' ? cell : null)

const checked = check(model, schemas)
const plan = planModel(checked, everything(schemas))
const keyless: ModelPlan = { ...plan, inputs: plan.inputs.map(({ key: _, ...input }) => input) }

test('keys are followed through joins, unions, sums and first rows, and only where they are of one row', () => {
  const { sql } = compile(plan, duckdb)
  expect(sql).toContain('GROUP BY "t"."_row fines of_a of_d of_p"')
  expect(sql).toContain('PARTITION BY "t"."_row fines of_a of_d of_p"')
  expect(sql).toContain('"t"."_row fines a d p" IN (SELECT "E1"."_row fines of_a of_d of_p" FROM "open" AS "E1")')
  expect(sql).toContain('JOIN "fines" AS "r" ON "r"."_rid" = "t"."_row fines a d p"')
  // The document is the fine's, but the party the payer's.
  expect(sql).toMatch(/SEMI JOIN "mixed" AS "r" ON "r"."x" = "t"."a"/)
  // Others read these sums by their columns.
  expect(sql).toMatch(/"shown" AS \(\n.*\n.*\n +GROUP BY "t"."of_a", "t"."of_d", "t"."of_p"/)
  expect(compile(keyless, duckdb).sql).not.toContain('_row ')
  // Only groups of several rows are counted; what has no number meets only what it may meet.
  expect(sql).toContain(
    'CASE WHEN ("r"."a" IS NULL) THEN CASE WHEN ("t"."p" IS NULL) THEN 0 ELSE 1 END ELSE "r"."several" END AS "several"',
  )
  expect(sql).toContain('SEMI JOIN "unnumbered" AS "r" ON')
  expectTrinoGrammar(compile(plan, trino).sql)
})

test('the same rows come out with and without, and by the naive interpreter', async () => {
  let clues = 0
  await fc.assert(
    fc.asyncProperty(keyed, fc.array(row, { maxLength: 25 }), async (left, right) => {
      await engine.mount(fines, left)
      await engine.mount(paid, right)
      const found = async (one: ModelPlan) => {
        const { sql, parameters } = compile(one, duckdb)
        return (await engine.rows(sql, bound(checked, parameters, '2024-06-01')))
          .filter(({ n }) => n !== '0')
          .map((each) => JSON.stringify({ ...each, payload: each.payload === null ? null : JSON.parse(String(each.payload)) }))
          .sort()
      }
      const with_ = await found(plan)
      expect(with_).toEqual(await found(keyless))
      const told = runPlan(plan, { fines: naive(left), paid: naive(right) }, parameterValues(checked, '2024-06-01').values!)
      const plain = told
        .filter(({ n }) => n !== '0')
        .map((each) => JSON.stringify({ ...each, payload: each.payload === null ? null : JSON.parse(String(each.payload)) }))
        .sort()
      expect(with_.filter((one) => !one.includes('"indicator"'))).toEqual(plain)
      clues += with_.length
    }),
    { numRuns: 40, seed: 7 },
  )
  expect(clues).toBeGreaterThan(100)
})
