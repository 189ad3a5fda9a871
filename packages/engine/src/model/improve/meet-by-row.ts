import type { Join, Match, Node, Output, Relation } from '../node.ts'
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
  readonly #origins = new Map<string, ReadonlySet<string>>()
  readonly #leads = new Map<string, boolean>()
  /** Of groups and first rows: the keys that they hold, each beside its number. */
  readonly carried = new Map<string, Carried[]>()

  constructor(relations: readonly Relation[], keys: Keys) {
    this.#relations = relations
    this.#keys = keys
    this.#lengths = new Set(Array.from(keys.values(), ({ length }) => length))
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
      return [{ left: left.name, right: right.name, both: [...this.#origin(from, left.name)].filter((one) => theirs.has(one)) }]
    })
    for (const [dataset, key] of this.#keys) {
      if (key.length !== on.length) continue
      const whole = key.flatMap((name) => pairs.filter(({ both }) => both.includes(`${dataset}.${name}`)).slice(0, 1))
      if (whole.length < key.length) continue
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
    const id = `${relation}\u001f${name}`
    const known = this.#origins.get(id)
    if (known) return known
    const node = this.#before.get(relation)
    let found: ReadonlySet<string>
    if (!node) found = new Set(this.#keys.get(relation)?.includes(name) ? [`${relation}.${name}`] : [])
    else if (node.kind === 'union') {
      const [first, ...others] = node.from.map((one) => this.#origin(one, name))
      found = new Set([...(first ?? [])].filter((one) => others.every((other) => other.has(one))))
    } else found = new Set(readsOf(node, name).flatMap((read) => [...this.#origin(read.relation, read.name)]))
    this.#origins.set(id, found)
    return found
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

/** Where a column of a node comes from unchanged, or what it was found equal to by an inner join. */
function readsOf(node: Node, name: string): readonly Read[] {
  if (node.kind === 'empty' || node.kind === 'union' || (node.kind === 'distinct' && !node.by)) return []
  const value = (node.kind === 'aggregate' ? node.by : node.columns).find((output) => output.name === name)?.value
  if (value?.kind !== 'column') return []
  if (node.kind !== 'join') return value.of === undefined ? [{ relation: node.from, name: value.name }] : []
  const equal = [value, ...node.joins.flatMap((join) => (join.kind === 'inner' ? join.on.flatMap((match) => otherOf(match, value)) : []))]
  return equal.flatMap(({ name: of, of: alias }): Read[] => {
    if (alias === undefined) return [{ relation: node.from, name: of }]
    const join = node.joins.find((one) => one.alias === alias)
    return join ? [{ relation: join.to, name: of, alias }] : []
  })
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
