import { Link, useLocation } from '@tanstack/react-router'
import type { lawTree } from '@xiezhi/platform/contract/law'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { articleKey } from '../ui/article.ts'
import { ArticleBody, ownNumber } from './LawParts.tsx'
import { articleAnchor, headingAnchor, headingLevels } from './outline.ts'

type Tree = z.infer<typeof lawTree>

interface Props {
  readonly law: string
  readonly tree: Tree
  /** The day that the links to articles ask about. */
  readonly on: string | undefined
}

/** The whole text of a version. Every article has an anchor; the one that the address names is shown and marked. */
export const LawText = ({ law, tree, on }: Props) => {
  const { t } = useTranslation()
  const hash = useLocation({ select: (location) => location.hash })
  const levels = headingLevels(tree)
  // The text arrives after the address: the browser has looked for the anchor before it was there.
  useEffect(() => {
    if (tree.length > 0 && /^[ah]\d/.test(hash)) document.getElementById(hash)?.scrollIntoView({ block: 'start' })
  }, [hash, tree])
  return (
    <div className="law-text">
      {tree.map((node, place) => {
        if (node.kind === 'heading') {
          const level = levels.get(node.depth) ?? 0
          const Heading = `h${Math.min(6, 3 + level)}` as 'h3' | 'h4' | 'h5' | 'h6'
          const anchor = headingAnchor(place)
          return (
            <Heading key={anchor} id={anchor} tabIndex={-1} className={`law-heading law-heading-${Math.min(3, level)}`}>
              {node.text}
            </Heading>
          )
        }
        const { article, sub } = node.article
        const anchor = articleAnchor(article, sub)
        return (
          <div key={anchor} id={anchor} className={hash === anchor ? 'law-article law-target' : 'law-article'}>
            <ArticleBody
              text={node.article}
              number={
                <Link
                  className="law-no"
                  to="/law/instruments/$law/articles/$article"
                  params={{ law, article: articleKey(article, sub) }}
                  search={on ? { on } : {}}
                  title={t('law.openArticle')}
                >
                  {ownNumber(article, sub)}
                </Link>
              }
            />
          </div>
        )
      })}
    </div>
  )
}
