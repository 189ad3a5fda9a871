import { Link } from '@tanstack/react-router'
import { exportAlerts, listAlerts } from '@xiezhi/platform/contract/alerts'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import type { Filter } from '../ui/Filters.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList, useSearchText } from '../ui/use-list.ts'
import { useClueColumns } from './clue-columns.tsx'
import { alertFilters } from './clue-filters.ts'

const filterLabels = {
  handling: 'alerts.handling',
  model: 'alerts.patrol',
  rule: 'clues.rule',
  subject: 'clues.subject',
  severity: 'clues.severity',
  state: 'clues.state',
} as const

/** What patrols found in the data that came in: to be looked at, and no clue until somebody has made it one. */
export const AlertListPage = () => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const mayReadModels = useMay('model.read')
  const list = useList(listAlerts, alertFilters)
  const facets = list.data && 'facets' in list.data ? list.data.facets : {}
  const filters: readonly Filter[] = [
    ...(['handling', 'model', 'rule', 'subject', 'severity', 'state'] as const).map(
      (name): Filter => ({ name, label: t(filterLabels[name]), kind: name === 'subject' ? 'one' : 'many', options: facets[name] ?? [] }),
    ),
    { name: 'late', label: t('alerts.late'), kind: 'one', options: [{ value: 'true', label: t('alerts.onlyLate') }] },
  ]
  return (
    <>
      <PageHeader title={t('nav.alerts')} text={t('alerts.text')}>
        {mayReadModels && (
          <Link to="/patrols" className="link-button plain">
            {t('alerts.patrols')}
          </Link>
        )}
        <ExportButtons endpoint={exportAlerts} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.alerts')}
        list={list}
        rowKey={(alert) => alert.id}
        searchLabel={t('clues.search')}
        filters={filters}
        columns={useClueColumns(search, 'alert')}
        empty={<StateMessage title={t('alerts.empty')} text={t('alerts.emptyText')} />}
      />
    </>
  )
}
