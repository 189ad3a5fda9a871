import type { LimitRule } from '../limit/limit.ts'
import type { Scope } from './expression/type.ts'
import type { Position, Report } from './finding.ts'
import type { Node, Relation } from './node.ts'
import type { OperatorExample } from './operators/example.ts'
import type { Given, Params, ParamValues } from './params.ts'
import type { ValueType } from './value.ts'

/** A column as it is known at a step. */
export interface StepColumn {
  readonly name: string
  readonly type: ValueType
  readonly label?: string
  /** Set where a `deadline` made it: which limits it rests on. */
  readonly deadline?: Deadline
  /** True while it is a dataset's cell as it came: `unread` can be asked of it. */
  readonly straight?: boolean
}

export interface Deadline {
  readonly limits: readonly string[]
  readonly extended: boolean
}

/** What a step, or an input, hands on. */
export interface StepTable {
  readonly id: string
  readonly columns: readonly StepColumn[]
  /** The dataset whose row each of its rows is about. */
  readonly primary?: string
  /** True while each row of the primary appears at most once. */
  readonly single: boolean
  /** Columns that together occur only once, where that is known: what an aggregate groups by. */
  readonly key?: readonly string[]
}

/** What an operator is given besides its parameters while a model is checked. */
export interface Workbench {
  readonly report: Report
  readonly at: Position
  /** A name for a relation that the step needs before its own; nobody else has it. */
  name(what: string): string
  readonly limits: ReadonlyMap<string, LimitRule>
  /** What an expression over this table may speak of. */
  scope(table: StepTable, rest?: Partial<Scope>): Scope
  /** The column of this name, or a finding with the nearest one. */
  column(table: StepTable, word: { readonly text: string; readonly at: Position }): StepColumn | undefined
  /** The table of this name among those the step reads. */
  table(word: { readonly text: string }): StepTable
}

/** `before` are relations that the step's own node rests on, named by `Workbench.name`. */
export type Yield = Omit<StepTable, 'id'> & { readonly node: Node; readonly before?: readonly Relation[] }

/**
 * One operator of the model language: how it is written, what it reads, what it yields and what it means. The reader, the
 * forms, the lineage and the plan all come from here.
 */
export interface Operator {
  readonly name: string
  /** Message code of its Chinese and English label. */
  readonly label: string
  readonly params: Params
  /** Shown in the handbook and run as a test. */
  readonly example: OperatorExample
  /** Names of the tables read, the one whose rows go on first. */
  readonly reads: (given: ParamValues) => readonly { readonly text: string; readonly at: Position }[]
  readonly yields: (given: ParamValues, bench: Workbench) => Yield
}

interface Definition<P extends Params> {
  readonly name: string
  readonly params: P
  readonly example: OperatorExample
  readonly reads: (given: Given<P>) => readonly { readonly text: string; readonly at: Position }[]
  readonly yields: (given: Given<P>, bench: Workbench) => Yield
}

/** The reader has filled the parameters by their kinds, so what an operator is given has the types it declared. */
export const defineOperator = <const P extends Params>(definition: Definition<P>): Operator => ({
  name: definition.name,
  label: `model.operator-${definition.name}`,
  params: definition.params,
  example: definition.example,
  reads: (given) => definition.reads(given as Given<P>),
  yields: (given, bench) => definition.yields(given as Given<P>, bench),
})
