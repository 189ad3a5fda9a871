import { planModel } from '@xiezhi/engine/model/model'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { check, Engine, everything, expectGolden, expectTrino, type Rows, schemasOf, statementOf, table } from './fixture.ts'

/** What hangs together, and what is too wide to be said to. */

const loan = table('loan', { no: 'text', phone: 'text', address: 'text', opened: 'date' })
const schemas = schemasOf(loan)

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
})

const model = (written: string) =>
  check(
    `
id: circles
title: 团
version: 1.0.0
inputs: { required: [loan] }
parameters: { most: { type: int, default: 4, label: 上限 } }
steps:
  - { id: s, cluster: { from: loan, member: no, ${written} } }
rules:
  - { id: R1, title: 一, from: s, about: loan, key: [no], subject: { kind: agency, name: no }, amount: $most, score: "50", reason: "{no}" }
`,
    schemas,
  )

const found = async (rows: Rows, written: string): Promise<string[]> => {
  await engine.mount(loan, rows)
  const sql = statementOf(model(written), ['no', 'cluster', 'cluster_size'])
  const values: Record<string, string> = sql.includes('$p_most') ? { p_most: '4' } : {}
  return (await engine.rows(sql, values)).map(({ no, cluster, cluster_size }) => `${no} ${cluster} ${cluster_size}`).sort()
}

const loans: Rows = [
  { no: 'd', phone: '1', address: null },
  { no: 'b', phone: '1', address: '甲' },
  { no: 'c', phone: '2', address: '甲' },
  { no: 'c', phone: '3', address: ' ' },
  { no: 'a', phone: null, address: ' ' },
  { no: 'e', phone: '甲', address: '9' },
  { no: null, phone: '1', address: '甲' },
  { no: 'f', phone: '9', address: null },
]

test('cluster', async () => {
  expect(await found(loans, 'on: [phone, address]')).toEqual([
    'a a 1',
    'b b 3',
    'c b 3',
    'c b 3',
    'd b 3',
    'e e 1',
    'f f 1',
    'null null null',
  ])
  const checked = model('on: [phone, address]')
  expectGolden('cluster', statementOf(checked, ['no', 'cluster', 'cluster_size']))
  expectTrino('cluster', checked, ['no', 'cluster', 'cluster_size'])
  expect(planModel(checked, everything(schemas)).rules[0]!.payload.length).toBeGreaterThan(0)
})

test('a value that too many share links nobody, and a cluster too large is none', async () => {
  const star: Rows = ['a', 'b', 'c', 'd', 'e'].map((no) => ({ no, phone: '0', address: no < 'c' ? '甲' : '乙' }))
  expect(await found(star, 'on: [phone, address], at_most: $most')).toEqual(['a a 2', 'b a 2', 'c c 3', 'd c 3', 'e c 3'])
  const chain: Rows = ['a', 'b', 'c', 'd', 'e'].map((no, i) => ({ no, phone: `${i >> 1}`, address: `${(i + 1) >> 1}` }))
  expect(await found(chain, 'on: [phone, address]')).toEqual(['a a 5', 'b a 5', 'c a 5', 'd a 5', 'e a 5'])
  expect(await found(chain, 'on: [phone, address], at_most: $most')).toEqual(['a', 'b', 'c', 'd', 'e'].map((no) => `${no} null null`))
  // One that lies further off than asked makes the whole cluster none, never a part of it.
  expect(await found(chain, 'on: [phone, address], reach: 3')).toEqual(['a', 'b', 'c', 'd', 'e'].map((no) => `${no} null null`))
  expect(await found(chain, 'on: [phone, address], reach: 4')).toEqual(['a a 5', 'b a 5', 'c a 5', 'd a 5', 'e a 5'])
})

test('any tangle falls into the clusters that a walk over it finds, or into none', async () => {
  const value = fc.option(fc.integer({ min: 0, max: 30 }), { nil: null })
  const row = fc.tuple(fc.integer({ min: 0, max: 25 }), value, value)
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (tangle) => {
      const rows: Rows = tangle.map(([no, phone, address]) => ({
        no: `n${no}`,
        phone: phone === null ? null : `${phone}`,
        address: address === null ? null : `${address}`,
      }))
      const given = await found(rows, 'on: [phone, address], at_most: 40, reach: 20')
      expect(given).toEqual(walked(rows).sort())
    }),
    { numRuns: 25, seed: 20_240_602 },
  )
})

function walked(rows: Rows): string[] {
  const linked = (a: Rows[number], b: Rows[number]) =>
    a.no === b.no || (a.phone !== null && a.phone === b.phone) || (a.address !== null && a.address === b.address)
  return rows.map((first) => {
    const seen = new Set([first])
    for (const one of seen) for (const other of rows) if (linked(one, other)) seen.add(other)
    const members = [...new Set([...seen].map(({ no }) => String(no)))].sort()
    return `${first.no} ${members[0]} ${members.length}`
  })
}
