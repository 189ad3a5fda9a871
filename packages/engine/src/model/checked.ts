import type { ColumnType, TableSchema } from '../data/schema.ts'
import type { Message } from '../message.ts'
import { once, rid } from './columns.ts'
import type { Match, Output, Relation } from './node.ts'
import type { StepTable } from './operator.ts'
import type { Value, ValueType } from './value.ts'

/** A model of which everything is known: columns and types at each step, what every name means. Plain data. */
export interface CheckedModel {
  readonly file: string
  readonly id: string
  readonly title: string
  readonly version: string
  readonly question: string
  readonly point?: string
  readonly function: readonly string[]
  readonly origin: readonly string[]
  readonly basis: readonly string[]
  readonly inputs: readonly CheckedInput[]
  readonly parameters: readonly CheckedParameter[]
  readonly steps: readonly CheckedStep[]
  readonly exclusions: readonly CheckedExclusion[]
  readonly rules: readonly CheckedRule[]
  readonly indicators: readonly CheckedIndicator[]
  readonly rollups: readonly CheckedRollup[]
}

/** A patrol: what it finds is to be looked at, and no clue until somebody has made it one. */
export const givesAlerts = ({ rules }: Pick<CheckedModel, 'rules'>): boolean =>
  rules.length > 0 && rules.every(({ output }) => output === 'alert')

export interface CheckedInput {
  readonly dataset: string
  readonly label: string
  readonly required: boolean
  readonly table: StepTable
  /** By which its rows are told apart, where none of them is empty. */
  readonly key?: readonly string[]
}

export interface CheckedParameter {
  readonly name: string
  readonly type: ColumnType
  readonly label: string
  /** As text; lists as lists of text. */
  readonly default: string | readonly string[]
  readonly min?: string
  readonly max?: string
  readonly law?: string
}

export interface CheckedStep {
  readonly id: string
  readonly title?: string
  readonly note?: string
  /** The shared steps (catalogue/pieces) that it came with. */
  readonly piece?: string
  readonly operator: string
  readonly operatorLabel: Message
  /** What it does, in the language's own words, on one line. */
  readonly detail: string
  readonly reads: readonly string[]
  readonly table: StepTable
  /** What it becomes: its own relation last, those it needs before it. */
  readonly relations: readonly Relation[]
}

export interface CheckedExclusion {
  readonly id: string
  readonly title: string
  readonly needs: readonly string[]
  readonly test:
    | {
        readonly kind: 'in'
        readonly table: string
        readonly on: readonly { readonly left: string; readonly right: string; readonly type: ValueType }[]
      }
    /** Typed for each rule that names it, since it speaks of that rule's row. */
    | { readonly kind: 'where' }
}

export interface CheckedRule {
  readonly id: string
  /** The id it is reported under: two rules unlike in key and subject can be one rule to the reader. */
  readonly as: string
  readonly title: string
  readonly from: string
  readonly about: string
  readonly needs: readonly string[]
  readonly where?: Value
  readonly testable?: Value
  readonly key: readonly string[]
  readonly subjectKind: string
  readonly due?: string
  readonly act?: string
  readonly dates: readonly CheckedDate[]
  readonly severity: string
  readonly basis: readonly string[]
  readonly reason: string
  readonly document?: string
  readonly exclusions: readonly RuleExclusion[]
  readonly evidence: readonly RuleEvidence[]
  readonly output: 'clue' | 'list' | 'alert' | 'indicator'
  /** What the payload of a clue holds, by name; computed ones begin with an underscore (`_score`). */
  readonly payload: readonly Output[]
  /** In the language's own words, for people. */
  readonly words: { readonly where?: string; readonly score?: string; readonly amount?: string }
}

/** Figures by dimensions: no clue, and about no one row. */
export interface CheckedIndicator {
  readonly id: string
  readonly title: string
  readonly from: string
  readonly needs: readonly string[]
  readonly where?: Value
  /** The dimensions, with their labels. */
  readonly key: readonly { readonly name: string; readonly label: string }[]
  readonly figures: readonly (Output & { readonly label: string })[]
}

/** A deadline shown with its calculation: start in `<column>__from`, extra days in `<column>__extend`. */
export interface CheckedDate {
  readonly column: string
  readonly label: string
  readonly limits: readonly string[]
  readonly extended: boolean
}

export interface RuleExclusion {
  readonly id: string
  readonly test:
    | { readonly kind: 'in'; readonly table: string; readonly on: readonly Match[] }
    | { readonly kind: 'where'; readonly where: Value }
}

export interface RuleEvidence {
  readonly from: string
  readonly dataset: string
  readonly on: readonly { readonly left: string; readonly right: string; readonly type: ValueType }[]
}

export interface CheckedRollup {
  readonly id: string
  readonly of: string
  readonly by: string
  readonly atLeast: number
  readonly months: number
  readonly title: string
}

export function checkedInput(schema: TableSchema, required: boolean): CheckedInput {
  return {
    dataset: schema.id,
    label: schema.label,
    required,
    ...(schema.key && { key: schema.key }),
    table: tableOf(schema),
  }
}

/** The same for every model that reads the dataset. */
const tableOf = once(
  (schema: TableSchema): StepTable => ({
    id: schema.id,
    primary: schema.id,
    single: true,
    columns: [rid, ...schema.columns.map((column) => ({ ...column, straight: true }))],
  }),
)
