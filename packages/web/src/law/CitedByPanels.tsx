import { Link } from '@tanstack/react-router'
import type { citedBy } from '@xiezhi/platform/contract/law'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { articleText } from '../ui/article.ts'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ArticleLink } from './LawParts.tsx'

interface Props {
  readonly citedBy: z.infer<typeof citedBy>
  readonly on: string
}

/** The clues that rest on the article, the heaviest first. */
export const CitingClues = ({ citedBy: { clues } }: Pick<Props, 'citedBy'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (clues.total === 0) return null
  return (
    <Panel title={t('law.citedByClues', { count: clues.total, shown: formatCount(clues.total) })}>
      <ul className="lines">
        {clues.items.map((clue) => (
          <li key={clue.id}>
            <Link to="/clues/$id" params={{ id: clue.id }}>
              {clue.title}
            </Link>
            <span className="soft line-note">
              {clue.no} · {t('runs.asOf', { day: format.day(clue.asOf) })}
            </span>
          </li>
        ))}
      </ul>
      {clues.total > clues.items.length && <p className="soft">{t('law.cluesShown', { count: clues.items.length })}</p>}
    </Panel>
  )
}

/** What rests on the article beside clues: rules, limits, and other articles that refer to it. */
export const CitedByPanels = ({ citedBy: { models, limits, clues, articles }, on }: Props) => {
  const { t, i18n } = useTranslation()
  if (models.length + limits.length + clues.total + articles.length === 0)
    return (
      <Panel title={t('law.citedBy')}>
        <p className="soft">{t('law.citedByNone')}</p>
      </Panel>
    )
  return (
    <>
      {models.length > 0 && (
        <Panel title={t('law.citedByModels', { count: models.length })}>
          <ul className="lines">
            {models.map((model) => (
              <li key={model.id}>
                <Link to="/models/$id" params={{ id: model.id }} search={{ tab: 'rules' }}>
                  {model.title}
                </Link>
                {model.rules.length > 0 && <span className="soft"> {t('law.rules', { rules: model.rules.join('、') })}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {limits.length > 0 && (
        <Panel title={t('law.citedByLimits', { count: limits.length })}>
          <ul className="lines">
            {limits.map((limit) => (
              <li key={limit.id}>
                <Link to="/limits/$id" params={{ id: limit.id }}>
                  {limit.title}
                </Link>
                <span className="soft"> {articleText(limit.article, i18n.language)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {articles.length > 0 && (
        <Panel title={t('law.citedByArticles', { count: articles.length })}>
          <ul className="lines">
            {articles.map((one) => (
              <li key={`${one.law}-${one.article}-${one.sub}`}>
                <ArticleLink law={one.law} article={one.article} sub={one.sub} on={on} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
