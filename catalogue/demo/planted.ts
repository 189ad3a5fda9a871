import type { Penalty } from './penalty.ts'

/** What a run of the models as of the district's day must say about one record, and why. */
export interface PlantedClue {
  readonly model: string
  readonly rule: string
  /** `clue`: it must be found (a mere warning comes out as a list). `none`: it only looks like one and must not be found. */
  readonly expected: 'clue' | 'none'
  readonly agency_code?: string
  readonly decision_no?: string
  readonly case_id?: string
  /** The court's case, for the rules about the court. */
  readonly case_no?: string
  /** The person's number, in plain: only the generator knows it. */
  readonly person_id?: string
  /** Further columns of the clue's key, as the model names them; an identity number in plain. */
  readonly key?: Readonly<Record<string, string>>
  readonly why: string
}

export type Expectation = Pick<PlantedClue, 'model' | 'rule' | 'expected' | 'key' | 'why'>

export interface Planted {
  readonly penalty: Penalty
  readonly expect: readonly Expectation[]
  /** Bears the number of another agency's decision. */
  readonly numberOf?: Penalty
}
