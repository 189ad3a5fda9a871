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
  readonly rules: readonly { readonly id: string; readonly articles: readonly string[] }[]
}

/** `72.1(1)` → 72: a point is 款, brackets are 项; 之几 is not written in a basis. */
export const articleOfBasis = (written: string): number => Number.parseInt(written, 10)

/** `行政强制法#53` → the law's official name and the article as written. */
export function readBasis(basis: string, names: LawNames): { readonly law: string; readonly article: string } {
  const [law = '', article = ''] = basis.split('#')
  return { law: names(law) ?? law, article }
}

/** Indexes the catalogue once. */
export function restingOn(catalogue: Catalogue, names: LawNames): (law: string) => Resting {
  const models = new Map<string, RestingModel[]>()
  const limits = new Map<string, Resting['limits'][number][]>()
  for (const { id, checked } of catalogue.models.values()) {
    const reported = new Map<string, readonly string[]>()
    for (const rule of checked.rules) reported.set(rule.as, [...new Set([...(reported.get(rule.as) ?? []), ...rule.basis])])
    for (const rollup of checked.rollups) reported.set(rollup.id, reported.get(rollup.of) ?? [])
    const bases = [...checked.basis, ...[...reported.values()].flat()].map((basis) => readBasis(basis, names))
    for (const law of new Set(bases.map((basis) => basis.law))) {
      const articlesIn = (all: readonly { law: string; article: string }[]): readonly string[] => [
        ...new Set(all.filter((basis) => basis.law === law).map(({ article }) => article)),
      ]
      const rules = [...reported].map(([rule, basis]) => ({ id: rule, articles: articlesIn(basis.map((one) => readBasis(one, names))) }))
      const model = { id, title: checked.title, articles: articlesIn(bases), rules: rules.filter(({ articles }) => articles.length > 0) }
      models.set(law, [...(models.get(law) ?? []), model])
    }
  }
  for (const { id, title, law, article } of catalogue.limits.values()) {
    const name = names(law) ?? law
    limits.set(name, [...(limits.get(name) ?? []), { id, title, article }])
  }
  return (law) => ({ models: models.get(law) ?? [], limits: limits.get(law) ?? [] })
}
