import { Link } from '@tanstack/react-router'
import { exportLedger, type LedgerRow, listLedger } from '@xiezhi/platform/contract/ledger'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList } from '../ui/use-list.ts'
import { LedgerFlags } from './LedgerFlags.tsx'
import { Precision } from './Precision.tsx'
import { ThresholdPanel } from './ThresholdPanel.tsx'
import './ledger.css'

const useColumns = (): readonly Column<LedgerRow>[] => {
  const { t } = useTranslation()
  return [
    {
      key: 'title',
      title: t('models.model'),
      sort: 'title',
      render: (model) => (
        <span className="cell-title">
          <Link to="/ledger/$id" params={{ id: model.id }}>
            {model.title}
          </Link>
          <span className="soft">{[model.version, model.owner, model.origin.join('、')].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('ledger.state'),
      sort: 'state',
      render: (model) => (
        <span className="ledger-pills">
          <Pill tone={model.byItself ? 'success' : 'neutral'}>{model.state.label}</Pill>
          <LedgerFlags model={model} />
        </span>
      ),
    },
    {
      key: 'point',
      title: t('ledger.point'),
      sort: 'point',
      from: 'lg',
      render: (model) => (
        <div className="cell-words">
          {model.point?.title ?? '—'}
          <div className="soft ledger-functions">{model.functions.join('、')}</div>
        </div>
      ),
    },
    {
      key: 'systems',
      title: t('ledger.systems'),
      from: 'xxl',
      render: (model) =>
        model.systems.length === 0 ? (
          <span className="soft">—</span>
        ) : (
          <div className="cell-words soft">{model.systems.map(({ title }) => title).join('、')}</div>
        ),
    },
    {
      key: 'clues',
      title: t('nav.clues'),
      sort: 'clues',
      align: 'right',
      render: (model) => <span className="number">{formatCount(model.clues)}</span>,
    },
    {
      key: 'founded',
      title: t('ledger.founded'),
      sort: 'founded',
      align: 'right',
      render: (model) => <span className="number">{formatCount(model.founded)}</span>,
    },
    {
      key: 'unfounded',
      title: t('ledger.unfounded'),
      sort: 'unfounded',
      align: 'right',
      render: (model) => <span className="number">{formatCount(model.unfounded)}</span>,
    },
    { key: 'precision', title: t('ledger.precision'), sort: 'precision', render: (model) => <Precision precision={model.precision} /> },
    {
      key: 'runs',
      title: t('ledger.runs'),
      sort: 'runs',
      align: 'right',
      from: 'xl',
      render: (model) => <span className="number">{formatCount(model.runs)}</span>,
    },
  ]
}

const names = ['function', 'system', 'point', 'state', 'flag'] as const

/** Every model with what became of its clues, and which system each serves. */
export const LedgerPage = () => {
  const { t } = useTranslation()
  const list = useList(listLedger, names)
  const facets = list.data && 'facets' in list.data ? list.data.facets : {}
  return (
    <>
      <PageHeader title={t('nav.ledger')} text={t('ledger.text')}>
        <ExportButtons endpoint={exportLedger} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.ledger')}
        list={list}
        rowKey={(model) => model.id}
        searchLabel={t('ledger.search')}
        filters={names.map((name) => ({ name, label: t(`ledger.filter.${name}`), kind: 'one' as const, options: facets[name] ?? [] }))}
        columns={useColumns()}
        empty={<StateMessage title={t('models.empty')} text={t('models.emptyText')} />}
      />
      <ThresholdPanel />
    </>
  )
}
