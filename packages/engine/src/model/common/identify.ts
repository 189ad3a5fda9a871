import { mapNode, type Node, type Relation, reading, readsOf } from '../node.ts'
import { columnsRead } from '../prune.ts'
import { parameter, rewrite, type Value } from '../value.ts'

/** Relations of a plan that may be the same as those of another one, each with the values of the parameters that it speaks of. */
export interface Stretch {
  readonly relations: readonly Relation[]
  readonly values: Readonly<Record<string, string>>
}

/** A relation that one or several plans have: what its rows are, and every column that any of them wants of it. */
export interface Same {
  readonly id: string
  /** Reads others by their ids, datasets by their names; parameters are named by what they hold. */
  readonly node: Node
  readonly reads: readonly string[]
  /** Two plans mean different things by one name of a column here; or it reads what is each run's own. */
  readonly muddled: boolean
}

/**
 * Tells relations of several plans apart by what they are and not by what they are called: the same node over the same relations with
 * the same values. Which columns a plan has kept does not matter, as long as the rows do not depend on them.
 */
export class Identities {
  readonly #own: ReadonlySet<string>
  readonly #ids = new Map<string, string>()
  readonly #known = new Map<string, Same>()
  readonly #parameters = new Map<string, { readonly name: string; readonly value: string }>()

  /** Datasets of which each run has its own rows are never the same. */
  constructor(own: ReadonlySet<string> = new Set()) {
    this.#own = own
  }

  /** The id of each relation, by its name. */
  identify({ relations, values }: Stretch): ReadonlyMap<string, string> {
    const ids = new Map<string, string>()
    for (const { name, node } of relations) {
      const plain = reading(
        mapNode(node, (value) => this.#valued(value, values)),
        (relation) => ids.get(relation) ?? relation,
      )
      const text = JSON.stringify([rowsOf(plain), node.kind === 'empty' ? name : null])
      const id = this.#ids.get(text) ?? `same ${this.#ids.size + 1}`
      this.#ids.set(text, id)
      ids.set(name, id)
      const before = this.#known.get(id)
      const reads = readsOf(plain)
      const inputs = reads.some((relation) => this.#own.has(relation))
      const merged = before ? merge(before.node, plain) : plain
      this.#known.set(id, { id, node: merged ?? plain, reads, muddled: inputs || merged === undefined || (before?.muddled ?? false) })
    }
    return ids
  }

  get(id: string): Same | undefined {
    return this.#known.get(id)
  }

  /** Those that are muddled, or read what is: known when all plans are, since a later one may mean something else by a column of what an earlier one read. */
  muddled(): ReadonlySet<string> {
    const muddled = new Set<string>()
    for (const same of this.all()) if (same.muddled || same.reads.some((id) => muddled.has(id))) muddled.add(same.id)
    return muddled
  }

  /** All of them, each after those that it reads. */
  all(): readonly Same[] {
    return [...this.#known.values()]
  }

  /** The values of parameters by the names that nodes here have for them. */
  get values(): ReadonlyMap<string, string> {
    return new Map(Array.from(this.#parameters.values(), ({ name, value }) => [name, value]))
  }

  #valued(value: Value, values: Readonly<Record<string, string>>): Value {
    return rewrite(value, (part) => {
      if (part.kind !== 'parameter') return part
      const held = values[part.name] ?? ''
      const key = `${part.type} ${held}`
      const known = this.#parameters.get(key) ?? { name: `same_${this.#parameters.size + 1}`, value: held }
      this.#parameters.set(key, known)
      return parameter(known.name, part.type)
    })
  }
}

/** The node without the columns that it merely hands on: what its rows depend on. */
function rowsOf(node: Node): unknown {
  switch (node.kind) {
    case 'aggregate':
      return { ...node, compute: [] }
    case 'window':
    case 'distinct':
      // Without a key to tell rows apart, ties are settled by all that is read of them.
      if (node.kind === 'distinct' && !node.by) return node
      return { ...node, columns: [], compute: [], ties: node.identity ? null : [...columnsRead(node).get(node.from)!].sort() }
    default:
      return { ...node, columns: [] }
  }
}

/** Both with the columns of both; nothing where one name means two things. */
function merge(a: Node, b: Node): Node | undefined {
  if (a.kind === 'union' && b.kind === 'union') return { ...a, columns: [...new Set([...a.columns, ...b.columns])] }
  const together = <T extends { readonly name: string }>(left: readonly T[], right: readonly T[]): readonly T[] | undefined => {
    const all = new Map(left.map((one) => [one.name, one]))
    for (const one of right) {
      const other = all.get(one.name)
      if (other && JSON.stringify(other) !== JSON.stringify(one)) return undefined
      all.set(one.name, one)
    }
    return [...all.values()]
  }
  if (a.kind === 'empty' || b.kind === 'empty') {
    const columns = a.kind === 'empty' && b.kind === 'empty' ? together(a.columns, b.columns) : undefined
    return columns && { kind: 'empty', columns }
  }
  if (a.kind === 'aggregate' && b.kind === 'aggregate') {
    const compute = together(a.compute, b.compute)
    return compute && { ...a, compute }
  }
  if (a.kind === 'union' || b.kind === 'union' || a.kind === 'aggregate' || b.kind === 'aggregate') return undefined
  const columns = together(a.columns, b.columns)
  if (a.kind !== 'window' || b.kind !== 'window') return columns && { ...a, columns }
  const compute = together(a.compute, b.compute)
  return columns && compute && { ...a, columns, compute }
}
