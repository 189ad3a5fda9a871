import { exportPursuit, type PursuitKind, pursue, pursuitKind, resolveRow } from '@xiezhi/platform/contract/pursuit'
import { Button, Grid, Pagination, Segmented, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Filters } from '../ui/Filters.tsx'
import { formatCount } from '../ui/format.ts'
import { sizes } from '../ui/list-state.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList, useSearchText } from '../ui/use-list.ts'
import { PursuitEntries } from './PursuitEntries.tsx'
import { PursuitSearch } from './PursuitSearch.tsx'
import { Targets } from './Targets.tsx'
import './pursuit.css'

/** No entries beyond are asked for. */
const deepest = 10_000

const names = ['kind', 'key', 'source', 'year'] as const

/** A token says nothing to a reader; it is called by what the data call it. */
const shownKey = (key: string): string => (/^[0-9a-f]{32}$/.test(key) ? '' : key.replace(/^\w+:/, ''))

const Line = ({ kind, target }: { readonly kind: PursuitKind; readonly target: string }) => {
  const { t } = useTranslation()
  const list = useList(pursue, names)
  const narrow = Grid.useBreakpoint().md === false
  const { state, change, data, query } = list
  const request = { ...query, kind, key: target }
  const called = data?.called ?? []
  const label = called[0] ?? shownKey(target)
  const others = called.slice(1).filter((name) => name !== shownKey(target))
  // What is pursued stays when filters are cleared.
  const filterState = {
    ...state,
    filters: Object.fromEntries(Object.entries(state.filters).filter(([name]) => name !== 'kind' && name !== 'key')),
  }
  const narrowed = state.filters.source !== undefined || state.filters.year !== undefined

  const body = () => {
    if (list.error)
      return (
        <Failure error={list.error}>
          <Button onClick={list.refetch}>{t('ui.again')}</Button>
        </Failure>
      )
    if (!data) return <Skeleton active paragraph={{ rows: 8 }} title={false} className="list-waiting" />
    if (data.items.length === 0)
      return narrowed ? (
        <StateMessage title={t('ui.noMatch')} text={t('ui.noMatchText')} />
      ) : (
        <StateMessage title={t('pursuit.nothing')} text={t('pursuit.nothingText')} />
      )
    return (
      <div className={list.refreshing ? 'refreshing' : ''}>
        <PursuitEntries entries={data.items} label={label} known={[label, shownKey(target)]} />
      </div>
    )
  }

  return (
    <>
      <div className="pursuit-target">
        <div>
          <p className="soft">{t(`pursuit.kind.${kind}`)}</p>
          <h2>{label || t('pursuit.unnamed')}</h2>
          {shownKey(target) !== '' && shownKey(target) !== label && <p className="number">{shownKey(target)}</p>}
          {others.length > 0 && <p className="soft">{t('pursuit.alsoCalled', { names: others.join('、') })}</p>}
        </div>
        <div className="actions no-print">
          <ExportButtons endpoint={exportPursuit} request={(format) => ({ params: { format }, query: request })} />
        </div>
      </div>
      <section className="panel list" aria-label={t('pursuit.line', { label })} aria-busy={list.waiting || list.refreshing}>
        <div className="list-bar">
          <Filters
            state={filterState}
            change={change}
            narrow={narrow}
            sorts={[]}
            filters={[
              { name: 'source', label: t('pursuit.source'), kind: 'many', options: data?.facets.source ?? [] },
              { name: 'year', label: t('pursuit.year'), kind: 'one', options: data?.facets.year ?? [] },
            ]}
          />
          <Segmented
            aria-label={t('ui.order')}
            value={state.sort === 'day' ? 'day' : '-day'}
            options={[
              { value: '-day', label: t('pursuit.newest') },
              { value: 'day', label: t('pursuit.oldest') },
            ]}
            onChange={(sort) => change({ sort: sort === 'day' ? 'day' : undefined })}
          />
        </div>
        {body()}
        {data && data.total > 0 && (
          <nav className="list-foot" aria-label={t('ui.pages')}>
            <span className="soft" role="status">
              {t('ui.total', { count: data.total, shown: formatCount(data.total) })}
              {data.total > deepest && ` ${t('pursuit.deep', { most: formatCount(deepest) })}`}
            </span>
            <Pagination
              current={state.page}
              pageSize={state.size}
              total={Math.min(data.total, deepest)}
              simple={narrow ? { readOnly: true } : false}
              showSizeChanger={!narrow && data.total > sizes[0]}
              pageSizeOptions={[...sizes]}
              onChange={(page, size) => change(size === state.size ? { page } : { size })}
            />
          </nav>
        )}
      </section>
    </>
  )
}

const FromRow = ({ dataset, rid }: { readonly dataset: string; readonly rid: string }) => {
  const { t } = useTranslation()
  const query = useEndpoint(resolveRow, { params: { id: dataset, rid } })
  return (
    <Answered query={query}>
      {({ items, dataset: title }) => (
        <section className="panel pursuit-search">
          {items.length === 0 ? <p>{t('pursuit.rowNothing')}</p> : <Targets title={t('pursuit.rowWhich', { title })} targets={items} />}
        </section>
      )}
    </Answered>
  )
}

/** Everything known about one party, one agency, one number, on a line of time. */
export const PursuitPage = () => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const kind = pursuitKind.safeParse(search.kind).data
  return (
    <>
      <PageHeader title={t('nav.pursuit')} text={t('pursuit.text')} />
      <PursuitSearch />
      {kind && search.key ? (
        <Line key={`${kind} ${search.key}`} kind={kind} target={search.key} />
      ) : search.dataset && search.rid ? (
        <FromRow dataset={search.dataset} rid={search.rid} />
      ) : (
        <StateMessage title={t('pursuit.start')} text={t('pursuit.startText')} />
      )}
    </>
  )
}
