import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { exportSources, listSources, type Source } from '@xiezhi/platform/contract/sources'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { SourceForm } from './SourceForm.tsx'
import { SourceState } from './SourceState.tsx'

const useColumns = (): readonly Column<Source>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('sources.name'),
      sort: 'name',
      render: (source) => (
        <span className="cell-title">
          <Link to="/sources/$id" params={{ id: source.id }}>
            {source.name}
          </Link>
          <span className="soft">{source.contact}</span>
        </span>
      ),
    },
    { key: 'state', title: t('sources.state'), render: (source) => <SourceState source={source} /> },
    {
      key: 'datasets',
      title: t('sources.datasets'),
      from: 'lg',
      render: (source) => <div className="cell-words">{source.datasets.map(({ title }) => title).join('、') || '—'}</div>,
    },
    {
      key: 'rows',
      title: t('imports.taken'),
      align: 'right',
      render: (source) => <span className="number">{formatCount(source.rows)}</span>,
    },
    {
      key: 'refused',
      title: t('imports.refused'),
      align: 'right',
      render: (source) => <span className={source.refused > 0 ? 'number danger' : 'number'}>{formatCount(source.refused)}</span>,
    },
    {
      key: 'until',
      title: t('sources.usedUntil'),
      sort: 'usedUntil',
      from: 'xl',
      render: (source) => <span className="number">{source.usedUntil ? format.day(source.usedUntil) : t('sources.noEnd')}</span>,
    },
    {
      key: 'last',
      title: t('data.lastArrived'),
      from: 'xl',
      render: (source) => <span className="number">{format.moment(source.lastArrivedAt)}</span>,
    },
  ]
}

/** From whom data come, on what footing, and how much has come. */
export const SourceListPage = () => {
  const { t } = useTranslation()
  const mayImport = useMay('data.import')
  const navigate = useNavigate()
  const list = useList(listSources, ['stopped'])
  const [open, setOpen] = useState<'new'>()
  return (
    <>
      <PageHeader title={t('nav.sources')} text={t('sources.text')}>
        <ExportButtons endpoint={exportSources} request={(format) => ({ params: { format }, query: list.query })} />
        {mayImport && (
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setOpen('new')}>
            {t('sources.new')}
          </Button>
        )}
      </PageHeader>
      <DataTable
        label={t('nav.sources')}
        list={list}
        rowKey={(source) => source.id}
        searchLabel={t('sources.search')}
        filters={[
          {
            name: 'stopped',
            label: t('sources.state'),
            kind: 'one',
            options: [
              { value: 'no', label: t('sources.active') },
              { value: 'yes', label: t('sources.stopped') },
            ],
          },
        ]}
        columns={useColumns()}
        empty={<StateMessage title={t('sources.empty')} text={t('sources.emptyText')} />}
      />
      <SourceForm
        source={open}
        onClose={() => setOpen(undefined)}
        onSaved={(source) => {
          setOpen(undefined)
          forget(listSources)
          void navigate({ to: '/sources/$id', params: { id: source.id } })
        }}
      />
    </>
  )
}
