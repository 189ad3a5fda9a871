import { type Relation, reading } from '../node.ts'

/** A step that hands on the rows of another step as they are is not asked: its readers read the other. A dataset is read once, by its step. */
export function straightThrough(relations: readonly Relation[], goals: ReadonlyMap<string, unknown>): readonly Relation[] {
  const instead = new Map<string, string>()
  const own = new Set(relations.map(({ name }) => name))
  return relations.flatMap(({ name, node }): readonly Relation[] => {
    const read = instead.size === 0 ? node : reading(node, (one) => instead.get(one) ?? one)
    const plain =
      read.kind === 'project' &&
      !read.where &&
      own.has(read.from) &&
      read.columns.every((output) => output.value.kind === 'column' && output.value.of === undefined && output.value.name === output.name)
    if (!plain || goals.has(name)) return [{ name, node: read }]
    instead.set(name, read.from)
    return []
  })
}
