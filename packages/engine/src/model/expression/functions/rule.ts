import type { Value, ValueType } from '../../value.ts'

/**
 * What an argument may be. `same` arguments must agree with each other and give the type of a result `same`; `number` is int
 * or decimal; `places` a whole number written out; `ordered` is anything that has an order; `texts` a text or a list of texts; `written` a text or a datetime; `constant` a number that is the
 * same for every row; `pattern` a text written out that `readPattern` understands.
 */
export type ArgumentKind =
  | 'text'
  | 'int'
  | 'number'
  | 'date'
  | 'datetime'
  | 'written'
  | 'bool'
  | 'text[]'
  | 'any'
  | 'same'
  | 'ordered'
  | 'texts'
  | 'constant'
  | 'places'
  | 'pattern'
export type ResultKind = ValueType | 'same' | 'first'

export interface FunctionRule {
  readonly use: 'scalar' | 'aggregate' | 'window'
  readonly args: readonly ArgumentKind[]
  /** How many of the arguments may be left off at the end. */
  readonly optional?: number
  /** Any number of further arguments of this kind. */
  readonly more?: ArgumentKind
  readonly result: ResultKind
  /** How it is written, for messages and the handbook. */
  readonly form: string
  /** An expression and what it gives, as text (null for NULL): shown in the handbook and run as a test. */
  readonly example: readonly [expression: string, gives: string | null]
  /** For an aggregate that needs all values of a group at once: not over the neighbours of a row. */
  readonly wholeGroup?: boolean
  /** Said by other functions: what it stands for. */
  readonly lower?: (args: readonly Value[], result: ValueType) => Value
}

type Rest = Partial<Pick<FunctionRule, 'optional' | 'more' | 'lower' | 'wholeGroup'>>
type Example = FunctionRule['example']
type Make = (form: string, args: readonly ArgumentKind[], result: ResultKind, example: Example, rest?: Rest) => FunctionRule

const make =
  (use: FunctionRule['use']): Make =>
  (form, args, result, example, rest = {}) => ({ use, form, args, result, example, ...rest })

export const scalar = make('scalar')
/** Examples are taken over the rows of `sampleRows`. */
export const aggregate = make('aggregate')
/** Examples are taken over the rows of `sampleRows` in the order of `n`, and give the values of all rows. */
export const window = make('window')

/** The table that examples of aggregates speak of. */
export const sampleRows = [
  { n: 1, k: '甲', d: '2024-01-31', fine: '100.00' },
  { n: 2, k: '乙', d: '2024-02-29', fine: '50.00' },
  { n: 3, k: '乙', d: '2024-02-29', fine: '50.00' },
  { n: 5, k: null, d: null, fine: '0.50' },
] as const
