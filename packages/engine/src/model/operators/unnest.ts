import { newName, passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import { defineOperator } from '../operator.ts'
import { apply } from '../value.ts'

/** A row for each element of a list. `inner` drops rows whose list is empty or unknown, `left` keeps them with NULL. */
export const unnest = defineOperator({
  name: 'unnest',
  example: {
    written: '{ from: penalty, list: kinds, as: kind }',
    columns: ['doc', 'kind'],
    gives: [
      ['1', '罚款'],
      ['1', '警告'],
      ['2', '罚款'],
    ],
  },
  params: {
    from: { kind: 'table' },
    list: { kind: 'formula' },
    as: { kind: 'name', fresh: true },
    kind: { kind: 'choice', optional: true, choices: ['inner', 'left'] },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const list = typeAs(given.list, 'text[]', bench.scope(from), 'list')
    newName(given.as, new Set(from.columns.map(({ name }) => name)), bench)
    return {
      ...(from.primary !== undefined && { primary: from.primary }),
      single: false,
      columns: [...from.columns, { name: given.as.text, type: 'text' }],
      node: {
        kind: 'unnest',
        from: from.id,
        list: given.kind?.text === 'left' ? apply('list_or_null', 'text[]', list) : list,
        as: given.as.text,
        columns: passAll(from),
      },
    }
  },
})
