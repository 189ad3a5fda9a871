import { newName } from '../columns.ts'
import { typeAs, typeExpression } from '../expression/type.ts'
import type { Output, Relation } from '../node.ts'
import { defineOperator, type StepColumn } from '../operator.ts'
import { allOf, apply, column, int, type Value } from '../value.ts'

const never: Value = { kind: 'literal', type: 'date', text: '9999-12-31' }
const day = (name: string): Value => column(name, 'date')
const [start, end, latest, reach, span] = ['_start', '_end', '_latest', '_reach', '_span'] as const

/**
 * Spans of days that overlap or adjoin, merged into one for each group: custody by several measures in a row, stays in several
 * wards. A span without an end is still open, and so is what it is merged into. Rows without a start, and spans that end before
 * they start, are no spans and are left out.
 */
export const intervals = defineOperator({
  name: 'intervals',
  example: {
    written: '{ from: penalty, by: [party], start: served, end: until, compute: { cases: "count(*)" } }',
    columns: ['party', 'served', 'until', 'cases'],
    gives: [
      ['p', '2024-01-31', '2024-03-31', '2'],
      ['q', '2024-06-01', null, '1'],
    ],
  },
  params: {
    from: { kind: 'table' },
    by: { kind: 'names' },
    start: { kind: 'name' },
    end: { kind: 'name' },
    gap: { kind: 'formula', optional: true },
    compute: { kind: 'formulas', optional: true },
    where: { kind: 'formula', optional: true },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const scope = bench.scope(from)
    const by = given.by.flatMap((word) => bench.column(from, word) ?? [])
    const [first, last] = [given.start, given.end].map((word) => {
      const found = bench.column(from, word)
      if (found && found.type !== 'date' && found.type !== 'unknown')
        bench.report.error(word.at, 'model.type-wanted', { what: word.text, wanted: 'date', got: found.type })
      return column(word.text, 'date')
    }) as [Value, Value]
    const gap = given.gap ? typeAs(given.gap, 'int', bench.scope(from, { columns: [] }), 'gap') : int(1)
    const where = given.where && typeAs(given.where, 'bool', scope, 'where')
    const taken = new Set([...by.map(({ name }) => name), given.start.text, given.end.text])
    const added: StepColumn[] = []
    const compute: Output[] = []
    for (const { as, expression } of given.compute ?? []) {
      const value = typeExpression(expression, bench.scope(from, { use: 'aggregate', grouped: new Set(by.map(({ name }) => name)) }))
      if (!newName(as, taken, bench)) continue
      taken.add(as.text)
      added.push({ name: as.text, type: value.type })
      compute.push({ name: as.text, value })
    }
    const [spans, running, opened, numbered] = [bench.name('spans'), bench.name('running'), bench.name('opened'), bench.name('numbered')]
    const pass: readonly Output[] = from.columns.map(({ name, type }) => ({ name, value: column(name, type) }))
    const both: readonly Output[] = [start, end].map((name) => ({ name, value: day(name) }))
    const order = [start, end].map((name) => ({ value: day(name), descending: false }))
    const ended = apply('coalesce', 'date', last, never)
    const partition = by.map(({ name }) => name)
    // Spans alike in both days are interchangeable, so the order needs nothing more to be told apart by.
    const windowOf = (name: string, source: string, made: Output, columns: readonly Output[]): Relation => ({
      name,
      node: { kind: 'window', from: source, partition, order, identity: [], compute: [made], columns },
    })
    const before: Relation[] = [
      {
        name: spans,
        node: {
          kind: 'project',
          from: from.id,
          where: allOf([where, apply('<=', 'bool', first, ended)])!,
          columns: [...pass, { name: start, value: first }, { name: end, value: ended }],
        },
      },
      windowOf(running, spans, { name: latest, value: apply('max', 'date', day(end)) }, [...pass, ...both]),
      windowOf(opened, running, { name: reach, value: apply('lag', 'date', day(latest)) }, [...pass, ...both]),
      windowOf(numbered, opened, { name: span, value: apply('sum', 'int', opens(gap)) }, [...pass, ...both]),
    ]
    return {
      single: false,
      key: [...partition, given.start.text],
      columns: [...by, { name: given.start.text, type: 'date' }, { name: given.end.text, type: 'date' }, ...added],
      before,
      node: {
        kind: 'aggregate',
        from: numbered,
        by: [...by.map(({ name, type }) => ({ name, value: column(name, type) })), { name: span, value: column(span, 'int') }],
        compute: [
          { name: given.start.text, value: apply('min', 'date', day(start)) },
          { name: given.end.text, value: apply('nullif', 'date', apply('max', 'date', day(end)), never) },
          ...compute,
        ],
      },
    }
  },
})

/** One where a span begins that no earlier one reaches, else none; their running sum numbers the merged spans. */
const opens = (gap: Value): Value => {
  const reached = apply('<=', 'bool', apply('add_days', 'date', day(start), apply('negate', 'int', gap)), day(reach))
  return apply('case', 'int', reached, int(0), int(1))
}
