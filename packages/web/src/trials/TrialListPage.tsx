import { Link } from '@tanstack/react-router'
import { listModels } from '@xiezhi/platform/contract/models'
import { jobState } from '@xiezhi/platform/contract/shapes'
import { exportTrials, listTrials } from '@xiezhi/platform/contract/trials'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { Judged, useTrialWords } from './TrialParts.tsx'
import './trials.css'

const kinds = ['hand', 'series', 'shadow'] as const

export const TrialListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useTrialWords()
  const mayRun = useMay('model.run')
  const models = useEndpoint(listModels, { query: { size: 200 } }).data?.items ?? []
  const list = useList(listTrials, ['model', 'state', 'kind', 'shadow'], {}, (answer) =>
    answer?.items.some((trial) => isUnderWay(trial.state)) ? 1500 : false,
  )
  return (
    <>
      <PageHeader title={t('nav.trials')} text={t('trials.text')}>
        {mayRun && (
          <Link to="/trials/new" search={list.state.filters.model ? { model: list.state.filters.model } : {}} className="link-button">
            {t('trials.new')}
          </Link>
        )}
        <ExportButtons endpoint={exportTrials} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('nav.trials')}
        list={list}
        rowKey={(trial) => trial.id}
        searchLabel={t('trials.search')}
        filters={[
          { name: 'model', label: t('models.model'), kind: 'one', options: models.map(({ id, title }) => ({ value: id, label: title })) },
          {
            name: 'kind',
            label: t('trials.kindOf'),
            kind: 'one',
            options: kinds.map((kind) => ({ value: kind, label: t(`trials.kind.${kind}`) })),
          },
          {
            name: 'state',
            label: t('imports.state'),
            kind: 'one',
            options: jobState.options.map((state) => ({ value: state, label: t(`job.${state}`) })),
          },
        ]}
        columns={[
          {
            key: 'trial',
            title: t('trials.trial'),
            sort: 'title',
            render: (trial) => (
              <span className="cell-title">
                <Link to="/trials/$id" params={{ id: trial.id }}>
                  {trial.modelTitle}
                </Link>
                <span className="soft">
                  {words.version(trial)}
                  {trial.note && ` · ${trial.note}`}
                </span>
              </span>
            ),
          },
          { key: 'view', title: t('trials.view'), sort: 'view', render: (trial) => <span className="number">{words.view(trial)}</span> },
          {
            key: 'asOf',
            title: t('models.asOf'),
            sort: 'asOf',
            from: 'lg',
            render: (trial) => <span className="number">{format.day(trial.asOf)}</span>,
          },
          {
            key: 'kind',
            title: t('trials.kindOf'),
            from: 'xl',
            render: (trial) =>
              trial.seriesId ? (
                <Link to="/back-tests/$id" params={{ id: trial.seriesId }}>
                  {t('trials.kind.series')}
                </Link>
              ) : (
                <Pill>{t(`trials.kind.${trial.kind}`)}</Pill>
              ),
          },
          {
            key: 'state',
            title: t('imports.state'),
            render: (trial) => (
              <span className="pills">
                <JobStatePill state={trial.state} />
                {isUnderWay(trial.state) && <span className="soft">{trial.progress?.stage}</span>}
              </span>
            ),
          },
          {
            key: 'total',
            title: t('trials.found'),
            sort: 'total',
            align: 'right',
            render: (trial) => <span className="number">{trial.total === null ? '—' : formatCount(trial.total)}</span>,
          },
          { key: 'precision', title: t('ledger.precision'), from: 'lg', render: (trial) => <Judged truth={trial.truth} /> },
          {
            key: 'started',
            title: t('trials.asked'),
            sort: 'started',
            from: 'xl',
            render: (trial) => (
              <span className="cell-title">
                <span className="number">{format.moment(trial.startedAt)}</span>
                <span className="soft">{trial.startedBy}</span>
              </span>
            ),
          },
          {
            key: 'keep',
            title: t('trials.keepUntil'),
            from: 'xxl',
            render: (trial) => <span className="number">{format.day(trial.keepUntil)}</span>,
          },
        ]}
        empty={<StateMessage title={t('trials.empty')} text={t('trials.emptyText')} />}
      />
    </>
  )
}
