import { speaksOf, type Value, type ValueType } from './value.ts'

/**
 * The plan: relations in order, each one node over relations before it. It knows no engine: a dialect prints it. Plain data,
 * so that it can be stored, compared and shown.
 */
export interface Relation {
  readonly name: string
  readonly node: Node
}

export interface Output {
  readonly name: string
  readonly value: Value
}

export type Node =
  /** No rows: what stands for an optional input that is not there. */
  | { readonly kind: 'empty'; readonly columns: readonly { readonly name: string; readonly type: ValueType }[] }
  /** Rows of one relation that pass a condition, with these columns. */
  | { readonly kind: 'project'; readonly from: string; readonly where?: Value; readonly columns: readonly Output[] }
  /** Rows of one relation with partners of others. Values speak of a joined relation by its alias. */
  | { readonly kind: 'join'; readonly from: string; readonly joins: readonly Join[]; readonly columns: readonly Output[] }
  | {
      readonly kind: 'aggregate'
      readonly from: string
      readonly where?: Value
      readonly by: readonly Output[]
      readonly compute: readonly Output[]
    }
  | {
      readonly kind: 'window'
      /** One of many, each over the one before: worked out where it stands, since engines that fold them all into one take for ever. */
      readonly apart?: true
      readonly from: string
      readonly partition: readonly string[]
      readonly order: readonly Ordering[]
      readonly identity?: readonly string[]
      /** Aggregates look back no further than `size` by this number of the row. */
      readonly range?: { readonly on: Value; readonly size: Value }
      readonly compute: readonly Output[]
      readonly columns: readonly Output[]
    }
  /** A row for each element of a list, the element in column `as`. */
  | { readonly kind: 'unnest'; readonly from: string; readonly list: Value; readonly as: string; readonly columns: readonly Output[] }
  | { readonly kind: 'union'; readonly from: readonly string[]; readonly columns: readonly string[] }
  /** One row for each key, the first by the order; without a key: rows that differ in these columns. */
  | {
      readonly kind: 'distinct'
      readonly from: string
      readonly by?: readonly string[]
      readonly order: readonly Ordering[]
      readonly identity?: readonly string[]
      readonly columns: readonly Output[]
    }
  /** Each row with the first code whose test it meets, in column `_code`, or null. */
  | { readonly kind: 'mark'; readonly from: string; readonly marks: readonly Mark[]; readonly columns: readonly Output[] }

export interface Join {
  readonly kind: 'inner' | 'left' | 'semi' | 'anti'
  readonly to: string
  readonly alias: string
  readonly on: readonly Match[]
  /** No row meets two partners: a left join of which no column is used can then be left out. */
  readonly single?: boolean
  /** A condition on the joined relation alone. */
  readonly where?: Value
  /** A condition on both rows. Unless the join is inner, only what `hashes` (pairing.ts) allows. */
  readonly when?: Value
  /** Here the rows of a step meet those of another table, in the nth of several ways where there are such: what `probe` counts. */
  readonly meets?: { readonly way?: number }
}

/** Both must be equal; the right side speaks of the joined relation. */
export interface Match {
  readonly left: Value
  readonly right: Value
  /** Two nulls are equal too. */
  readonly nulls?: true
}

export interface Ordering {
  readonly value: Value
  readonly descending: boolean
}

export type Mark =
  | { readonly code: string; readonly where: Value }
  | { readonly code: string; readonly to: string; readonly alias: string; readonly on: readonly Match[] }

/** The name under which the calendar is joined; no step may be called so. */
export const calendar = 'calendar'

/** Relations that a node reads. */
export function readsOf(node: Node): readonly string[] {
  if (node.kind === 'empty') return []
  if (node.kind === 'union') return node.from
  if (node.kind === 'join') return [node.from, ...node.joins.map((join) => join.to)]
  if (node.kind === 'mark') return [node.from, ...node.marks.flatMap((mark) => ('to' in mark ? [mark.to] : []))]
  return [node.from]
}

/** The node with each relation that it reads under another name; itself where all names stay. */
export function reading(node: Node, named: (relation: string) => string): Node {
  if (readsOf(node).every((relation) => named(relation) === relation)) return node
  switch (node.kind) {
    case 'empty':
      return node
    case 'union':
      return { ...node, from: node.from.map(named) }
    case 'join':
      return { ...node, from: named(node.from), joins: node.joins.map((join) => ({ ...join, to: named(join.to) })) }
    case 'mark':
      return { ...node, from: named(node.from), marks: node.marks.map((mark) => ('to' in mark ? { ...mark, to: named(mark.to) } : mark)) }
    default:
      return { ...node, from: named(node.from) }
  }
}

type Change = (value: Value) => Value

/** The list with each item changed; itself where none is. */
function each<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed = false
  const all = items.map((item) => {
    const now = change(item)
    changed ||= now !== item
    return now
  })
  return changed ? all : items
}

function ofOutput(output: Output, change: Change): Output {
  const value = change(output.value)
  return value === output.value ? output : { name: output.name, value }
}

function ofMatch(match: Match, change: Change): Match {
  const [left, right] = [change(match.left), change(match.right)]
  return left === match.left && right === match.right ? match : { ...match, left, right }
}

function ofOrdering(item: Ordering, change: Change): Ordering {
  const value = change(item.value)
  return value === item.value ? item : { ...item, value }
}

function ofJoin(join: Join, change: Change): Join {
  const on = each(join.on, (match) => ofMatch(match, change))
  const [where, when] = [join.where && change(join.where), join.when && change(join.when)]
  return on === join.on && where === join.where && when === join.when
    ? join
    : { ...join, on, ...(where && { where }), ...(when && { when }) }
}

function ofMark(mark: Mark, change: Change): Mark {
  if ('to' in mark) {
    const on = each(mark.on, (match) => ofMatch(match, change))
    return on === mark.on ? mark : { ...mark, on }
  }
  const where = change(mark.where)
  return where === mark.where ? mark : { ...mark, where }
}

/** The node with every value in it changed, always in one order; itself where none is. */
export function mapNode(node: Node, change: Change): Node {
  if (node.kind === 'empty' || node.kind === 'union') return node
  if (node.kind === 'aggregate') {
    const where = node.where && change(node.where)
    const by = each(node.by, (output) => ofOutput(output, change))
    const compute = each(node.compute, (output) => ofOutput(output, change))
    return where === node.where && by === node.by && compute === node.compute ? node : { ...node, ...(where && { where }), by, compute }
  }
  switch (node.kind) {
    case 'project': {
      const where = node.where && change(node.where)
      const columns = each(node.columns, (output) => ofOutput(output, change))
      return where === node.where && columns === node.columns ? node : { ...node, ...(where && { where }), columns }
    }
    case 'join': {
      const joins = each(node.joins, (join) => ofJoin(join, change))
      const columns = each(node.columns, (output) => ofOutput(output, change))
      return joins === node.joins && columns === node.columns ? node : { ...node, joins, columns }
    }
    case 'window': {
      const order = each(node.order, (item) => ofOrdering(item, change))
      const range = node.range && { on: change(node.range.on), size: change(node.range.size) }
      const compute = each(node.compute, (output) => ofOutput(output, change))
      const columns = each(node.columns, (output) => ofOutput(output, change))
      const same = order === node.order && compute === node.compute && columns === node.columns
      return same && range?.on === node.range?.on && range?.size === node.range?.size
        ? node
        : { ...node, order, ...(range && { range }), compute, columns }
    }
    case 'unnest': {
      const list = change(node.list)
      const columns = each(node.columns, (output) => ofOutput(output, change))
      return list === node.list && columns === node.columns ? node : { ...node, list, columns }
    }
    case 'distinct': {
      const order = each(node.order, (item) => ofOrdering(item, change))
      const columns = each(node.columns, (output) => ofOutput(output, change))
      return order === node.order && columns === node.columns ? node : { ...node, order, columns }
    }
    case 'mark': {
      const marks = each(node.marks, (mark) => ofMark(mark, change))
      const columns = each(node.columns, (output) => ofOutput(output, change))
      return marks === node.marks && columns === node.columns ? node : { ...node, marks, columns }
    }
  }
}

/** Every value in the node, in the order of `mapNode`. */
export function eachValue(node: Node, see: (value: Value) => void): void {
  if (node.kind === 'empty' || node.kind === 'union') return
  if ((node.kind === 'project' || node.kind === 'aggregate') && node.where) see(node.where)
  if (node.kind === 'aggregate') {
    seeOutputs(node.by, see)
    seeOutputs(node.compute, see)
    return
  }
  if (node.kind === 'join')
    for (const { on, where, when } of node.joins) {
      seeMatches(on, see)
      if (where) see(where)
      if (when) see(when)
    }
  if (node.kind === 'window' || node.kind === 'distinct') for (const { value } of node.order) see(value)
  if (node.kind === 'window') {
    if (node.range) {
      see(node.range.on)
      see(node.range.size)
    }
    seeOutputs(node.compute, see)
  }
  if (node.kind === 'unnest') see(node.list)
  if (node.kind === 'mark')
    for (const mark of node.marks)
      if ('to' in mark) seeMatches(mark.on, see)
      else see(mark.where)
  seeOutputs(node.columns, see)
}

function seeOutputs(outputs: readonly Output[], see: (value: Value) => void): void {
  for (let at = 0; at < outputs.length; at++) see(outputs[at]!.value)
}

/** Does the node apply this function somewhere? Of most nothing special has to be asked, and they stay as they are. */
export function nodeSpeaksOf(node: Node, name: string): boolean {
  let speaks = false
  eachValue(node, (value) => {
    speaks ||= speaksOf(value, name)
  })
  return speaks
}

function seeMatches(on: readonly Match[], see: (value: Value) => void): void {
  for (const { left, right } of on) {
    see(left)
    see(right)
  }
}
