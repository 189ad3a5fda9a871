import { Link, useParams } from '@tanstack/react-router'
import { exportRows, getDataset, listRows } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { RevealNumber } from '../reveal/RevealNumber.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { Cell } from './Cell.tsx'
import { ExactFilter } from './ExactFilter.tsx'

const names = ['at', 'batch', 'field', 'value'] as const

export const RowsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { id = '' } = useParams({ strict: false })
  const dataset = useEndpoint(getDataset, { params: { id } }).data
  const page = useList(listRows, names, { params: { id } })
  const { at } = page.state.filters
  const columns = page.data?.columns ?? []
  type Row = NonNullable<typeof page.data>['items'][number]
  const drawn: Column<Row>[] = [
    ...columns.map((column, place) => ({
      key: column.name,
      title: column.label,
      sort: column.name,
      ...(place === 0 ? { pinned: true } : {}),
      ...(column.type === 'decimal' || column.type === 'int' ? { align: 'right' as const } : {}),
      render: (row: Row) => {
        const value = row.values[column.name] ?? null
        const cell = <Cell value={value} type={column.type} />
        if (!column.sealed || typeof value !== 'string') return cell
        const place = { kind: 'row', dataset: id, rid: row.rid, field: column.name, ...(at ? { at } : {}) } as const
        return (
          <span className="nowrap">
            {cell} <RevealNumber place={place} masked={value} />
          </span>
        )
      },
    })),
    {
      key: '_from',
      title: t('data.fromFile'),
      render: (row: Row) => (
        <span className="soft cell-short" title={row.file}>
          {t('data.place', { file: row.file, row: row.rowNo })}
        </span>
      ),
    },
  ]
  drawn.push({
    key: '_pursuit',
    title: t('pursuit.of'),
    render: (row: Row) => (
      <Link to="/pursuit" search={{ dataset: id, rid: row.rid }} className="nowrap" aria-label={t('pursuit.rowLabel', { row: row.rowNo })}>
        {t('pursuit.of')}
      </Link>
    ),
  })
  const title = dataset ? t('data.rowsOf', { title: dataset.title }) : t('nav.data')
  return (
    <>
      <PageHeader
        title={title}
        above={
          <>
            <Link to="/data">{t('nav.data')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/data/$id" params={{ id }}>
              {dataset?.title ?? id}
            </Link>
          </>
        }
        text={at ? t('data.rowsAt', { day: format.day(at) }) : t('data.rowsText')}
      >
        <ExportButtons endpoint={exportRows} request={(format) => ({ params: { id, format }, query: page.query })} />
      </PageHeader>
      <DataTable
        label={title}
        list={page}
        rowKey={(row) => row.rid}
        columns={drawn}
        searchLabel={t('data.searchRows')}
        filters={[
          { name: 'at', label: t('data.at'), kind: 'day' },
          {
            name: 'batch',
            label: t('data.batch'),
            kind: 'one',
            options: (dataset?.recentBatches ?? []).map((batch) => ({
              value: batch.id,
              label: `${batch.file}${batch.part ? ` · ${batch.part}` : ''}`,
            })),
          },
        ]}
        tools={
          columns.length > 0 && (
            <ExactFilter
              key={`${page.state.filters.field}=${page.state.filters.value}`}
              columns={columns}
              state={page.state}
              change={page.change}
            />
          )
        }
        empty={<StateMessage title={t('data.noRows')} text={t('data.noRowsText')} />}
      />
    </>
  )
}
