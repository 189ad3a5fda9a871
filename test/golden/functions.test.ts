import { functions } from '@xiezhi/engine/model/expression/functions'
import { sampleRows } from '@xiezhi/engine/model/expression/functions/rule'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bound, check, compileAll, Engine, everything, schemasOf, table } from './fixture.ts'

/** The examples of the handbook, run; and what functions do at their edges, where engines differ. */

const sample = table('sample', { n: 'int', k: 'text', d: 'date', fine: 'decimal' })
const schemas = schemasOf(sample)

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(sample, sampleRows)
})

/** What an expression gives in each row of the sample (one row for an aggregate), as the text of a payload. */
async function given(use: string, expression: string): Promise<(string | null)[]> {
  const quoted = JSON.stringify(expression)
  const steps = {
    scalar: `  - { id: s, derive: { from: sample, columns: { answer: ${quoted} } } }`,
    window: `  - { id: s, window: { from: sample, order: [n], compute: { answer: ${quoted} } } }`,
    aggregate: `  - { id: g, aggregate: { from: sample, by: [{ one: "1" }], compute: { answer: ${quoted} } } }
  - { id: o, derive: { from: sample, columns: { one: "1" } } }
  - { id: s, join: { left: o, right: g, on: [one], take: [answer] } }`,
  }[use]
  const checked = check(
    `
id: one
title: 一
version: 1.0.0
inputs: { required: [sample] }
parameters:
  terms: { type: "text[]", default: [现金, 转账], label: 词 }
  none: { type: "text[]", default: [], label: 空 }
steps:
${steps}
rules:
  - { id: R1, title: 一, from: s, about: sample, key: [n], subject: { kind: agency, name: "'某局'" }, score: "50", reason: "{n}{answer}" }
`,
    schemas,
  )
  const { sql, parameters } = compileAll(checked, everything(schemas))
  const rows = await engine.rows(sql, bound(checked, parameters, '2024-06-01'))
  return rows
    .map((row) => JSON.parse(String(row.payload)) as Record<string, string | null>)
    .sort((a, b) => Number(a.n) - Number(b.n))
    .map(({ answer }) => answer ?? null)
}

/** A figure in a payload has two places; an example shows them all. */
const exact = (use: string, expression: string, gives: string | null): string =>
  use !== 'window' && gives !== null && /^-?\d+\.\d+$/.test(gives) ? `text_of(${expression})` : expression

test.each(Object.entries(functions).map(([name, rule]) => [name, rule] as const))('%s does what its example says', async (_, rule) => {
  const [expression, gives] = rule.example
  const found = await given(rule.use, exact(rule.use, expression, gives))
  if (rule.use === 'window') expect(found.map((one) => one ?? 'NULL').join(' ')).toBe(gives)
  else expect(found[0]).toBe(gives)
})

test.each([
  ['ln(0)', null],
  ['ln(-1)', null],
  ['log10(0)', null],
  ['sqrt(-1)', null],
  ['text_of(sqrt(0))', '0.000000'],
  ['power(10, 60)', null],
  ['text_of(power(-2, 3))', '-8.000000'],
  ['power(-2, 0.5)', null],
  ['distance_m(NULL, 27.3, 105.2, 27.3)', null],
  ['distance_m(105.2, 27.3, 105.2, 27.3)', '0.00'],
  ["has_any(NULL, 'a')", null],
  ["has_any('现金', $terms)", 'true'],
  ["has_any('微信', $terms)", 'false'],
  ["has_any('微信', $none)", 'false'],
  ["has_any('微信', $terms, '微')", 'true'],
  ["has_any(CASE WHEN FALSE THEN '' END, $terms)", null],
  ["terms_in('转账后付现金再转账', $terms)", '现金、转账'],
  ["terms_in('微信', $terms)", ''],
  ["matches('第12号', '第[0-9]+号')", 'true'],
  ["matches('第12号', '^[0-9]+')", 'false'],
  ["matches('12号' , '^\\d+号$')", 'true'],
  ["matches(NULL, 'a')", null],
  ["matches('一行', '^.$')", 'false'],
  ["matches('a.b', 'a\\.b')", 'true'],
  ["matches('a(b', 'a[(]b')", 'true'],
  ["extract('无', '第([0-9]+)号')", null],
  ["extract('第12号', '[0-9]+')", '12'],
  ["extract('第号', '第([0-9]*)号')", null],
  ["extract('https://zyczz.example.cn/q?x=1', '^[a-z]+://([^/:]+)')", 'zyczz.example.cn'],
  ["similarity('a', NULL)", null],
  ["similarity('', '')", '1.00'],
  ["text_of(similarity('', '甲'))", '0.000000'],
  ["text_of(similarity('毕节市甲运输有限公司', '毕节甲运输有限责任公司'))", '0.727273'],
  ["text_of(similarity('上海自来水', '水来自海上'))", '0.200000'],
  ["text_of(likeness('甲', '乙'))", '0.000000'],
  ["likeness('甲', '甲')", '1.00'],
  ["text_of(likeness('', '甲'))", '0.000000'],
  ["text_of(likeness('甲乙', '乙甲'))", '0.000000'],
  ["split(NULL, ',')", null],
  ["list_element(split('甲,乙', ','), 3)", null],
  ["list_element(split('甲,乙', ','), -1)", null],
  ['list_of(NULL)', ''],
  ["list_shared(list_of('a'), list_of('b'))", ''],
  ["weekday_of(DATE '2024-06-02')", '7'],
  ["month_start(CASE WHEN FALSE THEN DATE '2024-01-01' END)", null],
  ["shift_month('2024-01', -1)", '2023-12'],
  ["shift_month('某月', 1)", null],
  ["quarter_of(DATE '2024-12-31')", '2024Q4'],
  // Places before the first hold nothing; engines count them from the end.
  ["substr('甲乙丙', 0, 2)", '甲'],
  ["substr('甲乙丙', -1, 3)", '甲'],
  ["substr('甲乙丙', -1, 2)", ''],
  ["substr('甲乙丙', 2, -1)", ''],
  ["substr('甲乙丙', 0)", '甲乙丙'],
  ["substr('甲乙丙', n * 9000000000, 2)", ''],
  ["substr('甲乙丙', 2, n * 9000000000)", '乙丙'],
  ["substr('甲乙丙', NULL, 2)", null],
  ["substr('甲乙丙', 1, CASE WHEN FALSE THEN 1 END)", null],
  // What data say may be anything, and stops no run.
  ["add_days(DATE '2024-01-31', n * 9000000000)", null],
  ["add_days(DATE '2024-01-31', n * -146001)", null],
  ["add_days(DATE '2024-01-31', n)", '2024-02-01'],
  ["add_months(DATE '2024-01-31', n * 9000000000)", null],
  ["add_minutes(DATETIME '2024-01-05 08:30:00', n * 9000000000)", null],
  ["shift_month('2024-01', n * 9000000000)", null],
  ['distance_m(0, 95, 180, 85)', '0.02'],
  ["first_day('2024-02-29')", null],
  ["last_day('2024-02-29')", null],
  ["first_day('2024-13')", null],
  ["replace('甲乙', substr('甲', 2), '丙')", '甲乙'],
  ["list_shared(list_of('a'), CASE WHEN FALSE THEN list_of('a') END)", null],
  ["list_shared(CASE WHEN FALSE THEN list_of('a') END, list_of('a'))", null],
  ["split('甲,乙', CASE WHEN FALSE THEN ',' END)", null],
  // What one engine takes for a number or a day and another does not is none.
  ["int_of('0x10')", null],
  ["int_of('1_000')", null],
  ["int_of('12.7')", null],
  ["int_of('1e3')", null],
  ["int_of('+5')", '5'],
  ["int_of('-7')", '-7'],
  ["int_of('99999999999999999999')", null],
  ["decimal_of('1_000.5')", null],
  ["decimal_of('1e3')", null],
  ["decimal_of('Infinity')", null],
  ["decimal_of('-12.5')", '-12.50'],
  ["decimal_of('.5')", '0.50'],
  ["date_of('infinity')", null],
  ["date_of('epoch')", null],
  ["date_of('2024-01-05 (BC)')", null],
  ["date_of('99999-01-01')", null],
  ["date_of('2024-13-01')", null],
  ["date_of('2024-1-5')", '2024-01-05'],
  ["date_of('2024/01/05')", '2024-01-05'],
  ["date_of(' 2024-01-05 10:00:00 ')", '2024-01-05'],
  // A bare NULL where an engine has several functions of the name.
  ['quarter_of(NULL)', null],
  ['day_of(NULL)', null],
  ['hour_of(NULL)', null],
  ['add_months(NULL, 1)', null],
  ['add_minutes(NULL, 1)', null],
  ['age_on(NULL, NULL)', null],
  ['months_between(NULL, NULL)', null],
  ["contains('a', NULL)", null],
  ["concat('a', NULL)", 'a'],
])('%s is %s', async (expression, gives) => {
  expect((await given('scalar', expression))[0]).toBe(gives)
})

test.each([
  ['median(CASE WHEN n > 9 THEN n END)', null],
  ['text_of(median(fine))', '50.000000'],
  ['quantile(n, 0)', '1'],
  ['quantile(n, 1)', '5'],
  ['quantile(n, 0.5)', '2'],
  ['quantile(CASE WHEN n > 9 THEN n END, 0.5)', null],
  ['stddev(CASE WHEN n = 1 THEN n END)', null],
  ['text_of(stddev(n * 0))', '0.000000'],
  ["mode(CASE WHEN k = '甲' THEN k END)", '甲'],
  ['mode(CASE WHEN n > 9 THEN k END)', null],
  ['mode(n)', '1'],
  ["sum_if(fine, k = '丙')", null],
  ['text_of(avg(fine))', '50.125000'],
  ['max_by(n, d)', '3'],
  // Rows without the value are passed over, as those without the order are.
  ['max_by(k, n)', '乙'],
  ['min_by(CASE WHEN n > 1 THEN n END, n)', '2'],
])('over the sample %s is %s', async (expression, gives) => {
  expect((await given('aggregate', expression))[0]).toBe(gives)
})

test('similarity is counted in characters, whatever the engine counts in', async () => {
  const names = fc
    .sample(fc.array(fc.constantFrom(...'甲乙丙丁有限公司ab1é𠮷'), { maxLength: 45 }), { numRuns: 400, seed: 3 })
    .map((signs) => signs.join(''))
  const rows = names.map((a, i) => ({
    n: i,
    k: a,
    other: i % 3 === 0 ? (names[i + 1] ?? '') : [...a].map((sign, at) => (at % 4 === i % 4 ? '丁' : sign)).join(''),
  }))
  const both = table('both', { n: 'int', k: 'text', other: 'text' })
  await engine.mount(both, rows)
  const checked = check(
    `
id: one
title: 一
version: 1.0.0
inputs: { required: [both] }
steps:
  - { id: s, derive: { from: both, columns: { answer: "text_of(similarity(k, other))" } } }
rules:
  - { id: R1, title: 一, from: s, about: both, key: [n], subject: { kind: agency, name: "'某局'" }, score: "50", reason: "{n}{answer}" }
`,
    schemasOf(both),
  )
  const found = await engine.rows(compileAll(checked, everything(schemasOf(both))).sql)
  const answers = new Map(
    found
      .map((row) => JSON.parse(String(row.payload)) as { n: string; answer: string })
      .map(({ n, answer }) => [Number(n), Number(answer)]),
  )
  for (const { n, k, other } of rows) expect(answers.get(n), `${k} ${other}`).toBeCloseTo(similarity(k, other), 5)
})

function similarity(left: string, right: string): number {
  const [a, b] = [[...left].slice(0, 40), [...right].slice(0, 40)]
  if (left === right) return 1
  let row = b.map((_, j) => j + 1)
  for (const [i, sign] of a.entries()) {
    const next: number[] = []
    for (const [j, other] of b.entries()) {
      const before = j === 0 ? i : row[j - 1]!
      next.push(Math.min((j === 0 ? i + 1 : next[j - 1]!) + 1, row[j]! + 1, before + (sign === other ? 0 : 1)))
    }
    row = next
  }
  const distance = b.length === 0 ? a.length : row.at(-1)!
  return 1 - distance / Math.max(a.length, b.length)
}

test('ranks close up or leave gaps', async () => {
  const ranked = (name: string) =>
    engine
      .rows(`SELECT ${name}() OVER (ORDER BY x) AS r FROM (VALUES (1), (1), (2)) AS t(x) ORDER BY 1`)
      .then((rows) => rows.map(({ r }) => r))
  expect(await ranked('rank')).toEqual(['1', '1', '3'])
  expect(await ranked('dense_rank')).toEqual(['1', '1', '2'])
})
