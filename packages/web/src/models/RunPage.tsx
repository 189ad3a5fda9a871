import { Link, useParams } from '@tanstack/react-router'
import { getModel, getRun, type Run } from '@xiezhi/platform/contract/models'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { listOf } from '../clues/desk.ts'
import { RunIndicators } from '../indicators/RunIndicators.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { Explained } from './Explained.tsx'
import { HeldPanel } from './HeldPanel.tsx'
import { RuleOutcomes } from './RuleOutcomes.tsx'
import { RunQueue } from './RunQueue.tsx'
import { useParameterText } from './use-parameter-text.ts'
import '../ui/figures.css'
import './models.css'

const states = ['fresh', 'persisting', 'vanished', 'returned'] as const

const Figures = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  if (!run.counts) return null
  const { counts } = run
  return (
    <ul className="figures">
      <li>
        <Link to={listOf(run.patrol)} search={{ model: run.modelId }} className="figure">
          <span className="figure-label">{t('runs.total')}</span>
          <strong>{formatCount(counts.total)}</strong>
        </Link>
      </li>
      {states.map((state) => (
        <li key={state}>
          <Link to={listOf(run.patrol)} search={{ model: run.modelId, state }} className="figure">
            <span className="figure-label">{t(`clueState.${state}`)}</span>
            <strong>{formatCount(counts[state])}</strong>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const StepCounts = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  const model = useEndpoint(getModel, { params: { id: run.modelId } }).data
  const titles = new Map((model?.nodes ?? []).map((node) => [node.id, node.title]))
  const most = Math.max(1, ...run.steps.map((step) => step.rows))
  return (
    <Panel title={t('runs.steps')}>
      <details>
        <summary>{t('runs.stepCount', { count: run.steps.length })}</summary>
        <ol className="bars">
          {run.steps.map((step) => (
            <li key={step.id} className="bar">
              <span className="bar-label">{titles.get(step.id) ?? step.id}</span>
              <span className="bar-track" aria-hidden="true">
                <span className="bar-fill" style={{ width: `${(100 * step.rows) / most}%` }} />
              </span>
              <span className="bar-count">{formatCount(step.rows)}</span>
            </li>
          ))}
        </ol>
      </details>
    </Panel>
  )
}

const Detail = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useParameterText()
  const known = useEndpoint(getModel, { params: { id: run.modelId } }).data?.parameters
  const parameters = Object.entries(run.parameters).map(([name, value]) => {
    const one = known?.find((parameter) => parameter.name === name)
    return t('ui.labelled', { label: one?.label || name }) + text(one?.type ?? '', value)
  })
  const notTested = run.rules.reduce((sum, rule) => sum + rule.notTested, 0)
  const later = run.rules.reduce((sum, rule) => sum + rule.later, 0)
  return (
    <>
      <PageHeader
        title={t('runs.title', { model: run.modelTitle })}
        above={
          <>
            <Link to="/runs">{t('nav.runs')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/models/$id" params={{ id: run.modelId }}>
              {run.modelTitle}
            </Link>
          </>
        }
        beside={<JobStatePill state={run.state} />}
        text={t('runs.asOf', { day: format.day(run.asOf) })}
      />
      {isUnderWay(run.state) && <RunQueue run={run} />}
      {run.error && <Alert type="error" showIcon title={t('runs.failed')} description={run.error} />}
      {run.flood && <HeldPanel run={run} flood={run.flood} />}
      <Figures run={run} />
      {run.explained.length > 0 && <Explained run={run} />}
      {notTested > 0 && <Alert type="info" showIcon title={t('runs.notTestedTotal', { shown: formatCount(notTested) })} />}
      {later > 0 && (
        <Alert type="warning" showIcon title={t('runs.laterTotal', { shown: formatCount(later), day: format.day(run.asOf) })} />
      )}
      {run.rules.length > 0 && <RuleOutcomes run={run} />}
      <RunIndicators runId={run.id} />
      {run.steps.length > 0 && <StepCounts run={run} />}
      <Panel title={t('runs.about')}>
        <Facts
          facts={[
            { label: t('models.asOf'), value: format.day(run.asOf) },
            { label: t('models.version'), value: run.version },
            { label: t('runs.snapshot'), value: <code>{run.snapshotId}</code> },
            {
              label: t('runs.countedBy'),
              value: run.lawState === 0 ? t('runs.byCatalogue') : t('runs.byAdjustment', { number: run.lawState }),
            },
            { label: t('runs.startedAt'), value: format.moment(run.startedAt) },
            { label: t('imports.took'), value: run.seconds === null ? '—' : format.lasted(run.seconds) },
            { label: t('runs.inputRows'), value: run.inputRows === null ? '—' : formatCount(run.inputRows) },
            { label: t('runs.by'), value: run.startedBy },
            {
              label: t('runs.causeOf'),
              value: (
                <>
                  {run.cause.scheduleId ? (
                    <Link to="/schedules">{t(`runs.cause.${run.cause.kind}`)}</Link>
                  ) : (
                    t(`runs.cause.${run.cause.kind}`)
                  )}
                  {run.cause.missed > 0 && ` ${t('runs.madeUp', { count: run.cause.missed })}`}
                </>
              ),
            },
            ...(parameters.length > 0 ? [{ label: t('models.parameters'), value: parameters.join('；'), wide: true }] : []),
            { label: t('runs.modelHash'), value: <code>{run.modelHash}</code>, wide: true },
          ]}
        />
        <p className="soft run-note">{t('runs.repeatable')}</p>
      </Panel>
    </>
  )
}

export const RunPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getRun, { params: { id } }, { again: (run) => (run && !isUnderWay(run.state) ? false : 800) })
  return <Answered query={query}>{(run) => <Detail run={run} />}</Answered>
}
