import { Link } from '@tanstack/react-router'
import { listDatasets } from '@xiezhi/platform/contract/data'
import { type BatchQuality, exportQuality, listQuality } from '@xiezhi/platform/contract/quality'
import { listSources } from '@xiezhi/platform/contract/sources'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { formatShare } from './share.ts'

const measures = ['completeness', 'validity', 'uniqueness', 'consistency'] as const

/** How good the batches were when they came, the worst to be found by any measure. */
export const QualityPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const datasets = useEndpoint(listDatasets, { query: { size: 200 } }).data?.items ?? []
  const sources = useEndpoint(listSources, { query: { size: 200 } }).data?.items ?? []
  const list = useList(listQuality, ['dataset', 'source'])
  const { page: _, size: __, ...asked } = list.query
  const columns: readonly Column<BatchQuality>[] = [
    {
      key: 'batch',
      title: t('data.batch'),
      pinned: true,
      render: (one) => (
        <span className="cell-title">
          <Link to="/batches/$id" params={{ id: one.batchId }}>
            {t('data.batchTitle', { title: one.datasetTitle, seq: one.seq })}
          </Link>
          <span className="soft">{one.source ? `${one.source.name} · ${one.file}` : one.file}</span>
        </span>
      ),
    },
    {
      key: 'rows',
      title: t('imports.taken'),
      sort: 'rows',
      align: 'right',
      render: (one) => <span className="number">{formatCount(one.rows)}</span>,
    },
    {
      key: 'refused',
      title: t('imports.refused'),
      sort: 'refused',
      align: 'right',
      render: (one) => <span className={one.refused > 0 ? 'number danger' : 'number'}>{formatCount(one.refused)}</span>,
    },
    ...measures.map(
      (measure): Column<BatchQuality> => ({
        key: measure,
        title: t(`quality.${measure}`),
        sort: measure,
        align: 'right',
        render: (one) => <span className="number">{formatShare(one[measure])}</span>,
      }),
    ),
    {
      key: 'daysLate',
      title: t('quality.daysLate'),
      sort: 'daysLate',
      align: 'right',
      render: (one) => <span className="number">{one.daysLate === null ? '—' : t('quality.days', { days: one.daysLate })}</span>,
    },
    {
      key: 'drift',
      title: t('quality.drift'),
      from: 'xl',
      render: (one) => <span className="soft">{one.drift.length === 0 ? '—' : one.drift.slice(0, 2).join('；')}</span>,
    },
    {
      key: 'at',
      title: t('data.publishedAt'),
      sort: 'publishedAt',
      from: 'xxl',
      render: (one) => <span className="number">{format.moment(one.publishedAt)}</span>,
    },
  ]
  return (
    <>
      <PageHeader title={t('quality.title')} text={t('quality.text')} />
      <DataTable
        label={t('quality.title')}
        list={list}
        searchLabel={t('quality.search')}
        rowKey={(one) => one.batchId}
        filters={[
          {
            name: 'dataset',
            label: t('data.dataset'),
            kind: 'one',
            options: datasets.map(({ id, title }) => ({ value: id, label: title })),
          },
          { name: 'source', label: t('imports.source'), kind: 'one', options: sources.map(({ id, name }) => ({ value: id, label: name })) },
        ]}
        tools={<ExportButtons endpoint={exportQuality} request={(format) => ({ params: { format }, query: asked })} />}
        columns={columns}
        empty={<StateMessage title={t('quality.none')} text={t('imports.emptyText')} />}
      />
    </>
  )
}
