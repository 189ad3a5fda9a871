import { calendar, eachValue, type Node, type Output, type Relation, readsOf } from './node.ts'
import { visit } from './value.ts'

export interface Pruned {
  readonly relations: readonly Relation[]
  /** Columns that are read from relations outside the plan: the datasets. */
  readonly outside: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Keeps the relations that the goals rest on, and of each only the columns that are used further on: a wide row carried from
 * step to step costs more than the collision itself.
 */
export function prune(relations: readonly Relation[], goals: ReadonlyMap<string, Iterable<string>>): Pruned {
  const wanted = new Map<string, Set<string>>()
  const want = (relation: string, names: Iterable<string>) => {
    const columns = wanted.get(relation) ?? new Set<string>()
    for (const name of names) columns.add(name)
    wanted.set(relation, columns)
  }
  for (const [relation, names] of goals) want(relation, names)

  const kept: Relation[] = []
  for (const { name, node } of [...relations].reverse()) {
    const needed = wanted.get(name)
    if (!needed) continue
    const narrow = narrowed(node, needed)
    kept.unshift({ name, node: narrow })
    for (const [relation, names] of columnsRead(narrow)) want(relation, names)
  }
  const own = new Set(relations.map(({ name }) => name))
  const outside = new Map([...wanted].filter(([relation]) => !own.has(relation) && relation !== calendar))
  return { relations: kept, outside }
}

function narrowed(node: Node, needed: ReadonlySet<string>): Node {
  const keep = (columns: readonly Output[]) =>
    columns.every(({ name }) => needed.has(name)) ? columns : columns.filter(({ name }) => needed.has(name))
  switch (node.kind) {
    case 'empty':
      return { ...node, columns: node.columns.filter(({ name }) => needed.has(name)) }
    case 'aggregate':
      return node.compute.every(({ name }) => needed.has(name)) ? node : { ...node, compute: keep(node.compute) }
    case 'union':
      return { ...node, columns: node.columns.filter((name) => needed.has(name)) }
    case 'window':
      return { ...node, compute: keep(node.compute), columns: keep(node.columns) }
    case 'distinct':
      // Whole rows: which rows are alike depends on every column.
      return node.by ? { ...node, columns: keep(node.columns) } : node
    case 'join': {
      const columns = keep(node.columns)
      const used = new Set<string>()
      const see = (output: Output) => visit(output.value, (part) => part.kind === 'column' && part.of !== undefined && used.add(part.of))
      columns.forEach(see)
      // Later joins may rest on earlier ones, so look from the end.
      const joins = [...node.joins].reverse().filter((join) => {
        if (join.kind !== 'left' || !join.single || used.has(join.alias)) {
          const values = [...join.on.flatMap(({ left, right }) => [left, right]), ...(join.when ? [join.when] : [])]
          for (const value of values) see({ name: '', value })
          return true
        }
        return false
      })
      // A node that stays as it is is known already (columnsRead).
      return columns === node.columns && joins.length === node.joins.length ? node : { ...node, joins: joins.reverse(), columns }
    }
    default: {
      const columns = keep(node.columns)
      return columns === node.columns ? node : { ...node, columns }
    }
  }
}

const read = new WeakMap<Node, ReadonlyMap<string, ReadonlySet<string>>>()

/** Which columns of which relation a node reads; asked for many times of the same node. */
export function columnsRead(node: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const found = read.get(node) ?? findColumnsRead(node)
  read.set(node, found)
  return found
}

function findColumnsRead(node: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>(readsOf(node).map((relation) => [relation, new Set<string>()]))
  if (node.kind === 'empty') return read
  if (node.kind === 'union') return new Map(node.from.map((relation) => [relation, new Set(node.columns)]))
  const aliases = new Map<string, string>()
  if (node.kind === 'join') for (const join of node.joins) aliases.set(join.alias, join.to)
  if (node.kind === 'mark') for (const mark of node.marks) if ('to' in mark) aliases.set(mark.alias, mark.to)
  eachValue(node, (value) =>
    visit(value, (part) => {
      if (part.kind === 'column') read.get(part.of === undefined ? node.from : aliases.get(part.of)!)?.add(part.name)
    }),
  )
  if (node.kind === 'window' || (node.kind === 'distinct' && node.by))
    for (const name of node.identity ?? []) read.get(node.from)!.add(name)
  if (node.kind === 'window') for (const name of node.partition) read.get(node.from)!.add(name)
  if (node.kind === 'distinct' && node.by) for (const name of node.by) read.get(node.from)!.add(name)
  return read
}
