import { searchLaw } from '@xiezhi/platform/contract/law'
import { Button, Input, Pagination, Segmented, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { DayField } from '../ui/DayField.tsx'
import { Failure } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { listQueryOf, readListState } from '../ui/list-state.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { ArticleLink, LawLink, useVersionName, VersionState } from './LawParts.tsx'

type Answer = z.infer<typeof searchLaw.response>
type Hit = Answer['items'][number]

const HitLine = ({ hit, day }: { readonly hit: Hit; readonly day: string | undefined }) => {
  const name = useVersionName()
  return (
    <li className="hit">
      <h2>
        <ArticleLink law={hit.law} article={hit.article} sub={hit.sub} on={day ?? hit.version.effectiveFrom} />
      </h2>
      <p className="soft hit-place">
        <span>{name(hit.version)}</span>
        <VersionState version={hit.version} />
        {hit.under.length > 0 && <span>{hit.under.join(' · ')}</span>}
      </p>
      <p className="hit-words">
        {hit.excerpt.map((run, place) =>
          run.hit ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
            <mark key={place}>{run.text}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
            <span key={place}>{run.text}</span>
          ),
        )}
      </p>
    </li>
  )
}

const QueryBox = ({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Input.Search
      size="large"
      className="law-query"
      aria-label={t('lawSearch.words')}
      placeholder={t('lawSearch.hint')}
      enterButton={t('lawSearch.go')}
      value={text}
      maxLength={200}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onSearch={(wanted) => onSearch(wanted.trim())}
    />
  )
}

/** Articles by their words; the whole question is in the address. */
export const LawSearchPage = () => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const state = readListState(search, ['on', 'all', 'law'])
  const { on, all, law } = state.filters
  const asked = state.q !== undefined
  const query = useEndpoint(
    searchLaw,
    {
      query: {
        ...listQueryOf({ ...state, filters: {} }),
        ...(law ? { law } : {}),
        ...(all === 'true' ? { all: 'true' as const } : on ? { on } : {}),
      },
    },
    { enabled: asked, keepLast: true },
  )
  const results = () => {
    if (!asked) return <StateMessage title={t('lawSearch.start')} text={t('lawSearch.startText')} />
    if (query.error && !query.data)
      return (
        <Failure error={query.error}>
          <Button onClick={() => void query.refetch()}>{t('ui.again')}</Button>
        </Failure>
      )
    if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} title={false} className="list-waiting" />
    if (query.data.total === 0) return <StateMessage title={t('lawSearch.none')} text={t('lawSearch.noneText')} />
    return (
      <>
        <ol className={query.isPlaceholderData ? 'hits refreshing' : 'hits'}>
          {query.data.items.map((hit) => (
            <HitLine key={`${hit.law}-${hit.version.id}-${hit.article}-${hit.sub}`} hit={hit} day={all === 'true' ? undefined : on} />
          ))}
        </ol>
        <nav className="list-foot" aria-label={t('ui.pages')}>
          <span className="soft" role="status">
            {t('ui.total', { count: query.data.total, shown: formatCount(query.data.total) })}
          </span>
          <Pagination
            current={state.page}
            pageSize={state.size}
            total={query.data.total}
            showSizeChanger={false}
            onChange={(page) => change({ page })}
          />
        </nav>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('nav.lawSearch')} text={t('lawSearch.text')} />
      <section className="panel" aria-label={t('nav.lawSearch')} aria-busy={asked && query.isPending}>
        <search className="list-bar law-search-bar">
          <QueryBox value={state.q ?? ''} onSearch={(q) => change({ q })} />
          <div className="filters">
            <Segmented
              aria-label={t('lawSearch.reach')}
              value={all === 'true' ? 'all' : 'on'}
              options={[
                { value: 'on', label: t('lawSearch.onDay') },
                { value: 'all', label: t('lawSearch.allVersions') },
              ]}
              onChange={(reach) => change({ filters: { all: reach === 'all' ? 'true' : undefined } })}
            />
            {all !== 'true' && <DayField label={t('lawSearch.day')} value={on} onChange={(day) => change({ filters: { on: day } })} />}
            {law && (
              <span className="search-law">
                {t('lawSearch.within')}
                <LawLink law={law} />
                <Button size="small" type="text" onClick={() => change({ filters: { law: undefined } })}>
                  {t('lawSearch.everywhere')}
                </Button>
              </span>
            )}
          </div>
        </search>
        {results()}
      </section>
    </>
  )
}
