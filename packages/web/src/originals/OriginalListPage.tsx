import { Link } from '@tanstack/react-router'
import { exportOriginals, listOriginals, originalState } from '@xiezhi/platform/contract/originals'
import { listSources } from '@xiezhi/platform/contract/sources'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { OriginalState, useFate } from './OriginalState.tsx'

/** Every original with its term: kept until when, held by what, destroyed when. */
export const OriginalListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const fate = useFate()
  const list = useList(listOriginals, ['source', 'state'])
  const sources = useEndpoint(listSources, { query: { size: 200, sort: 'name' } }).data?.items ?? []
  return (
    <>
      <PageHeader title={t('originals.title')} text={t('originals.text')} above={<Link to="/sources">{t('nav.sources')}</Link>}>
        <ExportButtons endpoint={exportOriginals} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('originals.title')}
        list={list}
        rowKey={(one) => one.importId}
        searchLabel={t('originals.search')}
        filters={[
          {
            name: 'source',
            label: t('originals.source'),
            kind: 'one',
            options: sources.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'state',
            label: t('originals.stateLabel'),
            kind: 'one',
            options: originalState.options.map((state) => ({ value: state, label: t(`originals.state.${state}`) })),
          },
        ]}
        columns={[
          {
            key: 'file',
            title: t('imports.file'),
            sort: 'file',
            render: (one) => (
              <span className="cell-title">
                <Link to="/imports/$id" params={{ id: one.importId }}>
                  {one.file}
                </Link>
                <span className="soft">{one.source?.name ?? t('originals.noSource')}</span>
              </span>
            ),
          },
          {
            key: 'state',
            title: t('originals.stateLabel'),
            render: (one) => (
              <div className="cell-words">
                <OriginalState original={one} />
                <p className="soft">{fate(one)}</p>
              </div>
            ),
          },
          {
            key: 'arrived',
            title: t('originals.arrived'),
            sort: 'arrivedAt',
            from: 'lg',
            render: (one) => <span className="number">{format.moment(one.arrivedAt)}</span>,
          },
          {
            key: 'until',
            title: t('originals.until'),
            sort: 'until',
            render: (one) => <span className="number">{one.until ? format.day(one.until) : '—'}</span>,
          },
          {
            key: 'rows',
            title: t('originals.rows'),
            align: 'right',
            from: 'xl',
            render: (one) => <span className="number">{formatCount(one.rows)}</span>,
          },
          {
            key: 'hash',
            title: t('imports.hash'),
            from: 'xxl',
            render: (one) => <code title={one.sha256}>{one.sha256.slice(0, 12)}…</code>,
          },
        ]}
        empty={<StateMessage title={t('originals.empty')} text={t('imports.emptyText')} />}
      />
    </>
  )
}
