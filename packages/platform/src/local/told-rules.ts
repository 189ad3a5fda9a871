import type { Locale } from '@xiezhi/engine/message'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { RuleOutcome, RunOutcome } from '../models/run.ts'
import { sayNeed } from '../models/show.ts'

/** What became of a rule, for a person: data and columns by the words of the standard. */
export interface ToldRule extends Omit<RuleOutcome, 'untestedExclusions' | 'lacks'> {
  readonly lacks: readonly string[]
  /** With what each would have needed. */
  readonly untestedExclusions: readonly { readonly title: string; readonly lacks: readonly string[] }[]
}

/** The rules of a run in words. Parts of one rule that nobody could tell apart (same number, same title) are said once, with their sums. */
export function toldRules(catalogue: Catalogue, model: CatalogueModel, outcome: RunOutcome, locale: Locale = 'zh-CN'): readonly ToldRule[] {
  const words = (need: string): string => sayNeed(catalogue, need, locale)
  const titles = new Map(model.checked.exclusions.map(({ id, title }) => [id, title]))
  const told = new Map<string, ToldRule>()
  for (const rule of outcome.rules) {
    const own: ToldRule = {
      ...rule,
      lacks: rule.lacks.map(words),
      unread: rule.unread.map(({ what, rows }) => ({ what: words(what), rows })),
      untestedExclusions: rule.untestedExclusions.map(({ id, lacks }) => ({ title: titles.get(id) ?? id, lacks: lacks.map(words) })),
    }
    const key = JSON.stringify([rule.rule, rule.title, rule.state, rule.lacks])
    const before = told.get(key)
    told.set(key, before ? together(before, own) : own)
  }
  return [...told.values()]
}

const together = (one: ToldRule, other: ToldRule): ToldRule => ({
  ...one,
  clues: one.clues + other.clues,
  listed: one.listed + other.listed,
  notTested: one.notTested + other.notTested,
  byNameOnly: one.byNameOnly + other.byNameOnly,
  later: one.later + other.later,
  excluded: [...groupBy([...one.excluded, ...other.excluded], ({ id }) => id)].map((alike) => ({
    ...alike[0]!,
    count: alike.reduce((sum, { count }) => sum + count, 0),
  })),
  untestedExclusions: [...groupBy([...one.untestedExclusions, ...other.untestedExclusions], ({ title }) => title)].map((alike) => ({
    title: alike[0]!.title,
    lacks: [...new Set(alike.flatMap(({ lacks }) => lacks))],
  })),
  // The same cells, looked at twice.
  unread: [...groupBy([...one.unread, ...other.unread], ({ what }) => what)].map((alike) => ({
    ...alike[0]!,
    rows: Math.max(...alike.map(({ rows }) => rows)),
  })),
})

const groupBy = <T>(items: readonly T[], key: (item: T) => string): Iterable<readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups.values()
}
