import { Link } from '@tanstack/react-router'
import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { useTranslation } from 'react-i18next'
import { articlePlace, articleText } from '../../ui/article.ts'
import { writeDays } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { ArticleLink } from '../LawParts.tsx'
import { bookTitle } from '../law-names.ts'

/** The limits that run from a date of the text, each with the day and the counting. */
export const FollowingLimits = ({ limits }: Pick<TextCheck, 'limits'>) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('check.limits')}>
      {limits.length === 0 ? (
        <p className="soft">{t('check.noLimits')}</p>
      ) : (
        <div className="grid-2">
          {limits.map((limit) => {
            const place = articlePlace(limit.article)
            const named = `${bookTitle(limit.law)}${articleText(limit.article, i18n.language)}`
            return (
              <section key={`${limit.id}-${limit.from}`} className="calculation" aria-label={limit.title}>
                <h3>
                  <Link to="/limits/$id" params={{ id: limit.id }}>
                    {limit.title}
                  </Link>
                  <strong>{format.day(limit.due)}</strong>
                  {limit.provisional && (
                    <Link to="/calendar" search={limit.due ? { year: limit.due.slice(0, 4) } : {}} className="pill pill-warning">
                      {t('clues.provisional')}
                    </Link>
                  )}
                </h3>
                <p className="soft">
                  {t('check.runsFrom', { label: limit.fromLabel, day: format.day(limit.from) })}
                  {place ? (
                    <ArticleLink law={limit.law} article={place.article} sub={place.sub} on={limit.from}>
                      {named}
                    </ArticleLink>
                  ) : (
                    named
                  )}
                </p>
                <ol className="counting">
                  {limit.steps.map((step) => (
                    <li key={step}>{writeDays(step, i18n.language)}</li>
                  ))}
                </ol>
              </section>
            )
          })}
        </div>
      )}
    </Panel>
  )
}
