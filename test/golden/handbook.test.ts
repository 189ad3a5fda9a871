import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLimits } from '@xiezhi/engine/limit/catalogue'
import { functionGroups } from '@xiezhi/engine/model/expression/functions'
import { functionMessages } from '@xiezhi/engine/model/function-messages'
import { handbookPage } from '@xiezhi/engine/model/handbook'
import { handbookMessages } from '@xiezhi/engine/model/handbook-messages'
import { trino } from '@xiezhi/engine/model/model'
import { operators } from '@xiezhi/engine/model/operators'
import { exampleTables } from '@xiezhi/engine/model/operators/example'
import { beforeAll, expect, test } from 'vitest'
import { check, Engine, expectTrinoGrammar, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** The handbook is made from the definitions; its examples do what they say, and it lacks nothing. */

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const penalty = table('penalty', {
  doc: 'text',
  agency: 'text',
  party: 'text',
  fine: 'decimal',
  served: 'date',
  until: 'date',
  kinds: 'text[]',
  lng: 'decimal',
  lat: 'decimal',
})
const payment = table('payment', { number: 'text', payer: 'text', amount: 'decimal', paid_on: 'date', x: 'decimal', y: 'decimal' })
const limits = [...parseLimits(readFileSync(join(root, 'catalogue/law/limits.yml'), 'utf8')).values()]

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(penalty, exampleTables.penalty as unknown as Rows)
  await engine.mount(payment, exampleTables.payment as unknown as Rows)
})

test.each([...operators.values()].map((operator) => [operator.name, operator] as const))(
  '%s does what its example shows',
  async (name, { example }) => {
    const checked = check(
      `
id: one
title: 一
version: 1.0.0
inputs: { required: [penalty, payment] }
steps:
  - { id: step, ${name}: ${example.written} }
rules:
  - { id: R1, title: 一, from: penalty, about: penalty, key: [doc], subject: { kind: agency, name: agency }, score: "50", reason: "{doc}" }
`,
      schemasOf(penalty, payment),
      limits,
    )
    const sql = statementOf(checked, example.columns)
    const rows = await engine.rows(sql, sql.includes('$as_of') ? { as_of: '2024-07-01' } : {})
    const found = rows
      .map((row) => example.columns.map((column) => (row[column] === null ? null : String(row[column]))))
      .map((row) => JSON.stringify(row))
    expect(found.sort()).toEqual(example.gives.map((row) => JSON.stringify(row)))
    expectTrinoGrammar(statementOf(checked, example.columns, trino))
  },
)

test('every operator, parameter kind and function is told of, and nothing else', () => {
  const kinds = new Set([...operators.values()].flatMap(({ params }) => Object.values(params).map(({ kind }) => kind)))
  const wanted = [
    ...[...operators.keys()].map((name) => `handbook.operator-${name}`),
    ...[...kinds].map((kind) => `handbook.kind-${kind}`),
    ...Object.keys(functionGroups).map((group) => `handbook.group-${group}`),
  ]
  expect(
    Object.keys(handbookMessages)
      .filter((code) => /^handbook\.(operator|kind|group)-/.test(code))
      .sort(),
  ).toEqual(wanted.sort())
  const names = Object.values(functionGroups).flatMap((group) => Object.keys(group))
  expect(Object.keys(functionMessages).sort()).toEqual(names.map((name) => `function.${name}`).sort())
  for (const [code, { zh, en }] of Object.entries({ ...handbookMessages, ...functionMessages })) {
    expect(zh, code).toMatch(/\p{Script=Han}|\[/u)
    expect(en.replace('、', ''), code).not.toMatch(/\p{Script=Han}/u)
  }
})

test.each([
  ['zh-CN', 'model-language.zh-CN.md'],
  ['en', 'model-language.md'],
] as const)('the page in %s is up to date', (locale, name) => {
  const file = join(root, 'docs/reference', name)
  const page = handbookPage(locale)
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, page)
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(page)
})
