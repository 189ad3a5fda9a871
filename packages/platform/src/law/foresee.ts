import { compareArticles } from '@xiezhi/engine/law/compare'
import { shortName } from '@xiezhi/engine/law/library'
import type { Article } from '@xiezhi/engine/law/statute'
import type { Catalogue } from '../catalogue.ts'
import { type AssembledVersion, assemble } from './assemble.ts'
import type { ForeseenLaw } from './load-store.ts'
import type { LawNames } from './names.ts'
import type { LawText } from './read-texts.ts'
import { type ArticleNumber, articleOfBasis, type RestingModel, restingOn } from './resting.ts'
import { versionIdOf } from './version-store.ts'

/**
 * What texts that are about to come would change in the newest version of each instrument: a version later than all that are known, or
 * other words of the newest. A first text of what the registry knows already changes nothing, and an older version neither.
 */
export function foresee(
  { instruments, renumbering }: Pick<Catalogue, 'instruments' | 'renumbering'>,
  here: readonly LawText[],
  { after, fresh }: { readonly after: readonly LawText[]; readonly fresh: ReadonlySet<LawText> },
): readonly ForeseenLaw[] {
  const before = byName(assemble(here, instruments))
  const registry = new Map(instruments.map((one) => [one.name, one]))
  return Array.from(byName(assemble(after, instruments)).values()).flatMap((versions): ForeseenLaw[] => {
    const newest = versions.at(-1)
    if (!newest?.files.some((text) => fresh.has(text))) return []
    const { name, versionDate, effectiveFrom } = newest
    const standing = before.get(name) ?? []
    const same = standing.find((one) => one.versionDate === versionDate)
    const known = [...(registry.get(name)?.versions.map(({ adopted }) => adopted ?? '') ?? []), ...standing.map(dayOf)].sort().at(-1)
    if (!same && (known === undefined || dayOf(newest) <= known)) return []
    const older = same ?? versions.at(-2)
    const law = { law: name, version: versionIdOf(versionDate), previous: older ? versionIdOf(older.versionDate) : known || null }
    if (!older) return [{ ...law, articles: null }]
    const names = new Set([name, ...newest.aliases].map(shortName))
    const moves = renumbering.flatMap((one) =>
      one.certain && one.new && one.newEffective === effectiveFrom && names.has(shortName(one.law)) ? [{ old: one.old, new: one.new }] : [],
    )
    const articles = compareArticles(articlesOf(older), articlesOf(newest), same ? [] : moves).flatMap((pair) => {
      if (pair.change === 'same') return []
      const change = pair.change === 'renumbered-changed' ? 'changed' : pair.change
      const named = [pair.old, pair.new].flatMap((one) => (one ? [{ article: one.article, sub: one.sub, change }] : []))
      return named.filter((one, at) => named.findIndex((two) => two.article === one.article && two.sub === one.sub) === at)
    })
    return articles.length === 0 ? [] : [{ ...law, articles: byNumber(articles) }]
  })
}

const keyOf = ({ article, sub }: ArticleNumber): string => `${article}-${sub}`

/** A number that had one text and has quite another is changed, though nothing of the one is left in the other. */
const byNumber = (articles: NonNullable<ForeseenLaw['articles']>): ForeseenLaw['articles'] => {
  const found = new Map<string, (typeof articles)[number]>()
  for (const one of articles) {
    const key = keyOf(one)
    const known = found.get(key)
    found.set(key, known && known.change !== one.change ? { ...one, change: 'changed' } : one)
  }
  return [...found.values()]
}

const dayOf = ({ versionDate }: AssembledVersion): string => versionDate ?? ''
const articlesOf = ({ files }: AssembledVersion): readonly Article[] => files.flatMap(({ statute }) => statute.articles)

/** Versions of each instrument, the oldest first. */
function byName(versions: readonly AssembledVersion[]): ReadonlyMap<string, readonly AssembledVersion[]> {
  const found = new Map<string, AssembledVersion[]>()
  for (const version of versions) found.set(version.name, [...(found.get(version.name) ?? []), version])
  for (const list of found.values()) list.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))
  return found
}

export interface RestingOnForeseen {
  readonly law: string
  readonly models: readonly RestingModel[]
  readonly limits: readonly { readonly id: string; readonly title: string; readonly article: string }[]
}

/** What of the catalogue rests on the articles that change. */
export function restingOnForeseen(catalogue: Catalogue, names: LawNames, foreseen: readonly ForeseenLaw[]): readonly RestingOnForeseen[] {
  const resting = restingOn(catalogue, names)
  return foreseen.map(({ law, articles }) => {
    const numbers = articles && new Set(articles.map(keyOf))
    const isMeant = (written: string): boolean => numbers === null || numbers.has(keyOf(articleOfBasis(written)))
    const found = resting(law)
    return {
      law,
      limits: found.limits.filter(({ article }) => isMeant(article)),
      models: found.models.flatMap((model) => {
        const meant = model.articles.filter(isMeant)
        if (meant.length === 0) return []
        return [{ ...model, articles: meant, rules: model.rules.filter(({ bases }) => bases.some(({ article }) => isMeant(article))) }]
      }),
    }
  })
}
