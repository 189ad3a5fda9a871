import type { Grade, Severity } from './clue.ts'

/** What takes points off, as `model-choices` 10a and the catalogue's §0.6 have it. */
const gradeB = 10
const untestedExclusions = 10

/** 0–100, whole. Grade B and exclusions that could not be tested cost points; nothing goes past the ends. */
export function finalScore(base: number, grade: Grade, hasUntested: boolean): number {
  const score = base - (grade === 'B' ? gradeB : 0) - (hasUntested ? untestedExclusions : 0)
  return Math.max(0, Math.min(100, Math.round(score)))
}

/** Red from 80, orange from 60, yellow from 40; below that a clue is on the list only. */
export const severityOf = (score: number): Severity => (score >= 80 ? 'high' : score >= 60 ? 'medium' : score >= 40 ? 'low' : 'list')
