import { Link, useParams } from '@tanstack/react-router'
import {
  type DictionaryDetail,
  type DictionaryEntryView,
  exportCodes,
  getDictionary,
  listCodes,
} from '@xiezhi/platform/contract/dictionaries'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { DictionaryHistory } from './DictionaryHistory.tsx'
import { DictionaryState } from './DictionaryState.tsx'
import { LoadTablePanel } from './LoadTablePanel.tsx'
import { useDayOrYear } from './use-day-or-year.ts'
import './dictionaries.css'

type Code = DictionaryEntryView & { readonly id: string }

const useCodeColumns = (): readonly Column<Code>[] => {
  const { t } = useTranslation()
  const dayOrYear = useDayOrYear()
  const day = (value: string | null, none: string) => (
    <span className="nowrap">{value ? dayOrYear(value) : <span className="soft">{none}</span>}</span>
  )
  return [
    { key: 'code', title: t('dictionaries.code'), sort: 'code', render: (one) => <code>{one.code}</code> },
    { key: 'name', title: t('dictionaries.name'), sort: 'name', render: (one) => one.name },
    { key: 'from', title: t('dictionaries.from'), sort: 'from', render: (one) => day(one.from, t('dictionaries.noFrom')) },
    { key: 'to', title: t('dictionaries.to'), sort: 'to', render: (one) => day(one.to, t('dictionaries.noDay')) },
    { key: 'successor', title: t('dictionaries.successor'), render: (one) => (one.successor ? <code>{one.successor}</code> : '—') },
    {
      key: 'also',
      title: t('dictionaries.also'),
      from: 'lg',
      render: (one) => <div className="cell-words">{one.also.join('、') || '—'}</div>,
    },
    { key: 'note', title: t('dictionaries.note'), from: 'lg', render: (one) => <div className="cell-words soft">{one.note ?? '—'}</div> },
  ]
}

const filters = ['on', 'state'] as const

const Codes = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation()
  const list = useList(listCodes, filters, { params: { id } })
  return (
    <DataTable
      label={t('dictionaries.codes')}
      list={list}
      rowKey={(one) => one.id}
      searchLabel={t('dictionaries.searchCodes')}
      filters={[
        { name: 'on', label: t('dictionaries.on'), kind: 'day' },
        {
          name: 'state',
          label: t('dictionaries.codeState'),
          kind: 'one',
          options: (['open', 'ended', 'later'] as const).map((value) => ({ value, label: t(`dictionaries.codes_${value}`) })),
        },
      ]}
      tools={<ExportButtons endpoint={exportCodes} request={(format) => ({ params: { id, format }, query: list.query })} />}
      columns={useCodeColumns()}
      empty={<StateMessage title={t('dictionaries.noCodes')} text={t('ui.noMatchText')} />}
    />
  )
}

const About = ({ dictionary }: { readonly dictionary: DictionaryDetail }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('dictionaries.about')}>
      <Facts
        facts={[
          { label: t('dictionaries.identifier'), value: <code>{dictionary.id}</code> },
          { label: t('dictionaries.standard'), value: dictionary.standard ?? '—' },
          { label: t('dictionaries.codes'), value: formatCount(dictionary.codes) },
          { label: t('dictionaries.asOf'), value: dictionary.asOf ? format.day(dictionary.asOf) : '—' },
          { label: t('dictionaries.source'), wide: true, value: dictionary.source },
          ...(dictionary.note ? [{ label: t('dictionaries.note'), wide: true, value: dictionary.note }] : []),
          {
            label: t('dictionaries.usedBy'),
            wide: true,
            value:
              dictionary.usedBy.length === 0
                ? t('dictionaries.unused')
                : dictionary.usedBy.map(({ dataset, title, field, label }, place) => (
                    <span key={`${dataset}.${field}`}>
                      {place > 0 && '；'}
                      <Link to="/data/$id" params={{ id: dataset }}>
                        {title}
                      </Link>
                      {` · ${label}`}
                    </span>
                  )),
          },
        ]}
      />
    </Panel>
  )
}

/** One dictionary: what it is, its codes by the day, and the office's own table in its place. */
export const DictionaryPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const mayLoad = useMay('data.import')
  const query = useEndpoint(getDictionary, { params: { id } })
  return (
    <Answered query={query}>
      {(dictionary) => (
        <>
          <PageHeader
            title={dictionary.title}
            above={<Link to="/dictionaries">{t('nav.dictionaries')}</Link>}
            beside={<DictionaryState row={dictionary} />}
          />
          <About dictionary={dictionary} />
          {mayLoad && <LoadTablePanel key={dictionary.seq} dictionary={dictionary} />}
          {dictionary.history.length > 0 && <DictionaryHistory dictionary={dictionary} mayUndo={mayLoad} />}
          <Codes id={dictionary.id} />
        </>
      )}
    </Answered>
  )
}
