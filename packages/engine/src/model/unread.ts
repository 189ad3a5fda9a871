import { columnNamed } from './names.ts'
import { mapNode, type Node, nodeSpeaksOf, type Relation } from './node.ts'
import { apply, bool, column, rewrite, speaksOf, text, type Value } from './value.ts'

/*
 * A cell that held something which could not be read (a day written in no known way) is empty, and its field is named in the hidden
 * column `_unread` of its row. `unread(column)` asks for it. Nothing of that is carried along unless asked for: from the relation
 * that asks, the column is followed back through all relations to its dataset, and a companion beside it is handed on.
 */

/** The function's name, in expressions and in the plan until it is followed. */
export const unreadName = 'unread'

export const unread = (of: Value): Value => apply(unreadName, 'bool', of)

export const speaksOfUnread = (value: Value): boolean => speaksOf(value, unreadName)

const companion = (name: string): string => `${name}__unread`
export const isUnread = (name: string): boolean => name.endsWith('__unread')

/** Every `unread(column)` becomes the companion column of its relation, and that of a dataset a look into its row's list. */
export function followUnread(relations: readonly Relation[]): readonly Relation[] {
  if (!relations.some(({ node }) => nodeSpeaksOf(node, unreadName))) return relations
  const own = new Set(relations.map(({ name }) => name))
  const wanted = new Map<string, Set<string>>()
  const from: From = ({ relation, maybe }, name, of) => {
    if (!own.has(relation)) return known(apply('contains', 'bool', column('_unread', 'text', of), text(`,${name},`)))
    const names = wanted.get(relation) ?? new Set()
    wanted.set(relation, names.add(name))
    const carried = column(companion(name), 'bool', of)
    return maybe ? known(carried) : carried
  }
  const followed = [...relations].reverse().map((relation): Relation => {
    const { name, node } = relation
    const names = wanted.get(name)
    const asks = nodeSpeaksOf(node, unreadName)
    if (!names && !asks) return relation
    const widened = names ? widen(node, names, from) : node
    if (!asks) return { name, node: widened }
    const source = sourceOf(node)
    const change = (value: Value): Value =>
      rewrite(value, (part) => {
        if (part.kind !== 'apply' || part.name !== unreadName) return part
        const [of] = part.args
        return of?.kind === 'column' ? from(source(of.of), of.name, of.of) : part
      })
    return { name, node: mapNode(widened, change) }
  })
  return followed.reverse()
}

/** No partner, or a row older than the list: nothing is known to be unread. */
const known = (value: Value): Value => apply('coalesce', 'bool', value, bool(false))

interface Source {
  readonly relation: string
  /** Its row may be lacking: the other side of a left join. */
  readonly maybe: boolean
}
type From = (source: Source, name: string, of: string | undefined) => Value

/** Which relation an alias of a node stands for; without one, the relation read first. */
function sourceOf(node: Node): (alias: string | undefined) => Source {
  const aliases = new Map<string | undefined, Source>()
  if ('from' in node && typeof node.from === 'string') aliases.set(undefined, { relation: node.from, maybe: false })
  if (node.kind === 'join') for (const { alias, to, kind } of node.joins) aliases.set(alias, { relation: to, maybe: kind === 'left' })
  if (node.kind === 'mark') for (const mark of node.marks) if ('to' in mark) aliases.set(mark.alias, { relation: mark.to, maybe: false })
  return (alias) => aliases.get(alias)!
}

/** The node with companions of these columns beside them; the checker saw to it that each is handed on as it was. */
function widen(node: Node, names: ReadonlySet<string>, from: From): Node {
  if (node.kind === 'empty')
    return { ...node, columns: [...node.columns, ...[...names].map((name) => ({ name: companion(name), type: 'bool' as const }))] }
  if (node.kind === 'union') {
    for (const name of names) for (const relation of node.from) from({ relation, maybe: false }, name, undefined)
    return { ...node, columns: [...node.columns, ...[...names].map(companion)] }
  }
  const source = sourceOf(node)
  const outputs = node.kind === 'aggregate' ? node.by : node.columns
  const companions = [...names].map((name) => {
    const value = columnNamed(outputs, name)?.value
    // A partner that was not found.
    if (value?.kind === 'literal') return { name: companion(name), value: bool(false) }
    if (value?.kind !== 'column') throw new Error(`no dataset's column: ${name}`)
    return { name: companion(name), value: from(source(value.of), value.name, value.of) }
  })
  return node.kind === 'aggregate' ? { ...node, by: [...node.by, ...companions] } : { ...node, columns: [...node.columns, ...companions] }
}
