import type { Catalogue } from '../catalogue.ts'
import type { LawNames } from './names.ts'

/** What of the catalogue rests on an instrument: rules of models, and limits, each by the article that it names. */
export interface Resting {
  readonly models: readonly RestingModel[]
  readonly limits: readonly { readonly id: string; readonly title: string; readonly article: string }[]
}

export interface RestingModel {
  readonly id: string
  readonly title: string
  /** As the model writes them: `72.1(1)`. */
  readonly articles: readonly string[]
  /** With the bases as the model writes them, since clues keep them so. */
  readonly rules: readonly { readonly id: string; readonly bases: readonly Basis[] }[]
}

export interface Basis {
  readonly law: string
  readonly article: string
}

export interface ArticleNumber {
  readonly article: number
  /** 之几; 0 for the article itself. */
  readonly sub: number
}

/** `72.1(1)` → 72, `133-1` → 133 之一: a point is 款, brackets are 项. What names no article is article 0. */
export const articleOfBasis = (written: string): ArticleNumber => {
  const [, article = '0', sub = '0'] = /^(\d+)(?:-(\d+))?/.exec(written) ?? []
  return { article: Number(article), sub: Number(sub) }
}

const readBasis = (basis: string): Basis => {
  const [law = '', article = ''] = basis.split('#')
  return { law, article }
}

/** Indexes the catalogue once. */
export function restingOn(catalogue: Catalogue, names: LawNames): (law: string) => Resting {
  const official = ({ law }: { readonly law: string }): string => names(law) ?? law
  const models = new Map<string, RestingModel[]>()
  const limits = new Map<string, Resting['limits'][number][]>()
  for (const { id, checked } of catalogue.models.values()) {
    const reported = new Map<string, readonly Basis[]>()
    for (const rule of checked.rules) reported.set(rule.as, [...(reported.get(rule.as) ?? []), ...rule.basis.map(readBasis)])
    for (const rollup of checked.rollups) reported.set(rollup.id, reported.get(rollup.of) ?? [])
    const all = [...checked.basis.map(readBasis), ...[...reported.values()].flat()]
    for (const law of new Set(all.map(official))) {
      const articles = [...new Set(all.filter((basis) => official(basis) === law).map(({ article }) => article))]
      const rules = [...reported].flatMap(([rule, bases]) => {
        const here = bases.filter((basis) => official(basis) === law)
        return here.length > 0 ? [{ id: rule, bases: here }] : []
      })
      models.set(law, [...(models.get(law) ?? []), { id, title: checked.title, articles, rules }])
    }
  }
  for (const { id, title, law, article } of catalogue.limits.values()) {
    const name = names(law) ?? law
    limits.set(name, [...(limits.get(name) ?? []), { id, title, article }])
  }
  return (law) => ({ models: models.get(law) ?? [], limits: limits.get(law) ?? [] })
}
