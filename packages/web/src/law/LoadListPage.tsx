import { Link, useNavigate } from '@tanstack/react-router'
import { exportLoads, type LawLoad, listLoads } from '@xiezhi/platform/contract/law'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { LawDrop } from './LawDrop.tsx'
import { dismissUpload, useLawUpload } from './law-upload.ts'
import '../data/data.css'
import './law.css'

const useColumns = (): readonly Column<LawLoad>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (value: number | undefined) => <span className="number">{value === undefined ? '—' : formatCount(value)}</span>
  return [
    {
      key: 'at',
      title: t('loads.one'),
      sort: 'at',
      render: (load) => (
        <span className="cell-title">
          <Link to="/law/loads/$id" params={{ id: load.id }}>
            {load.label}
          </Link>
          <span className="soft number">{format.moment(load.startedAt)}</span>
        </span>
      ),
    },
    { key: 'state', title: t('imports.state'), render: (load) => <JobStatePill state={load.state} /> },
    { key: 'files', title: t('loads.files'), align: 'right', render: (load) => count(load.counts?.files) },
    { key: 'versions', title: t('law.versions'), align: 'right', render: (load) => count(load.counts?.versions) },
    { key: 'new', title: t('loads.newVersions'), align: 'right', render: (load) => count(load.counts?.newVersions) },
    {
      key: 'refused',
      title: t('loads.refused'),
      align: 'right',
      render: (load) => <span className={load.refused.length > 0 ? 'number danger' : 'number'}>{formatCount(load.refused.length)}</span>,
    },
    { key: 'aside', title: t('loads.aside'), align: 'right', from: 'lg', render: (load) => count(load.aside.length) },
    { key: 'by', title: t('loads.by'), sort: 'by', from: 'lg', render: (load) => load.by },
  ]
}

export const LoadListPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayLoad = useMay('law.load')
  const upload = useLawUpload()
  const list = useList(listLoads, [], {}, (answer) => (answer?.items.some((load) => isUnderWay(load.state)) ? 1500 : false))
  // The report of what has just arrived is what the person waits for.
  useEffect(() => {
    if (upload.phase !== 'arrived' || !upload.load) return
    void navigate({ to: '/law/loads/$id', params: { id: upload.load.id } })
    dismissUpload()
  }, [upload, navigate])
  return (
    <>
      <PageHeader title={t('loads.title')} above={<Link to="/law/instruments">{t('nav.law')}</Link>} text={t('loads.text')} />
      {mayLoad && <LawDrop />}
      <DataTable
        label={t('loads.title')}
        list={list}
        rowKey={(load) => load.id}
        searchLabel={t('loads.search')}
        columns={useColumns()}
        tools={<ExportButtons endpoint={exportLoads} request={(format) => ({ params: { format }, query: list.query })} />}
        empty={<StateMessage title={t('loads.empty')} text={t('loads.emptyText')} />}
      />
    </>
  )
}
