import { compile, duckdb, planModel } from '@xiezhi/engine/model/model'
import { beforeAll, expect, test } from 'vitest'
import { check, Engine, everything, expectGolden, expectTrino, limit, schemasOf, statementOf, table } from './fixture.ts'

/** The `sql` operator gives what the engine gives for the text itself, where the engine knows every word of it. */

const fine = table('fine', { no: 'text', agency: 'text', party: 'text', amount: 'decimal', served: 'date', kinds: 'text[]' })
const paid = table('paid', { doc: 'text', party: 'text', sum: 'decimal', on_day: 'date' })
const court = table('court', { doc: 'text', party: 'text', filed: 'date' })
const schemas = schemasOf(fine, paid, court)

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  await engine.mount(fine, [
    { no: '1', agency: 'x', party: 'p', amount: '10.00', served: '2024-03-01' },
    { no: '2', agency: 'x', party: 'q', amount: '20.00', served: '2024-03-04' },
    { no: '3', agency: 'x', party: 'q', amount: '20.00', served: '2024-03-04' },
    { no: '4', agency: 'y', party: null, amount: null, served: null },
    { no: null, agency: 'y', party: 'p', amount: '50.00', served: '2024-05-09' },
    { no: '6', agency: null, party: 'r', amount: '60.00', served: '2024-06-09' },
  ])
  await engine.mount(paid, [
    { doc: '1', party: 'p', sum: '10.00', on_day: '2024-03-02' },
    { doc: '1', party: 'p', sum: '1.00', on_day: '2024-03-03' },
    { doc: '2', party: 'z', sum: '20.00', on_day: null },
    { doc: null, party: 'q', sum: '30.40', on_day: '2024-03-08' },
    { doc: '6', party: null, sum: '5.00', on_day: '2024-07-08' },
  ])
  await engine.mount(court, [
    { doc: '2', party: 'q', filed: '2024-09-01' },
    { doc: '9', party: 'r', filed: null },
  ])
})

const modelOf = (text: string, steps = ''): string => `
id: asked
title: 问
version: 1.0.0
inputs: { required: [fine, paid, court] }
parameters: { least: { type: int, default: 2, label: 起点 } }
steps:
${steps}  - id: s
    sql:
      from: [fine, paid, court${steps === '' ? '' : ', dated'}]
      text: |
        ${text.replaceAll('\n', '\n        ')}
rules:
  - { id: R1, title: 一, from: fine, about: fine, key: [no], subject: { kind: agency, name: agency }, amount: $least, score: "50", reason: "{no}" }
`

const cases: readonly [name: string, text: string][] = [
  ['where', "SELECT no, amount * 2 AS twice FROM fine WHERE amount > 10 AND NOT (agency = 'y' OR served IS NULL)"],
  ['star', 'SELECT * FROM court WHERE filed IS NOT NULL'],
  ['join', 'SELECT f.no, p.sum, f.party AS who FROM fine f JOIN paid AS p ON p.doc = f.no AND p.on_day >= f.served'],
  [
    'left-joins',
    `SELECT f.no, p.sum, c.filed
FROM fine f
LEFT JOIN paid p ON f.no = p.doc AND p.sum > 5
LEFT OUTER JOIN court c ON c.doc = f.no AND (c.filed > p.on_day OR p.on_day IS NULL)`,
  ],
  ['using', 'SELECT party, no, doc FROM fine JOIN court USING (party)'],
  [
    'group',
    `SELECT agency, month_of(served) AS month, count(*) AS n, sum(amount) AS total, max(amount) - min(amount) AS span
FROM fine WHERE served IS NOT NULL
GROUP BY agency, month
HAVING count(*) >= 1 AND sum(amount) > 15`,
  ],
  ['whole', 'SELECT count(*) AS n, max(f.amount) AS most FROM fine f JOIN paid p ON p.party = f.party'],
  ['exists', 'SELECT no FROM fine f WHERE EXISTS (SELECT 1 FROM paid p WHERE p.doc = f.no AND p.sum >= f.amount) AND f.amount < 100'],
  ['not-exists', 'SELECT no, agency FROM fine f WHERE NOT EXISTS (SELECT 1 FROM paid WHERE doc = f.no AND sum > 5)'],
  ['exists-compared', 'SELECT no FROM fine f WHERE NOT EXISTS (SELECT 1 FROM paid p WHERE p.party = f.party AND p.sum + 1 > f.amount - 5)'],
  [
    'exists-nested',
    `SELECT no FROM fine f
WHERE EXISTS (SELECT 1 FROM paid p JOIN court c ON c.party = p.party WHERE p.party = f.party AND c.doc IN (SELECT doc FROM paid))`,
  ],
  ['in', 'SELECT no FROM fine WHERE party IN (SELECT party FROM court WHERE filed IS NOT NULL)'],
  ['in-grouped', 'SELECT no FROM fine WHERE party IN (SELECT party FROM paid GROUP BY party HAVING sum(sum) > 10)'],
  [
    'windows',
    `SELECT no, party, row_number() OVER (PARTITION BY party ORDER BY served, no) AS nth,
  lag(no) OVER (PARTITION BY party ORDER BY served, no) AS before, sum(amount) OVER (PARTITION BY agency) AS of_agency
FROM fine`,
  ],
  ['distinct', 'SELECT DISTINCT agency, served FROM fine'],
  ['union-all', 'SELECT no, party FROM fine UNION ALL SELECT doc, party FROM paid'],
  ['union', "SELECT party, 'a' AS side FROM fine UNION SELECT party, 'a' FROM paid UNION ALL SELECT party, 'b' FROM court"],
  ['top', 'SELECT no, amount FROM fine ORDER BY amount DESC, no LIMIT 3'],
  ['from-query', 'SELECT q.party, q.n FROM (SELECT party, count(*) AS n FROM fine GROUP BY party) AS q WHERE q.n > 1'],
  [
    'with',
    `WITH per AS (SELECT party, sum(sum) AS total FROM paid GROUP BY party),
  owed AS (SELECT f.party, f.amount, per.total FROM fine f JOIN per ON per.party = f.party)
SELECT party, sum(amount) AS owes, max(total) AS total FROM owed GROUP BY party
UNION ALL
SELECT party, 0.0, total FROM per WHERE party IS NULL`,
  ],
  ['case', "SELECT CASE WHEN amount >= 20 THEN 'big' ELSE 'small' END AS size, count(*) AS n FROM fine GROUP BY size"],
]

/** Words of the language that DuckDB has not. */
const inDuckdb = (text: string): string => text.replaceAll(/month_of\((\w+)\)/g, "strftime($1, '%Y-%m')").replaceAll('"', '')

const listOf = (rows: readonly Record<string, unknown>[], columns: readonly string[]): string[] =>
  rows.map((row) => JSON.stringify(columns.map((name) => (/^\d+\.\d+$/.test(String(row[name])) ? Number(row[name]) : row[name])))).sort()

test.each(cases)('sql-%s', async (name, text) => {
  const checked = check(modelOf(text), schemas)
  const columns = checked.steps.at(-1)!.table.columns.flatMap((column) => (column.name.startsWith('_') ? [] : [column.name]))
  const sql = statementOf(checked, columns)
  expectGolden(`sql-${name}`, sql)
  expectTrino(`sql-${name}`, checked, columns)
  const wanted = listOf(
    await engine.rows(inDuckdb(text).replace('*', columns.length === 3 && name === 'star' ? columns.join(', ') : '*')),
    columns,
  )
  expect(wanted.length).toBeGreaterThan(0)
  expect(listOf(await engine.rows(sql), columns)).toEqual(wanted)
})

test('what a query gives is about the rows of the table that it reads first', async () => {
  const rule = (text: string, about = 'fine') =>
    check(
      modelOf(text, '  - { id: dated, deadline: { from: fine, due: { due_on: { start: served, limits: [six] } } } }\n').replace(
        'from: fine, about: fine, key: [no]',
        `from: s, about: ${about}, key: [no], due: due_on, dates: [due_on]`,
      ),
      schemas,
      [limit('six', 6, 'month')],
    )
  const checked = rule(`SELECT d.no, d.agency, d.due_on, p.sum
FROM dated d
LEFT JOIN paid p ON p.doc = d.no
WHERE d.due_on < $as_of AND list_length(coalesce(d.kinds, list_of('a'))) >= 1
  AND workdays_between(d.served, $as_of) > $least AND NOT EXISTS (SELECT 1 FROM court c WHERE c.doc = d.no AND workdays_between(c.filed, $as_of) > 5)`)
  const { sql, parameters } = compile(planModel(checked, everything(schemas)), duckdb)
  const rows = await engine.rows(sql, Object.fromEntries(parameters.map((name) => [name, name === 'as_of' ? '2024-10-01' : '2'])))
  expect(rows.map(({ about_rid, payload }) => [about_rid, (JSON.parse(String(payload)) as { due_on: string }).due_on]).sort()).toEqual([
    ['1', '2024-09-02'],
    ['1', '2024-09-02'],
    ['3', '2024-09-04'],
  ])
})

test('the first so many rows are the same in every order of the table', async () => {
  const checked = check(modelOf('SELECT party, amount FROM fine ORDER BY amount LIMIT $least'), schemas)
  const sql = statementOf(checked, ['party', 'amount'])
  const before = await engine.rows(sql, { p_least: '3' })
  expect(before.length).toBe(3)
  await engine.run('CREATE OR REPLACE TABLE fine AS SELECT * FROM fine ORDER BY _rid DESC')
  expect(listOf(await engine.rows(sql, { p_least: '3' }), ['party', 'amount'])).toEqual(listOf(before, ['party', 'amount']))
})
