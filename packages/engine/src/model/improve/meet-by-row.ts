import { columnNamed } from '../names.ts'
import { type Join, type Match, type Node, type Output, type Relation, readsOf as readRelations } from '../node.ts'
import { columnsRead } from '../prune.ts'
import { allOf, apply, column, type Value } from '../value.ts'

/** By which columns the rows of a dataset are told apart: no two of a snapshot have the same ones (the latest wins), if none is empty. */
export type Keys = ReadonlyMap<string, readonly string[]>

/**
 * Rows that agree in the whole key of one dataset, wherever its columns were carried to, speak of one row of it. They meet by the
 * number of that row instead of by three texts: it is made once, where the dataset is read, and goes along. It is null where the key
 * is not whole, so that it meets nobody, as an empty column would not.
 */
export function meetByRow(relations: readonly Relation[], keys: Keys, goals: ReadonlyMap<string, unknown>): readonly Relation[] {
  if (keys.size === 0) return relations
  const rows = new Rows(relations, keys)
  for (const { name } of relations) rows.meet(name)
  return groupByRow(rows.result, rows.carried, goals)
}

const none: ReadonlySet<string> = new Set()

/** Columns of a relation that are the whole key of some row, in the order of the key. */
type Names = readonly string[]

/** The number of a row, carried beside its key. */
interface Carried {
  readonly names: Names
  readonly code: string
}

/** Where a column of a node is read. */
interface Read {
  readonly relation: string
  readonly name: string
  readonly alias?: string
}

class Rows {
  readonly #relations: readonly Relation[]
  readonly #keys: Keys
  /** Of how many columns keys are. */
  readonly #lengths: ReadonlySet<number>
  /** As they were: what comes from where does not change. */
  readonly #before: ReadonlyMap<string, Node>
  readonly #after: Map<string, Node>
  /** The columns of each key, told apart from those of other datasets. */
  readonly #parts: ReadonlyMap<string, readonly string[]>
  readonly #origins = new Map<string, Map<string, ReadonlySet<string>>>()
  readonly #leads = new Map<string, boolean>()
  /** Of groups and first rows: the keys that they hold, each beside its number. */
  readonly carried = new Map<string, Carried[]>()

  constructor(relations: readonly Relation[], keys: Keys) {
    this.#relations = relations
    this.#keys = keys
    this.#lengths = new Set(Array.from(keys.values(), ({ length }) => length))
    this.#parts = new Map(Array.from(keys, ([dataset, key]) => [dataset, key.map((name) => `${dataset}.${name}`)]))
    this.#before = new Map(relations.map(({ name, node }) => [name, node]))
    this.#after = new Map(this.#before)
  }

  get result(): readonly Relation[] {
    return this.#relations.map(({ name }) => ({ name, node: this.#after.get(name)! }))
  }

  meet(relation: string): void {
    const node = this.#before.get(relation)!
    if (node.kind === 'join') {
      const on = node.joins.map((join) => this.#meetings(node.from, join))
      if (node.joins.every((join, at) => on[at] === join.on)) return
      const joins = node.joins.map((join, at) => ({ ...join, on: on[at]! }))
      this.#change(relation, (now) => (now.kind === 'join' ? { ...now, joins } : now))
    }
    if (node.kind === 'mark') {
      const marks = node.marks.map((mark) => {
        const on = 'to' in mark ? this.#meetings(node.from, mark) : undefined
        return 'to' in mark && on !== mark.on ? { ...mark, on: on! } : mark
      })
      if (marks.some((mark, at) => mark !== node.marks[at]))
        this.#change(relation, (now) => (now.kind === 'mark' ? { ...now, marks } : now))
    }
  }

  #change(relation: string, change: (node: Node) => Node): void {
    this.#after.set(relation, change(this.#after.get(relation)!))
  }

  /** The same meeting, by the number of a row where a whole key meets and nothing else. */
  #meetings(from: string, { to, alias, on }: Pick<Join, 'to' | 'alias' | 'on'>): readonly Match[] {
    if (!this.#lengths.has(on.length)) return on
    const pairs = on.flatMap(({ left, right, nulls }) => {
      if (nulls || left.kind !== 'column' || left.of !== undefined || right.kind !== 'column') return []
      const theirs = this.#origin(to, right.name)
      if (theirs.size === 0) return []
      const both = [...this.#origin(from, left.name)].filter((one) => theirs.has(one))
      return both.length > 0 ? [{ left: left.name, right: right.name, both }] : []
    })
    if (pairs.length === 0) return on
    for (const [dataset, { length }] of this.#keys) {
      if (length !== on.length) continue
      const whole = this.#parts.get(dataset)!.flatMap((part) => pairs.find(({ both }) => both.includes(part)) ?? [])
      if (whole.length < length) continue
      const [lefts, rights] = [whole.map(({ left }) => left), whole.map(({ right }) => right)]
      if (!this.#lead(from, lefts, dataset) || !this.#lead(to, rights, dataset)) continue
      // One side is null where the key is not whole: that is enough.
      const left = this.#number({ relation: from, names: lefts }, dataset)
      const right = this.#before.has(to) ? column(this.#carry(to, rights, dataset), 'int', alias) : column('_rid', 'int', alias)
      return [{ left, right }]
    }
    return on
  }

  /** Which columns of datasets a column may be: its own, and what it was found equal to. */
  #origin(relation: string, name: string): ReadonlySet<string> {
    const known = this.#origins.get(relation) ?? new Map<string, ReadonlySet<string>>()
    this.#origins.set(relation, known)
    const before = known.get(name)
    if (before) return before
    const found = this.#findOrigin(relation, name)
    known.set(name, found)
    return found
  }

  #findOrigin(relation: string, name: string): ReadonlySet<string> {
    const node = this.#before.get(relation)
    if (!node) return this.#keys.get(relation)?.includes(name) ? new Set([`${relation}.${name}`]) : none
    if (node.kind === 'empty') return none
    if (node.kind === 'union') {
      const [first = none, ...others] = node.from.map((one) => this.#origin(one, name))
      return first.size === 0 ? none : new Set([...first].filter((one) => others.every((other) => other.has(one))))
    }
    if (node.kind !== 'join') {
      const of = readAs(node, name)
      return of?.kind === 'column' && of.of === undefined ? this.#origin(node.from, of.name) : none
    }
    const [first, ...others] = readsOf(node, name)
    const found = first ? this.#origin(first.relation, first.name) : none
    return others.length === 0 ? found : new Set([...found, ...others.flatMap((read) => [...this.#origin(read.relation, read.name)])])
  }

  /** Are these columns, in every row, the key of one row of the dataset? */
  #lead(relation: string, names: Names, dataset: string): boolean {
    const id = [relation, dataset, ...names].join('\u001f')
    const known = this.#leads.get(id)
    if (known !== undefined) return known
    const node = this.#before.get(relation)
    const key = this.#keys.get(dataset)!
    const leads = !node
      ? relation === dataset && names.every((name, at) => name === key[at])
      : node.kind === 'union'
        ? node.from.every((one) => this.#lead(one, names, dataset))
        : this.#from(node, names, dataset) !== undefined
    this.#leads.set(id, leads)
    return leads
  }

  /** The one relation that a node has these columns from, as the key of a row. */
  #from(
    node: Node,
    names: Names,
    dataset: string,
  ): { readonly relation: string; readonly alias?: string; readonly names: Names } | undefined {
    if (node.kind !== 'join') {
      if (node.kind === 'empty' || node.kind === 'union') return undefined
      const all = names.flatMap((name) => {
        const of = readAs(node, name)
        return of?.kind === 'column' && of.of === undefined ? of.name : []
      })
      return all.length === names.length && this.#lead(node.from, all, dataset) ? { relation: node.from, names: all } : undefined
    }
    const [first = [], ...others] = names.map((name) => readsOf(node, name))
    for (const { relation, alias, name } of first) {
      const rest = others.map((reads) => reads.find((read) => read.relation === relation && read.alias === alias)?.name)
      const all = [name, ...rest].filter((one) => one !== undefined)
      if (all.length === names.length && this.#lead(relation, all, dataset))
        return { relation, ...(alias !== undefined && { alias }), names: all }
    }
    return undefined
  }

  /** Brings the number of the row with this key along, down from its dataset; its name here. */
  #carry(relation: string, names: Names, dataset: string): string {
    const code = `_row ${dataset} ${names.join(' ')}`
    const node = this.#before.get(relation)!
    if (namesOf(this.#after.get(relation)!).includes(code)) return code
    if (node.kind === 'union') {
      for (const from of node.from) this.#carry(from, names, dataset)
      this.#change(relation, (now) => (now.kind === 'union' ? { ...now, columns: [...now.columns, code] } : now))
      return code
    }
    const from = this.#from(node, names, dataset)!
    const output: Output = { name: code, value: this.#number(from, dataset) }
    this.#change(relation, (now) => {
      if (now.kind === 'aggregate') return { ...now, by: [...now.by, output] }
      return now.kind === 'empty' || now.kind === 'union' ? now : { ...now, columns: [...now.columns, output] }
    })
    if (node.kind === 'aggregate' || node.kind === 'distinct')
      this.carried.set(relation, [...(this.carried.get(relation) ?? []), { names, code }])
    return code
  }

  /** The number as the reader of this relation or dataset has it. */
  #number(
    { relation, alias, names }: { readonly relation: string; readonly alias?: string; readonly names: Names },
    dataset: string,
  ): Value {
    if (this.#before.has(relation)) return column(this.#carry(relation, names, dataset), 'int', alias)
    const known = allOf(names.map((name) => apply('is_not_null', 'bool', column(name, 'unknown', alias))))
    return apply('case', 'int', known!, column('_rid', 'int', alias))
  }
}

/** Where a column of a join comes from unchanged, or what it was found equal to by an inner join. */
function readsOf(node: Extract<Node, { kind: 'join' }>, name: string): readonly Read[] {
  const value = columnNamed(node.columns, name)?.value
  if (value?.kind !== 'column') return []
  const equal: Column[] = [value]
  for (const join of node.joins) if (join.kind === 'inner') for (const match of join.on) equal.push(...otherOf(match, value))
  return equal.flatMap(({ name: of, of: alias }): Read[] => {
    if (alias === undefined) return [{ relation: node.from, name: of }]
    const join = node.joins.find((one) => one.alias === alias)
    return join ? [{ relation: join.to, name: of, alias }] : []
  })
}

/** What a column of any other node is. */
function readAs(node: Exclude<Node, { kind: 'empty' | 'union' | 'join' }>, name: string): Value | undefined {
  if (node.kind === 'distinct' && !node.by) return undefined
  return columnNamed(node.kind === 'aggregate' ? node.by : node.columns, name)?.value
}

type Column = Extract<Value, { kind: 'column' }>

function otherOf({ left, right, nulls }: Match, { name, of }: Column): readonly Column[] {
  if (nulls || left.kind !== 'column' || right.kind !== 'column') return []
  if (left.name === name && left.of === of) return [right]
  return right.name === name && right.of === of ? [left] : []
}

function namesOf(node: Node): readonly string[] {
  if (node.kind === 'union') return node.columns
  if (node.kind === 'aggregate') return [...node.by, ...node.compute].map(({ name }) => name)
  return node.columns.map(({ name }) => name)
}

/**
 * Groups and first rows of a key that are met by the number of the row alone are made by the number, too. Those whose key is not
 * whole become one group, which nobody meets.
 */
function groupByRow(
  relations: readonly Relation[],
  carried: ReadonlyMap<string, readonly Carried[]>,
  goals: ReadonlyMap<string, unknown>,
): readonly Relation[] {
  const otherwise = new Set(goals.keys())
  for (const { node } of relations) {
    if (!readRelations(node).some((relation) => carried.has(relation))) continue
    const met = node.kind === 'join' ? node.joins : node.kind === 'mark' ? node.marks.flatMap((mark) => ('to' in mark ? [mark] : [])) : []
    for (const [relation, columns] of columnsRead(node)) {
      const [key, ...others] = carried.get(relation) ?? []
      if (!key) continue
      const byNumber = met
        .filter(({ to }) => to === relation)
        .map(({ on }) => on.some(({ right, nulls }) => !nulls && right.kind === 'column' && right.name === key.code))
      const asRows = byNumber.length === 0 || ('from' in node && node.from === relation)
      if (others.length > 0 || asRows || byNumber.includes(false) || key.names.some((name) => columns.has(name))) otherwise.add(relation)
    }
  }
  return relations.map(({ name, node }): Relation => {
    const [key] = carried.get(name) ?? []
    if (!key || otherwise.has(name)) return { name, node }
    if (node.kind === 'aggregate') return { name, node: { ...node, by: node.by.filter((output) => !key.names.includes(output.name)) } }
    if (node.kind !== 'distinct') return { name, node }
    const made = new Map(node.columns.flatMap((output) => (output.value.kind === 'column' ? [[output.name, output.value.name]] : [])))
    const of = key.names.map((one) => made.get(one))
    const code = made.get(key.code)
    if (code === undefined || !of.every((one) => one !== undefined && node.by!.includes(one))) return { name, node }
    return { name, node: { ...node, by: [code, ...node.by!.filter((one) => !of.includes(one))] } }
  })
}
