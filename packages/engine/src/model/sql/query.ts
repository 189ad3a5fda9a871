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
