import { unify } from '../expression/type.ts'
import { columnNamed } from '../names.ts'
import { defineOperator, type StepColumn } from '../operator.ts'

/** All rows of several tables, one after another. They must have the same columns by name. */
export const union = defineOperator({
  name: 'union',
  example: {
    written: '{ from: [penalty, penalty] }',
    columns: ['doc'],
    gives: [['1'], ['1'], ['2'], ['2'], ['3'], ['3']],
  },
  params: { from: { kind: 'tables' } },
  reads: (given) => given.from,
  yields: (given, bench) => {
    const tables = given.from.map((word) => bench.table(word))
    const first = tables[0]
    if (!first || tables.length < 2) {
      bench.report.error(bench.at, 'model.union-few')
      return { columns: first?.columns ?? [], single: false, node: { kind: 'union', from: tables.map(({ id }) => id), columns: [] } }
    }
    const alike = tables.every((table) => table.primary === first.primary)
    const primary = alike ? first.primary : undefined
    const names = (columns: readonly StepColumn[]) => columns.filter(({ name }) => name !== '_rid')
    for (const [i, table] of tables.entries()) {
      if (i === 0) continue
      for (const { name } of names(first.columns))
        if (!columnNamed(table.columns, name))
          bench.report.error(given.from[i]!.at, 'model.union-missing', { table: table.id, name, first: first.id })
      for (const { name } of names(table.columns))
        if (!columnNamed(first.columns, name))
          bench.report.error(given.from[i]!.at, 'model.union-extra', { table: table.id, name, first: first.id })
    }
    const columns = names(first.columns).map((own): StepColumn => {
      let type = own.type
      for (const [i, table] of tables.entries()) {
        const other = columnNamed(table.columns, own.name)
        const common = other && unify(type, other.type)
        if (other && common === undefined)
          bench.report.error(given.from[i]!.at, 'model.union-type', { name: own.name, left: type, right: other.type })
        type = common ?? type
      }
      // Two bare datasets have no relation of their own on which a companion could be handed on.
      const straight = tables.every((table) => table.id !== table.primary && columnNamed(table.columns, own.name)?.straight)
      return { ...own, type, straight }
    })
    const all = primary === undefined ? columns : [...columns, { name: '_rid', type: 'int' } as const]
    return {
      columns: all,
      ...(primary !== undefined && { primary }),
      single: false,
      node: { kind: 'union', from: tables.map(({ id }) => id), columns: all.map(({ name }) => name) },
    }
  },
})
