import type { Join, Relation } from '../node.ts'
import { columnsRead } from '../prune.ts'
import { apply, column, rewrite, type Value, visit } from '../value.ts'
import { nearTo } from './rest.ts'

/**
 * “Nobody else's”: an anti join whose condition on both rows is, by what the keys have in common, a condition on the row itself
 * (`other.agency_code <> of_agency` where `other.agency_code = agency_code`). Rows for which it is not true have no partner and
 * need not be looked for one; they are mostly nearly all.
 */
export function ownConditions(relations: readonly Relation[]): readonly Relation[] {
  return relations.flatMap((relation) => {
    const { name, node } = relation
    const [join, ...others] = node.kind === 'join' ? node.joins : []
    if (node.kind !== 'join' || !join || others.length > 0 || join.kind !== 'anti' || !join.when) return [relation]
    const own = ownPart(join)
    if (!own) return [relation]
    const read = [...columnsRead(node).get(node.from)!]
    const [doubtful, near, met, plain] = [`${name} doubtful`, `${name} near`, `${name} met`, `${name} plain`]
    return [
      {
        name: doubtful,
        node: { kind: 'project', from: node.from, where: own, columns: read.map((of) => ({ name: of, value: column(of, 'unknown') })) },
      },
      nearTo(near, doubtful, join, node),
      { name: met, node: { ...node, from: doubtful, joins: [{ ...join, to: near }] } },
      { name: plain, node: { kind: 'project', from: node.from, where: apply('is_not_true', 'bool', own), columns: node.columns } },
      { name, node: { kind: 'union', from: [plain, met], columns: node.columns.map((output) => output.name) } },
    ]
  })
}

/** The first of the conditions joined by AND that speaks of the own row alone once equal columns stand for each other. */
function ownPart(join: Join): Value | undefined {
  const equal = new Map(
    join.on.flatMap(({ left, right, nulls }) => (right.kind === 'column' && !nulls ? [[right.name, left] as const] : [])),
  )
  const conditions = (value: Value): readonly Value[] =>
    value.kind === 'apply' && value.name === 'and' ? value.args.flatMap(conditions) : [value]
  return conditions(join.when!)
    .map((condition) =>
      rewrite(condition, (part) => (part.kind === 'column' && part.of !== undefined ? (equal.get(part.name) ?? part) : part)),
    )
    .find((condition) => {
      let theirs = false
      visit(condition, (part) => {
        if (part.kind === 'column' && part.of !== undefined) theirs = true
      })
      return !theirs
    })
}
