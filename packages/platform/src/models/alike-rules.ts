import type { RuleOutcome } from './run.ts'

/** What became of a rule, for a person: data and columns in words. */
export interface ToldRule extends Omit<RuleOutcome, 'untestedExclusions'> {
  /** With what each would have needed. */
  readonly untestedExclusions: readonly { readonly title: string; readonly lacks: readonly string[] }[]
}

/** Parts of one rule that nobody could tell apart (same number, same title, same lot) are said once, with their sums. */
export const alikeOnce = <Rule extends ToldRule>(rules: readonly Rule[]): Rule[] =>
  groups(rules, ({ rule, title, state, lacks }) => JSON.stringify([rule, title, state, lacks])).map((alike) => {
    const sum = (of: (rule: Rule) => number): number => alike.reduce((total, rule) => total + of(rule), 0)
    return {
      ...alike[0]!,
      clues: sum(({ clues }) => clues),
      listed: sum(({ listed }) => listed),
      notTested: sum(({ notTested }) => notTested),
      byNameOnly: sum(({ byNameOnly }) => byNameOnly),
      later: sum(({ later }) => later),
      excluded: groups(
        alike.flatMap(({ excluded }) => excluded),
        ({ id }) => id,
      ).map((same) => ({ ...same[0]!, count: same.reduce((total, { count }) => total + count, 0) })),
      untestedExclusions: groups(
        alike.flatMap(({ untestedExclusions }) => untestedExclusions),
        ({ title }) => title,
      ).map((same) => ({ ...same[0]!, lacks: [...new Set(same.flatMap(({ lacks }) => lacks))] })),
      // The same cells, looked at twice.
      unread: groups(
        alike.flatMap(({ unread }) => unread),
        ({ what }) => what,
      ).map((same) => ({ ...same[0]!, rows: Math.max(...same.map(({ rows }) => rows)) })),
    }
  })

/** In the order in which each first occurs. */
function groups<T>(items: readonly T[], key: (item: T) => string): readonly T[][] {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const group = found.get(key(item))
    if (group) group.push(item)
    else found.set(key(item), [item])
  }
  return [...found.values()]
}
