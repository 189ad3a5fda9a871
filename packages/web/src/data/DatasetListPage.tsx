import { CloudUploadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { type Dataset, exportDatasets, listDatasets } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { DaySpan } from '../ui/DaySpan.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { formatShare } from './share.ts'

/** The least of the shares that its sources came with: what one source lacks is not made good by another. */
const worst = (shares: readonly (number | null)[]): string => {
  const known = shares.filter((share) => share !== null)
  return formatShare(known.length === 0 ? null : Math.min(...known))
}

const useColumns = (): readonly Column<Dataset>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'title',
      title: t('data.dataset'),
      sort: 'title',
      render: (dataset) => (
        <span className="cell-title">
          <Link to="/data/$id" params={{ id: dataset.id }}>
            {dataset.title}
          </Link>
          <span className="soft">{dataset.purpose}</span>
        </span>
      ),
    },
    {
      key: 'source',
      title: t('data.source'),
      render: (dataset) => (
        <div className="cell-words">
          {dataset.sources.some(({ id }) => id !== null) ? (
            <ul className="cell-words">
              {dataset.sources.map((one) => (
                <li key={one.id ?? ''}>
                  {one.id ? (
                    <Link to="/sources/$id" params={{ id: one.id }}>
                      {one.name}
                    </Link>
                  ) : (
                    <span className="soft">{t('originals.noSource')}</span>
                  )}{' '}
                  {one.outOfTerm && <Pill tone="warning">{t('sources.outOfTerm')}</Pill>}
                </li>
              ))}
            </ul>
          ) : (
            <span className="soft">{dataset.source}</span>
          )}
        </div>
      ),
    },
    {
      key: 'rows',
      title: t('data.rows'),
      sort: 'rows',
      align: 'right',
      render: (dataset) =>
        dataset.rows > 0 ? (
          <Link
            to="/data/$id/rows"
            params={{ id: dataset.id }}
            className="number"
            aria-label={t('data.openRows', { title: dataset.title, rows: dataset.rows })}
          >
            {formatCount(dataset.rows)}
          </Link>
        ) : (
          <Pill tone="warning">{t('data.absent')}</Pill>
        ),
    },
    {
      key: 'batches',
      title: t('data.batches'),
      align: 'right',
      render: (dataset) => <span className="number">{dataset.batches || '—'}</span>,
    },
    {
      key: 'coverage',
      title: t('data.coverage'),
      from: 'xl',
      render: (dataset) => <DaySpan span={dataset.coverage} />,
    },
    {
      key: 'quality',
      title: t('data.quality'),
      from: 'xl',
      align: 'right',
      render: (dataset) => (
        <Link to="/quality" search={{ dataset: dataset.id }} className="number" title={t('data.qualityText')}>
          {worst(dataset.sources.map(({ completeness }) => completeness))} / {worst(dataset.sources.map(({ validity }) => validity))}
        </Link>
      ),
    },
    {
      key: 'last',
      title: t('data.lastArrived'),
      sort: 'lastArrivedAt',
      from: 'lg',
      render: (dataset) => <span className="number">{format.moment(dataset.lastArrivedAt)}</span>,
    },
    {
      key: 'usedBy',
      title: t('data.usedBy'),
      from: 'xl',
      render: (dataset) => {
        const waiting = dataset.usedBy.filter(({ runs }) => !runs).length
        return dataset.usedBy.length === 0 ? (
          '—'
        ) : (
          <Link to="/data/$id" params={{ id: dataset.id }}>
            {t(waiting > 0 ? 'data.modelsWaiting' : 'data.modelCount', { count: dataset.usedBy.length, waiting })}
          </Link>
        )
      },
    },
  ]
}

export const DatasetListPage = () => {
  const { t } = useTranslation()
  const mayImport = useMay('data.import')
  const list = useList(listDatasets, [])
  return (
    <>
      <PageHeader title={t('nav.data')} text={t('data.text')}>
        <ExportButtons endpoint={exportDatasets} request={(format) => ({ params: { format }, query: list.query })} />
        {mayImport && (
          <Link to="/imports" className="link-button">
            <CloudUploadOutlined aria-hidden="true" /> {t('imports.bring')}
          </Link>
        )}
      </PageHeader>
      <DataTable
        label={t('nav.data')}
        list={list}
        rowKey={(dataset) => dataset.id}
        searchLabel={t('data.search')}
        columns={useColumns()}
        empty={<StateMessage title={t('data.empty')} text={t('data.emptyText')} />}
      />
    </>
  )
}
