import { functions } from '../expression/functions.ts'
import { printExpression } from '../expression/print.ts'
import { type Expression, partsOf } from '../expression/tree.ts'
import { typeAs, typeExpression } from '../expression/type.ts'
import type { Output } from '../node.ts'
import type { StepColumn, StepTable } from '../operator.ts'
import { apply, column } from '../value.ts'
import { checkShared } from './from.ts'
import type { Item, Select } from './query.ts'
import type { Kitchen, Rows } from './rows.ts'

/** Does the expression sum up rows? What stands with OVER looks at neighbours instead. */
export const collects = (e: Expression): boolean =>
  e.kind !== 'over' &&
  ((e.kind === 'call' && (e.star || (Object.hasOwn(functions, e.name) && functions[e.name]!.use === 'aggregate'))) ||
    partsOf(e).some(collects))

const having = '_having'

/** One row a group, with the columns of the select list. */
export function grouped(select: Select, items: readonly Item[], rows: Rows, kitchen: Kitchen): StepTable {
  const { report } = kitchen.bench
  // GROUP BY may name what the select list calls an expression.
  const groups = (select.group ?? []).map((e): Expression => {
    const item = e.kind === 'name' && !rows.names.has(e.name) ? items.find(({ as }) => as.text === e.name) : undefined
    return item?.expression ?? e
  })
  const by = groups.map((expression, i): Output & { readonly written: string } => {
    checkShared(expression, rows, kitchen)
    const written = printExpression(expression)
    const item = items.find((one) => printExpression(one.expression) === written)
    const value = typeExpression(expression, kitchen.scope(rows))
    return { name: item?.as.text ?? `_group_${i + 1}`, value, written }
  })
  const plain = new Set(by.flatMap(({ value }) => (value.kind === 'column' ? [value.name] : [])))
  const scope = kitchen.scope(rows, { use: 'aggregate', grouped: plain })
  const compute: Output[] = []
  const columns: StepColumn[] = []
  const outputs: Output[] = []
  for (const { as, expression } of items) {
    checkShared(expression, rows, kitchen)
    const group = by.find(({ written }) => written === printExpression(expression))
    if (!group) compute.push({ name: as.text, value: typeExpression(expression, scope) })
    const value = group?.value ?? compute.at(-1)!.value
    columns.push({ name: as.text, type: value.type })
    outputs.push({ name: as.text, value: column(group?.name ?? as.text, value.type) })
  }
  if (select.having) {
    checkShared(select.having, rows, kitchen)
    compute.push({ name: having, value: typeAs(select.having, 'bool', scope, 'HAVING') })
  }
  for (const { expression } of items) refuseOver(expression, (at) => report.error(at, 'model.sql-over-grouped'))
  const summed = kitchen.add(
    'grouped',
    { columns: [...by, ...compute].map(({ name, value }) => ({ name, type: value.type })), single: false },
    { kind: 'aggregate', from: rows.table.id, by: by.map(({ name, value }) => ({ name, value })), compute },
  )
  const shown = by.map(({ name }) => outputs.find(({ value }) => value.kind === 'column' && value.name === name)?.name)
  const key = shown.every((name) => name !== undefined) ? shown : undefined
  return kitchen.add(
    'selected',
    { columns, single: false, ...(key && { key }) },
    {
      kind: 'project',
      from: summed.id,
      ...(select.having && { where: apply('is_true', 'bool', column(having, 'bool')) }),
      columns: outputs,
    },
  )
}

function refuseOver(e: Expression, refuse: (at: Expression['at']) => void): void {
  if (e.kind === 'over') refuse(e.at)
  for (const part of partsOf(e)) refuseOver(part, refuse)
}
