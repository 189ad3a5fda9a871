import type { Expression } from '../expression/tree.ts'
import type { Position } from '../finding.ts'
import type { Word } from '../source.ts'

/** A query of the `sql` operator as it was written: plain data, each part with its place in the model file. */
export interface Query {
  readonly at: Position
  /** WITH: queries that those after them may read. */
  readonly named: readonly { readonly as: Word; readonly query: Query }[]
  readonly first: Select
  readonly others: readonly { readonly all: boolean; readonly select: Select }[]
  readonly order: readonly Ordered[]
  readonly limit?: Expression
}

export interface Select {
  readonly at: Position
  readonly distinct: boolean
  readonly items: readonly Item[] | 'all'
  readonly from: Source
  readonly joins: readonly JoinSource[]
  readonly where?: Expression
  readonly group?: readonly Expression[]
  readonly having?: Expression
}

export interface Item {
  /** Empty where it has no name, which is told where one is needed. */
  readonly as: Word
  readonly expression: Expression
}

export type Source =
  | { readonly kind: 'table'; readonly name: Word; readonly as: Word }
  | { readonly kind: 'query'; readonly query: Query; readonly as: Word }

export interface JoinSource {
  readonly at: Position
  readonly kind: 'inner' | 'left'
  readonly to: Source
  readonly on: Expression | readonly Word[]
}

export interface Ordered {
  readonly by: Expression
  readonly descending: boolean
}

interface Changes {
  readonly table: (name: Word) => Word
  readonly expression: (e: Expression) => Expression
}

/** The query with other tables and expressions in the places of its own; what it calls them stays. */
export function mapQuery(query: Query, change: Changes): Query {
  const inner = (one: Query): Query => mapQuery(one, change)
  const own = new Set(query.named.map(({ as }) => as.text))
  const source = (one: Source): Source => {
    if (one.kind === 'query') return { ...one, query: inner(one.query) }
    return own.has(one.name.text) ? one : { ...one, name: change.table(one.name) }
  }
  const join = (one: JoinSource): JoinSource => ({ ...one, to: source(one.to), ...(!isWords(one.on) && { on: change.expression(one.on) }) })
  const select = (one: Select): Select => ({
    ...one,
    items: one.items === 'all' ? 'all' : one.items.map((item) => ({ ...item, expression: change.expression(item.expression) })),
    from: source(one.from),
    joins: one.joins.map(join),
    ...(one.where && { where: change.expression(one.where) }),
    ...(one.group && { group: one.group.map(change.expression) }),
    ...(one.having && { having: change.expression(one.having) }),
  })
  return {
    ...query,
    named: query.named.map((one) => ({ ...one, query: inner(one.query) })),
    first: select(query.first),
    others: query.others.map((one) => ({ ...one, select: select(one.select) })),
    order: query.order.map((one) => ({ ...one, by: change.expression(one.by) })),
    ...(query.limit && { limit: change.expression(query.limit) }),
  }
}

export const isWords = (on: JoinSource['on']): on is readonly Word[] => Array.isArray(on)
