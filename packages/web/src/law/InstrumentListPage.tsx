import { CloudUploadOutlined, SearchOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { exportInstruments, type InstrumentRow, listInstruments, listReviews } from '@xiezhi/platform/contract/law'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { LawLink, useVersionDays, useVersionName, VersionState } from './LawParts.tsx'

const Current = ({ row }: { readonly row: InstrumentRow }) => {
  const { t } = useTranslation()
  const name = useVersionName()
  const days = useVersionDays()
  if (!row.current) return <span className="soft">{row.supersededBy ? t('law.supersededBy') : t('law.noneInForce')}</span>
  return (
    <span className="cell-words law-current">
      <span>
        {name(row.current)} <VersionState version={row.current} />
      </span>
      <span className="soft">{days(row.current)}</span>
    </span>
  )
}

const useColumns = (on: string | undefined): readonly Column<InstrumentRow>[] => {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('law.instrument'),
      sort: 'name',
      render: (row) => (
        <span className="cell-title">
          <Link to="/law/instruments/$law" params={{ law: row.name }} search={on ? { on } : {}}>
            {row.name}
          </Link>
          {row.aliases.length > 0 && <span className="soft">{t('law.alsoCalled', { names: row.aliases.join('、') })}</span>}
        </span>
      ),
    },
    {
      key: 'level',
      title: t('law.level'),
      sort: 'level',
      render: (row) => (
        <span className="cell-title">
          <span className="nowrap">{row.level ?? '—'}</span>
          {row.issuer && <span className="soft">{row.issuer}</span>}
        </span>
      ),
    },
    { key: 'current', title: t('law.current'), sort: 'effective', render: (row) => <Current row={row} /> },
    {
      key: 'versions',
      title: t('law.versions'),
      render: (row) => (
        <span className="nowrap">
          {t('law.versionCount', { count: row.versions })}{' '}
          {row.loadedVersions > 0 ? (
            <Pill tone="success">{t('law.loadedCount', { count: row.loadedVersions })}</Pill>
          ) : (
            <Pill>{t('law.notLoaded')}</Pill>
          )}
        </span>
      ),
    },
    {
      key: 'superseded',
      title: t('law.superseded'),
      from: 'xl',
      render: (row) =>
        row.supersededBy ? (
          <div className="cell-words">
            <LawLink law={row.supersededBy} />
          </div>
        ) : (
          '—'
        ),
    },
  ]
}

/** New versions that somebody has to look at. */
const ToReview = () => {
  const { t } = useTranslation()
  const open = useEndpoint(listReviews, { query: { open: 'true', size: 1 } }).data?.total ?? 0
  return (
    <Link to="/law/reviews" className="link-button plain">
      {open > 0 ? t('law.reviewsOpen', { count: open }) : t('law.reviews')}
    </Link>
  )
}

export const InstrumentListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayLoad = useMay('law.load')
  const list = useList(listInstruments, ['level', 'loaded', 'on'])
  const levels = list.data && 'levels' in list.data ? list.data.levels : []
  const on = list.state.filters.on
  return (
    <>
      <PageHeader title={t('nav.law')} text={on ? t('law.listTextOn', { day: format.day(on) }) : t('law.listText')}>
        <Link to="/law/search" className="link-button plain">
          <SearchOutlined aria-hidden="true" /> {t('nav.lawSearch')}
        </Link>
        <ToReview />
        <ExportButtons endpoint={exportInstruments} request={(format) => ({ params: { format }, query: list.query })} />
        <Link to="/law/loads" className={mayLoad ? 'link-button' : 'link-button plain'}>
          <CloudUploadOutlined aria-hidden="true" /> {t(mayLoad ? 'law.load' : 'law.loads')}
        </Link>
      </PageHeader>
      <DataTable
        label={t('nav.law')}
        list={list}
        rowKey={(row) => row.name}
        searchLabel={t('law.searchNames')}
        filters={[
          {
            name: 'level',
            label: t('law.level'),
            kind: 'one',
            options: levels.map(({ value, count }) => ({ value, label: value, count })),
          },
          {
            name: 'loaded',
            label: t('law.text'),
            kind: 'one',
            options: [
              { value: 'true', label: t('law.loaded') },
              { value: 'false', label: t('law.notLoaded') },
            ],
          },
          { name: 'on', label: t('law.onDay'), kind: 'day' },
        ]}
        columns={useColumns(on)}
        empty={<StateMessage title={t('law.empty')} text={t('law.emptyText')} />}
      />
    </>
  )
}
