import { expect, test } from 'vitest'
import type { ColumnType, TableSchema } from '../data/schema.ts'
import type { LimitRule } from '../limit/limit.ts'
import { say } from '../message.ts'
import { checkModel, modelMessages, parseModel } from './model.ts'

const schema = (id: string, columns: Record<string, ColumnType>): [string, TableSchema] => [
  id,
  { id, label: id, columns: Object.entries(columns).map(([name, type]) => ({ name, type, label: name })) },
]
const schemas = new Map([
  schema('penalty_decision', {
    agency_code: 'text',
    agency_name: 'text',
    doc_key: 'text',
    fine_amount: 'decimal',
    decision_date: 'date',
    penalty_types: 'text[]',
    withdrawn: 'bool',
  }),
  schema('fine_payment', { doc_key: 'text', amount: 'decimal', pay_date: 'date', receipts: 'int' }),
])
const six: LimitRule = {
  id: 'lit.sue-6m',
  title: '起诉期限',
  law: '行政诉讼法',
  article: '46',
  quantity: 6,
  unit: 'month',
  rollover: 'next_workday',
  direction: 'after',
  startEvent: '知道',
  verified: true,
}
const limits = new Map([
  [six.id, six],
  ['police.hours', { ...six, id: 'police.hours', unit: 'hour' as const }],
])

const good = `id: good
title: 好的模型
version: 1.0.0
inputs: { required: [penalty_decision], optional: [fine_payment] }
parameters:
  min_fine: { type: decimal, default: 0, min: 0, max: 100, label: 起点 }
steps:
  - { id: big, filter: { from: penalty_decision, where: "fine_amount > $min_fine" } }
  - { id: paid, aggregate: { from: fine_payment, by: [doc_key], compute: { total: "sum(amount)" } } }
  - { id: both, join: { left: big, right: paid, on: [doc_key], kind: left } }
  - { id: dated, deadline: { from: both, due: { suit_end: { start: decision_date, limits: [lit.sue-6m] } } } }
exclusions:
  - { id: E1, title: 已缴清, where: "total >= fine_amount", needs: [fine_payment] }
rules:
  - id: R1
    title: 逾期
    from: dated
    about: penalty_decision
    where: "suit_end < $as_of"
    key: [agency_code, doc_key]
    subject: { kind: agency, name: agency_name, code: agency_code }
    due: suit_end
    dates: [suit_end]
    amount: fine_amount
    score: "60 + least(20, days_overdue / 30)"
    basis: [行政诉讼法#46]
    reason: "{agency_name}{decision_date|date}，逾期{days_overdue}日，{fine_amount|money}"
    exclusions: [E1]
    evidence: [{ from: fine_payment, on: [doc_key] }]
rollups: [{ id: R1-class, of: R1, by: agency, at_least: 3, months: 12, title: 类案 }]
`

const points = new Map([
  ['penalty-procedure', '处罚程序与期限'],
  ['linkage', '行政执法与刑事司法衔接'],
])

const laws = new Map([
  ['行政诉讼法', 103],
  ['行政处罚法', 86],
  ['刑法', undefined],
])

function told(text: string): string[] {
  const parsed = parseModel(text, 'm.yml')
  const found = [...parsed.findings, ...(parsed.model ? checkModel(parsed.model, schemas, limits, points, laws).findings : [])]
  return found.map((one) => `${one.line}:${one.column} ${one.level === 'warning' ? '(警告) ' : ''}${say(modelMessages, one.message)}`)
}

test('a basis may name 之一, 款 and 项', () => {
  const basis = (written: string) => told(good.replace('[行政诉讼法#46]', `[${written}]`))
  expect(basis('刑法#37-1, 刑法#133-1.1(3), 行政诉讼法#46.2')).toEqual([])
  expect(basis('刑法#37.1-1')).toHaveLength(1)
})

test('a good model has no findings', () => {
  expect(told(good)).toEqual([])
})

const change = (from: string, to: string): string => {
  expect(good).toContain(from)
  return good.replace(from, to)
}

test.each<[string, string, string, readonly string[]]>([
  [
    'an unknown column',
    'fine_amount > $min_fine',
    'fine_amont > $min_fine',
    ['‹fine_amont >› 没有“fine_amont”这一列，是否为“fine_amount”？'],
  ],
  ['an unknown parameter', '$min_fine" }', '$min_fin" }', ['‹$min_fin" } › 没有参数“min_fin”，是否为“min_fine”？']],
  ['an unknown function', 'sum(amount)', 'som(amount)', ['‹som(amount)"› 没有函数“som”，是否为“sum”？']],
  [
    'an unknown dataset',
    'optional: [fine_payment]',
    'optional: [fine_paymnt]',
    [
      '‹fine_paymnt]› 没有“fine_paymnt”这个数据标准，是否为“fine_payment”？',
      '‹fine_payment› “fine_payment”是数据集，但没有写进 inputs',
      '‹fine_payment› “fine_payment”不在模型的 inputs 中。可用：penalty_decision',
    ],
  ],
  [
    'an unknown supervision point',
    'version: 1.0.0',
    'version: 1.0.0\npoint: linkages',
    ['‹linkages› 没有“linkages”这个监督点，是否为“linkage”？'],
  ],
  [
    'a supervision point by its title',
    'version: 1.0.0',
    'version: 1.0.0\npoint: 处罚程序与期限',
    ['‹处罚程序与期限› 没有“处罚程序与期限”这个监督点，是否为“penalty-procedure”？'],
  ],
  [
    'a misspelt law',
    '[行政诉讼法#46]',
    '[行政诉颂法#46]',
    ['‹行政诉颂法#46]› (警告) 法规目录里没有“行政诉颂法”，是否为“行政诉讼法”？确是另一部的可以不改'],
  ],
  ['a law that nobody knows', '[行政诉讼法#46]', '[某市停车场管理条例#46]', []],
  [
    'an article that the law has not',
    '[行政诉讼法#46]',
    '[行政处罚法#87]',
    ['‹行政处罚法#87]› (警告) “行政处罚法”最多到第 86 条，没有第 87 条'],
  ],
  [
    'a grade that is none',
    'amount: fine_amount',
    "amount: fine_amount\n    grade: \"CASE WHEN total > 0 THEN 'A' ELSE 'D' END\"",
    ["‹CASE WHEN to› 证据等级只有 'A'、'B'、'C'，没有“D”"],
  ],
  [
    'a range of texts',
    'label: 起点 }',
    'label: 起点 }\n  word: { type: text, default: a, max: 5, label: 词 }',
    ['‹5, label: 词 › text 类型的参数不能有 min 与 max'],
  ],
  ['the day of today', 'suit_end < $as_of', 'suit_end < today', ['‹today"› 模型不问今天是哪天，没有“today”；截至日写作 $as_of']],
  [
    'a text for a date',
    'suit_end < $as_of',
    "days_between(suit_end, '2024-01-01') > 5",
    ["‹'2024-01-01'› days_between(from, to) 此处要日期，却是文字；日期写成 DATE '2024-05-31'，文字列用 date_of(…)"],
  ],
  [
    'places that data say',
    'suit_end < $as_of',
    'round(fine_amount, days_overdue) > 5',
    ['‹days_overdue› round(n, places) 的位数应直接写一个整数，如 round(金额, 2)，不超过 10'],
  ],
  ['an unknown step', 'left: big', 'left: bigg', ['‹bigg, right:› 没有“bigg”这个步骤或数据集，是否为“big”？']],
  ['an unknown limit', 'limits: [lit.sue-6m]', 'limits: [lit.sue-6]', ['‹lit.sue-6] }› 法定期限库中没有“lit.sue-6”，是否为“lit.sue-6m”？']],
  ['a limit in hours', 'limits: [lit.sue-6m]', 'limits: [police.hours]', ['‹police.hours› “police.hours”以小时计，不能用于 deadline']],
  ['an unknown operator', 'filter: {', 'filtr: {', ['‹filtr: { fro› 没有“filtr”这种步骤，是否为“filter”？']],
  ['an unknown field of an operator', 'kind: left', 'knd: left', ['‹knd: left } › “join”中没有“knd”这一项，是否为“kind”？']],
  ['an unknown field of a rule', 'dates: [suit_end]', 'datse: [suit_end]', ['‹datse: [suit› “rule”中没有“datse”这一项，是否为“dates”？']],
  ['an unknown type', 'type: decimal', 'type: decimel', ['‹decimel, def› 没有“decimel”这种类型，是否为“decimal”？']],
  [
    'an unknown place in the reason',
    '{agency_name}{dec',
    '{agency_nme}{dec',
    ['‹agency_nme}{› 事由中的“agency_nme”不是本规则所用的列，是否为“agency_name”？'],
  ],
  ['an unknown format', 'fine_amount|money', 'fine_amount|mony', ['‹fine_amount|› 没有“mony”这种格式，是否为“money”？']],
  ['an unknown exclusion', 'exclusions: [E1]', 'exclusions: [E2]', ['‹E2]› 没有排除情形“E2”，是否为“E1”？']],
  ['a rollup of no rule', 'of: R1', 'of: R2', ['‹R2, by: agen› 没有规则“R2”，是否为“R1”？']],
  [
    'an unknown need',
    'needs: [fine_payment]',
    'needs: [fine_payment.paid_date]',
    ['‹fine_payment› “fine_payment”中没有“paid_date”这一列，是否为“pay_date”？'],
  ],
  [
    'text against date',
    'suit_end < $as_of',
    "suit_end < '2024-01-01'",
    ["‹'2024-01-01'› 文字与日期不能比较；日期应写成 DATE '2024-05-31'，文字列请用 date_of(…)"],
  ],
  [
    'text against number',
    'fine_amount > $min_fine',
    'agency_code > 5',
    ["‹5\" } }› 文字与数字不能比较；代码值要加单引号，如 '1'，或用 int_of(…)"],
  ],
  [
    'a date plus a number',
    'suit_end < $as_of',
    'suit_end + 5 < $as_of',
    ['‹+ 5 < $as_of› 日期不能直接用“+”；加天数请用 add_days(日期, n)，加月数请用 add_months(日期, n)'],
  ],
  [
    'a date minus a date',
    'suit_end < $as_of',
    '$as_of - suit_end > 5',
    ['‹- suit_end >› 两个日期不能直接相减；相差天数请用 days_between(起, 止)'],
  ],
  ['a number as a condition', 'where: "suit_end < $as_of"', 'where: "fine_amount"', ['‹fine_amount"› “where”应为 bool，却是 decimal']],
  ['a text as an amount', 'amount: fine_amount', 'amount: agency_name', ['‹agency_name› “amount”应为 number，却是 text']],
  [
    'a name in double quotes',
    'where: "suit_end < $as_of"',
    `where: '"suit_end" < $as_of'`,
    ['‹"suit_end" <› 此处不用双引号：文字用单引号括起，名称不加引号'],
  ],
  [
    'a number that no engine holds',
    'fine_amount > $min_fine',
    'fine_amount > 99999999999999999999',
    ['‹999999999999› 数字“99999999999999999999”过长：整数部分最多 18 位，小数部分最多 10 位'],
  ],
  ['a list compared', 'suit_end < $as_of', "penalty_types = '罚款'", ["‹'罚款'\"› 列表请用 list_contains 或 list_overlaps"]],
  ['a wrong argument', 'sum(amount)', 'sum(doc_key)', ['‹doc_key)" } › sum(n) 此处要 number，却是 text']],
  [
    'too few arguments',
    'least(20, days_overdue / 30)',
    'days_between(suit_end)',
    ['‹days_between› 应写成 days_between(from, to)，却有 1 个参数'],
  ],
  ['a format on a wrong type', 'decision_date|date', 'decision_date|money', ['‹decision_dat› “decision_date”是 date，不能用格式 money']],
  ['a start that is no date', 'start: decision_date', 'start: agency_name', ['‹agency_name,› “start”应为 date，却是 text']],
  [
    'pairs of unlike types',
    'right: paid, on: [doc_key]',
    'right: paid, on: [{ decision_date: doc_key }]',
    ['‹doc_key }], › “decision_date”是 date，“doc_key”是 text，不能相等'],
  ],
  ['a list in the key', 'key: [agency_code', 'key: [penalty_types', ['‹penalty_type› “penalty_types”是 text[]，不能作线索的键']],
  [
    'a rule about another dataset',
    'about: penalty_decision',
    'about: fine_payment',
    ['‹fine_payment› 规则写的是关于“fine_payment”，但“dated”的每一行是关于“penalty_decision”的'],
  ],
  [
    'a rule upon an aggregate',
    'from: dated',
    'from: paid',
    ['‹penalty_deci› “paid”是汇总的结果，不对应某个数据集的行；请把汇总并列（join）到原来的行上'],
  ],
  [
    'a column that is not grouped',
    'sum(amount)',
    'sum(amount) + receipts',
    ['‹receipts" } › “receipts”不在 by 中，只能写在汇总函数里，如 min(receipts)'],
  ],
  [
    'an aggregate in a filter',
    'fine_amount > $min_fine',
    'sum(fine_amount) > $min_fine',
    ['‹sum(fine_amo› “sum”只能用于 aggregate 或 window 步骤'],
  ],
  ['a row number in an aggregate', 'sum(amount)', 'row_number()', ['‹row_number()› “row_number”只能用于 window 步骤']],
  [
    'an exclusion without its column',
    'where: "total >= fine_amount"',
    'where: "totl >= fine_amount"',
    ['‹E1]› 排除情形 E1 要用“totl”列，而“dated”没有'],
  ],
  ['a step read before it stands', 'left: big', 'left: dated', ['‹dated, right› “dated”写在后面；步骤只能引用它前面的步骤']],
  ['a step that reads itself', 'left: big', 'left: both', ['‹both, right:› “both”引用了自己']],
  [
    'a name used twice',
    'id: paid',
    'id: big',
    ['‹big, aggrega› “big”这个名称已经用过', '‹paid, on: [d› 没有“paid”这个步骤或数据集。可用：penalty_decision, fine_payment, big'],
  ],
  [
    'a reserved name',
    'id: paid,',
    'id: calendar,',
    [
      '‹calendar, ag› “calendar”是保留的名称',
      '‹paid, on: [d› 没有“paid”这个步骤或数据集。可用：penalty_decision, fine_payment, big, calendar',
    ],
  ],
  [
    'two operators in a step',
    'id: big, filter',
    'id: big, select: { from: penalty_decision, columns: [doc_key] }, filter',
    ['‹filter: { fr› 一步只做一件事：已有“select”，又写了“filter”，请分为两步'],
  ],
  [
    'a column taken twice',
    'kind: left }',
    'kind: left, take: [total as doc_key] }',
    ['‹doc_key] } }› “big”已有“doc_key”这一列；请写 take: [doc_key as 新名]', '‹E1]› 排除情形 E1 要用“total”列，而“dated”没有'],
  ],
  [
    'a basis without its article',
    '[行政诉讼法#46]',
    '[行政诉讼法]',
    ['‹行政诉讼法]› “行政诉讼法”应写成“法律#条”，如 行政强制法#53、刑法#37-1（之一）'],
  ],
  ['a default out of bounds', 'default: 0,', 'default: 500,', ['‹500, min: 0,› “min_fine”的默认值超出 min 与 max']],
  ['a default of another type', 'default: 0,', 'default: 零,', ['‹零, min: 0, m› “零”不是 decimal 类型的值']],
  ['a kind that is no kind', 'kind: left', 'kind: outer', ['‹outer } }› “outer”不可用。可用：inner, left']],
  ['no score', '    score: "60 + least(20, days_overdue / 30)"\n', '', ['‹R1› 规则“R1”没有写分数（score）']],
  ['a brace left open', '|money}"', '|money"', ['‹{fine_amount› 花括号没有成对']],
  [
    'a step nobody uses',
    'exclusions:\n',
    '  - { id: idle, distinct: { from: big, by: [doc_key] } }\nexclusions:\n',
    ['‹idle, distin› (警告) 步骤“idle”没有用到'],
  ],
  [
    'a list type without quotes',
    'type: decimal, default: 0',
    'type: text[], default: [a]',
    ['‹[], default:› 方括号要加引号：type: "text[]"'],
  ],
  [
    'a hidden column',
    'key: [agency_code',
    'key: [_rid',
    [
      '‹_rid, doc_ke› “dated”中没有“_rid”这一列。可用：agency_code, agency_name, doc_key, fine_amount, decision_date, penalty_types, withdrawn, total, suit_end',
    ],
  ],
])('%s', (_, from, to, expected) => {
  const text = change(from, to)
  const lines = text.split('\n')
  // Each finding with what stands at its place, so that the place is tested and can still be read.
  const shown = told(text).map((one) => {
    const [, line, column, message] = /^(\d+):(\d+) (.*)$/.exec(one)!
    return `‹${lines[Number(line) - 1]!.slice(Number(column) - 1).slice(0, 12)}› ${message}`
  })
  expect(shown).toEqual(expected)
})

test('all mistakes come out at once, in the order of the file', () => {
  const text = good
    .replace('fine_amount > $min_fine', 'fine_amont > 0')
    .replace('sum(amount)', 'sum(amout)')
    .replace('suit_end < $as_of', 'suit_ed < $as_of')
  expect(told(text)).toEqual([
    '8:58 没有“fine_amont”这一列，是否为“fine_amount”？',
    '9:88 没有“amout”这一列，是否为“amount”？',
    '19:13 没有“suit_ed”这一列，是否为“suit_end”？',
  ])
})

test('places hold in folded, quoted and escaped texts', () => {
  const folded = good.replace('where: "suit_end < $as_of"', 'where: >\n      suit_end < $as_of\n      AND fine_amont > 5')
  expect(told(folded)).toEqual(['21:11 没有“fine_amont”这一列，是否为“fine_amount”？'])
  const quoted = good.replace('where: "suit_end < $as_of"', "where: 'agency_name <> ''某局'' AND fine_amont > 5'")
  expect(told(quoted)).toEqual(['19:39 没有“fine_amont”这一列，是否为“fine_amount”？'])
  const escaped = good.replace('where: "suit_end < $as_of"', 'where: "agency_name <> \'\\u67d0\' AND fine_amont > 5"')
  expect(told(escaped)).toEqual(['19:41 没有“fine_amont”这一列，是否为“fine_amount”？'])
})

test('a file that is no model is told so, whatever it holds', () => {
  expect(told('')).toEqual(['1:1 “model”应写成 {…} 或逐行“键: 值”'])
  expect(told('[1, 2')).toHaveLength(1)
  expect(told('id: a\nrules: 5').length).toBeGreaterThan(2)
  expect(told('['.repeat(20_000))).toEqual([expect.stringMatching(/文件过大，或者嵌套、引用过深/)])
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`
  // Of what was left off nothing is said.
  expect(told(bomb)).toEqual([expect.stringMatching(/文件过大，或者嵌套、引用过深/)])
  expect(told(`a: &a [*a]\n${good}`)).toEqual([expect.stringMatching(/文件过大，或者嵌套、引用过深/)])
})

test('a model that no engine could plan is told so, and makes nobody fail', () => {
  const long = (joined: string) => good.replace('"suit_end < $as_of"', `"${joined}"`)
  expect(told(long(`${'fine_amount > 1 AND '.repeat(20_000)}TRUE`))).toEqual([
    expect.stringMatching(/^19:\d+ 表达式过长，最多 1000 个运算符/),
  ])
  expect(told(long(`fine_amount > 1${' + 1'.repeat(900)}`))).toEqual([])
  const steps = Array.from(
    { length: 450 },
    (_, i) => `  - { id: s${i}, filter: { from: ${i > 0 ? `s${i - 1}` : 'dated'}, where: "TRUE" } }\n`,
  )
  expect(told(good.replace('exclusions:\n', `${steps.join('')}exclusions:\n`))).toEqual([
    expect.stringMatching(/^408:\d+ 步骤过多：连同共用步骤的共 454 步，最多 400 步/),
  ])
  const rule = '  - { id: Q, title: 又, output: indicator, from: paid, key: [], figures: { n: total } }\n'
  expect(
    told(good.replace('rollups:', `${rule.repeat(150)}rollups:`)).some((one) => one.includes('规则过多：共 151 条，最多 100 条')),
  ).toBe(true)
})

test('every message has both languages and no place without a value', () => {
  for (const [code, { zh, en }] of Object.entries(modelMessages)) {
    expect(zh, code).toMatch(/\p{Script=Han}/u)
    expect(en, code).not.toMatch(/\p{Script=Han}/u)
  }
})
