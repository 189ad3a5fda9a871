import { Link } from '@tanstack/react-router'
import { exportLimits, type LimitRow, listLimits } from '@xiezhi/platform/contract/limits'
import { useTranslation } from 'react-i18next'
import { bookTitle } from '../law/law-names.ts'
import { articleText } from '../ui/article.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList } from '../ui/use-list.ts'
import { LimitFacts } from './LimitFacts.tsx'
import { useLimitWords } from './limit-words.ts'
import './limits.css'

const useColumns = (): readonly Column<LimitRow>[] => {
  const { t, i18n } = useTranslation()
  const words = useLimitWords()
  return [
    {
      key: 'title',
      title: t('limits.limit'),
      sort: 'title',
      render: (limit) => (
        <span className="cell-title">
          <Link to="/limits/$id" params={{ id: limit.id }}>
            {limit.title}
          </Link>
          <span className="soft">
            {bookTitle(limit.law)}
            {articleText(limit.article, i18n.language)}
          </span>
        </span>
      ),
    },
    {
      key: 'value',
      title: t('limits.value'),
      sort: 'quantity',
      render: (limit) => (
        <span className="cell-words limit-value">
          <strong className="nowrap">
            {limit.direction === 'before' && t('limits.before')}
            {words.length(limit.value)}
          </strong>
          {limit.adjusted && <Pill tone="info">{t('limits.adjusted')}</Pill>}
          {!limit.verified && <Pill tone="warning">{t('limits.unverified')}</Pill>}
        </span>
      ),
    },
    { key: 'event', title: t('limits.startEvent'), render: (limit) => <div className="cell-words">{limit.startEvent}</div> },
    {
      key: 'rolls',
      title: t('limits.rollover'),
      from: 'xl',
      render: (limit) => <span className="nowrap">{words.rollover(limit.value)}</span>,
    },
    { key: 'group', title: t('limits.group'), from: 'xxl', render: (limit) => <span className="nowrap">{limit.group}</span> },
    {
      key: 'models',
      title: t('limits.models'),
      align: 'right',
      render: (limit) => <span className="number">{limit.models.length || '—'}</span>,
    },
  ]
}

const names = ['group', 'verified', 'adjusted'] as const

/** Every statutory limit, how long it is counted here, and what rests on it. */
export const LimitListPage = () => {
  const { t } = useTranslation()
  const list = useList(listLimits, names)
  const groups = list.data && 'groups' in list.data ? list.data.groups : []
  return (
    <>
      <PageHeader title={t('nav.limits')} text={t('limits.text')}>
        <Link to="/calculator" className="link-button plain">
          {t('nav.calculator')}
        </Link>
        <ExportButtons endpoint={exportLimits} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.limits')}
        list={list}
        rowKey={(limit) => limit.id}
        searchLabel={t('limits.search')}
        filters={[
          {
            name: 'group',
            label: t('limits.group'),
            kind: 'one',
            options: groups.map(({ value, count }) => ({ value, label: value, count })),
          },
          {
            name: 'verified',
            label: t('limits.verification'),
            kind: 'one',
            options: [
              { value: 'true', label: t('limits.verified') },
              { value: 'false', label: t('limits.unverified') },
            ],
          },
          {
            name: 'adjusted',
            label: t('limits.adjustment'),
            kind: 'one',
            options: [
              { value: 'true', label: t('limits.adjusted') },
              { value: 'false', label: t('limits.notAdjusted') },
            ],
          },
        ]}
        columns={useColumns()}
        empty={<StateMessage title={t('limits.empty')} text={t('limits.emptyText')} />}
      />
      <LimitFacts />
    </>
  )
}
