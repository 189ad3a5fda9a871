import type { ArticleText, lawTree } from '@xiezhi/platform/contract/law'
import type { z } from 'zod'
import { articleKey } from '../ui/article.ts'

type Tree = z.infer<typeof lawTree>

/** A heading of 编, 分编, 章 or 节 with what stands under it, and the articles that it reaches over. */
export interface Heading {
  /** Where it stands on the page. */
  readonly anchor: string
  readonly text: string
  readonly first: ArticleText | undefined
  readonly last: ArticleText | undefined
  readonly under: readonly Heading[]
}

/** The anchor of an article on the page of its instrument: `a46`, `a17-1`. */
export const articleAnchor = (article: number, sub: number): string => `a${articleKey(article, sub)}`
/** The anchor of a heading: its place in the tree. */
export const headingAnchor = (place: number): string => `h${place}`

interface Open {
  readonly depth: number
  readonly anchor: string
  readonly text: string
  first: ArticleText | undefined
  last: ArticleText | undefined
  readonly under: Open[]
}

/** The headings of a text as a tree, each with its first and last article; a text without headings has none. */
export const outlineOf = (tree: Tree): readonly Heading[] => {
  const top: Open[] = []
  const open: Open[] = []
  tree.forEach((node, place) => {
    if (node.kind === 'article') {
      for (const heading of open) {
        heading.first ??= node.article
        heading.last = node.article
      }
      return
    }
    while (open.length > 0 && open[open.length - 1]!.depth >= node.depth) open.pop()
    const heading: Open = { depth: node.depth, anchor: headingAnchor(place), text: node.text, first: undefined, last: undefined, under: [] }
    const above = open[open.length - 1]
    if (above) above.under.push(heading)
    else top.push(heading)
    open.push(heading)
  })
  return top
}

/** Depths as they come (1 编, 3 章 …) made levels without holes, so that headings on a page step by one. */
export const headingLevels = (tree: Tree): ReadonlyMap<number, number> => {
  const depths = [...new Set(tree.flatMap((node) => (node.kind === 'heading' ? [node.depth] : [])))].sort((a, b) => a - b)
  return new Map(depths.map((depth, level) => [depth, level]))
}

/** The article's whole wording, a line a paragraph or item: what is compared and copied. */
export const wordsOf = (text: ArticleText): string =>
  text.paragraphs.map((paragraph) => [paragraph.text, ...paragraph.items.map((item) => item.text)].join('\n')).join('\n')
