/** The reader's face: citations, mentions, amounts and dates of a text, with places in the text as it was given. */
import { type Amount, readAmounts } from './amounts.ts'
import { type Citation, type Mention, readCitations } from './citations.ts'
import { type FoundDate, readDates } from './dates.ts'
import { fold } from './fold.ts'
import type { NationalLaws } from './names.ts'

export interface LegalReading {
  readonly citations: readonly Citation[]
  readonly mentions: readonly Mention[]
  readonly amounts: readonly Amount[]
  readonly dates: readonly FoundDate[]
  /** Characters looked at: linear in the length of the text. */
  readonly steps: number
}

const NONE: NationalLaws = new Map()

export function readLegalText(text: string, names: NationalLaws = NONE): LegalReading {
  const scan = fold(text)
  const { citations, mentions } = readCitations(scan, names)
  const amounts = readAmounts(scan)
  const dates = readDates(scan)
  return { citations, mentions, amounts, dates, steps: scan.steps }
}

/** Citations and mentions alone, for columns that hold nothing but the legal basis. */
export const readLegalBasis = (
  text: string,
  names: NationalLaws = NONE,
): { citations: readonly Citation[]; mentions: readonly Mention[] } => readCitations(fold(text), names)
