import { type Decimal, decimalText } from './decimal.ts'

/**
 * A clue: one rule's finding about one row, with everything that a person needs to check it without us.
 * It is a value: same snapshot, model version, parameters and as-of day give the same clue.
 */
export interface Clue {
  readonly model: string
  readonly version: string
  readonly rule: string
  /** Normalised values that name what the clue is about; identity numbers only as tokens. */
  readonly key: ClueKey
  /** Keyed SM3 of model, rule and key: the same clue keeps its id from run to run. */
  readonly clueId: string
  readonly title: string
  readonly reason: string
  readonly subject: Subject
  readonly party: Party | null
  readonly dueDate: string | null
  readonly daysOverdue: number | null
  readonly amount: Decimal | null
  readonly grade: Grade
  readonly score: number
  readonly severity: Severity
  readonly basis: readonly Basis[]
  readonly exclusions: readonly TestedExclusion[]
  readonly rollup: boolean
  readonly evidence: readonly EvidenceRow[]
  readonly calculations: readonly Calculation[]
  /** The instrument that usually follows: 检察建议 … */
  readonly document: string | null
  readonly asOf: string
  /** Ids of the clues that a class clue sums up. */
  readonly members: readonly string[]
}

export type ClueKey = Readonly<Record<string, string | null>>
export type Grade = 'A' | 'B' | 'C'
export type Severity = 'high' | 'medium' | 'low' | 'list'

export interface Subject {
  readonly kind: string
  readonly name: string
  readonly code: string | null
}

export interface Party {
  readonly name: string
  readonly id: string | null
}

/** An article by the law's short title: `行政强制法`, `53`. */
export interface Basis {
  readonly law: string
  readonly article: string
}

export interface TestedExclusion {
  readonly id: string
  readonly title: string
  readonly result: 'passed' | 'untested' | 'not_applicable'
  /**
   * Of an untested one: the datasets and fields (`dataset.field`, alternatives with `|`) that were not delivered. Of a passed one that
   * any of several serves: those of them that were not, so that nobody looked there.
   */
  readonly lacks?: readonly string[]
}

/** A frozen copy of a row behind the clue, as it stood in the file. */
export interface EvidenceRow {
  readonly dataset: string
  readonly file: string
  readonly sheet: string | null
  readonly rowNo: number
  readonly rowHash: string
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

/** Why this date: the limits applied and the steps of the count. */
export interface Calculation {
  readonly name: string
  readonly date: string | null
  readonly provisional: boolean
  readonly limits: readonly string[]
  readonly steps: readonly { readonly code: string; readonly values?: Readonly<Record<string, string | number | boolean | null>> }[]
}

/** `行政强制法#53` → law and article. */
export const parseBasis = (text: string): Basis => {
  const at = text.indexOf('#')
  return at < 0 ? { law: text, article: '' } : { law: text.slice(0, at), article: text.slice(at + 1) }
}

/** Clues are listed by model, rule, key, so that two runs can be compared byte by byte. */
export const compareClues = (a: Clue, b: Clue): number =>
  compareText(a.model, b.model) || compareText(a.rule, b.rule) || compareText(keyText(a.key), keyText(b.key))

/** One text for a key, in the order of its names; U+001F parts the values since no value holds it. */
export const keyText = (key: ClueKey): string =>
  Object.values(key)
    .map((value) => value ?? '')
    .join('\u001f')

/** What the id is computed from. */
export const clueIdentity = (model: string, rule: string, key: ClueKey): string => `${model}\u001f${rule}\u001f${keyText(key)}`

/** Code-unit order: the same on every machine, unlike a locale's. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const amountOf = (text: string | null): Decimal | null => (text === null || text === '' ? null : decimalText(text, 2))
