import { expect, test } from 'vitest'
import type { ColumnType, TableSchema } from '../../data/schema.ts'
import { say } from '../../message.ts'
import { checkModel, modelMessages, parseModel } from '../model.ts'

/** What a query may not say, and where it is told. Nothing outside the tables of `from` and the functions of the language is reached. */

const schema = (id: string, columns: Record<string, ColumnType>): [string, TableSchema] => [
  id,
  { id, label: id, columns: Object.entries(columns).map(([name, type]) => ({ name, type, label: name })) },
]
const schemas = new Map([
  schema('fine', { doc: 'text', party: 'text', amount: 'decimal', on_day: 'date', tags: 'text[]' }),
  schema('paid', { number: 'text', party: 'text', sum: 'decimal' }),
  schema('secret', { word: 'text' }),
])

function told(text: string, level: 'error' | 'warning' = 'error'): string[] {
  const file = `id: m
title: 模型
version: 1.0.0
inputs: { required: [fine, paid, secret] }
parameters: { n: { type: int, default: 3, label: 数 }, words: { type: "text[]", default: [甲], label: 词 } }
steps:
  - id: s
    sql:
      from: [fine, paid]
      text: |
        ${text.replaceAll('\n', '\n        ')}
rules:
  - { id: R1, title: 规则, from: fine, about: fine, key: [doc], subject: { kind: agency, name: doc }, score: "50", reason: "{doc}" }
`
  const lines = file.split('\n')
  const parsed = parseModel(file, 'm.yml')
  const found = [...parsed.findings, ...(parsed.model ? checkModel(parsed.model, schemas, new Map()).findings : [])]
  return found
    .filter((one) => one.level === level && one.line > 8 && one.line < lines.length - 2)
    .map(({ line, column, message }) => `‹${lines[line - 1]!.slice(column - 1).slice(0, 10)}› ${say(modelMessages, message)}`)
}

test('a query that is wrong leaves nothing to be said of those who read it', () => {
  const file = `id: m
title: 模型
version: 1.0.0
inputs: { required: [fine] }
steps:
  - { id: s, sql: { from: [fine], text: "SELECT word FROM secret" } }
  - { id: t, filter: { from: s, where: "word = 'a'" } }
rules:
  - { id: R1, title: 规则, from: t, about: fine, key: [doc], subject: { kind: agency, name: doc }, score: "50", reason: "{doc}" }
`
  const parsed = parseModel(file, 'm.yml')
  const { findings } = checkModel(parsed.model!, schemas, new Map())
  expect(findings.map(({ message }) => say(modelMessages, message))).toEqual(['步骤的 from 中没有“secret”。可用：fine'])
})

const outside = '后只能是 from 中所列的表'

test.each<[string, readonly string[]]>([
  // Other tables, files, the engine's own.
  ['SELECT word FROM secret', ['‹secret› 步骤的 from 中没有“secret”。可用：fine, paid']],
  ['SELECT doc FROM fien', ['‹fien› 步骤的 from 中没有“fien”，是否为“fine”？']],
  ["SELECT content FROM '/etc/passwd'", [`‹'/etc/pass› 不能读文件；FROM ${outside}`]],
  ["SELECT a FROM read_csv('/etc/passwd')", [`‹read_csv('› “read_csv(…)”不是表；FROM ${outside}`]],
  ['SELECT a FROM glob(doc)', [`‹glob(doc)› “glob(…)”不是表；FROM ${outside}`]],
  ['SELECT name FROM information_schema.tables', [`‹informatio› 不能读别处的“information_schema.tables”；FROM ${outside}`]],
  ['SELECT name FROM duckdb_settings', ['‹duckdb_set› 步骤的 from 中没有“duckdb_settings”。可用：fine, paid']],
  ['SELECT d FROM calendar', ['‹calendar› 步骤的 from 中没有“calendar”。可用：fine, paid']],
  ['SELECT x FROM emitted', ['‹emitted› 步骤的 from 中没有“emitted”。可用：fine, paid']],
  [
    'SELECT _rid AS r FROM fine',
    ['‹_rid AS r › 没有“_rid”这一列。可用：doc, fine.doc, party, fine.party, amount, fine.amount, on_day, fine.on_day, tags, fine.tags'],
  ],
  // Functions of an engine, and what gives another answer each time.
  ["SELECT getenv('HOME') AS x FROM fine", ["‹getenv('HO› 没有函数“getenv”"]],
  ['SELECT random() AS x FROM fine', ['‹random() A› 没有函数“random”']],
  ['SELECT now() AS x FROM fine', ['‹now() AS x› 模型不问今天是哪天，没有“now”；截至日写作 $as_of']],
  ["SELECT current_setting('x') AS x FROM fine", ['‹current_se› 没有函数“current_setting”']],
  ['SELECT current_date AS x FROM fine', ['‹current_da› 模型不问今天是哪天，没有“current_date”；截至日写作 $as_of']],
  ["SELECT read_text('/etc/passwd') AS x FROM fine", ['‹read_text(› 没有函数“read_text”']],
  ['SELECT uuid() AS x FROM fine', ['‹uuid() AS › 没有函数“uuid”']],
  // Other statements, two of them, remarks, quoted names.
  ["COPY fine TO '/tmp/x'", ['‹COPY fine › 应以 SELECT 或 WITH 开头，却是“COPY”']],
  ['INSERT INTO fine SELECT * FROM paid', ['‹INSERT INT› 应以 SELECT 或 WITH 开头，却是“INSERT”']],
  ['PRAGMA database_list', ['‹PRAGMA dat› 应以 SELECT 或 WITH 开头，却是“PRAGMA”']],
  ["ATTACH 'x.db'", ["‹ATTACH 'x.› 应以 SELECT 或 WITH 开头，却是“ATTACH”"]],
  ['SELECT doc FROM fine; DROP TABLE fine', ['‹; DROP TAB› 不认识的符号“;”']],
  ['SELECT doc FROM fine -- x', ['‹-- x› 语句中不能写注释；请写在步骤的 note 中']],
  ['SELECT doc /* x */ FROM fine', ['‹/* x */ FR› 语句中不能写注释；请写在步骤的 note 中']],
  ['SELECT "doc" FROM fine', ['‹"doc" FROM› 此处不用双引号']],
  ["SELECT doc FROM fine WHERE doc = '--' OR doc = 'a; DROP'", []],
  // What would not be the same in every run.
  ['SELECT doc FROM fine LIMIT 3', ['‹LIMIT 3› LIMIT 之前要有 ORDER BY，否则每次取到的行可能不同']],
  ['SELECT doc FROM fine ORDER BY doc', ['‹ORDER BY d› 结果不分先后，ORDER BY 只与 LIMIT 连用']],
  ['SELECT doc FROM fine ORDER BY doc LIMIT -1', ['‹LIMIT -1› LIMIT 至少为 1，否则什么也取不到']],
  ['SELECT doc FROM fine ORDER BY doc LIMIT 0', ['‹LIMIT 0› LIMIT 至少为 1，否则什么也取不到']],
  ['SELECT doc FROM fine ORDER BY doc LIMIT 3 OFFSET 2', ['‹OFFSET 2› 不能用 OFFSET、FETCH；请用 row_number() OVER (…)']],
  // LAST says something after NULLS alone.
  ['SELECT doc FROM fine ORDER BY doc LAST LIMIT 3', ['‹ORDER BY d› 结果不分先后，ORDER BY 只与 LIMIT 连用']],
  ['SELECT doc FROM fine ORDER BY doc DESC NULLS LAST LIMIT 3', []],
  ['SELECT DISTINCT ON (doc) doc FROM fine', ['‹ON (doc) d› 不能用 DISTINCT ON；请用 row_number() OVER (…)']],
  ['WITH RECURSIVE x AS (SELECT doc FROM fine) SELECT doc FROM x', ['‹RECURSIVE › 不能递归；关联成团请用 cluster 步骤']],
  // What would compare every row with every other.
  ['SELECT fine.doc FROM fine, paid', ['‹, paid› 几张表请用 JOIN … ON 相连，不用逗号']],
  ['SELECT fine.doc FROM fine CROSS JOIN paid', ['‹CROSS JOIN› 不能用 CROSS JOIN；请用 JOIN 或 LEFT JOIN']],
  ['SELECT fine.doc FROM fine JOIN paid ON amount > sum', ['‹JOIN paid › ON 中至少要有一个两表相等的条件（a.列 = b.列）']],
  [
    'SELECT doc FROM fine WHERE EXISTS (SELECT 1 FROM paid WHERE sum > 5)',
    ['‹EXISTS (SE› EXISTS 的 WHERE 中至少要有一个与外面的行相等的条件'],
  ],
  [
    'SELECT doc FROM fine f JOIN paid p ON p.number = f.doc AND workdays_between(f.on_day, f.on_day) > sum',
    ['‹> sum› when 中不能用 workdays_between；请先用 derive 算出来'],
  ],
  // Slips.
  ['SELECT dco FROM fine', ['‹dco FROM f› 没有“dco”这一列，是否为“doc”？']],
  ['SELECT f.dco FROM fine f', ['‹f.dco FROM› 没有“f.dco”这一列，是否为“f.doc”？']],
  ['SELECT fine.doc FROM fine f', ['‹fine.doc F› 没有“fine.doc”这一列。可用：doc, f.doc']],
  ['SELECT party FROM fine f JOIN paid p ON p.number = f.doc', ['‹party FROM› 几张表都有“party”，请写明是哪张：f.party, p.party']],
  ['SELECT f.doc FROM fine f JOIN paid f ON f.number = doc', ['‹f ON f.num› 已有“f”这张表，请另起名']],
  ['SELECT doc FROM fine WHERE amount', ['‹amount› “WHERE”应为 bool，却是 decimal']],
  ["SELECT doc FROM fine\nWHERE amount > 'a'", ["‹'a'› 文字与数字不能比较"]],
  ['SELECT amount * 2 FROM fine', ['‹amount * 2› 算出来的列要用 AS 起名']],
  ['SELECT doc, party AS doc FROM fine', ['‹doc FROM f› 已有“doc”这一列']],
  ['SELECT party, sum(amount) AS s FROM fine', ['‹party, sum› “party”不在 by 中，只能写在汇总函数里，如 min(party)']],
  ['SELECT doc FROM fine WHERE sum(amount) > 3', ['‹sum(amount› “sum”只能用于 aggregate 或 window 步骤']],
  ['SELECT doc FROM fine WHERE row_number() OVER (ORDER BY doc) = 1', ['‹row_number› OVER 只能写在 SELECT 的列中']],
  [
    'SELECT party, row_number() OVER (ORDER BY party) AS n FROM fine GROUP BY party',
    ['‹row_number› OVER 只能写在 SELECT 的列中', '‹row_number› 有 GROUP BY 时不能再用 OVER；请先在 WITH 中分组'],
  ],
  [
    'SELECT sum(amount) OVER (ORDER BY on_day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM fine',
    ['‹ROWS BETWE› 不能用 ROWS、RANGE；有 ORDER BY 时算到本行为止，按天数回看请用 window 步骤'],
  ],
  ['SELECT count(DISTINCT party) AS n FROM fine', ['‹count(DIST› 不写 count(DISTINCT x)；请用 count_distinct(x)']],
  ['SELECT CAST(amount AS INT) AS n FROM fine', ['‹CAST(amoun› 不能用 CAST；请用 text_of、int_of、decimal_of、date_of']],
  [
    'SELECT doc FROM fine WHERE doc NOT IN (SELECT number FROM paid)',
    ['‹NOT IN (SE› 不能用 NOT IN (SELECT …)：对方有空值时一行也得不到；请用 NOT EXISTS'],
  ],
  ['SELECT doc FROM fine WHERE doc IN (SELECT number, party FROM paid)', ['‹SELECT num› IN (SELECT …) 只能选一列']],
  ['SELECT doc FROM fine WHERE doc IN (SELECT sum FROM paid)', ['‹doc IN (SE› text 与 decimal 不能比较']],
  [
    'SELECT doc FROM fine WHERE doc = 1 OR doc IN (SELECT number FROM paid)',
    ['‹1 OR doc I› 文字与数字不能比较', '‹IN (SELECT› 此处不能写子查询；EXISTS 与 IN (SELECT …) 只能在 WHERE 中，以 AND 相连'],
  ],
  ['SELECT (SELECT max(sum) FROM paid) AS m FROM fine', ['‹SELECT max› 不能把子查询当作一个值；请写在 WITH 中再 JOIN']],
  ['SELECT doc FROM fine UNION SELECT number, party FROM paid', ['‹SELECT num› UNION 两边的列数不同：1 与 2']],
  ['SELECT doc FROM fine UNION SELECT sum FROM paid', ['‹SELECT sum› “doc”的类型不一致：text 与 decimal']],
  ['SELECT doc FROM fine EXCEPT SELECT number FROM paid', ['‹EXCEPT SEL› 不能用 INTERSECT、EXCEPT；请用 EXISTS、NOT EXISTS']],
  ['SELECT * FROM fine JOIN paid ON number = doc', ['‹SELECT * F› 几张表相连时不能用 *，请列出各列']],
  ['SELECT doc FROM fine RIGHT JOIN paid ON number = doc', ['‹RIGHT JOIN› 不能用 RIGHT JOIN；请用 JOIN 或 LEFT JOIN']],
  ['SELECT doc', ['‹› 表达式没有写完，还缺 FROM']],
  ['SELECT doc FROM (SELECT doc FROM fine)', ['‹› 语句没有写完，此处应为一个名字']],
  ['SELECT doc FROM fine WHERE amount > $least', ['‹$least› 没有参数“least”']],
])('%s', (text, expected) => {
  const found = told(text)
  expect(found.length, found.join('\n')).toBe(expected.length)
  for (const [i, wanted] of expected.entries()) expect(found[i]).toContain(wanted)
})

test('brackets within brackets have an end', () => {
  const nested = Array.from({ length: 40 }).reduce<string>((inner, _, i) => `SELECT doc FROM (${inner}) AS q${i}`, 'SELECT doc FROM fine')
  expect(told(nested)[0]).toContain('嵌套过深')
  expect(told(`SELECT ${'('.repeat(200)}doc${')'.repeat(200)} AS d FROM fine`)[0]).toContain('嵌套过深')
  expect(told(`SELECT doc FROM fine WHERE doc = '${'a'.repeat(30_000)}'`)[0]).toContain('语句过长')
})

test('a table that the query does not read is told', () => {
  expect(told('SELECT doc FROM fine', 'warning')).toEqual(['‹paid]› 语句没有用到 from 中的“paid”'])
})
