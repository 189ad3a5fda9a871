import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allSchemas } from '@xiezhi/engine/data/schema'
import { parseStandard } from '@xiezhi/engine/data/standard'
import { parseLimits } from '@xiezhi/engine/limit/catalogue'
import {
  checkModel,
  compile,
  compileCounts,
  compileEvidence,
  duckdb,
  parameterValues,
  parseModel,
  planModel,
} from '@xiezhi/engine/model/model'
import { beforeAll, expect, test } from 'vitest'
import { bound, check, Engine, everything, expectGolden, limit, schemasOf, table } from './fixture.ts'

const decision = table('decision', { doc: 'text', fine: 'decimal', domain: 'text', decided: 'date', wide: 'text', names: 'text[]' })
const process = table('process', { doc: 'text', served: 'date' })
const payment = table('payment', { doc: 'text', amount: 'decimal' })
const court = table('court', { doc: 'text', applied: 'date' })
const schemas = schemasOf(decision, process, payment, court)

const text = `
id: whole
title: 全
version: 1.0.0
inputs: { required: [decision], optional: [process, payment, court] }
parameters:
  domains: { type: "text[]", default: [交通运输], label: 领域 }
  least: { type: decimal, default: 0, min: 0, max: 1000, label: 起点 }
steps:
  - { id: own, filter: { from: decision, where: "domain IN $domains AND fine > $least" } }
  - { id: served, join: { left: own, right: process, on: [doc], kind: left, take: [served] } }
  - { id: paid, aggregate: { from: payment, by: [doc], compute: { paid: "sum(amount)", unused: "max(amount)" } } }
  - { id: gap, join: { left: served, right: paid, on: [doc], kind: left } }
  - { id: unpaid, derive: { from: gap, columns: { unpaid: "fine - coalesce(paid, 0)" } } }
  - { id: dated, deadline: { from: unpaid, due: { due_on: { start: served, limits: [six, three] }, idle: { start: decided, limits: [six] } } } }
  - { id: late, without: { from: dated, in: court, on: [doc] } }
  - { id: settled, having: { from: unpaid, in: payment, on: [doc], where: "amount > 50" } }
exclusions:
  - { id: E1, title: 已缴清, where: "unpaid <= 0", needs: [payment] }
  - { id: E2, title: 大额缴款, in: settled, on: [doc], needs: [payment.amount] }
rules:
  - id: R1
    title: 逾期未申请
    from: late
    about: decision
    needs: [decision, process.served]
    where: "due_on < $as_of"
    testable: "due_on IS NOT NULL"
    key: [doc]
    subject: { kind: agency, name: "'某局'" }
    due: due_on
    dates: [due_on]
    amount: unpaid
    grade: "CASE WHEN has_input('payment') THEN 'A' ELSE 'B' END"
    score: "60 + least(20, days_overdue / 30)"
    reason: "{doc}{served|date}逾期{days_overdue}日{names}"
    exclusions: [E1, E2]
    evidence: [{ from: process, on: [doc] }, { from: payment, on: [doc] }]
  - id: R2
    title: 申请了
    from: own
    about: decision
    needs: [court]
    key: [doc]
    subject: { kind: agency, name: "'某局'" }
    score: "50"
    reason: "{doc}"
`
const model = () => check(text, schemas, [limit('six', 6, 'month'), limit('three', 3, 'month')])

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(decision, [
    { doc: 'late', fine: '100.00', domain: '交通运输', names: ['甲', '乙"'] },
    { doc: "o'dd", fine: '100.00', domain: '交通运输' },
    { doc: 'paid', fine: '100.00', domain: '交通运输' },
    { doc: 'part', fine: '100.00', domain: '交通运输' },
    { doc: 'unserved', fine: '100.00', domain: '交通运输' },
    { doc: 'other', fine: '100.00', domain: '市场监管' },
  ])
  await engine.mount(
    process,
    ['late', "o'dd", 'paid', 'part', 'other'].map((doc) => ({ doc, served: '2023-01-05' })),
  )
  await engine.mount(payment, [
    { doc: 'paid', amount: '100.00' },
    { doc: 'part', amount: '60.00' },
    { doc: 'late', amount: '10.00' },
  ])
  await engine.mount(court, [])
})

test('one statement gives clues, counts of what was excluded, and of what could not be tested', async () => {
  const checked = model()
  const plan = planModel(checked, everything(schemas))
  const compiled = compile(plan, duckdb)
  expectGolden('whole-model', compiled.sql)
  const ordered = `SELECT * FROM (${compiled.sql}) ORDER BY rule, kind, about_rid, code`
  const rows = await engine.rows(ordered, bound(checked, compiled.parameters, '2024-01-01'))
  expect(rows.filter(({ rule }) => rule === 'R1').map(({ kind, about_rid, code, n }) => [kind, about_rid, code, n])).toEqual([
    ['clue', '1', null, null],
    ['clue', '2', null, null],
    ['excluded', null, 'E1', '1'],
    ['excluded', null, 'E2', '1'],
    ['untested', null, null, '1'],
  ])
  // The window ends on a holiday; the Saturday after it is worked.
  expect(JSON.parse(String(rows[0]!.payload))).toEqual({
    doc: 'late',
    _subject_name: '某局',
    _due: '2023-10-07',
    _days_overdue: '86',
    _amount: '90.00',
    _grade: 'A',
    _score: '62.866667',
    due_on: '2023-10-07',
    due_on__from: '2023-01-05',
    due_on__provisional: 'false',
    served: '2023-01-05',
    names: '甲、乙"',
  })

  await engine.run(
    `CREATE OR REPLACE TEMP TABLE "emitted" AS SELECT rule, about_rid, payload FROM (${compiled.sql}) WHERE kind = 'clue'`,
    bound(checked, compiled.parameters, '2024-01-01'),
  )
  const evidence = compileEvidence(plan, duckdb)!
  expect(evidence.ways).toEqual([{ dataset: 'process' }, { dataset: 'payment' }])
  expect(evidence.waysOf).toEqual(new Map([['R1', [0, 1]]]))
  expect(await engine.rows(evidence.sql, bound(checked, evidence.parameters, '2024-01-01'))).toEqual([
    { way: 0, rule: 'R1', about_rid: '1', rid: '1' },
    { way: 0, rule: 'R1', about_rid: '2', rid: '2' },
    { way: 1, rule: 'R1', about_rid: '1', rid: '3' },
  ])
  expect(compileEvidence(plan, duckdb, new Set(['R2']))).toBeUndefined()
  const counting = compileCounts(plan, duckdb)
  const counts = await engine.rows(counting.sql, bound(checked, counting.parameters, '2024-01-01'))
  expect(Object.fromEntries(counts.map(({ step, rows: n }) => [step, n]))).toMatchObject({
    decision: '6',
    own: '5',
    late: '5',
    paid: '3',
    settled: '2',
  })
})

test('a missing optional input is an empty table: rules that need it are skipped, exclusions untested', async () => {
  const checked = model()
  const here = new Map([...everything(schemas)].filter(([id]) => id !== 'payment' && id !== 'court'))
  const plan = planModel(checked, here)
  expect(plan.skipped).toEqual([{ rule: 'R2', lacks: ['court'] }])
  expect(plan.rules[0]!.untestedExclusions).toEqual([
    { id: 'E1', lacks: ['payment'] },
    { id: 'E2', lacks: ['payment.amount'] },
  ])
  const compiled = compile(plan, duckdb)
  const alone = await Engine.open()
  await alone.mountCalendar()
  await alone.mount(decision, [{ doc: 'late', fine: '100.00', domain: '交通运输' }])
  await alone.mount(process, [{ doc: 'late', served: '2023-01-05' }])
  const rows = await alone.rows(compiled.sql, bound(checked, compiled.parameters, '2024-01-01'))
  expect(rows.map(({ kind }) => kind)).toEqual(['clue', 'untested'])
  expect(JSON.parse(String(rows[0]!.payload))).toMatchObject({ _grade: 'B', _amount: '100.00' })
})

test('a missing field skips the rule that needs it and is named', () => {
  const here = everything(schemas)
  const plan = planModel(model(), new Map([...here].map(([id, fields]) => [id, id === 'process' ? new Set(['doc']) : fields])))
  expect(plan.skipped).toEqual([{ rule: 'R1', lacks: ['process.served'] }])
})

test('no rule to run still gives a statement, without rows', async () => {
  const checked = model()
  const compiled = compile(planModel(checked, new Map()), duckdb)
  expect(await engine.rows(compiled.sql)).toEqual([])
  expect(compiled.parameters).toEqual([])
})

test('only columns that are used further on are carried along', () => {
  const plan = planModel(model(), everything(schemas))
  expect(plan.inputs).toEqual([
    { dataset: 'decision', present: true, columns: ['_rid', 'doc', 'domain', 'fine', 'names'] },
    { dataset: 'process', present: true, columns: ['doc', 'served'] },
    { dataset: 'payment', present: true, columns: ['amount', 'doc'] },
    { dataset: 'court', present: true, columns: ['doc'] },
  ])
  const { sql } = compile(plan, duckdb)
  expect(sql).not.toContain('wide')
  expect(sql).not.toContain('unused')
  // A deadline that nobody reads costs no join.
  expect(sql).not.toContain('idle')
  expect(sql.match(/LEFT JOIN "calendar"/g)).toHaveLength(2)
})

test('no value becomes text of the statement', async () => {
  const checked = model()
  const { sql, parameters } = compile(planModel(checked, everything(schemas)), duckdb)
  const hostile = "交通运输'); DROP TABLE decision; --"
  const { values } = parameterValues(checked, '2024-01-01', { domains: [hostile, '交通运输'], least: '1.50' })
  expect(await engine.rows(sql, Object.fromEntries(parameters.map((name) => [name, values![name]!])))).not.toEqual([])
  const quoting = check(text.replaceAll("'某局'", "'某''局\\\"; DROP TABLE decision'"), schemas, [
    limit('six', 6, 'month'),
    limit('three', 3, 'month'),
  ])
  const compiled = compile(planModel(quoting, everything(schemas)), duckdb)
  const rows = await engine.rows(compiled.sql, bound(quoting, compiled.parameters, '2024-01-01'))
  expect(JSON.parse(String(rows[0]!.payload))._subject_name).toBe('某\'局"; DROP TABLE decision')
})

test('an indicator gives figures by dimensions, about no one row', async () => {
  const sums = text.replace(
    /\nexclusions:\n[\s\S]*$/,
    `
  - { id: by_domain, aggregate: { from: decision, by: [domain], compute: { n: "count(*)", late: "count_if(doc = 'late')" } } }
rules:
  - { id: I1, title: 比率, output: indicator, from: by_domain, needs: [decision], where: "n > 1", key: [domain], figures: { n: n, share: "late / n" } }
  - { id: I2, title: 缺数据, output: indicator, from: by_domain, needs: [court.applied], key: [], figures: { n: n } }
`,
  )
  const checked = check(sums, schemas, [limit('six', 6, 'month'), limit('three', 3, 'month')])
  const here = new Map([...everything(schemas)].filter(([id]) => id === 'decision'))
  const plan = planModel(checked, here)
  expect(plan.skipped).toEqual([{ rule: 'I2', lacks: ['court.applied'] }])
  const compiled = compile(plan, duckdb)
  expectGolden('indicator', compiled.sql)
  const rows = await engine.rows(compiled.sql, bound(checked, compiled.parameters, '2024-01-01'))
  expect(rows).toEqual([
    { rule: 'I1', kind: 'indicator', about_rid: null, code: null, n: null, payload: '{"domain":"交通运输","n":"5","share":"0.200000"}' },
  ])
  expect(await engine.rows(compileCounts(plan, duckdb).sql)).toEqual([
    { step: 'decision', rows: '6' },
    { step: 'by_domain', rows: '2' },
  ])
})

test('a parameter value that does not fit is told', () => {
  const told = (given: Record<string, string | readonly string[]>, asOf = '2024-01-01') =>
    parameterValues(model(), asOf, given).problems.map(({ parameter, message }) => `${parameter} ${message.code}`)
  expect(told({ least: '5' })).toEqual([])
  expect(told({ least: '一' })).toEqual(['least model.parameter-decimal'])
  expect(told({ least: '1001' })).toEqual(['least model.value-outside'])
  expect(told({ most: '1' })).toEqual(['most model.parameter-unknown'])
  expect(told({ least: ['1'] })).toEqual(['least model.default-single'])
  expect(told({}, '2023-02-30')).toEqual(['as_of model.value-type'])
})

test('the model of the handbook is a good model', () => {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
  const standards = readdirSync(join(root, 'catalogue/standards')).flatMap((id) => {
    const file = join(root, 'catalogue/standards', id, 'standard.yml')
    return parseStandard(readFileSync(file, 'utf8'), file).standard ?? []
  })
  const limits = parseLimits(readFileSync(join(root, 'catalogue/law/limits.yml'), 'utf8'))
  const handbook = readFileSync(join(root, 'docs/model-language.md'), 'utf8')
  const parsed = parseModel(/```yaml\n([\s\S]*?)```/.exec(handbook)![1]!, 'docs/model-language.md')
  expect(parsed.findings).toEqual([])
  expect(checkModel(parsed.model!, allSchemas(standards), limits).findings).toEqual([])
})

test('an exclusion meets a row only by values that are known', async () => {
  const rows = table('claim', { a: 'text', b: 'text' })
  const hits = table('hit', { a: 'text', b: 'text' })
  const both = schemasOf(rows, hits)
  const checked = check(
    `
id: nulls
title: 空
version: 1.0.0
inputs: { required: [claim, hit] }
exclusions:
  - { id: E1, title: 两列, in: hit, on: [a, b] }
  - { id: E2, title: 一列, in: hit, on: [a] }
rules:
  - { id: R1, title: 两列, from: claim, about: claim, key: [a, b], subject: { kind: agency, name: "'某局'" }, score: "50", reason: "{a}", exclusions: [E1] }
  - { id: R2, title: 一列, from: claim, about: claim, key: [a, b], subject: { kind: agency, name: "'某局'" }, score: "50", reason: "{a}", exclusions: [E1, E2] }
`,
    both,
  )
  await engine.mount(rows, [
    { a: 'x', b: 'y' },
    { a: 'x', b: null },
    { a: null, b: null },
    { a: 'z', b: 'y' },
  ])
  await engine.mount(hits, [
    { a: 'x', b: 'y' },
    { a: 'x', b: null },
    { a: null, b: null },
  ])
  const { sql } = compile(planModel(checked, everything(both)), duckdb)
  expect((await engine.rows(sql)).map(({ rule, kind, about_rid, code, n }) => [rule, kind, about_rid ?? code, n])).toEqual([
    ['R1', 'clue', '2', null],
    ['R1', 'clue', '3', null],
    ['R1', 'clue', '4', null],
    ['R1', 'excluded', 'E1', '1'],
    ['R2', 'clue', '3', null],
    ['R2', 'clue', '4', null],
    ['R2', 'excluded', 'E1', '1'],
    ['R2', 'excluded', 'E2', '1'],
  ])
})
