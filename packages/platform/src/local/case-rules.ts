import type { CatalogueModel } from '../catalogue.ts'
import type { RuleOutcome } from '../models/run.ts'
import { quoteName, type Session } from '../warehouse/warehouse.ts'

/** What a case shows of a rule: whether it speaks, whether it keeps silent, and which exclusions silence it. */
export interface RuleInCase {
  readonly id: string
  readonly clues: number
  /** Rows of the dataset it is about that gave no clue, and that nothing excluded or left untested. */
  readonly silent: number
  readonly notTested: number
  /** Exclusions that covered a row that would have been a clue. */
  readonly covering: readonly string[]
  /** Exclusions that were tested and let a clue pass. */
  readonly passing: readonly string[]
}

/** Asked while the case's snapshot is still mounted in the session. */
export async function rulesInCase(
  session: Session,
  { checked: { rules } }: CatalogueModel,
  outcomes: readonly RuleOutcome[],
): Promise<readonly RuleInCase[]> {
  const abouts = [...new Set(rules.map(({ about }) => about))]
  const counts = abouts.map((about) => `(SELECT count(*) FROM ${quoteName(about)}) AS ${quoteName(about)}`)
  const [rows] = counts.length > 0 ? await session.rows(`SELECT ${counts.join(', ')}`) : []
  return rules.map((rule, index): RuleInCase => {
    const { state, clues, notTested, byNameOnly, excluded, untestedExclusions } = outcomes[index]!
    const spoken = clues + notTested + byNameOnly + excluded.reduce((sum, { count }) => sum + count, 0)
    return {
      id: rule.id,
      clues,
      silent: state === 'ran' ? Math.max(0, Number(rows?.[rule.about] ?? 0) - spoken) : 0,
      notTested,
      covering: excluded.map(({ id }) => id),
      passing: rule.exclusions.map(({ id }) => id).filter((id) => clues > 0 && !untestedExclusions.some((one) => one.id === id)),
    }
  })
}
