import { type Clue, compareText, type Grade } from './clue.ts'
import { sumDecimals } from './decimal.ts'
import { severityOf } from './score.ts'

/** A class clue (类案): several clues of one rule against one subject within some months. */
export interface RollupRule {
  readonly id: string
  readonly of: string
  readonly atLeast: number
  readonly months: number
  readonly title: string
}

export interface RolledUp {
  readonly rule: RollupRule
  readonly subject: Clue['subject']
  readonly members: readonly Clue[]
  readonly amount: string | null
  readonly score: number
  readonly severity: Clue['severity']
  readonly grade: Grade
}

/**
 * The classes among clues. A clue counts when its due day lies in the `months` before the as-of day (`from`, given as a day
 * so that no arithmetic is done twice), or has none. The class takes the highest score of its members plus five, at most 100
 * (catalogue §0.6).
 */
export function rollUp(rule: RollupRule, clues: readonly Clue[], from: string): readonly RolledUp[] {
  const bySubject = new Map<string, Clue[]>()
  for (const clue of clues) {
    if (clue.rule !== rule.of || clue.severity === 'list' || (clue.dueDate !== null && clue.dueDate < from)) continue
    const subject = clue.subject.code ?? clue.subject.name
    const members = bySubject.get(subject)
    if (members) members.push(clue)
    else bySubject.set(subject, [clue])
  }
  return [...bySubject.entries()]
    .filter(([, members]) => members.length >= rule.atLeast)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, members]) => {
      const score = Math.min(100, Math.max(...members.map((clue) => clue.score)) + 5)
      const amounts = members.flatMap((clue) => (clue.amount === null ? [] : [clue.amount]))
      return {
        rule,
        subject: members[0]!.subject,
        members,
        amount: amounts.length > 0 ? sumDecimals(amounts) : null,
        score,
        severity: severityOf(score),
        grade: members.some((clue) => clue.grade === 'B') ? 'B' : 'A',
      }
    })
}
