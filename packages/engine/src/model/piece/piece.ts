import type { ParamKind, ParamValue } from '../params.ts'
import type { ExclusionSource, ParameterSource, RuleSource, StepSource, Word } from '../source.ts'

/**
 * Steps, exclusions and rules that several models share, said once: `catalogue/pieces/<id>.yml`. A model uses one with a line, and gets its
 * steps under names of its own; everything after the reader sees a model as if it had been written out.
 */
export interface Piece {
  readonly id: Word
  readonly title: Word
  /** The text it was read from: a model's hash covers it. */
  readonly text: string
  /** Tables that the model gives it, by the names they have here; one not given is the dataset or step of that name. */
  readonly reads: readonly PieceTable[]
  /** Lists of columns and expressions that the model gives. */
  readonly takes: readonly PieceSlot[]
  /** Those of a model that uses it, unless the model has a parameter of that name itself or names another. */
  readonly parameters: readonly ParameterSource[]
  readonly steps: readonly StepSource[]
  /** The step that goes by the name of the use; the others are `<use>_<step>`. */
  readonly gives?: Word
  readonly exclusions: readonly ExclusionSource[]
  /** Rules that models with the same steps share; they speak of the model's own steps, parameters and exclusions by their names. */
  readonly rules: readonly RuleSource[]
}

export interface PieceTable {
  readonly name: Word
  readonly label: Word
  /** What the piece speaks of: the table given must have them. */
  readonly columns: readonly Word[]
}

export interface PieceSlot {
  readonly name: Word
  readonly kind: SlotKind
  readonly label: Word
  readonly default?: ParamValue
}

/** What a model can hand to a piece besides tables and parameters, written in the piece as `$name`. */
export const slotKinds = ['takes', 'names', 'pairs', 'picks', 'orders', 'formula', 'name'] as const satisfies readonly ParamKind[]
export type SlotKind = (typeof slotKinds)[number]
