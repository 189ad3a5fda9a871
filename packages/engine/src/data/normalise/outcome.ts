/**
 * What became of one cell. Nothing is thrown: a cell that can't be read is null with a finding, and its original stays in the
 * raw row. A finding of level I or W never refuses a row; only a missing natural key does.
 */
export interface Outcome {
  /** Canonical text: ISO days, plain decimals, code words, JSON for lists. */
  readonly value: string | null
  /** The form that joins: of a document number, a case number, a name; the plain normal form of a person's number. */
  readonly key?: string | null
  /** What kind of number stands here, where a column may hold several. */
  readonly found?: 'identity' | 'credit_code' | 'org_code' | 'reg_no' | 'other'
  readonly finding?: CellFinding
}

export interface CellFinding {
  readonly code: string
  readonly level: 'W' | 'I'
}

export const warn = (code: string): CellFinding => ({ code, level: 'W' })
export const inform = (code: string): CellFinding => ({ code, level: 'I' })

export const blank: Outcome = { value: null }
export const plain = (value: string): Outcome => ({ value })
export const unread = (code: string): Outcome => ({ value: null, finding: warn(code) })
