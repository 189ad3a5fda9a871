import { expect, test } from 'vitest'
import type { ColumnType, TableSchema } from '../data/schema.ts'
import { say } from '../message.ts'
import { checkModel, modelMessages, parseModel } from './model.ts'

/** What is said of operators and functions wrongly used, and where. */

const schema = (id: string, columns: Record<string, ColumnType>): [string, TableSchema] => [
  id,
  { id, label: id, columns: Object.entries(columns).map(([name, type]) => ({ name, type, label: name })) },
]
const schemas = new Map([
  schema('fine', {
    party: 'text',
    doc: 'text',
    amount: 'decimal',
    on_day: 'date',
    at: 'datetime',
    tags: 'text[]',
    lng: 'decimal',
    lat: 'decimal',
  }),
  schema('applied', { respondent: 'text', day: 'date', moment: 'datetime', amount: 'decimal', lng: 'decimal', lat: 'decimal' }),
])

function told(steps: string, rules = ''): string[] {
  const text = `id: m
title: 模型
version: 1.0.0
inputs: { required: [fine, applied] }
parameters: { n: { type: int, default: 3, label: 数 }, words: { type: "text[]", default: [甲], label: 词 } }
steps:
${steps === '' ? '  []' : `  - { id: s, ${steps} }`}
rules:
  - { id: R1, title: 规则, from: fine, about: fine, key: [doc], subject: { kind: agency, name: doc }, score: "50", reason: "{doc}" }
${rules}`
  const lines = text.split('\n')
  const parsed = parseModel(text, 'm.yml')
  const found = [...parsed.findings, ...(parsed.model ? checkModel(parsed.model, schemas, new Map()).findings : [])]
  return found
    .filter(({ level }) => level === 'error')
    .map(({ line, column, message }) => `‹${lines[line - 1]!.slice(column - 1).slice(0, 12)}› ${say(modelMessages, message)}`)
}

const derive = (expression: string): string => `derive: { from: fine, columns: { x: "${expression}" } }`

test.each<[string, readonly string[]]>([
  ["matches(doc, '(a+)+')", ["‹'(a+)+')\" } › 模式第 6 字处在重复中又有重复，可能算不完；请改用有上限的 {m,n}"]],
  ["matches(doc, '[0-9')", ["‹'[0-9')\" } }› 模式缺少“]”"]],
  ["matches(doc, 'a)')", ["‹'a)')\" } } }› 模式第 2 字处的“)”没有成对；要当作文字请写 \\)"]],
  ["matches(doc, '(?=a)')", ["‹'(?=a)')\" } › 模式第 3 字处：只可用 (…) 与 (?:…)"]],
  ["matches(doc, 'a{999}')", ["‹'a{999}')\" }› 模式第 3 字处的次数应写成 {m} 或 {m,n}，不超过 200"]],
  ["matches(doc, '*')", ["‹'*')\" } } }› 模式第 1 字处的重复（? * + {…}）没有对象"]],
  ['matches(doc, party)', ['‹party)" } } › 模式应直接写成单引号中的文字']],
  ["extract(amount, 'a')", ["‹amount, 'a')› extract(text, 'pattern') 此处要 text，却是 decimal"]],
  ['has_any(doc, amount)', ["‹amount)\" } }› has_any(text, $terms, 'term', …) 此处要 texts，却是 decimal"]],
  ['median(amount)', ['‹median(amoun› “median”只能用于 aggregate 或 window 步骤']],
  ['at = on_day', ['‹on_day" } } › 日期与时刻不能比较；请用 date_of(时刻) 取日期']],
  ["at > DATETIME '2024-01-01 25:00:00'", ["‹'2024-01-01 › 没有“2024-01-01 25:00:00”这一时刻，应写成 2024-05-31 08:30:00"]],
  ['other.doc', ['‹other.doc" }› 此处没有对方的行，不能写“other.doc”；只有 join、having、without、pairs、match 的 when 中可用 other.列']],
])('%s', (expression, expected) => {
  expect(told(derive(expression))).toEqual(expected)
})

test.each<[string, readonly string[]]>([
  ['cluster: { from: fine, member: doc, on: [tags] }', ['‹tags] } }› “tags”是列表；请先用 unnest 逐项展开']],
  ['cluster: { from: fine, member: tags, on: [party] }', ['‹tags, on: [p› “tags”是 text[]，不能作成员的标识；请用文字、整数或日期列']],
  ['cluster: { from: fine, member: doc, on: [party], reach: 99 }', ['‹99 } }› reach 应为 1 至 30 的整数']],
  ['cluster: { from: fine, member: doc, on: [party], as: amount }', ['‹amount } }› 已有“amount”这一列']],
  [
    'sequence: { from: fine, next: applied, on: [{ party: respondent }], at: [{ on_day: moment }] }',
    ['‹moment }] } › “on_day”是 date，“moment”是 datetime，不能相等'],
  ],
  [
    'sequence: { from: fine, next: applied, on: [{ party: respondent }], at: [{ at: moment }], days: 3 }',
    ['‹at: moment }› “at”应为 date，却是 datetime'],
  ],
  [
    'sequence: { from: fine, next: applied, on: [{ party: respondent }], at: [{ on_day: day }], kind: unfollowed, take: [amount as x] }',
    ['‹unfollowed, › 没有后续的行，没有可取的列'],
  ],
  [
    'window: { from: fine, partition: [party], compute: { x: "median(amount)" } }',
    ['‹median(amoun› “median”要看整组，不能用于 window；请先用 aggregate 汇总，再 join 回来'],
  ],
  [
    'aggregate: { from: fine, by: [party], compute: { x: "quantile(amount, amount)" } }',
    ['‹amount)" } }› quantile(n, 0.9) 此处要固定的数，不能随行变化'],
  ],
  [
    'join: { left: fine, right: applied, on: [{ party: respondent }], take: [day], when: "other.dya > on_day" }',
    ['‹other.dya > › 对方没有“dya”这一列，是否为“day”？'],
  ],
  [
    'join: { left: fine, right: applied, on: [{ party: respondent }], take: [day], when: "applied.day > on_day" }',
    ['‹applied.day › “applied.day”应写成 other.列（对方的列），自己的列直接写列名'],
  ],
  [
    'having: { from: fine, in: applied, on: [{ party: respondent }], when: "workdays_between(on_day, other.day) > 5" }',
    ['‹> 5" } }› when 中不能用 workdays_between；请先用 derive 算出来'],
  ],
  ['join: { left: fine, right: applied, take: [day], when: "other.day > on_day" }', ['‹join: { left› 没有写按哪些列碰撞（on）']],
  [
    'join: { left: fine, right: applied, take: [day], within: [{ on_day: day }] }',
    ['‹{ on_day: da› within 的每一项应写成 {自己的列: 对方的列, days: n}（时刻用 minutes 或 seconds）'],
  ],
  [
    'join: { left: fine, right: applied, take: [day], within: [{ at: moment, days: 3 }] }',
    ['‹at: moment, › “at”应为 date，却是 datetime', '‹moment, days› “moment”应为 date，却是 datetime'],
  ],
  [
    'join: { left: fine, right: applied, take: [day], within: [{ at: moment, minutes: on_day }] }',
    ['‹on_day }] } › 没有“on_day”这一列。可用：'],
  ],
  [
    'match: { left: fine, right: applied, ways: [{ grade: D, on: [{ party: respondent }] }], take: [day] }',
    ['‹D, on: [{ pa› “D”不可用。可用：A, B, C'],
  ],
  ['match: { left: fine, right: applied, ways: [{ grade: A }], take: [day] }', ['‹{ grade: A }› “way”缺少“on”']],
  [
    'match: { left: fine, right: applied, ways: [{ grade: A, on: [{ party: respondent }] }], take: [day], grade_as: doc }',
    ['‹doc } }› 已有“doc”这一列'],
  ],
  ['near: { left: fine, right: applied, at: [lng], metres: 30, take: [day] }', ['‹near: { left› at 应写经度、纬度两列，如 at: [lng, lat]']],
  [
    'near: { left: fine, right: applied, at: [lng, doc], metres: 30, take: [day] }',
    ['‹doc], metres› “doc”应为 number，却是 text', '‹doc], metres› 没有“doc”这一列。可用：respondent, day, moment, amount, lng, lat'],
  ],
  [
    'window: { from: fine, order: [on_day, doc], days: 3, compute: { x: "count(*)" } }',
    ['‹3, compute: › 用 days 时，order 应恰为一个日期或时刻列'],
  ],
  ['window: { from: fine, order: [at], days: 3, compute: { x: "count(*)" } }', ['‹at], days: 3› “at”应为 date，却是 datetime']],
  [
    'window: { from: fine, order: [at], minutes: 3, seconds: 5, compute: { x: "count(*)" } }',
    ['‹3, seconds: › days、minutes、seconds 只能写一个'],
  ],
  ['unnest: { from: fine, list: doc, as: tag }', ['‹doc, as: tag› “list”应为 text[]，却是 text']],
  ['unnest: { from: fine, list: tags, as: doc }', ['‹doc } }› 已有“doc”这一列']],
  ['months: { from: fine, start: on_day, end: at, as: month }', ['‹at, as: mont› “end”应为 date，却是 datetime']],
  ['intervals: { from: fine, by: [party], start: on_day, end: at }', ['‹at } }› “at”应为 date，却是 datetime']],
  ['intervals: { from: fine, by: [party], start: on_day, end: on_dya }', ['‹on_dya } }› “fine”中没有“on_dya”这一列，是否为“on_day”？']],
])('%s', (steps, expected) => {
  expect(told(steps)).toEqual(expected)
})

test('pairs need rows that can be told apart', () => {
  const union = 'union: { from: [fine, fine] } }\n  - { id: t, pairs: { from: s, on: [party], order: [on_day], take: [doc as other_doc] }'
  expect(told(union)).toEqual(['‹s, on: [part› “s”的行分不清彼此，不能成对；请先用 distinct 或 aggregate 使每行唯一'])
})

test.each<[string, readonly string[]]>([
  ['from: fine, key: [party], figures: { n: doc }', ['‹doc } }› “n”应为 number，却是 text']],
  ['from: fine, key: [tags], figures: { n: amount }', ['‹tags], figur› “tags”是 text[]，不能作线索的键']],
  ['from: fine, key: [party], figures: {}', ['‹I1, title: 指› 指标“I1”没有写数值（figures）']],
  ['from: fien, key: [party], figures: { n: amount }', ['‹fien, key: [› 没有“fien”这个步骤或数据集，是否为“fine”？']],
  [
    'from: fine, key: [], figures: { n: amount }, score: "1"',
    ['‹score: "1" }› “indicator”中没有“score”这一项。可用：id, title, from, needs, where, key, figures, labels, output, note'],
  ],
  [
    'from: fine, key: [party], figures: { n: amount }, labels: { n: 件数, m: 月 }',
    ['‹m: 月 } }› “m”既不是维度（key）也不是数值（figures），不用起名'],
  ],
])('an indicator %s', (fields, expected) => {
  expect(told('', `  - { id: I1, title: 指标, output: indicator, ${fields} }\n`)).toEqual(expected)
})

test('a rule is not called what a step is', () => {
  expect(told('', '  - { id: fine, title: 指标, output: indicator, from: fine, key: [], figures: { n: amount } }\n')).toEqual([
    '‹fine, title:› 编号“fine”重复',
  ])
})
