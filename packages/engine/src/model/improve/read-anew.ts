import type { Relation } from '../node.ts'
import { isUnread } from '../unread.ts'
import { countReaders } from './filters-first.ts'

/**
 * Rows of a dataset that two steps read, one of them only some: each reads them from the files, where its own condition leaves whole stretches out and
 * columns that the other needs are not fetched. To keep all of them for both costs more (a tenth of the transport model).
 */
export function readAnew(relations: readonly Relation[]): ReadonlySet<string> {
  const own = new Set(relations.map(({ name }) => name))
  const readers = countReaders(relations)
  const filtered = new Set(relations.flatMap(({ node }) => (node.kind === 'project' && node.where ? [node.from] : [])))
  return new Set(
    relations.flatMap(({ name, node }) => {
      if (node.kind !== 'project' || own.has(node.from) || node.from.startsWith('_')) return []
      // A column as it is, or whether it could be read: nothing that is better worked out once.
      const plain = node.columns.every((output) => output.value.kind === 'column' || isUnread(output.name))
      return plain && readers.get(name) === 2 && filtered.has(name) ? [name] : []
    }),
  )
}
