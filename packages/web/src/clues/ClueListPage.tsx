import { exportClues, listClues } from '@xiezhi/platform/contract/clues'
import { getBatch } from '@xiezhi/platform/contract/data'
import { getImport } from '@xiezhi/platform/contract/imports'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
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
  // A narrowing that comes from the page of a batch or a file; it is named here and can be taken off.
  const batch = useEndpoint(getBatch, { params: { id: search.batch ?? '' } }, { enabled: search.batch !== undefined }).data
  const file = useEndpoint(getImport, { params: { id: search.import ?? '' } }, { enabled: search.import !== undefined }).data
  const only = (name: 'batch' | 'import', label: string): readonly Filter[] => {
    const value = search[name]
    return value === undefined ? [] : [{ name, label: t(`clues.${name}`), kind: 'one', options: [{ value, label }] }]
  }
  const filters: readonly Filter[] = [
    ...only('batch', batch ? t('data.batchTitle', { title: batch.datasetTitle, seq: batch.seq }) : t('clues.batch')),
    ...only('import', file?.file ?? t('clues.import')),
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
        <ExportButtons endpoint={exportClues} request={(format) => ({ params: { format }, query: list.query })} />
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
