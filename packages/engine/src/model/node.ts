import type { Value, ValueType } from './value.ts'

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

/** The node with every value in it changed. */
export function mapNode(node: Node, change: (value: Value) => Value): Node {
  const outputs = (columns: readonly Output[]) => columns.map(({ name, value }) => ({ name, value: change(value) }))
  const orderings = (order: readonly Ordering[]) => order.map(({ value, descending }) => ({ value: change(value), descending }))
  const matches = (on: readonly Match[]) => on.map((match) => ({ ...match, left: change(match.left), right: change(match.right) }))
  const where = (condition: Value | undefined) => (condition ? { where: change(condition) } : {})
  switch (node.kind) {
    case 'empty':
    case 'union':
      return node
    case 'project':
      return { ...node, ...where(node.where), columns: outputs(node.columns) }
    case 'join':
      return {
        ...node,
        joins: node.joins.map((join) => ({
          ...join,
          on: matches(join.on),
          ...where(join.where),
          ...(join.when && { when: change(join.when) }),
        })),
        columns: outputs(node.columns),
      }
    case 'aggregate':
      return { ...node, ...where(node.where), by: outputs(node.by), compute: outputs(node.compute) }
    case 'window':
      return {
        ...node,
        order: orderings(node.order),
        ...(node.range && { range: { on: change(node.range.on), size: change(node.range.size) } }),
        compute: outputs(node.compute),
        columns: outputs(node.columns),
      }
    case 'unnest':
      return { ...node, list: change(node.list), columns: outputs(node.columns) }
    case 'distinct':
      return { ...node, order: orderings(node.order), columns: outputs(node.columns) }
    case 'mark':
      return {
        ...node,
        marks: node.marks.map((mark) => ('to' in mark ? { ...mark, on: matches(mark.on) } : { ...mark, where: change(mark.where) })),
        columns: outputs(node.columns),
      }
  }
}

/** Every value in the node, in the order of `mapNode`. */
export function eachValue(node: Node, see: (value: Value) => void): void {
  const outputs = (columns: readonly Output[]) => {
    for (const { value } of columns) see(value)
  }
  const matches = (on: readonly Match[]) => {
    for (const { left, right } of on) {
      see(left)
      see(right)
    }
  }
  if (node.kind === 'empty' || node.kind === 'union') return
  if ((node.kind === 'project' || node.kind === 'aggregate') && node.where) see(node.where)
  if (node.kind === 'aggregate') {
    outputs(node.by)
    outputs(node.compute)
  }
  if (node.kind === 'join')
    for (const { on, where, when } of node.joins) {
      matches(on)
      if (where) see(where)
      if (when) see(when)
    }
  if (node.kind === 'window' || node.kind === 'distinct') for (const { value } of node.order) see(value)
  if (node.kind === 'window') {
    if (node.range) {
      see(node.range.on)
      see(node.range.size)
    }
    outputs(node.compute)
  }
  if (node.kind === 'unnest') see(node.list)
  if (node.kind === 'mark')
    for (const mark of node.marks)
      if ('to' in mark) matches(mark.on)
      else see(mark.where)
  if (node.kind !== 'aggregate') outputs(node.columns)
}
