import { DuckDBInstance } from '@duckdb/node-api'
import { commonSteps, duckdb, planModel } from '@xiezhi/engine/model/model'
import { expect, test } from 'vitest'
import { check, everything, schemasOf, table } from './fixture.ts'

const schemas = schemasOf(table('fines', { a: 'text', d: 'text', n: 'int' }))

const model = (id: string, knownAs: string, last: string): string => `
id: ${id}
title: 名称
version: 1.0.0
inputs: { required: [fines] }
steps:
  - { id: named, derive: { from: fines, columns: { known_as: "${knownAs}" } } }
  - { id: one, ${last} }
rules:
  - { id: R1, title: 规则, from: one, about: fines, key: [d], subject: { kind: agency, name: a }, score: "50", reason: "{known_as}" }
`
const first = 'distinct: { from: named, by: [known_as], order: [n] }'

test('what a later model means by a column does not reach into what earlier ones have in common', async () => {
  const texts = [
    model('x', 'trim(a)', first),
    model('y', 'trim(a)', first),
    model('z', 'upper(d)', 'filter: { from: named, where: "n > 1" }'),
  ]
  const planned = texts.map((text) => ({ plan: planModel(check(text, schemas), everything(schemas)), values: {} }))
  const common = (count: number): readonly string[] => commonSteps(planned.slice(0, count), duckdb).steps.map(({ sql }) => sql)
  expect(common(2).length).toBe(1)
  const engine = await (await DuckDBInstance.create()).connect()
  await engine.run(`CREATE TABLE fines AS SELECT 1 AS _rid, 'a' AS a, 'd' AS d, 1 AS n`)
  for (const sql of [...common(2), ...common(3)]) await engine.run(sql)
  engine.closeSync()
})
