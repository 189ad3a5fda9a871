import { Link, useParams } from '@tanstack/react-router'
import { getArticle } from '@xiezhi/platform/contract/law'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { articleName } from '../ui/article.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { DayField } from '../ui/DayField.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { ArticleVersions } from './ArticleVersions.tsx'
import { CitedByPanels, CitingClues } from './CitedByPanels.tsx'
import { ArticleBody, ArticleNumber, useVersionDays, useVersionName, VersionState } from './LawParts.tsx'
import { articleOf } from './law-names.ts'
import { articleAnchor, wordsOf } from './outline.ts'
import { Renumbering } from './Renumbering.tsx'

export type ArticleAnswer = z.infer<typeof getArticle.response>

/** What the law says on the day, or why nothing can be shown. */
const InForce = ({ answer }: { readonly answer: ArticleAnswer }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const name = useVersionName()
  const days = useVersionDays()
  const day = format.day(answer.on)
  const { current } = answer
  if (!current)
    return (
      <Panel title={t('law.onDayTitle', { day })}>
        <p>{t(`law.found.${answer.found === 'text' ? 'no-texts' : answer.found}`, { day })}</p>
      </Panel>
    )
  const citation = articleOf(answer.law, answer.article, answer.sub, i18n.language)
  return (
    <Panel
      title={t('law.onDayTitle', { day })}
      extra={<CopyButton text={`${citation}\n${wordsOf(current.text)}`} label={t('law.copyArticle')} small />}
      className="law-panel"
    >
      <div className="stack">
        <p className="soft law-days">
          <Link
            to="/law/instruments/$law"
            params={{ law: answer.law }}
            search={{ version: current.version.id }}
            hash={articleAnchor(answer.article, answer.sub)}
          >
            {name(current.version)}
          </Link>
          <VersionState version={current.version} />
          <span>{days(current.version)}</span>
        </p>
        {!answer.certain && <Alert type="warning" showIcon title={t('law.uncertain')} description={t('law.uncertainText')} />}
        <div className="law-text">
          <ArticleBody text={current.text} number={<ArticleNumber article={answer.article} sub={answer.sub} />} />
        </div>
      </div>
    </Panel>
  )
}

const Detail = ({ answer }: { readonly answer: ArticleAnswer }) => {
  const { t, i18n } = useTranslation()
  const [search, change] = useSearchText()
  return (
    <>
      <PageHeader
        title={articleOf(answer.law, answer.article, answer.sub, i18n.language)}
        above={
          <>
            <Link to="/law/instruments">{t('nav.law')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/law/instruments/$law" params={{ law: answer.law }} search={search.on ? { on: search.on } : {}}>
              {answer.law}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{articleName(answer.article, answer.sub, i18n.language)}</span>
          </>
        }
      >
        <span className="day-choice">
          <span className="soft">{t('law.onDay')}</span>
          <DayField label={t('law.onDay')} value={search.on ?? answer.on} onChange={(on) => change({ filters: { on } })} />
        </span>
      </PageHeader>
      <div className="article-columns">
        <div className="stack">
          <InForce answer={answer} />
          {answer.renumbered.length > 0 && <Renumbering answer={answer} />}
          <ArticleVersions answer={answer} />
          <CitingClues citedBy={answer.citedBy} />
        </div>
        <div className="stack">
          <CitedByPanels citedBy={answer.citedBy} on={answer.on} />
        </div>
      </div>
    </>
  )
}

export const ArticlePage = () => {
  const { law = '', article = '' } = useParams({ strict: false })
  const [search] = useSearchText()
  const query = useEndpoint(getArticle, { params: { law, article }, query: search.on ? { on: search.on } : {} }, { keepLast: true })
  return <Answered query={query}>{(answer) => <Detail answer={answer} />}</Answered>
}
