import { calendar, eachValue, type Node, type Relation } from './node.ts'
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
  for (const [relation, names] of goals) wanted.set(relation, new Set(names))

  const kept: Relation[] = []
  for (let at = relations.length - 1; at >= 0; at--) {
    const relation = relations[at]!
    const needed = wanted.get(relation.name)
    if (!needed) continue
    const node = narrowed(relation.node, needed)
    kept.push(node === relation.node ? relation : { name: relation.name, node })
    readInto(wanted, node)
  }
  const own = new Set(relations.map(({ name }) => name))
  const outside = new Map([...wanted].filter(([relation]) => !own.has(relation) && relation !== calendar))
  return { relations: kept.reverse(), outside }
}

/** The list itself where all are needed: mostly so, after the first time. */
function keep<T extends { readonly name: string }>(columns: readonly T[], needed: ReadonlySet<string>): readonly T[] {
  let whole = 0
  while (whole < columns.length && needed.has(columns[whole]!.name)) whole++
  return whole === columns.length ? columns : columns.filter(({ name }) => needed.has(name))
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

/** Which columns of which relation a node reads, in the order in which it speaks of them. */
export function columnsRead(node: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>()
  readInto(read, node)
  return read
}

/** What is read of a relation is added to what others read of it. */
function readInto(read: Map<string, Set<string>>, node: Node): void {
  if (node.kind === 'empty') return
  if (node.kind === 'union') {
    for (const relation of node.from) addAll(readOf(read, relation), node.columns)
    return
  }
  const own = readOf(read, node.from)
  const others = new Map<string, Set<string>>()
  if (node.kind === 'join') for (const { alias, to } of node.joins) others.set(alias, readOf(read, to))
  if (node.kind === 'mark') for (const mark of node.marks) if ('to' in mark) others.set(mark.alias, readOf(read, mark.to))
  eachValue(node, (value) => addColumns(value, own, others))
  if (node.kind === 'window' || (node.kind === 'distinct' && node.by)) addAll(own, node.identity ?? [])
  if (node.kind === 'window') addAll(own, node.partition)
  if (node.kind === 'distinct' && node.by) addAll(own, node.by)
}

function readOf(read: Map<string, Set<string>>, relation: string): Set<string> {
  const before = read.get(relation)
  if (before) return before
  const columns = new Set<string>()
  read.set(relation, columns)
  return columns
}

function addAll(columns: Set<string>, names: Iterable<string>): void {
  for (const name of names) columns.add(name)
}

function addColumns(value: Value, own: Set<string>, others: ReadonlyMap<string, Set<string>>): void {
  if (value.kind === 'column') (value.of === undefined ? own : others.get(value.of))?.add(value.name)
  else if (value.kind === 'apply') for (let at = 0; at < value.args.length; at++) addColumns(value.args[at]!, own, others)
}
