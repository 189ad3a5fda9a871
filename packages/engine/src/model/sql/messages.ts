import { defineMessages } from '../../message.ts'

/** What is said of the text of an `sql` step. */
export const sqlMessages = defineMessages({
  'model.want-query': { zh: '“{what}”应写成一条 SELECT 语句', en: '"{what}" must be a SELECT statement' },
  'model.sql-long': {
    zh: '语句过长，最多 {most} 字；请分几步',
    en: 'The query is too long: at most {most} characters; split it into steps',
  },
  'model.sql-remark': { zh: '语句中不能写注释；请写在步骤的 note 中', en: 'No remarks in a query; the note of the step is for them' },
  'model.sql-select': { zh: '应以 SELECT 或 WITH 开头，却是“{got}”', en: 'Must begin with SELECT or WITH, not "{got}"' },
  'model.sql-unnamed': { zh: '语句没有写完，此处应为一个名字', en: 'The query ends where a name is needed' },
  'model.sql-name': { zh: '算出来的列要用 AS 起名', en: 'A computed column needs a name: AS name' },
  'model.sql-word': { zh: '此处应为一个名字，却是“{got}”', en: 'Expected a name, got "{got}"' },
  'model.sql-file': { zh: '不能读文件；FROM 后只能是 from 中所列的表', en: 'No files here: FROM takes tables that the step lists in from' },
  'model.sql-elsewhere': {
    zh: '不能读别处的“{name}”；FROM 后只能是 from 中所列的表',
    en: '"{name}" is elsewhere: FROM takes tables that the step lists in from',
  },
  'model.sql-table-function': {
    zh: '“{name}(…)”不是表；FROM 后只能是 from 中所列的表',
    en: '"{name}(…)" is no table: FROM takes tables that the step lists in from',
  },
  'model.sql-unknown-table': {
    zh: '步骤的 from 中没有“{name}”。可用：{known}',
    en: 'The step does not list "{name}" in from. There is: {known}',
  },
  'model.sql-unknown-table-near': {
    zh: '步骤的 from 中没有“{name}”，是否为“{near}”？',
    en: 'The step does not list "{name}" in from. Did you mean "{near}"?',
  },
  'model.sql-unread': { zh: '语句没有用到 from 中的“{name}”', en: 'The query does not read "{name}" of from' },
  'model.sql-taken': { zh: '已有“{name}”这张表，请另起名', en: 'There is already a table "{name}"; choose another name' },
  'model.sql-shared': { zh: '几张表都有“{name}”，请写明是哪张：{known}', en: 'Several tables have "{name}"; say which: {known}' },
  'model.sql-comma': { zh: '几张表请用 JOIN … ON 相连，不用逗号', en: 'Join tables with JOIN … ON, not with commas' },
  'model.sql-join-kind': { zh: '不能用 {kind} JOIN；请用 JOIN 或 LEFT JOIN', en: 'No {kind} JOIN; use JOIN or LEFT JOIN' },
  'model.sql-join-on': { zh: 'JOIN 之后要有 ON 或 USING', en: 'JOIN needs ON or USING' },
  'model.sql-no-equality': {
    zh: 'ON 中至少要有一个两表相等的条件（a.列 = b.列）',
    en: 'ON needs at least one equality between the two tables (a.column = b.column)',
  },
  'model.sql-not-in': {
    zh: '不能用 NOT IN (SELECT …)：对方有空值时一行也得不到；请用 NOT EXISTS',
    en: 'No NOT IN (SELECT …): one NULL on the other side and it is never true; use NOT EXISTS',
  },
  'model.sql-exists': {
    zh: 'EXISTS 中只能是 SELECT … FROM … WHERE …；分组、UNION 请先写在 WITH 中',
    en: 'EXISTS takes SELECT … FROM … WHERE …; put groups and UNION into WITH first',
  },
  'model.sql-exists-equality': {
    zh: 'EXISTS 的 WHERE 中至少要有一个与外面的行相等的条件',
    en: 'The WHERE of EXISTS needs at least one equality with the row outside',
  },
  'model.sql-in-columns': { zh: 'IN (SELECT …) 只能选一列', en: 'IN (SELECT …) takes one column' },
  'model.sql-query-here': {
    zh: '此处不能写子查询；EXISTS 与 IN (SELECT …) 只能在 WHERE 中，以 AND 相连',
    en: 'No query here: EXISTS and IN (SELECT …) belong in WHERE, joined by AND',
  },
  'model.sql-scalar': {
    zh: '不能把子查询当作一个值；请写在 WITH 中再 JOIN',
    en: 'A query is no value; put it into WITH and join it',
  },
  'model.sql-over-here': { zh: 'OVER 只能写在 SELECT 的列中', en: 'OVER belongs in the select list' },
  'model.sql-over-grouped': {
    zh: '有 GROUP BY 时不能再用 OVER；请先在 WITH 中分组',
    en: 'No OVER beside GROUP BY; group in WITH first',
  },
  'model.sql-partition': {
    zh: 'PARTITION BY 后只能是列；请先在 WITH 中算出来',
    en: 'PARTITION BY takes columns; compute it in WITH first',
  },
  'model.sql-frame': {
    zh: '不能用 ROWS、RANGE；有 ORDER BY 时算到本行为止，按天数回看请用 window 步骤',
    en: 'No ROWS or RANGE: with ORDER BY it runs up to the row; to look back so many days use the window operator',
  },
  'model.sql-distinct': { zh: '不写 {name}(DISTINCT x)；请用 count_distinct(x)', en: 'Not {name}(DISTINCT x); use count_distinct(x)' },
  'model.sql-distinct-on': {
    zh: '不能用 DISTINCT ON；请用 row_number() OVER (…)',
    en: 'No DISTINCT ON; use row_number() OVER (…)',
  },
  'model.sql-cast': {
    zh: '不能用 CAST；请用 text_of、int_of、decimal_of、date_of',
    en: 'No CAST; use text_of, int_of, decimal_of or date_of',
  },
  'model.sql-recursive': {
    zh: '不能递归；关联成团请用 cluster 步骤',
    en: 'No recursion; what hangs together is found by the cluster operator',
  },
  'model.sql-set': { zh: '不能用 INTERSECT、EXCEPT；请用 EXISTS、NOT EXISTS', en: 'No INTERSECT or EXCEPT; use EXISTS and NOT EXISTS' },
  'model.sql-order': {
    zh: '结果不分先后，ORDER BY 只与 LIMIT 连用',
    en: 'What comes out has no order; ORDER BY stands only with LIMIT',
  },
  'model.sql-limit': {
    zh: 'LIMIT 之前要有 ORDER BY，否则每次取到的行可能不同',
    en: 'LIMIT needs ORDER BY, or every run may take other rows',
  },
  'model.sql-limit-none': { zh: 'LIMIT 至少为 1，否则什么也取不到', en: 'LIMIT is 1 at least, or nothing is taken' },
  'model.sql-offset': { zh: '不能用 OFFSET、FETCH；请用 row_number() OVER (…)', en: 'No OFFSET or FETCH; use row_number() OVER (…)' },
  'model.sql-nulls': { zh: '空值总排在最后，不能改', en: 'Unknown values always stand last' },
  'model.sql-star-joined': { zh: '几张表相连时不能用 *，请列出各列', en: 'No * with joins; list the columns' },
  'model.sql-star-grouped': { zh: '分组时不能用 *，请列出各列', en: 'No * with groups; list the columns' },
  'model.sql-union-count': { zh: 'UNION 两边的列数不同：{left} 与 {right}', en: 'UNION of {left} and {right} columns' },
})
