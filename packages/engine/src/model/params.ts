import type { Expression } from './expression/tree.ts'
import type { DueSource, Named, Order, Pair, QuerySource, Renamed, WaySource, WithinSource, Word } from './source.ts'

/**
 * The kinds of things an operator can be told. An operator declares its parameters by these, and the reader, the form of an
 * editor and the handbook follow from the declaration.
 */
export interface ParamKinds {
  /** One earlier step or input. */
  readonly table: Word
  readonly tables: readonly Word[]
  /** Columns of the table read. */
  readonly names: readonly Word[]
  /** `[a]` or `[{a: b}]`: columns that must agree. */
  readonly pairs: readonly Pair[]
  /** Columns taken from the other side: `[a, b as c]`. */
  readonly takes: readonly Renamed[]
  /** Columns or new ones: `[a, {n: "expression"}]`. */
  readonly picks: readonly Named[]
  readonly formula: Expression
  /** `{name: "expression"}` */
  readonly formulas: readonly Named[]
  /** `[a, b desc]` */
  readonly orders: readonly Order[]
  readonly choice: Word
  /** One column: a new one, or one of the table read. */
  readonly name: Word
  /** `[{here: there, days: 3}]`: two days, or moments, near each other. */
  readonly within: readonly WithinSource[]
  /** `[{grade: A, on: […], when: "…"}]`: ways in which two rows may belong together, the surest first. */
  readonly ways: readonly WaySource[]
  /** `{name: {start, limits, extend}}` */
  readonly dues: readonly DueSource[]
  /** `SELECT …` */
  readonly query: QuerySource
}

export type ParamKind = keyof ParamKinds
export type Param = {
  readonly kind: ParamKind
  readonly optional?: boolean
  readonly choices?: readonly string[]
  /** The table, by its parameter, whose columns it speaks of, where that is not the one read first (for `takes`: the second). */
  readonly of?: string
  /** It names a column that is new. */
  readonly fresh?: true
}
export type Params = Readonly<Record<string, Param>>
export type ParamValue = ParamKinds[ParamKind]
export type ParamValues = Readonly<Record<string, ParamValue>>

/** What an operator with these parameters is given, once read. */
export type Given<P extends Params> = {
  readonly [K in keyof P]: P[K] extends { optional: true } ? ParamKinds[P[K]['kind']] | undefined : ParamKinds[P[K]['kind']]
}
