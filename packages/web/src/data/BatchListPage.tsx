import { Link } from '@tanstack/react-router'
import { exportBatches, listBatches, listDatasets } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { DaySpan } from '../ui/DaySpan.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { BatchFile } from './BatchFile.tsx'

export const BatchListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const datasets = useEndpoint(listDatasets, { query: { size: 200 } }).data?.items ?? []
  const list = useList(listBatches, ['dataset', 'source'])
  return (
    <>
      <PageHeader title={t('nav.batches')} text={t('data.batchesText')}>
        <ExportButtons endpoint={exportBatches} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.batches')}
        list={list}
        rowKey={(batch) => batch.id}
        searchLabel={t('imports.search')}
        filters={[
          {
            name: 'dataset',
            label: t('data.dataset'),
            kind: 'one',
            options: datasets.map(({ id, title }) => ({ value: id, label: title })),
          },
        ]}
        columns={[
          {
            key: 'seq',
            title: t('data.seq'),
            sort: 'seq',
            align: 'right',
            render: (batch) => (
              <Link
                to="/batches/$id"
                params={{ id: batch.id }}
                className="number"
                aria-label={t('data.batchTitle', { title: batch.datasetTitle, seq: batch.seq })}
              >
                {batch.seq}
              </Link>
            ),
          },
          {
            key: 'dataset',
            title: t('data.dataset'),
            // Only earlier runs still see the rows of a batch whose place another took.
            render: (batch) =>
              batch.replaced || batch.withdrawn ? (
                <span className="soft">{batch.datasetTitle}</span>
              ) : (
                <Link to="/data/$id/rows" params={{ id: batch.dataset }} search={{ batch: batch.id }}>
                  {batch.datasetTitle}
                </Link>
              ),
          },
          {
            key: 'file',
            title: t('imports.file'),
            sort: 'file',
            render: (batch) => (
              <span className="cell-title">
                <BatchFile batch={batch} />
              </span>
            ),
          },
          {
            key: 'rows',
            title: t('imports.taken'),
            sort: 'rows',
            align: 'right',
            render: (batch) => <span className="number">{formatCount(batch.rows)}</span>,
          },
          {
            key: 'refused',
            title: t('imports.refused'),
            sort: 'refused',
            align: 'right',
            render: (batch) => <span className={batch.refused > 0 ? 'number danger' : 'number'}>{formatCount(batch.refused)}</span>,
          },
          {
            key: 'coverage',
            title: t('data.coverage'),
            sort: 'from',
            from: 'xl',
            render: (batch) => <DaySpan span={batch.coverage} />,
          },
          { key: 'by', title: t('imports.by'), sort: 'by', from: 'xl', render: (batch) => batch.publishedBy },
          {
            key: 'at',
            title: t('data.publishedAt'),
            sort: 'at',
            from: 'lg',
            render: (batch) => <span className="number">{format.moment(batch.publishedAt)}</span>,
          },
        ]}
        empty={<StateMessage title={t('data.noBatches')} text={t('imports.emptyText')} />}
      />
    </>
  )
}
