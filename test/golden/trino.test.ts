import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allSchemas } from '@xiezhi/engine/data/schema'
import { parseStandard } from '@xiezhi/engine/data/standard'
import { parseLimits } from '@xiezhi/engine/limit/catalogue'
import { functionGroups } from '@xiezhi/engine/model/expression/functions'
import { compile, compileCounts, compileEvidence, duckdb, planModel, trino } from '@xiezhi/engine/model/model'
import { expect, test } from 'vitest'
import { check, everything, expectTrinoGrammar, schemasOf, statementOf, table } from './fixture.ts'

/** Trino runs nowhere here: what is written for it is held against its grammar. */

const sample = table('sample', { n: 'int', k: 'text', d: 'date', fine: 'decimal' })
const schemas = schemasOf(sample)
const modelWith = (step: string) =>
  check(
    `
id: one
title: 一
version: 1.0.0
inputs: { required: [sample] }
parameters:
  terms: { type: "text[]", default: [现金, 转账], label: 词 }
  least: { type: decimal, default: 1, label: 起点 }
steps:
  - { id: s, ${step} }
rules:
  - { id: R1, title: 一, from: sample, about: sample, where: "has_any(k, $terms) AND fine > $least AND d < $as_of AND NOT has_any(k, $terms)", key: [n], subject: { kind: agency, name: "'?某局 /* p_x */'" }, score: "50", reason: "{n}", evidence: [{ from: sample, on: [n] }] }
`,
    schemas,
  )

test('the grammar tells what is no SQL', () => {
  expect(() => expectTrinoGrammar('SELECT list(x) FILTER (x > 1) FROM t SEMI JOIN u ON a = b')).toThrow()
  expectTrinoGrammar('SELECT 1')
})

const everyFunction = Object.values(functionGroups).flatMap((group) => Object.entries(group))

test.each(everyFunction)('%s is written in words of Trino', (_, { use, example: [expression] }) => {
  const quoted = JSON.stringify(expression)
  const step = {
    scalar: `derive: { from: sample, columns: { answer: ${quoted} } }`,
    aggregate: `aggregate: { from: sample, by: [k], compute: { answer: ${quoted} } }`,
    window: `window: { from: sample, order: [n], compute: { answer: ${quoted} } }`,
  }[use]
  if (!/has_(input|field)/.test(expression)) expectTrinoGrammar(statementOf(modelWith(step), ['answer'], trino))
})

test.each(everyFunction.filter(([, { use, wholeGroup }]) => use === 'aggregate' && !wholeGroup))(
  '%s over neighbours too',
  (_, { example: [expression] }) => {
    expectTrinoGrammar(
      statementOf(
        modelWith(`window: { from: sample, order: [d], days: 30, compute: { answer: ${JSON.stringify(expression)} } }`),
        ['answer'],
        trino,
      ),
    )
  },
)

test('parameters are bound by their place, each as often as it stands', () => {
  const plan = planModel(modelWith('distinct: { from: sample }'), everything(schemas))
  const compiled = compile(plan, trino)
  expect(compiled.parameters).toEqual(['p_terms', 'p_least', 'as_of', 'p_terms'])
  expect(compiled.sql.match(/\? \/\* p_terms \*\//g)).toHaveLength(2)
  for (const { sql } of [compiled, compileCounts(plan, trino), compileEvidence(plan, trino)!]) expectTrinoGrammar(sql)
})

test('a whole model of the catalogue is SQL of Trino, and knows the same functions as DuckDB', () => {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
  const standards = readdirSync(join(root, 'catalogue/standards')).flatMap((id) => {
    const file = join(root, 'catalogue/standards', id, 'standard.yml')
    return parseStandard(readFileSync(file, 'utf8'), file).standard ?? []
  })
  const handbook = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/model-language.md'), 'utf8'))![1]!
  const known = allSchemas(standards)
  const checked = check(handbook, known, [...parseLimits(readFileSync(join(root, 'catalogue/law/limits.yml'), 'utf8')).values()])
  const plan = planModel(checked, everything(known))
  const compiled = compile(plan, trino)
  for (const { sql } of [compiled, compileCounts(plan, trino), compileEvidence(plan, trino)!]) expectTrinoGrammar(sql)
  expect(Object.keys(trino.functions).sort()).toEqual(Object.keys(duckdb.functions).sort())
})
