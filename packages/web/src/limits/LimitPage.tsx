import { Link, useParams } from '@tanstack/react-router'
import { getLimit } from '@xiezhi/platform/contract/limits'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ArticleLink, LawLink } from '../law/LawParts.tsx'
import { bookTitle } from '../law/law-names.ts'
import { Answered } from '../ui/Answered.tsx'
import { articlePlace, articleText } from '../ui/article.ts'
import { Facts } from '../ui/Facts.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { AdjustPanel } from './AdjustPanel.tsx'
import { useLimitWords } from './limit-words.ts'
import './limits.css'

export type Limit = z.infer<typeof getLimit.response>

const Models = ({ limit }: { readonly limit: Limit }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('limits.usedBy', { count: limit.models.length })}>
      {limit.models.length === 0 ? (
        <p className="soft">{t('limits.usedByNone')}</p>
      ) : (
        <ul className="lines">
          {limit.models.map((model) => (
            <li key={model.id}>
              <Link to="/models/$id" params={{ id: model.id }}>
                {model.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const History = ({ limit }: { readonly limit: Limit }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useLimitWords()
  return (
    <Panel title={t('limits.history')}>
      {limit.history.length === 0 ? (
        <p className="soft">{t('limits.historyNone')}</p>
      ) : (
        <ol className="timeline">
          {[...limit.history].reverse().map((change) => (
            <li key={change.seq}>
              <p>
                <strong>{change.value ? t('limits.adjustedTo', { value: words.length(change.value) }) : t('limits.givenBack')}</strong>{' '}
                {change.value && <span className="soft">{words.rollover(change.value)}</span>}
              </p>
              <p>{change.reason}</p>
              <p className="soft number">
                {change.by} · {format.moment(change.at)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

const Detail = ({ limit }: { readonly limit: Limit }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const words = useLimitWords()
  const mayAdjust = useMay('law.adjust')
  const place = articlePlace(limit.article)
  const named = `${bookTitle(limit.law)}${articleText(limit.article, i18n.language)}`
  return (
    <>
      <PageHeader
        title={limit.title}
        above={<Link to="/limits">{t('nav.limits')}</Link>}
        beside={
          <>
            {limit.adjusted && <Pill tone="info">{t('limits.adjusted')}</Pill>}
            <Pill tone={limit.verified ? 'success' : 'warning'}>{t(limit.verified ? 'limits.verified' : 'limits.unverified')}</Pill>
          </>
        }
        text={limit.group}
      >
        <Link to="/calculator" search={{ rule: limit.id }} className="link-button plain">
          {t('limits.count')}
        </Link>
      </PageHeader>
      {!limit.verified && <Alert type="warning" showIcon title={t('limits.unverifiedText')} />}
      <div className="article-columns">
        <div className="stack">
          <Panel title={t('limits.what')}>
            <Facts
              facts={[
                { label: t('limits.value'), value: <strong>{words.length(limit.value)}</strong>, wide: true },
                { label: t('limits.rollover'), value: words.rollover(limit.value), wide: true },
                ...(limit.adjusted
                  ? [{ label: t('limits.own'), value: `${words.length(limit.own)}（${words.rollover(limit.own)}）`, wide: true }]
                  : []),
                { label: t('limits.startEvent'), value: limit.startEvent || '—', wide: true },
                { label: t('limits.direction'), value: t(limit.direction === 'before' ? 'limits.backward' : 'limits.forward'), wide: true },
                {
                  label: t('limits.basis'),
                  value: place ? (
                    <ArticleLink law={limit.law} article={place.article} sub={place.sub} on={limit.effective}>
                      {named}
                    </ArticleLink>
                  ) : (
                    <LawLink law={limit.law} />
                  ),
                  wide: true,
                },
                ...(limit.version ? [{ label: t('law.version'), value: limit.version, wide: true }] : []),
                ...(limit.effective || limit.ended
                  ? [
                      {
                        label: t('limits.period'),
                        value: [
                          limit.effective && t('law.effectiveFrom', { day: format.day(limit.effective) }),
                          limit.ended && t('law.endedOn', { day: format.day(limit.ended) }),
                        ]
                          .filter(Boolean)
                          .join(t('law.comma')),
                        wide: true,
                      },
                    ]
                  : []),
                ...(limit.note ? [{ label: t('limits.note'), value: limit.note, wide: true }] : []),
                { label: t('data.identifier'), value: <code>{limit.id}</code>, wide: true },
              ]}
            />
          </Panel>
          {mayAdjust && <AdjustPanel limit={limit} />}
        </div>
        <div className="stack">
          <Models limit={limit} />
          <History limit={limit} />
        </div>
      </div>
    </>
  )
}

export const LimitPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getLimit, { params: { id } })
  return <Answered query={query}>{(limit) => <Detail key={limit.id} limit={limit} />}</Answered>
}
