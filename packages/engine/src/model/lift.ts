import { calendar, type Join, mapNode, type Node, type Output, type Relation } from './node.ts'
import { columnsRead } from './prune.ts'
import { apply, column, rewrite, type Value, visit } from './value.ts'

/**
 * workdays_between becomes the difference of two calendar rows: before the relation that speaks of it stands one that looks
 * both days up, so that no engine is ever asked to count days one by one.
 */
export function liftWorkdays(relations: readonly Relation[]): readonly Relation[] {
  return relations.flatMap(({ name, node }) => {
    if (!('from' in node) || typeof node.from !== 'string' || !speaksOfWorkdays(node)) return [{ name, node }]
    const from = node.from
    const joins: Join[] = []
    const found: Output[] = []
    const replaced = mapNode(node, (value) =>
      rewrite(value, (part) => {
        if (part.kind !== 'apply' || part.name !== 'workdays_between') return part
        const [first, last] = part.args.map((arg) => lookUp(arg, joins))
        const counted = `_workdays_${found.length + 1}`
        // None when the second day is not later: working days are not owed backwards.
        found.push({
          name: counted,
          value: apply('greatest_known', 'int', apply('-', 'int', last!, first!), { kind: 'literal', type: 'int', text: '0' }),
        })
        return column(counted, 'int')
      }),
    )
    const passed = [...(columnsRead(node).get(from) ?? [])].map((column_) => ({ name: column_, value: column(column_, 'unknown') }))
    const helper = `${name} days`
    return [
      { name: helper, node: { kind: 'join', from, joins, columns: [...passed, ...found] } },
      { name, node: { ...replaced, from: helper } as Node },
    ]
  })
}

function lookUp(day: Value, joins: Join[]): Value {
  const alias = `c${joins.length + 1}`
  joins.push({ kind: 'left', to: calendar, alias, single: true, on: [{ left: day, right: column('d', 'date', alias) }] })
  return column('n', 'int', alias)
}

function speaksOfWorkdays(node: Node): boolean {
  let speaks = false
  mapNode(node, (value) => {
    visit(value, (part) => {
      if (part.kind === 'apply' && part.name === 'workdays_between') speaks = true
    })
    return value
  })
  return speaks
}
