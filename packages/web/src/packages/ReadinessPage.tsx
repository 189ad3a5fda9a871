import { Link } from '@tanstack/react-router'
import { exportReadiness, listReadiness, type Readiness } from '@xiezhi/platform/contract/packages'
import { useEndpoint } from '../app/query.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButton } from '../ui/ExportButton.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList } from '../ui/use-list.ts'
import { Lacking } from './PackedModelPanel.tsx'
import { useWords } from './words.ts'

const useColumns = (): readonly Column<Readiness>[] => {
  const { t } = useWords()
  return [
    {
      key: 'title',
      title: t('ready.model'),
      sort: 'title',
      render: (one) => (
        <span className="cell-title">
          {one.packageId === null ? (
            <Link to="/models/$id" params={{ id: one.model }}>
              {one.title}
            </Link>
          ) : (
            <Link to="/packages/$id" params={{ id: one.packageId }}>
              {one.title}
            </Link>
          )}
          {one.packageId !== null && <span className="soft">{t('ready.packed')}</span>}
        </span>
      ),
    },
    {
      key: 'runnable',
      title: t('ready.runnable'),
      sort: 'runnable',
      render: (one) => (
        <Pill tone={one.runnable === one.rules ? 'success' : one.runnable > 0 ? 'warning' : 'danger'}>
          {t('model.runnableOf', { runnable: one.runnable, rules: one.rules })}
        </Pill>
      ),
    },
    {
      key: 'lacks',
      title: t('ready.lacks'),
      sort: 'lacks',
      render: (one) => (one.lacks.length === 0 ? <span className="soft">{t('ready.lacksNothing')}</span> : <Lacking needs={one.lacks} />),
    },
  ]
}

/** Can my office run it? Every model here and in packages, with what it lacks and from whom that would come. */
export const ReadinessPage = () => {
  const { t } = useWords()
  const list = useList(listReadiness, ['state', 'source'])
  const { data } = useEndpoint(listReadiness, { query: list.query }, { keepLast: true })
  const counted = (state: 'all' | 'part' | 'none'): string => `${t(`ready.${state}`)}${data ? ` ${data.counts[state]}` : ''}`
  return (
    <>
      <PageHeader title={t('ready.title')} text={t('ready.text')}>
        <ExportButton endpoint={exportReadiness} request={{ params: { format: 'xlsx' }, query: list.query }}>
          {t('ready.export')}
        </ExportButton>
        <ExportButton endpoint={exportReadiness} request={{ params: { format: 'csv' }, query: list.query }}>
          {t('ready.exportCsv')}
        </ExportButton>
      </PageHeader>
      <DataTable
        label={t('ready.title')}
        list={list}
        rowKey={({ model, packageId }) => `${packageId ?? ''} ${model}`}
        searchLabel={t('ready.search')}
        filters={[
          {
            name: 'state',
            label: t('ready.state'),
            kind: 'one',
            options: (['all', 'part', 'none'] as const).map((state) => ({ value: state, label: counted(state) })),
          },
          {
            name: 'source',
            label: t('ready.source'),
            kind: 'one',
            options: (data?.sources ?? []).map((source) => ({ value: source, label: source })),
          },
        ]}
        columns={useColumns()}
        empty={<StateMessage title={t('ready.empty')} text={t('ready.emptyText')} />}
      />
    </>
  )
}
