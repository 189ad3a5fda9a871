import { Link } from '@tanstack/react-router'
import { type DictionaryRow, exportDictionaries, listDictionaries } from '@xiezhi/platform/contract/dictionaries'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { DictionaryState } from './DictionaryState.tsx'

const useColumns = (): readonly Column<DictionaryRow>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'title',
      title: t('dictionaries.dictionary'),
      sort: 'title',
      render: (row) => (
        <span className="cell-title">
          <Link to="/dictionaries/$id" params={{ id: row.id }}>
            {row.title}
          </Link>
          {row.standard && <span className="soft">{row.standard}</span>}
        </span>
      ),
    },
    { key: 'state', title: t('dictionaries.state'), render: (row) => <DictionaryState row={row} /> },
    {
      key: 'codes',
      title: t('dictionaries.codes'),
      sort: 'codes',
      align: 'right',
      render: (row) => <span className="number">{formatCount(row.codes)}</span>,
    },
    {
      key: 'asOf',
      title: t('dictionaries.asOf'),
      from: 'lg',
      render: (row) => <span className="nowrap">{row.asOf ? format.day(row.asOf) : '—'}</span>,
    },
    {
      key: 'usedBy',
      title: t('dictionaries.usedBy'),
      render: (row) => (
        <div className="cell-words">
          {[...new Set(row.usedBy.map(({ title }) => title))].join('、') || <span className="soft">{t('dictionaries.unused')}</span>}
        </div>
      ),
    },
    { key: 'source', title: t('dictionaries.source'), from: 'xxl', render: (row) => <div className="cell-words">{row.source}</div> },
  ]
}

/** The codes that fields of datasets may hold: whose words they are, until when they reach, and which fields name them. */
export const DictionaryListPage = () => {
  const { t } = useTranslation()
  const list = useList(listDictionaries, [])
  return (
    <>
      <PageHeader title={t('nav.dictionaries')} text={t('dictionaries.text')}>
        <ExportButtons endpoint={exportDictionaries} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.dictionaries')}
        list={list}
        rowKey={(row) => row.id}
        searchLabel={t('dictionaries.search')}
        columns={useColumns()}
        empty={<StateMessage title={t('dictionaries.empty')} text={t('ui.noMatchText')} />}
      />
    </>
  )
}
