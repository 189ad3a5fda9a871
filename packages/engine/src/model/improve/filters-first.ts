import { mapNode, type Node, type Output, type Relation, readsOf } from '../node.ts'
import { column, columnsOf, rewrite, type Value } from '../value.ts'

/**
 * A filter behind a collision that only keeps or drops rows goes before it: fewer rows collide, and what only the filter asks for
 * is not carried through.
 */
export function filtersFirst(relations: readonly Relation[]): readonly Relation[] {
  const readers = countReaders(relations)
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  for (const { name, node } of relations) {
    if (node.kind !== 'project' || !node.where || readers.get(node.from) !== 1) continue
    const collision = nodes.get(node.from)
    if (collision?.kind !== 'join' || !collision.joins.every(({ kind }) => kind === 'semi' || kind === 'anti')) continue
    const made = new Map(collision.columns.map((output) => [output.name, output.value]))
    const before = (value: Value): Value =>
      rewrite(value, (part) => (part.kind === 'column' && part.of === undefined ? made.get(part.name)! : part))
    const own = columnsOf(collision.joins.flatMap(({ on, when }) => [...on.map(({ left }) => left), ...(when ? [when] : [])]))
    const carried = (of: string): string => `_own_${of}`
    const passed: readonly Output[] = own.map((of) => ({ name: carried(of), value: column(of, 'unknown') }))
    const outputs = node.columns.map((output) => ({ name: output.name, value: before(output.value) }))
    nodes.set(node.from, { kind: 'project', from: collision.from, where: before(node.where), columns: [...outputs, ...passed] })
    const renamed = mapNode(collision, (value) =>
      rewrite(value, (part) => (part.kind === 'column' && part.of === undefined ? column(carried(part.name), part.type) : part)),
    )
    if (renamed.kind !== 'join') continue
    const columns = outputs.map((output) => ({ name: output.name, value: column(output.name, output.value.type) }))
    nodes.set(name, { ...renamed, from: node.from, columns })
  }
  return relations.map(({ name }): Relation => ({ name, node: nodes.get(name)! }))
}

/** How many relations read each relation. */
export function countReaders(relations: readonly { readonly node: Node }[]): ReadonlyMap<string, number> {
  const readers = new Map<string, number>()
  for (const { node } of relations) for (const name of readsOf(node)) readers.set(name, (readers.get(name) ?? 0) + 1)
  return readers
}
