import { calendar, eachValue, type Node, type Relation, readsOf } from './node.ts'
import { type Value, visit } from './value.ts'

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
    kept.push({ name, node: narrow })
    for (const [relation, names] of columnsRead(narrow)) want(relation, names)
  }
  const own = new Set(relations.map(({ name }) => name))
  const outside = new Map([...wanted].filter(([relation]) => !own.has(relation) && relation !== calendar))
  return { relations: kept.reverse(), outside }
}

const keep = <T extends { readonly name: string }>(columns: readonly T[], needed: ReadonlySet<string>): readonly T[] => {
  const kept = columns.filter(({ name }) => needed.has(name))
  return kept.length === columns.length ? columns : kept
}

/** The node with no more columns than are needed; itself where all are. */
function narrowed(node: Node, needed: ReadonlySet<string>): Node {
  switch (node.kind) {
    case 'empty':
      return { ...node, columns: keep(node.columns, needed) }
    case 'aggregate': {
      const compute = keep(node.compute, needed)
      return compute === node.compute ? node : { ...node, compute }
    }
    case 'union': {
      const columns = node.columns.filter((name) => needed.has(name))
      return columns.length === node.columns.length ? node : { ...node, columns }
    }
    case 'window': {
      const [compute, columns] = [keep(node.compute, needed), keep(node.columns, needed)]
      return compute === node.compute && columns === node.columns ? node : { ...node, compute, columns }
    }
    case 'join': {
      const columns = keep(node.columns, needed)
      if (!node.joins.some(({ kind, single }) => kind === 'left' && single)) return columns === node.columns ? node : { ...node, columns }
      const used = new Set<string>()
      const see = (value: Value) => visit(value, (part) => part.kind === 'column' && part.of !== undefined && used.add(part.of))
      for (const { value } of columns) see(value)
      // Later joins may rest on earlier ones, so look from the end.
      const joins = [...node.joins].reverse().filter((join) => {
        if (join.kind !== 'left' || !join.single || used.has(join.alias)) {
          for (const { left, right } of join.on) {
            see(left)
            see(right)
          }
          if (join.when) see(join.when)
          return true
        }
        return false
      })
      // A node that stays as it is is known already (columnsRead).
      return columns === node.columns && joins.length === node.joins.length ? node : { ...node, joins: joins.reverse(), columns }
    }
    default: {
      // Whole rows: which rows are alike depends on every column.
      if (node.kind === 'distinct' && !node.by) return node
      const columns = keep(node.columns, needed)
      return columns === node.columns ? node : { ...node, columns }
    }
  }
}

const read = new WeakMap<Node, ReadonlyMap<string, ReadonlySet<string>>>()

/** Which columns of which relation a node reads; asked for many times of the same node. */
export function columnsRead(node: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const before = read.get(node)
  if (before) return before
  const found = findColumnsRead(node)
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
  const own = read.get(node.from)
  const see = (part: Value): void => {
    if (part.kind === 'column') (part.of === undefined ? own : read.get(aliases.get(part.of)!))?.add(part.name)
    else if (part.kind === 'apply') part.args.forEach(see)
  }
  eachValue(node, see)
  if (node.kind === 'window' || (node.kind === 'distinct' && node.by))
    for (const name of node.identity ?? []) read.get(node.from)!.add(name)
  if (node.kind === 'window') for (const name of node.partition) read.get(node.from)!.add(name)
  if (node.kind === 'distinct' && node.by) for (const name of node.by) read.get(node.from)!.add(name)
  return read
}
