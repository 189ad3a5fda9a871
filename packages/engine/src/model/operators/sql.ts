import { defineOperator } from '../operator.ts'
import { Kitchen } from '../sql/rows.ts'
import { cookQuery } from '../sql/select.ts'

/**
 * What the other operators cannot say: a query over the tables named in `from` and nothing else. It is read to a tree and checked
 * like every expression, then becomes relations as all operators do; no word of its text reaches an engine.
 */
export const sql = defineOperator({
  name: 'sql',
  example: {
    written:
      '{ from: [penalty, payment], text: "SELECT p.agency, count(*) AS cases, sum(y.amount) AS paid FROM penalty p JOIN payment y ON y.number = p.doc GROUP BY p.agency" }',
    columns: ['agency', 'cases', 'paid'],
    gives: [['甲局', '2', '100.000000']],
  },
  params: { from: { kind: 'tables' }, text: { kind: 'query' } },
  reads: (given) => given.from,
  yields: (given, bench) => {
    const kitchen = new Kitchen(bench)
    const tables = new Map(given.from.map((word) => [word.text, bench.table(word)]))
    const table = cookQuery(given.text.query, tables, kitchen)
    const last = kitchen.relations.at(-1)
    if (!table || !last) return { columns: [], single: false, node: { kind: 'empty', columns: [] } }
    for (const word of given.from) if (!kitchen.read.has(word.text)) bench.report.warn(word.at, 'model.sql-unread', { name: word.text })
    const { id: _, ...rest } = table
    return { ...rest, before: kitchen.relations.slice(0, -1), node: last.node }
  },
})
