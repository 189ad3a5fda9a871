import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '../ui/Panel.tsx'
import type { ArticleAnswer } from './ArticlePage.tsx'
import { ArticleNumber, Differences, useVersionDays, useVersionName, VersionState } from './LawParts.tsx'
import { articleAnchor, wordsOf } from './outline.ts'
import { differencesOf, likeness } from './text-difference.ts'

/** The article in every loaded version, the newest first, each with what it changed of the one before. */
export const ArticleVersions = ({ answer }: { readonly answer: ArticleAnswer }) => {
  const { t } = useTranslation()
  const name = useVersionName()
  const days = useVersionDays()
  const { versions } = answer
  // A single version is what stands above already.
  if (versions.length === 0 || (versions.length === 1 && answer.current)) return null
  return (
    <Panel title={t('law.everyVersion')} extra={<span className="soft">{t('law.versionCount', { count: versions.length })}</span>}>
      <ol className="article-versions">
        {versions.map(({ version, text }, place) => {
          const before = versions[place + 1]?.text
          const words = text && wordsOf(text)
          const same = words && before && wordsOf(before) === words
          const runs = words && before ? differencesOf(wordsOf(before), words) : []
          const other = runs.length > 0 && likeness(runs) < 1 / 3
          const above = version.id === answer.current?.version.id && (runs.length === 0 || other)
          return (
            <li key={version.id}>
              <h3>
                <Link
                  to="/law/instruments/$law"
                  params={{ law: answer.law }}
                  search={{ version: version.id }}
                  hash={articleAnchor(answer.article, answer.sub)}
                >
                  {name(version)}
                </Link>
                <VersionState version={version} />
                <span className="soft">{days(version)}</span>
              </h3>
              {!words && <p className="soft">{t('law.notInVersion')}</p>}
              {same && <p className="soft">{t('law.sameAsBefore')}</p>}
              {above && !same && <p className="soft">{t('law.above')}</p>}
              {words && !same && !above && (
                <p className="compare-words">
                  <ArticleNumber article={answer.article} sub={answer.sub} />
                  {runs.length > 0 && !other ? <Differences runs={runs} /> : words}
                </p>
              )}
              {other && <p className="soft">{t('law.otherSubject')}</p>}
            </li>
          )
        })}
      </ol>
      <p className="soft">{t('law.everyVersionNote')}</p>
    </Panel>
  )
}
