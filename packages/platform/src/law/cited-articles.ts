import { type NationalLaws, nationalLaws } from '@xiezhi/engine/citation/names'
import { readLegalBasis } from '@xiezhi/engine/citation/reader'
import type { Instrument } from '@xiezhi/engine/law/registry'
import { articleText } from '@xiezhi/engine/law/statute'
import type { LawNames } from './names.ts'
import type { LawText } from './read-texts.ts'

/** That an article of a text cites an article, as a row. */
export interface CitedArticle {
  readonly article: number
  readonly sub: number
  readonly to_law: string
  readonly to_article: number
  readonly to_sub: number
}

/**
 * Which articles the articles of a text cite. A number without a law's name means the text's own: 依照本法第六十条. Laws that are not
 * known stay under the name that the text gives them.
 */
export function citedArticles(instruments: readonly Instrument[], names: LawNames): (text: LawText) => readonly CitedArticle[] {
  const laws: NationalLaws = nationalLaws(instruments)
  return ({ statute }) => {
    const own = names(statute.name) ?? statute.name
    return statute.articles.flatMap((article) => {
      // In a decision 本法 is the law named last; in a statute it is the statute, and so is the number that follows: 本法第五条、第六条.
      let ownRun = false
      return readLegalBasis(articleText(article), laws).citations.flatMap((cited): CitedArticle[] => {
        ownRun = /^本/.test(cited.raw) || (ownRun && /^第/.test(cited.raw))
        const to_law = cited.law === null || ownRun ? own : (names(cited.law) ?? cited.law)
        const to = { to_law, to_article: cited.article, to_sub: cited.article_sub ?? 0 }
        const itself = to_law === own && to.to_article === article.article && to.to_sub === article.sub
        return itself ? [] : [{ article: article.article, sub: article.sub, ...to }]
      })
    })
  }
}
