import type { Locale } from '@xiezhi/engine/message'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { alikeOnce, type ToldRule } from '../models/alike-rules.ts'
import type { RunOutcome } from '../models/run.ts'
import { sayNeed } from '../models/show.ts'

/** The rules of a run in words. */
export function toldRules(catalogue: Catalogue, model: CatalogueModel, outcome: RunOutcome, locale: Locale = 'zh-CN'): readonly ToldRule[] {
  const words = (need: string): string => sayNeed(catalogue, need, locale)
  const titles = new Map(model.checked.exclusions.map(({ id, title }) => [id, title]))
  return alikeOnce(
    outcome.rules.map((rule) => ({
      ...rule,
      lacks: rule.lacks.map(words),
      unread: rule.unread.map(({ what, rows }) => ({ what: words(what), rows })),
      untestedExclusions: rule.untestedExclusions.map(({ id, lacks }) => ({ title: titles.get(id) ?? id, lacks: lacks.map(words) })),
    })),
  )
}
