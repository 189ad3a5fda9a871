import { exportClues, listClues } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButton } from '../ui/ExportButton.tsx'
import type { Filter } from '../ui/Filters.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList, useSearchText } from '../ui/use-list.ts'
import { useClueColumns } from './clue-columns.tsx'
import { clueFilters } from './clue-filters.ts'

const filterLabels = {
  model: 'models.model',
  rule: 'clues.rule',
  severity: 'clues.severity',
  state: 'clues.state',
  handling: 'clues.handling',
  subject: 'clues.subject',
} as const

export const ClueListPage = () => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const list = useList(listClues, clueFilters)
  const facets = list.data && 'facets' in list.data ? list.data.facets : {}
  const filters: readonly Filter[] = [
    ...(['model', 'rule', 'severity', 'state', 'handling', 'subject'] as const).map(
      (name): Filter => ({ name, label: t(filterLabels[name]), kind: name === 'subject' ? 'one' : 'many', options: facets[name] ?? [] }),
    ),
    {
      name: 'rollup',
      label: t('clues.kind'),
      kind: 'one',
      options: [
        { value: 'false', label: t('clues.single') },
        { value: 'true', label: t('clues.rollup') },
      ],
    },
  ]
  return (
    <>
      <PageHeader title={t('nav.clues')} text={t('clues.text')}>
        <ExportButton endpoint={exportClues} request={{ params: { format: 'xlsx' }, query: list.query }}>
          {t('ui.exportXlsx')}
        </ExportButton>
        <ExportButton endpoint={exportClues} request={{ params: { format: 'csv' }, query: list.query }}>
          {t('ui.exportCsv')}
        </ExportButton>
      </PageHeader>
      <DataTable
        label={t('nav.clues')}
        list={list}
        rowKey={(clue) => clue.id}
        searchLabel={t('clues.search')}
        filters={filters}
        columns={useClueColumns(search)}
        empty={<StateMessage title={t('clues.empty')} text={t('clues.emptyText')} />}
      />
    </>
  )
}
