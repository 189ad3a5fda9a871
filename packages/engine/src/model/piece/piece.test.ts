import { describe, expect, test } from 'vitest'
import type { ColumnType, TableSchema } from '../../data/schema.ts'
import { say } from '../../message.ts'
import { checkModel } from '../check.ts'
import { compile } from '../compile.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { modelMessages } from '../messages.ts'
import { parseModel } from '../parse.ts'
import { planModel } from '../plan.ts'
import { parsePiece } from './parse.ts'
import type { Piece } from './piece.ts'

const table = (id: string, columns: Record<string, ColumnType>): TableSchema => ({
  id,
  label: id,
  columns: Object.entries(columns).map(([name, type]) => ({ name, type, label: name })),
})
const schemas = new Map(
  [
    table('penalty', { agency: 'text', doc: 'text', party: 'text', fine: 'decimal', status: 'text' }),
    table('payment', { agency: 'text', number: 'text', amount: 'decimal', paid_on: 'date' }),
  ].map((one) => [one.id, one]),
)

const paid = `id: paid-sum
title: 各处罚已缴的数额
reads:
  payment: { label: 缴款, columns: [agency, number, amount] }
  fined: { label: 处罚, columns: [agency, doc] }
takes:
  more: { kind: takes, label: 另带的列, default: [] }
  least: { kind: formula, label: 至少多少才算缴款, default: "0" }
parameters:
  from_day: { type: date, default: 2020-01-01, label: 自哪天起的缴款 }
steps:
  - { id: counted, title: 算数的缴款, filter: { from: payment, where: "amount > $least AND paid_on >= $from_day" } }
  - { id: numbered, title: 文号相同的, join: { left: counted, right: fined, on: [{ number: doc }, agency], take: [doc as of_doc, $more] } }
  - { id: sums, title: 每件已缴, aggregate: { from: numbered, by: [agency, of_doc], compute: { paid: "sum(amount)" } } }
gives: sums
exclusions:
  - { id: E1, title: 已缴过, in: numbered, on: [agency, { doc: of_doc }], needs: [payment] }
`
const status = `id: not-so
title: 状态不符
takes: { value: { kind: formula, label: 状态 } }
exclusions: [{ id: state, title: 状态不符, where: "$value = '撤销'" }]
`

function pieceOf(text: string): Piece {
  const { piece, findings } = parsePiece(text, 'pieces/paid-sum.yml')
  expect(findings).toEqual([])
  return piece!
}
const pieces = new Map([
  ['paid-sum', pieceOf(paid)],
  ['not-so', pieceOf(status)],
])

const model = (steps: string, rest = '', exclusions = '[]', inputs = '[penalty, payment]'): string => `id: one
title: 一
version: 1.0.0
inputs: { required: ${inputs} }
${rest}
steps:
${steps}
rules:
  - { id: R1, title: 一, from: penalty, about: penalty, key: [doc], subject: { kind: agency, name: agency }, score: "50", reason: "{doc}", exclusions: ${exclusions} }
  - { id: R2, title: 二, from: joined, about: penalty, key: [doc], subject: { kind: agency, name: agency }, score: "50", reason: "{paid}" }
`
const joined = '  - { id: joined, join: { left: penalty, right: paid, on: [agency, { doc: of_doc }], kind: left, take: [paid] } }'
const use = `  - { id: paid, use: paid-sum, with: { fined: penalty } }\n${joined}`

function read(text: string, from: ReadonlyMap<string, Piece> = pieces) {
  const parsed = parseModel(text, 'model.yml', from)
  const result = parsed.model && checkModel(parsed.model, schemas, new Map())
  const findings = [...parsed.findings, ...(result?.findings ?? [])]
  return {
    source: parsed.model,
    checked: result?.checked,
    told: findings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message.code} ${say(modelMessages, message)}`),
  }
}

const available = new Map([...schemas].map(([id, { columns }]) => [id, new Set(columns.map(({ name }) => name))]))
const sqlOf = (text: string): string => {
  const { checked, told } = read(text)
  expect(told).toEqual([])
  return compile(planModel(checked!, available), duckdb).sql
}

test('a model that uses a piece says what the same steps written out say', () => {
  const written = model(
    `  - { id: paid_counted, filter: { from: payment, where: "amount > 5 AND paid_on >= $from_day" } }
  - { id: paid_numbered, join: { left: paid_counted, right: penalty, on: [{ number: doc }, agency], take: [doc as of_doc, fine as of_fine] } }
  - { id: paid, aggregate: { from: paid_numbered, by: [agency, of_doc], compute: { paid: "sum(amount)" } } }
${joined}`,
    `parameters: { from_day: { type: date, default: 2020-01-01, label: 自 } }
exclusions:
  - { id: E1, title: 已缴过, in: paid_numbered, on: [agency, { doc: of_doc }], needs: [payment] }`,
    '[E1]',
  )
  const used = model(use.replace('fined: penalty', 'fined: penalty, more: [fine as of_fine], least: "5"'), '', '[E1]')
  expect(sqlOf(used)).toBe(sqlOf(written))
})

test('it brings its parameters, its exclusions that a rule names, and its text; the model may name its own', () => {
  const { source, checked } = read(model(use, '', '[E1]'))
  expect(checked!.parameters.map(({ name, default: value }) => [name, value])).toEqual([['from_day', '2020-01-01']])
  expect(checked!.exclusions.map(({ id, title }) => [id, title])).toEqual([['E1', '已缴过']])
  expect(source!.pieces).toEqual([{ id: 'paid-sum', text: paid }])
  expect(checked!.steps.map(({ id, piece, title }) => [id, piece, title])).toEqual([
    ['paid_counted', 'paid-sum', '算数的缴款'],
    ['paid_numbered', 'paid-sum', '文号相同的'],
    ['paid', 'paid-sum', '每件已缴'],
    ['joined', undefined, undefined],
  ])
  expect(read(model(use)).checked!.exclusions).toEqual([])
  const renamed = read(
    model(
      use.replace('fined: penalty', 'fined: penalty, from_day: $since'),
      'parameters: { since: { type: date, default: 2021-01-01, label: 自 } }',
    ),
  )
  expect(renamed.told).toEqual([])
  expect(renamed.checked!.parameters.map(({ name }) => name)).toEqual(['since'])
})

test('it is used twice under two names, and an exclusion alone under any id', () => {
  const twice = model(
    `${use}\n  - { id: other, use: paid-sum, title: 又一次, with: { fined: penalty, payment: some } }`.replace(
      '  - { id: other',
      '  - { id: some, filter: { from: payment, where: "amount > 1" } }\n  - { id: other',
    ),
    'exclusions:\n  - { use: not-so, with: { value: status } }\n  - { id: gone, title: 已撤, use: not-so, with: { value: "coalesce(status, agency)" } }\n  - { id: paid-too, title: 又, in: other, on: [agency] }',
    '[state, gone, paid-too]',
  )
  const { checked, told } = read(twice)
  expect(told).toEqual([])
  expect(checked!.exclusions.map(({ id, title }) => [id, title])).toEqual([
    ['state', '状态不符'],
    ['gone', '已撤'],
    ['paid-too', '又'],
  ])
  expect(checked!.steps.find(({ id }) => id === 'other')?.title).toBe('又一次')
})

describe('mistakes', () => {
  test.each([
    ['an unknown piece', use.replace('use: paid-sum', 'use: paid-sums'), 'model.yml:7:22 model.unknown-piece-near', '“paid-sum”'],
    ['a name it does not know', use.replace('fined:', 'find:'), 'model.yml:7:40 model.unknown-field-near', '“fined”'],
    ['a table not given', use.replace(', with: { fined: penalty }', ''), 'model.yml:7:22 model.piece-table', '“fined”（处罚）'],
    ['a table that is not there', use.replace('fined: penalty', 'fined: penaltys'), 'model.yml:7:47 model.unknown-table-near', '“penalty”'],
    ['a table that lacks a column', use.replace('fined: penalty', 'fined: payment'), 'model.yml:7:47 model.piece-lacks', 'doc'],
    [
      'a step of the same name',
      `${use}\n  - { id: paid_sums, use: paid-sum, with: { fined: penalty } }\n  - { id: paid_counted, filter: { from: penalty, where: "TRUE" } }`,
      'model.yml:10:11 model.duplicate-step',
      'paid_counted',
    ],
    ['exclusions alone among the steps', `${use}\n  - { id: x, use: not-so }`, 'model.yml:9:19 model.piece-no-steps', ''],
    [
      'a use that nothing uses',
      `${use}\n  - { id: idle, use: paid-sum, with: { fined: penalty } }`,
      'model.yml:9:11 model.unused-step',
      'idle',
    ],
  ])('%s is told where it stands in the model', (_, steps, place, word) => {
    const { told } = read(model(steps))
    expect(told.filter((one) => one.startsWith(place) && one.includes(word))).toHaveLength(1)
    expect(told.length).toBeLessThan(3)
  })

  test('what is wrong inside a piece is told in its own file and line', () => {
    const wrong = new Map([['paid-sum', parsePiece(paid.replace('sum(amount)', 'sum(amont)'), 'pieces/paid-sum.yml').piece!]])
    expect(read(model(use), wrong).told.map((one) => one.split(' ')[0])).toEqual(['pieces/paid-sum.yml:14:103'])
    const { findings } = parsePiece(paid.replace('from: counted', 'from: payments').replace('left: counted', 'left: payments'), 'p.yml')
    expect(findings.map(({ file, line, message }) => `${file}:${line} ${message.code}`)).toEqual(['p.yml:13 model.unknown-table-near'])
  })

  test('a slot that must be filled, and steps among the exclusions', () => {
    const exclusion = (line: string) => read(model(use, `exclusions:\n  - ${line}`, '[state]')).told.map((one) => one.split(' ')[1])
    expect(exclusion('{ use: not-so }')).toContain('model.piece-slot')
    expect(exclusion('{ use: paid-sum }')).toContain('model.piece-has-steps')
  })
})

test('a query in a piece reads what the piece is given', () => {
  const written = `id: unpaid
title: 未缴
reads: { fined: { label: 处罚, columns: [doc, fine] }, payment: { label: 缴款, columns: [number, amount] } }
takes: { least: { kind: formula, label: 起点 } }
steps:
  - id: open
    sql:
      from: [fined, payment]
      text: |
        WITH some AS (SELECT doc, fine FROM fined WHERE fine > $least)
        SELECT some.doc, row_number() OVER (ORDER BY some.fine) AS place FROM some
        WHERE NOT EXISTS (SELECT 1 FROM payment y WHERE y.number = some.doc AND y.amount >= $least)
gives: open
`
  const steps = `${use}
  - { id: own, filter: { from: penalty, where: "fine > 5" } }
  - { id: left, use: unpaid, with: { fined: own, payment: payment, least: "10" } }`
  const { checked, told } = read(model(steps), new Map([...pieces, ['unpaid', pieceOf(written)]]))
  expect(told.map((one) => one.split(' ')[1])).toEqual(['model.unused-step', 'model.unused-step'])
  expect(checked!.steps.find(({ id }) => id === 'left')!.reads).toEqual(['own', 'payment'])
})
