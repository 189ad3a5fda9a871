import { Link, useParams } from '@tanstack/react-router'
import { exportTrials, listTrials, type Trial } from '@xiezhi/platform/contract/trials'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useStartCompare } from './ComparePanel.tsx'
import { Judged, useTrialWords } from './TrialParts.tsx'
import './trials.css'

const Table = ({ trials }: { readonly trials: readonly Trial[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const compare = useStartCompare()
  const rules = [...new Map(trials.flatMap((trial) => trial.rules.map(({ rule, title }) => [rule, title] as const)))]
  const most = Math.max(1, ...trials.map(({ total }) => total ?? 0))
  const found = (trial: Trial, rule: string): string =>
    trial.total === null ? '—' : formatCount(trial.rules.reduce((sum, one) => sum + (one.rule === rule ? one.clues : 0), 0))
  return (
    <Panel title={t('trials.bySnapshot')} className="flush">
      <ScrollTable label={t('trials.bySnapshot')}>
        <thead>
          <tr>
            <th scope="col">{t('trials.view')}</th>
            <th scope="col">{t('imports.state')}</th>
            <th scope="col" className="right">
              {t('trials.found')}
            </th>
            {rules.map(([rule, title]) => (
              <th scope="col" key={rule} className="right" title={title}>
                {rule}
              </th>
            ))}
            <th scope="col">{t('ledger.precision')}</th>
            <th scope="col">{t('trials.fromBefore')}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map((trial, at) => {
            const before = trials[at - 1]
            return (
              <tr key={trial.id}>
                <th scope="row" className="nowrap">
                  <Link to="/trials/$id" params={{ id: trial.id }}>
                    {format.day(trial.viewDay)}
                  </Link>
                </th>
                <td>
                  <JobStatePill state={trial.state} />
                </td>
                <td className="right number">
                  <span className="trial-bar" aria-hidden="true">
                    <span style={{ width: `${(100 * (trial.total ?? 0)) / most}%` }} />
                  </span>
                  {trial.total === null ? '—' : formatCount(trial.total)}
                </td>
                {rules.map(([rule]) => (
                  <td key={rule} className="right number">
                    {found(trial, rule)}
                  </td>
                ))}
                <td>
                  <Judged truth={trial.truth} />
                </td>
                <td>
                  {before && before.total !== null && trial.total !== null && (
                    <Button size="small" loading={compare.isPending} onClick={() => compare.mutate({ before: before.id, after: trial.id })}>
                      {t('trials.compare')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </ScrollTable>
    </Panel>
  )
}

/** One text on the ends of several months: counts side by side. */
export const BackTestPage = () => {
  const { t } = useTranslation()
  const words = useTrialWords()
  const { id = '' } = useParams({ strict: false })
  const query = { series: id, sort: 'view', size: 100 }
  const trials = useEndpoint(
    listTrials,
    { query },
    { again: (answer) => (answer?.items.some(({ state }) => isUnderWay(state)) ? 1200 : false) },
  )
  return (
    <Answered query={trials}>
      {({ items }) => {
        const [first] = items
        if (!first) return <StateMessage title={t('trials.noSeries')} text={t('trials.noSeriesText')} />
        const parameters = Object.entries(first.parameters)
        return (
          <>
            <PageHeader
              title={t('trials.backTest', { model: first.modelTitle })}
              above={<Link to="/trials">{t('nav.trials')}</Link>}
              beside={words.version(first)}
              text={
                [first.note, ...parameters.map(([name, value]) => `${name} = ${value}`)].filter(Boolean).join('；') ||
                t('trials.backTestText')
              }
            >
              <ExportButtons endpoint={exportTrials} request={(format) => ({ params: { format }, query: { series: id, sort: 'view' } })} />
            </PageHeader>
            <Table trials={items} />
            <p className="soft">{t('trials.judgedText')}</p>
          </>
        )
      }}
    </Answered>
  )
}
