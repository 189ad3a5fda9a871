import { say } from '@xiezhi/engine/message'
import { checkModel, compile, modelMessages, parseModel, planModel, trino } from '@xiezhi/engine/model/model'
import { beforeAll, expect, test } from 'vitest'
import { bound, check, compileAll, Engine, everything, expectTrinoGrammar, schemasOf, table } from './fixture.ts'

/** A cell that held what could not be read is empty, and known to be: through every step that hands its column on. */

const file = table('file', { id: 'text', doc: 'text', told: 'date', heard: 'date' })
const other = table('other', { id: 'text', told: 'date' })
const schemas = schemasOf(file, other)
const rows = [
  { id: 'read', doc: 'a', told: '2024-01-01', heard: null, _unread: null },
  { id: 'blank', doc: 'b', told: null, heard: null, _unread: null },
  { id: 'damaged', doc: 'c', told: null, heard: null, _unread: ',told,' },
  { id: 'elsewhere', doc: 'd', told: null, heard: null, _unread: ',heard,toldx,' },
]

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(file, rows)
  await engine.mount(other, [
    { id: 'blank', told: null, _unread: ',told,' },
    { id: 'read', told: null, _unread: null },
  ])
})

const model = (steps: string, from: string, rest: string, inputs = '{ required: [file], optional: [other] }'): string => `
id: one
title: 一
version: 1.0.0
inputs: ${inputs}
steps:
${steps}
rules:
  - { id: R1, title: 一, from: ${from}, about: file, needs: [file], key: [id], subject: { kind: agency, name: "'某局'" }, score: "50", reason: "{id}", ${rest} }
`

async function found(text: string, available = everything(schemas)): Promise<{ clues: string[]; untested: number }> {
  const checked = check(text, schemas)
  const { sql, parameters } = compileAll(checked, available)
  expectTrinoGrammar(compile(planModel(checked, available), trino).sql)
  const all = await engine.rows(sql, bound(checked, parameters, '2024-06-01'))
  return {
    clues: all
      .filter(({ kind }) => kind === 'clue')
      .map(({ payload }) => (JSON.parse(String(payload)) as { id: string }).id)
      .sort(),
    untested: Number(all.find(({ kind }) => kind === 'untested')?.n ?? 0),
  }
}

const accusing = `where: "told IS NULL", testable: "NOT unread(told)"`

test.each([
  ['the dataset itself', '', 'file'],
  [
    'rows and columns chosen',
    '  - { id: s, filter: { from: file, where: "doc <> \'\'" } }\n  - { id: t, select: { from: s, columns: [id, told] } }',
    't',
  ],
  ['further columns', '  - { id: t, derive: { from: file, columns: { more: "1" } } }', 't'],
  ['neighbours', '  - { id: t, window: { from: file, order: [doc], compute: { n: "row_number()" } } }', 't'],
  ['one row a key', '  - { id: t, distinct: { from: file, by: [id], order: [told] } }', 't'],
  [
    'two tables as one',
    '  - { id: a, filter: { from: file, where: "doc = \'c\'" } }\n  - { id: b, filter: { from: file, where: "doc <> \'c\'" } }\n  - { id: t, union: { from: [a, b] } }',
    't',
  ],
  ['a term', '  - { id: t, deadline: { from: file, due: {} } }', 't'],
])('a damaged cell does not accuse, a blank one does, through %s', async (_, steps, from) => {
  expect(await found(model(steps || '  []', from, accusing))).toEqual({ clues: ['blank', 'elsewhere'], untested: 1 })
})

test('under another name, and of the partner in a join; where there is no partner nothing is unread', async () => {
  const steps = `
  - { id: named, derive: { from: file, columns: { said: told } } }
  - { id: t, join: { left: named, right: other, on: [id], kind: left, take: [told as told_there] } }`
  expect((await found(model(steps, 't', `where: "unread(said)"`))).clues).toEqual(['damaged'])
  expect((await found(model(steps, 't', `where: "unread(told_there)"`))).clues).toEqual(['blank'])
  const through = steps
    .replace('right: other', 'right: some')
    .replace('  - { id: named', '  - { id: some, filter: { from: other, where: "id <> \'\'" } }\n  - { id: named')
  expect((await found(model(through, 't', `where: "unread(told_there)"`))).clues).toEqual(['blank'])
  expect((await found(model(through, 't', `where: "NOT unread(told_there)"`))).clues).toEqual(['damaged', 'elsewhere', 'read'])
})

test('a group knows whether one of its cells was unread, an exclusion and a score may ask, and a missing input has none', async () => {
  const grouped = `
  - { id: g, aggregate: { from: file, by: [id], compute: { bad: "bool_or(unread(told))" } } }
  - { id: t, join: { left: file, right: g, on: [id], take: [bad] } }`
  expect((await found(model(grouped, 't', `where: bad`))).clues).toEqual(['damaged'])
  const excluded = model('  []', 'file', `where: "told IS NULL", exclusions: [damaged]`).replace(
    'rules:',
    'exclusions: [{ id: damaged, title: 坏, where: "unread(told)" }]\nrules:',
  )
  expect((await found(excluded)).clues).toEqual(['blank', 'elsewhere'])
  const scored = model('  []', 'file', `where: "told IS NULL", amount: "CASE WHEN unread(told) THEN 1 ELSE 2 END"`)
  expect((await found(scored)).clues).toEqual(['blank', 'damaged', 'elsewhere'])
  const joined = '  - { id: t, join: { left: file, right: other, on: [id], kind: left, take: [told as told_there] } }'
  const lacking = new Map([...everything(schemas)].filter(([id]) => id !== 'other'))
  expect((await found(model(joined, 't', `where: "unread(told_there)"`), lacking)).clues).toEqual([])
})

test('nothing is read that nothing asks for', () => {
  const checked = check(model('  []', 'file', 'where: "told IS NULL"'), schemas)
  expect(compileAll(checked, everything(schemas)).sql).not.toContain('unread')
})

test.each([
  [
    'a computed column',
    '  - { id: t, derive: { from: file, columns: { day: "coalesce(told, heard)" } } }',
    't',
    'where: "unread(day)"',
    '“day”不是数据集原有的一列',
  ],
  [
    'a grouped column',
    '  - { id: g, aggregate: { from: file, by: [id, told] } }\n  - { id: t, filter: { from: g, where: "unread(told)" } }',
    'file',
    '',
    '“told”不是数据集原有的一列',
  ],
  [
    'a partner',
    '  - { id: t, having: { from: file, in: other, on: [id], when: "unread(other.told)" } }',
    't',
    '',
    '比对两行的条件里不能用',
  ],
])('of %s it cannot be asked, and the way out is told', (_, steps, from, rest, told) => {
  const text = model(steps, from, rest)
  const parsed = parseModel(text, 'm.yml')
  const { findings } = checkModel(parsed.model!, schemas, new Map())
  expect(findings.map(({ message }) => say(modelMessages, message)).join()).toContain(told)
})
