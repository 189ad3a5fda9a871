import { Link, useParams } from '@tanstack/react-router'
import {
  type DifferenceRow,
  exportDifferenceRows,
  getTrialDifference,
  listDifferenceRows,
  type TrialDifference,
} from '@xiezhi/platform/contract/trials'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { JobProgress } from '../ui/JobProgress.tsx'
import { isUnderWay } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill, type Tone } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList, useSearchText } from '../ui/use-list.ts'
import { Judged, judgedOptions, LiveClue, useTrialWords } from './TrialParts.tsx'
import '../ui/figures.css'
import './trials.css'

const tones: Record<DifferenceRow['kind'], Tone> = { new: 'info', gone: 'warning', changed: 'neutral' }
const kinds = ['new', 'gone', 'changed'] as const

const Sides = ({ one }: { readonly one: TrialDifference }) => {
  const { t } = useTranslation()
  const words = useTrialWords()
  return (
    <Panel title={t('trials.sides')} className="flush">
      <ScrollTable label={t('trials.sides')}>
        <thead>
          <tr>
            <th scope="col">{t('trials.side')}</th>
            <th scope="col">{t('trials.trial')}</th>
            <th scope="col">{t('models.parameters')}</th>
            <th scope="col" className="right">
              {t('trials.found')}
            </th>
            <th scope="col">{t('ledger.precision')}</th>
          </tr>
        </thead>
        <tbody>
          {([one.before, one.after] as const).map((trial, at) => (
            <tr key={trial.id}>
              <th scope="row">{t(at === 0 ? 'trials.earlier' : 'trials.later')}</th>
              <td>
                <Link to="/trials/$id" params={{ id: trial.id }}>
                  {words.short(trial)}
                </Link>
                {trial.note && <div className="soft">{trial.note}</div>}
              </td>
              <td>
                {Object.entries(trial.parameters)
                  .map(([name, value]) => `${name} = ${value}`)
                  .join('；') || '—'}
              </td>
              <td className="right number">{trial.total === null ? '—' : formatCount(trial.total)}</td>
              <td>
                <Judged truth={trial.truth} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  )
}

/** What lost or let through how many, and what people have judged of these. */
const Causes = ({ one }: { readonly one: TrialDifference }) => {
  const { t } = useTranslation()
  const [, change] = useSearchText()
  if (one.causes.length === 0) return null
  return (
    <Panel title={t('trials.causes')} className="flush">
      <ScrollTable label={t('trials.causes')}>
        <thead>
          <tr>
            <th scope="col">{t('trials.change')}</th>
            <th scope="col">{t('trials.cause')}</th>
            <th scope="col" className="right">
              {t('trials.count')}
            </th>
            <th scope="col" className="right">
              {t('ledger.founded')}
            </th>
            <th scope="col" className="right">
              {t('ledger.unfounded')}
            </th>
          </tr>
        </thead>
        <tbody>
          {one.causes.map(({ kind, cause, label, count, founded, unfounded }) => (
            <tr key={`${kind} ${cause}`}>
              <td>
                <Pill tone={tones[kind]}>{t(`trials.change${kind === 'new' ? 'New' : kind === 'gone' ? 'Gone' : 'Changed'}`)}</Pill>
              </td>
              <td>
                <button type="button" className="as-link" onClick={() => change({ filters: { kind, cause } })}>
                  {label}
                </button>
              </td>
              <td className="right number">{formatCount(count)}</td>
              <td className="right number">{formatCount(founded)}</td>
              <td className="right number">{formatCount(unfounded)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  )
}

const Why = ({ row }: { readonly row: DifferenceRow }) => (
  <div className="trial-why">
    {row.reason.map((line) => (
      <p key={line}>{line}</p>
    ))}
    {row.fields.map(({ name, label, before, after }) => (
      <p key={name}>
        <span className="soft">{label}</span> <del>{before || '—'}</del> <span aria-hidden="true">→</span> <ins>{after || '—'}</ins>
      </p>
    ))}
  </div>
)

const Rows = ({ one }: { readonly one: TrialDifference }) => {
  const { t } = useTranslation()
  const list = useList(listDifferenceRows, ['kind', 'cause', 'subject', 'judged'], { params: { id: one.id } })
  const kindLabel = (kind: DifferenceRow['kind']): string =>
    t(`trials.change${kind === 'new' ? 'New' : kind === 'gone' ? 'Gone' : 'Changed'}`)
  return (
    <DataTable
      label={t('trials.clueByClue')}
      list={list}
      rowKey={(row) => row.id}
      searchLabel={t('clues.search')}
      filters={[
        { name: 'kind', label: t('trials.change'), kind: 'one', options: kinds.map((value) => ({ value, label: kindLabel(value) })) },
        {
          name: 'cause',
          label: t('trials.cause'),
          kind: 'one',
          options: [...new Map(one.causes.map(({ cause, label, count }) => [cause, { value: cause, label, count }])).values()],
        },
        {
          name: 'subject',
          label: t('trials.subject'),
          kind: 'one',
          options: one.subjects.map(({ subject, ...counts }) => ({
            value: subject,
            label: subject,
            count: counts.new + counts.gone + counts.changed,
          })),
        },
        {
          name: 'judged',
          label: t('trials.judged'),
          kind: 'one',
          options: judgedOptions.map((value) => ({ value, label: t(`trials.judgedAs.${value}`) })),
        },
      ]}
      tools={
        <ExportButtons endpoint={exportDifferenceRows} request={(format) => ({ params: { id: one.id, format }, query: list.query })} />
      }
      columns={[
        {
          key: 'clue',
          title: t('trials.finding'),
          sort: 'subject',
          render: (row) => {
            const clue = row.after ?? row.before
            return (
              <span className="cell-title">
                <Link to="/trials/$id" params={{ id: row.after ? one.after.id : one.before.id }} search={{ clue: row.id }}>
                  {clue?.title}
                </Link>
                <span className="soft">
                  {clue?.rule.id}
                  {clue?.party && ` · ${clue.party.name}`}
                </span>
              </span>
            )
          },
        },
        {
          key: 'kind',
          title: t('trials.change'),
          sort: 'kind',
          render: (row) => <Pill tone={tones[row.kind]}>{kindLabel(row.kind)}</Pill>,
        },
        { key: 'why', title: t('trials.why'), sort: 'cause', render: (row) => <Why row={row} /> },
        {
          key: 'live',
          title: t('trials.live'),
          render: (row) => {
            const clue = row.after ?? row.before
            return clue ? <LiveClue clue={clue} /> : '—'
          },
        },
      ]}
      empty={<StateMessage title={t('trials.noDifference')} text={t('trials.noDifferenceText')} />}
    />
  )
}

const Detail = ({ one }: { readonly one: TrialDifference }) => {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        title={t('trials.differenceTitle', { model: one.after.modelTitle })}
        above={<Link to="/trials">{t('nav.trials')}</Link>}
        text={t('trials.differenceText')}
      />
      {isUnderWay(one.state) && (
        <Panel title={t('trials.comparing')}>
          <JobProgress label={t('trials.comparing')} progress={one.progress} />
        </Panel>
      )}
      {one.error && <Alert type="error" showIcon title={t('trials.failed')} description={one.error} />}
      {one.counts && (
        <ul className="figures">
          {([...kinds, 'same'] as const).map((kind) => (
            <li key={kind} className="figure">
              <span className="figure-label">
                {t(
                  kind === 'same'
                    ? 'trials.same'
                    : kind === 'new'
                      ? 'trials.changeNew'
                      : kind === 'gone'
                        ? 'trials.changeGone'
                        : 'trials.changeChanged',
                )}
              </span>
              <strong>{formatCount(one.counts?.[kind] ?? 0)}</strong>
            </li>
          ))}
        </ul>
      )}
      <Sides one={one} />
      <Causes one={one} />
      {one.counts && <Rows one={one} />}
    </>
  )
}

/** Two trials clue by clue. */
export const DifferencePage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getTrialDifference, { params: { id } }, { again: (one) => (one && !isUnderWay(one.state) ? false : 800) })
  return <Answered query={query}>{(one) => <Detail one={one} />}</Answered>
}
