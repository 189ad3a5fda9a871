import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import {
  cancelTrial,
  deleteTrial,
  exportTrialClues,
  getTrial,
  listTrialClues,
  listTrials,
  type Trial,
} from '@xiezhi/platform/contract/trials'
import { Alert, App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { SeverityPill } from '../clues/CluePills.tsx'
import { RuleOutcomes } from '../models/RuleOutcomes.tsx'
import { Answered } from '../ui/Answered.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { JobProgress } from '../ui/JobProgress.tsx'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList, useSearchText } from '../ui/use-list.ts'
import { ComparePanel } from './ComparePanel.tsx'
import { TrialClueDrawer } from './TrialClueDrawer.tsx'
import { judgedOptions, LiveClue, useTrialWords } from './TrialParts.tsx'
import '../ui/figures.css'
import './trials.css'
import { percent } from '../ledger/Precision.tsx'

const Figures = ({ trial }: { readonly trial: Trial }) => {
  const { t } = useTranslation()
  const { truth } = trial
  const figures: readonly { label: string; value: string; note?: string }[] = [
    { label: t('trials.found'), value: trial.total === null ? '—' : formatCount(trial.total) },
    ...(truth
      ? [
          { label: t('trials.known'), value: formatCount(truth.known) },
          { label: t('ledger.founded'), value: formatCount(truth.founded) },
          { label: t('ledger.unfounded'), value: formatCount(truth.unfounded) },
          { label: t('trials.missedLabel'), value: formatCount(truth.missed) },
          {
            label: t('ledger.precision'),
            value: truth.precision ? percent(truth.precision.share) : '—',
            ...(truth.precision
              ? { note: t('ledger.interval', { low: percent(truth.precision.low), high: percent(truth.precision.high) }) }
              : {}),
          },
        ]
      : []),
  ]
  return (
    <ul className="figures">
      {figures.map(({ label, value, note }) => (
        <li key={label} className="figure">
          <span className="figure-label">{label}</span>
          <strong>{value}</strong>
          {note && <span className="figure-note">{note}</span>}
        </li>
      ))}
    </ul>
  )
}

const Clues = ({ trial }: { readonly trial: Trial }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [, change] = useSearchText()
  const list = useList(listTrialClues, ['rule', 'severity', 'judged', 'subject'], { params: { id: trial.id } })
  const rules = [...new Map(trial.rules.map(({ rule, title }) => [rule, title] as const))]
  return (
    <DataTable
      label={t('trials.result')}
      list={list}
      rowKey={(clue) => clue.id}
      searchLabel={t('clues.search')}
      filters={[
        {
          name: 'rule',
          label: t('clues.rule'),
          kind: 'one',
          options: rules.map(([value, title]) => ({ value, label: `${value} ${title}` })),
        },
        {
          name: 'judged',
          label: t('trials.judged'),
          kind: 'one',
          options: judgedOptions.map((value) => ({ value, label: t(`trials.judgedAs.${value}`) })),
        },
        {
          name: 'severity',
          label: t('clues.severity'),
          kind: 'many',
          options: (['high', 'medium', 'low', 'list'] as const).map((value) => ({ value, label: t(`severity.${value}`) })),
        },
      ]}
      tools={<ExportButtons endpoint={exportTrialClues} request={(format) => ({ params: { id: trial.id, format }, query: list.query })} />}
      columns={[
        {
          key: 'title',
          title: t('trials.finding'),
          render: (clue) => (
            <span className="cell-title">
              <button type="button" className="as-link" onClick={() => change({ filters: { clue: clue.id } })}>
                {clue.title}
              </button>
              <span className="soft">
                {clue.rule.id}
                {clue.rollup && ` · ${t('clues.rollup')}`}
                {clue.party && ` · ${clue.party.name}`}
              </span>
            </span>
          ),
        },
        { key: 'severity', title: t('clues.severity'), render: (clue) => <SeverityPill severity={clue.severity} /> },
        {
          key: 'score',
          title: t('clues.score'),
          sort: 'score',
          align: 'right',
          render: (clue) => <span className="number">{clue.score}</span>,
        },
        {
          key: 'due',
          title: t('clues.due'),
          sort: 'due_date',
          render: (clue) => <span className="number">{format.day(clue.dueDate)}</span>,
        },
        {
          key: 'overdue',
          title: t('clues.overdue'),
          sort: 'days_overdue',
          align: 'right',
          from: 'lg',
          render: (clue) => <span className="number">{clue.daysOverdue === null ? '—' : formatCount(clue.daysOverdue)}</span>,
        },
        {
          key: 'amount',
          title: t('clues.amount'),
          sort: 'amount',
          align: 'right',
          from: 'xl',
          render: (clue) => <span className="number">{format.money(clue.amount)}</span>,
        },
        { key: 'live', title: t('trials.live'), render: (clue) => <LiveClue clue={clue} /> },
      ]}
      empty={<StateMessage title={t('trials.nothing')} text={t('trials.nothingText')} />}
    />
  )
}

const Detail = ({ trial }: { readonly trial: Trial }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useTrialWords()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayRun = useMay('model.run')
  const onError = (error: Error) => void message.error(errorText(error))
  const cancel = useMutation({
    mutationFn: () => call(cancelTrial, { params: { id: trial.id } }),
    onSuccess: (now) => queryClient.setQueryData(keyOf(getTrial, { params: { id: trial.id } }), now),
    onError,
  })
  const remove = useMutation({
    mutationFn: () => call(deleteTrial, { params: { id: trial.id } }),
    onSuccess: () => {
      forget(listTrials)
      void navigate({ to: '/trials' })
    },
    onError,
  })
  const parameters = Object.entries(trial.parameters)
  const run = { modelId: trial.modelId, rules: trial.rules, counts: null, patrol: false }
  const title = t(trial.kind === 'live' ? 'trials.liveTitle' : 'trials.title', { model: trial.modelTitle })
  return (
    <>
      <PageHeader
        title={title}
        above={
          <>
            <Link to="/trials">{t('nav.trials')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/models/$id" params={{ id: trial.modelId }}>
              {trial.modelTitle}
            </Link>
          </>
        }
        beside={<JobStatePill state={trial.state} />}
        text={t('trials.notPublished', { version: words.version(trial), view: words.view(trial), asOf: format.day(trial.asOf) })}
      >
        {trial.seriesId && (
          <Link to="/back-tests/$id" params={{ id: trial.seriesId }} className="link-button plain">
            {t('trials.openSeries')}
          </Link>
        )}
        {mayRun && !isUnderWay(trial.state) && trial.kind !== 'live' && (
          <Popconfirm
            title={t('trials.removeAsk')}
            okText={t('trials.remove')}
            cancelText={t('ui.cancel')}
            onConfirm={() => remove.mutate()}
          >
            <Button loading={remove.isPending}>{t('trials.remove')}</Button>
          </Popconfirm>
        )}
      </PageHeader>
      {isUnderWay(trial.state) && (
        <Panel title={t('trials.underWay')}>
          <JobProgress
            label={t('trials.underWay')}
            progress={trial.progress}
            onCancel={mayRun ? () => cancel.mutate() : undefined}
            cancelling={cancel.isPending}
          />
        </Panel>
      )}
      {trial.error && <Alert type="error" showIcon title={t('trials.failed')} description={trial.error} />}
      {trial.total !== null && <Figures trial={trial} />}
      {trial.total !== null && <ComparePanel trial={trial} />}
      {trial.total !== null && <Clues trial={trial} />}
      {trial.rules.length > 0 && <RuleOutcomes run={run} />}
      <Panel title={t('trials.about')}>
        <Facts
          facts={[
            { label: t('trials.view'), value: words.view(trial) },
            { label: t('models.asOf'), value: format.day(trial.asOf) },
            { label: t('models.version'), value: words.version(trial) },
            { label: t('trials.asked'), value: `${format.moment(trial.startedAt)} ${trial.startedBy}` },
            { label: t('imports.took'), value: trial.seconds === null ? '—' : format.lasted(trial.seconds) },
            { label: t('runs.inputRows'), value: trial.inputRows === null ? '—' : formatCount(trial.inputRows) },
            { label: t('trials.keepUntil'), value: format.day(trial.keepUntil) },
            { label: t('runs.snapshot'), value: <code>{trial.snapshotId}</code> },
            ...(trial.note ? [{ label: t('trials.note'), value: trial.note, wide: true }] : []),
            ...(parameters.length > 0
              ? [{ label: t('models.parameters'), value: parameters.map(([name, value]) => `${name} = ${value}`).join('；'), wide: true }]
              : []),
            { label: t('runs.modelHash'), value: <code>{trial.hash}</code>, wide: true },
          ]}
        />
        <p className="soft run-note">{t('trials.judgedText')}</p>
      </Panel>
      <TrialClueDrawer trialId={trial.id} />
    </>
  )
}

export const TrialPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getTrial, { params: { id } }, { again: (trial) => (trial && !isUnderWay(trial.state) ? false : 800) })
  return <Answered query={query}>{(trial) => <Detail trial={trial} />}</Answered>
}
