import type { ArticleText } from '@xiezhi/platform/contract/law'
import type { Evidence } from './evidence.ts'

/** An article that a clue brings as evidence: which law, which version, what it says. */
export interface ArticleEvidence {
  readonly row: Evidence
  readonly law: string
  readonly versionDate: string | null
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
  readonly text: ArticleText
}

const dataset = 'law_article'
export const isArticle = (row: Evidence): boolean => row.dataset === dataset

const textOf = (row: Evidence, name: string): string => String(row.fields.find((field) => field.name === name)?.value ?? '')
const dayOf = (row: Evidence, name: string): string | null => textOf(row, name) || null

const read = (row: Evidence): ArticleEvidence => ({
  row,
  law: textOf(row, 'law_name'),
  versionDate: dayOf(row, 'version_date'),
  effectiveFrom: dayOf(row, 'effective_from'),
  effectiveTo: dayOf(row, 'effective_to'),
  text: {
    article: Number(textOf(row, 'article')) || 0,
    sub: Number(textOf(row, 'article_sub')) || 0,
    paragraphs: textOf(row, 'text')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => ({ text, items: [] })),
  },
})

/**
 * Articles to be read beside each other: those of one law, the older version first; within a version by number. A law with one
 * article stands alone.
 */
export const articlesByLaw = (evidence: readonly Evidence[]): readonly (readonly ArticleEvidence[])[] => {
  const laws = new Map<string, ArticleEvidence[]>()
  for (const row of evidence.filter(isArticle)) {
    const article = read(row)
    const known = laws.get(article.law)
    if (known) known.push(article)
    else laws.set(article.law, [article])
  }
  return [...laws.values()].map((articles) =>
    articles.sort(
      (a, b) => (a.effectiveFrom ?? '').localeCompare(b.effectiveFrom ?? '') || a.text.article - b.text.article || a.text.sub - b.text.sub,
    ),
  )
}
