import { columnNamed } from './names.ts'
import type { Node, Relation } from './node.ts'

/** A column of a dataset's own row. */
export interface Origin {
  readonly dataset: string
  readonly column: string
}

export type Origins = (relation: string, name: string) => Origin | undefined

/** Which column of its own dataset's row each column still is, after all steps; nothing where a step made it anew. */
export function openOrigins(relations: readonly Relation[]): Origins {
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  const known = new Map<string, Map<string, Origin | undefined>>()
  const find: Origins = (relation, name) => {
    const node = nodes.get(relation)
    // A table that several models share (common.ts) may hold a row of its dataset twice.
    if (!node) return relation.startsWith('_') ? undefined : { dataset: relation, column: name }
    const found = known.get(relation) ?? new Map<string, Origin | undefined>()
    known.set(relation, found)
    const before = found.get(name)
    if (before || found.has(name)) return before
    const origin = trace(node, name, find)
    found.set(name, origin)
    return origin
  }
  return find
}

function trace(node: Node, name: string, find: Origins): Origin | undefined {
  switch (node.kind) {
    case 'empty':
    case 'aggregate':
      return undefined
    case 'union': {
      const [first, ...rest] = node.from.map((relation) => find(relation, name))
      return first && rest.every((other) => other?.dataset === first.dataset && other.column === first.column) ? first : undefined
    }
    default: {
      const value = columnNamed(node.columns, name)?.value
      return value?.kind === 'column' && value.of === undefined ? find(node.from, value.name) : undefined
    }
  }
}
