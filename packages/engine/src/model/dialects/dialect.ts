import type { Value, ValueType } from '../value.ts'

export type Apply = Extract<Value, { kind: 'apply' }>
/** `over` follows a function that looks at several rows of a window step (` OVER (…)`), and is empty elsewhere. */
export type PrintApply = (args: readonly string[], value: Apply, over: string) => string

/**
 * How one engine writes what the plan says: names, values and functions, and nothing of meaning. Names and texts become SQL
 * only here, quoted; values given at run time are named parameters and never text of the statement.
 */
export interface Dialect {
  readonly name: string
  identifier(name: string): string
  text(value: string): string
  literal(type: ValueType, text: string): string
  /** A named parameter, bound as text (lists as a JSON array) and cast here to its type. */
  parameter(name: string, type: ValueType): string
  /** Which of these parameters a statement speaks of, in the order in which they are to be bound. */
  parametersIn(sql: string, names: readonly string[]): readonly string[]
  type(type: ValueType): string
  readonly functions: Readonly<Record<string, PrintApply>>
  /** What keeps a named relation that is read twice from being computed twice. */
  readonly materialized: string
  /** What lets each reader of a named relation work it out for itself. */
  readonly anew: string
  /** Rows with (`semi`) or without (`anti`) a partner. */
  partners(kind: 'semi' | 'anti', relation: string, condition: string): string
  /** Do these values, none of them null, occur side by side in the relation? Never null where they are not. */
  occurs(lefts: readonly string[], relation: string, rights: readonly string[]): string
  /** How a list becomes rows: a further column, or a further relation of which the select list names a column. */
  unnest(list: string, as: string): { readonly select?: string; readonly from?: string }
  /** The value as text for a payload, numbers with these places; null stays null. */
  textOf(sql: string, type: ValueType, places: number): string
  jsonObject(entries: readonly (readonly [name: string, sql: string])[]): string
  /** A field of a payload, back in its type. */
  jsonField(payload: string, name: string, type: ValueType): string
}
