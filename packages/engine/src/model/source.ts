import type { Expression } from './expression/tree.ts'
import type { Position } from './finding.ts'
import type { ParamValues } from './params.ts'
import type { Query } from './sql/query.ts'

/** A model as it was written: every word and expression with its place. Nothing is known yet about datasets or types. */
export interface ModelSource {
  readonly file: string
  readonly at: Position
  readonly id: Word
  readonly title: Word
  readonly version: Word
  readonly question: Word
  /** Supervision point, by its id in `catalogue/systems.yml`; the product's own models stand in the list there. */
  readonly point?: Word
  readonly function: readonly Word[]
  readonly origin: readonly Word[]
  readonly basis: readonly Word[]
  readonly required: readonly Word[]
  readonly optional: readonly Word[]
  readonly parameters: readonly ParameterSource[]
  readonly steps: readonly StepSource[]
  readonly exclusions: readonly ExclusionSource[]
  readonly rules: readonly RuleSource[]
  readonly indicators: readonly IndicatorSource[]
  readonly rollups: readonly RollupSource[]
  /** Shared steps that it uses, with their texts: they are part of what it says. */
  readonly pieces: readonly { readonly id: string; readonly text: string }[]
}

export interface Word {
  readonly text: string
  readonly at: Position
}

/** A name here and the name it goes by after: `agency_name as org_name`. */
export interface Renamed {
  readonly name: Word
  readonly as: Word
}

/** Columns that must agree: left name, right name. */
export interface Pair {
  readonly left: Word
  readonly right: Word
}

export interface Named {
  readonly as: Word
  readonly expression: Expression
}

export interface Order {
  readonly name: Word
  readonly descending: boolean
}

export interface DueSource {
  readonly as: Word
  readonly start: Expression
  readonly limits: readonly Word[]
  readonly extend?: Expression
  readonly label?: Word
}

export interface WithinSource {
  readonly pair: Pair
  readonly unit: 'days' | 'minutes' | 'seconds'
  readonly size: Expression
}

export interface WaySource {
  readonly at: Position
  readonly grade: Word
  readonly on: readonly Pair[]
  readonly when?: Expression
  readonly within?: readonly WithinSource[]
}

/** The text of an `sql` step, and what was read of it. */
export interface QuerySource {
  readonly written: Word
  readonly query: Query
}

export interface ParameterSource {
  readonly name: Word
  readonly type: Word
  readonly default: Word | readonly Word[]
  readonly label: Word
  readonly min?: Word
  readonly max?: Word
  readonly law?: Word
}

export interface StepSource {
  readonly id: Word
  readonly title?: Word
  readonly note?: Word
  readonly operator: Word
  readonly params: ParamValues
  /** Set for steps that a piece brought. */
  readonly use?: StepUse
}

/** The use of a piece that a step belongs to. */
export interface StepUse {
  readonly id: Word
  readonly piece: string
  /** What the tables given to it must hold. */
  readonly demands: readonly PieceDemand[]
}

export interface PieceDemand {
  /** What the model gave, or the name it has in the piece. */
  readonly table: Word
  readonly label: string
  readonly given: boolean
  readonly columns: readonly string[]
}

export interface ExclusionSource {
  readonly id: Word
  readonly title: Word
  readonly in?: Word
  readonly on: readonly Pair[]
  readonly where?: Expression
  readonly needs: readonly Word[]
}

export interface RuleSource {
  readonly id: Word
  /** The id it is reported under; its own where nothing else is said. */
  readonly as: Word
  readonly title: Word
  readonly from: Word
  readonly about: Word
  readonly needs?: readonly Word[]
  readonly where?: Expression
  readonly testable?: Expression
  readonly key: readonly Word[]
  readonly subject: { readonly kind: Word; readonly name: Expression; readonly code?: Expression }
  readonly party?: { readonly name: Expression; readonly id?: Expression }
  readonly due?: Word
  readonly act?: Word
  readonly dates: readonly Word[]
  readonly amount?: Expression
  readonly grade?: Expression
  readonly score?: Expression
  readonly severity: Word
  readonly basis: readonly Word[]
  readonly reason: ReasonSource
  readonly document?: Word
  readonly exclusions: readonly Word[]
  readonly evidence: readonly { readonly from: Word; readonly on: readonly Pair[] }[]
  readonly output: Word
}

/** A rule with `output: indicator`: figures by dimensions, about nobody's row. */
export interface IndicatorSource {
  readonly id: Word
  readonly title: Word
  readonly from: Word
  readonly needs?: readonly Word[]
  readonly where?: Expression
  readonly key: readonly Word[]
  readonly figures: readonly Named[]
  /** What dimensions and figures are called for people. */
  readonly labels: readonly { readonly name: Word; readonly label: Word }[]
}

/** The sentence of a clue and the places in it that are filled from its row. */
export interface ReasonSource {
  readonly template: string
  readonly at: Position
  readonly places: readonly { readonly name: string; readonly format?: string; readonly at: Position }[]
}

export interface RollupSource {
  readonly id: Word
  readonly of: Word
  readonly by: Word
  readonly atLeast: Word
  readonly months: Word
  readonly title: Word
}
