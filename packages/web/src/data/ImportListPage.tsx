import { Link } from '@tanstack/react-router'
import { exportImports, type FileImport, listImports } from '@xiezhi/platform/contract/imports'
import { jobState } from '@xiezhi/platform/contract/shapes'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { SourcePicker } from '../sources/SourcePicker.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { DayField } from '../ui/DayField.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatBytes, formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList, useSearchText } from '../ui/use-list.ts'
import { DropArea } from './DropArea.tsx'
import { UnfinishedUploads } from './UnfinishedUploads.tsx'
import { UploadList } from './UploadList.tsx'
import './data.css'

const total = (file: FileImport, of: 'taken' | 'refused'): number => file.parts.reduce((sum, part) => sum + part[of], 0)

const useColumns = (): readonly Column<FileImport>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'file',
      title: t('imports.file'),
      sort: 'file',
      render: (file) => (
        <span className="cell-title">
          <Link to="/imports/$id" params={{ id: file.id }}>
            {file.file}
          </Link>
          <span className="soft">{formatBytes(file.bytes)}</span>
        </span>
      ),
    },
    {
      key: 'dataset',
      title: t('imports.takenFor'),
      render: (file) => {
        const titles = [...new Set(file.parts.flatMap((part) => (part.datasetTitle ? [part.datasetTitle] : [])))]
        if (titles.length > 0) return <div className="cell-words">{titles.join('、')}</div>
        return isUnderWay(file.state) ? '—' : <span className="soft">{t('imports.unknown')}</span>
      },
    },
    {
      key: 'source',
      title: t('imports.source'),
      from: 'xl',
      render: (file) =>
        file.source ? (
          <Link to="/sources/$id" params={{ id: file.source.id }}>
            {file.source.name}
          </Link>
        ) : (
          '—'
        ),
    },
    { key: 'state', title: t('imports.state'), sort: 'state', render: (file) => <JobStatePill state={file.state} /> },
    {
      key: 'taken',
      title: t('imports.taken'),
      sort: 'taken',
      align: 'right',
      render: (file) => <span className="number">{formatCount(total(file, 'taken'))}</span>,
    },
    {
      key: 'refused',
      title: t('imports.refused'),
      sort: 'refused',
      align: 'right',
      render: (file) => (
        <span className={total(file, 'refused') > 0 ? 'number danger' : 'number'}>{formatCount(total(file, 'refused'))}</span>
      ),
    },
    { key: 'by', title: t('imports.by'), sort: 'by', from: 'xl', render: (file) => file.importedBy },
    {
      key: 'at',
      title: t('imports.at'),
      sort: 'at',
      from: 'lg',
      render: (file) => <span className="number">{format.moment(file.startedAt)}</span>,
    },
  ]
}

export const ImportListPage = () => {
  const { t } = useTranslation()
  const mayImport = useMay('data.import')
  const [search, change] = useSearchText()
  const [complete, setComplete] = useState<{ readonly from?: string | undefined; readonly to?: string | undefined }>({})
  const half = (complete.from === undefined) !== (complete.to === undefined) || (complete.from ?? '') > (complete.to ?? '')
  const list = useList(listImports, ['state', 'source'], {}, (answer) =>
    answer?.items.some((file) => isUnderWay(file.state)) ? 1500 : false,
  )
  return (
    <>
      <PageHeader title={t('nav.imports')} text={t('imports.text')} />
      {mayImport && (
        <>
          <SourcePicker value={search.from} onChange={(from) => change({ filters: { from } })} />
          <div className="source-picker">
            <DayField label={t('imports.completeFrom')} value={complete.from} onChange={(from) => setComplete({ ...complete, from })} />
            <DayField label={t('imports.completeTo')} value={complete.to} onChange={(to) => setComplete({ ...complete, to })} />
            <span className={half ? 'danger' : 'soft'}>{t(half ? 'imports.completeHalf' : 'imports.completeText')}</span>
          </div>
          <DropArea about={{ source: search.from, ...(half ? {} : complete) }} />
        </>
      )}
      {mayImport && <UnfinishedUploads />}
      <UploadList />
      <DataTable
        label={t('nav.imports')}
        list={list}
        rowKey={(file) => file.id}
        searchLabel={t('imports.search')}
        filters={[
          {
            name: 'state',
            label: t('imports.state'),
            kind: 'one',
            options: jobState.options.map((state) => ({ value: state, label: t(`job.${state}`) })),
          },
        ]}
        columns={useColumns()}
        tools={<ExportButtons endpoint={exportImports} request={(format) => ({ params: { format }, query: list.query })} />}
        empty={<StateMessage title={t('imports.empty')} text={t('imports.emptyText')} />}
      />
    </>
  )
}
