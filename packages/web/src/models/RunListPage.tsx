import { Link } from '@tanstack/react-router'
import { exportRuns, listModels, listRuns, runCause, runState } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'

export const RunListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const models = useEndpoint(listModels, { query: { size: 200 } }).data?.items ?? []
  const list = useList(listRuns, ['model', 'state', 'cause'], {}, (answer) =>
    answer?.items.some((run) => isUnderWay(run.state)) ? 1500 : false,
  )
  return (
    <>
      <PageHeader title={t('nav.runs')} text={t('runs.text')}>
        <Link to="/schedules" className="link-button plain">
          {t('nav.schedules')}
        </Link>
        <Link to="/run-settings" className="link-button plain">
          {t('runSettings.title')}
        </Link>
        <ExportButtons endpoint={exportRuns} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.runs')}
        list={list}
        rowKey={(run) => run.id}
        searchLabel={t('models.search')}
        filters={[
          { name: 'model', label: t('models.model'), kind: 'one', options: models.map(({ id, title }) => ({ value: id, label: title })) },
          {
            name: 'state',
            label: t('imports.state'),
            kind: 'one',
            options: runState.options.map((state) => ({ value: state, label: t(`job.${state}`) })),
          },
          {
            name: 'cause',
            label: t('runs.causeOf'),
            kind: 'one',
            options: runCause.options.map((cause) => ({ value: cause, label: t(`runs.cause.${cause}`) })),
          },
        ]}
        columns={[
          {
            key: 'run',
            title: t('runs.run'),
            sort: 'started',
            render: (run) => (
              <span className="cell-title">
                <Link to="/runs/$id" params={{ id: run.id }}>
                  {run.modelTitle}
                </Link>
                <span className="soft">{t('runs.started', { at: format.moment(run.startedAt), by: run.startedBy })}</span>
              </span>
            ),
          },
          {
            key: 'asOf',
            title: t('models.asOf'),
            sort: 'asOf',
            render: (run) => <span className="number">{format.day(run.asOf)}</span>,
          },
          {
            key: 'state',
            title: t('imports.state'),
            render: (run) => (
              <span className="pills">
                <JobStatePill state={run.state} />
                {run.state === 'queued' && <span className="soft">{run.progress?.stage}</span>}
                {run.state === 'queued' && run.priority !== 'normal' && <Pill>{t(`runs.priority.${run.priority}`)}</Pill>}
                {run.explained.length > 0 && <Pill tone="warning">{t('runs.explainedShort')}</Pill>}
              </span>
            ),
          },
          {
            key: 'cause',
            title: t('runs.causeOf'),
            from: 'lg',
            render: (run) => <span className="nowrap">{t(`runs.cause.${run.cause.kind}`)}</span>,
          },
          {
            key: 'total',
            title: t('nav.clues'),
            align: 'right',
            render: (run) => <span className="number">{run.counts ? formatCount(run.counts.total) : '—'}</span>,
          },
          {
            key: 'fresh',
            title: t('clueState.fresh'),
            align: 'right',
            render: (run) => <span className="number">{run.counts ? formatCount(run.counts.fresh) : '—'}</span>,
          },
          {
            key: 'persisting',
            title: t('clueState.persisting'),
            align: 'right',
            from: 'lg',
            render: (run) => <span className="number">{run.counts ? formatCount(run.counts.persisting) : '—'}</span>,
          },
          {
            key: 'vanished',
            title: t('clueState.vanished'),
            align: 'right',
            from: 'lg',
            render: (run) => <span className="number">{run.counts ? formatCount(run.counts.vanished) : '—'}</span>,
          },
          {
            key: 'returned',
            title: t('clueState.returned'),
            align: 'right',
            from: 'lg',
            render: (run) => <span className="number">{run.counts ? formatCount(run.counts.returned) : '—'}</span>,
          },
          {
            key: 'took',
            title: t('imports.took'),
            from: 'xl',
            render: (run) => <span className="number">{run.seconds === null ? '—' : format.lasted(run.seconds)}</span>,
          },
        ]}
        empty={<StateMessage title={t('runs.empty')} text={t('runs.emptyText')} />}
      />
    </>
  )
}
