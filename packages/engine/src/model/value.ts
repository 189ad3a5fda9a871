import type { ColumnType } from '../data/schema.ts'

/** `null` is the type of a bare NULL, which fits everywhere; `unknown` follows a mistake already reported. */
export type ValueType = ColumnType | 'null' | 'unknown'

/** A typed expression with all names resolved: what plans are made of and dialects print. Plain data. */
export type Value =
  | { readonly kind: 'literal'; readonly type: ValueType; readonly text: string }
  | {
      readonly kind: 'column'
      readonly type: ValueType
      readonly name: string /** Alias of a joined relation; none: the relation read first. */
      readonly of?: string
    }
  | { readonly kind: 'parameter'; readonly type: ValueType; readonly name: string }
  /** Operators, functions, tests and CASE alike: a dialect has one entry for each name. */
  | { readonly kind: 'apply'; readonly type: ValueType; readonly name: string; readonly args: readonly Value[] }

export const text = (value: string): Value => ({ kind: 'literal', type: 'text', text: value })
export const int = (value: number): Value => ({ kind: 'literal', type: 'int', text: String(value) })
export const bool = (value: boolean): Value => ({ kind: 'literal', type: 'bool', text: String(value) })
export const nothing: Value = { kind: 'literal', type: 'null', text: 'null' }
export const column = (name: string, type: ValueType, of?: string): Value =>
  of === undefined ? { kind: 'column', type, name } : { kind: 'column', type, name, of }
export const parameter = (name: string, type: ValueType): Value => ({ kind: 'parameter', type, name })
export const apply = (name: string, type: ValueType, ...args: readonly Value[]): Value => ({ kind: 'apply', type, name, args })

export const asOf: Value = parameter('as_of', 'date')

/** All of them, or nothing when there is none: the condition that is always true is not written. */
export const allOf = (conditions: readonly (Value | undefined)[]): Value | undefined => {
  const present = conditions.filter((condition) => condition !== undefined)
  return present.length === 0 ? undefined : present.reduce((left, right) => apply('and', 'bool', left, right))
}

/** The value with each part replaced from the leaves up; itself where nothing is. */
export function rewrite(value: Value, change: (part: Value) => Value): Value {
  if (value.kind !== 'apply') return change(value)
  let args: Value[] | undefined
  for (let at = 0; at < value.args.length; at++) {
    const arg = value.args[at]!
    const now = rewrite(arg, change)
    if (now === arg) continue
    args ??= [...value.args]
    args[at] = now
  }
  return change(args ? { ...value, args } : value)
}

export function visit(value: Value, see: (part: Value) => void): void {
  see(value)
  if (value.kind === 'apply') for (const arg of value.args) visit(arg, see)
}

/** Does the value apply this function somewhere? */
export function speaksOf(value: Value, name: string): boolean {
  if (value.kind !== 'apply') return false
  if (value.name === name) return true
  for (let at = 0; at < value.args.length; at++) if (speaksOf(value.args[at]!, name)) return true
  return false
}

/** Columns of the relation read first that these values speak of. */
export function columnsOf(values: readonly Value[]): readonly string[] {
  const names = new Set<string>()
  for (const value of values)
    visit(value, (part) => {
      if (part.kind === 'column' && part.of === undefined) names.add(part.name)
    })
  return [...names]
}

/** The value with its columns taken from a joined relation. */
export const ofAlias = (value: Value, alias: string): Value =>
  rewrite(value, (part) => (part.kind === 'column' ? column(part.name, part.type, alias) : part))
