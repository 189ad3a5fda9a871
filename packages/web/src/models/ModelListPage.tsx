import { Link } from '@tanstack/react-router'
import { exportModels, listModels, type modelSummary } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { desks, listOf } from '../clues/desk.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'

type Summary = z.infer<typeof modelSummary>

/** A model's own page names all that it lacks. */
const mostNamed = 2

const useColumns = (patrol: boolean): readonly Column<Summary>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'title',
      title: t(patrol ? 'alerts.patrol' : 'models.model'),
      sort: 'title',
      render: (model) => (
        <span className="cell-title">
          <Link to="/models/$id" params={{ id: model.id }}>
            {model.title}
          </Link>
          <span className="soft">{model.question}</span>
        </span>
      ),
    },
    { key: 'function', title: t('models.function'), from: 'lg', render: (model) => <div className="cell-words">{model.function}</div> },
    { key: 'version', title: t('models.version'), from: 'lg', render: (model) => <span className="nowrap">{model.version}</span> },
    {
      key: 'rules',
      title: t('models.runnable'),
      render: (model) =>
        model.runnableRules === model.rules ? (
          <span className="nowrap">{t('models.allRules', { count: model.rules })}</span>
        ) : (
          <div className="cell-words">
            <Pill tone="warning">{t('models.someRules', { runnable: model.runnableRules, rules: model.rules })}</Pill>
            {model.lacks.length > 0 && (
              <div className="soft">
                {model.lacks.length > mostNamed
                  ? t('models.lacksMany', { what: model.lacks.slice(0, mostNamed).join('、'), count: model.lacks.length })
                  : t('models.lacks', { what: model.lacks.join('、') })}
              </div>
            )}
          </div>
        ),
    },
    {
      key: 'clues',
      title: t(desks[patrol ? 'alert' : 'clue'].name),
      sort: 'clues',
      align: 'right',
      render: (model) =>
        model.clues > 0 ? (
          <Link
            to={listOf(patrol)}
            search={{ model: model.id }}
            className="number"
            aria-label={t('models.openClues', { title: model.title, count: model.clues })}
          >
            {formatCount(model.clues)}
          </Link>
        ) : (
          <span className="number">0</span>
        ),
    },
    {
      key: 'last',
      title: t('models.lastRun'),
      sort: 'last',
      render: (model) =>
        model.lastRun ? (
          <span className="nowrap">
            <Link to="/runs/$id" params={{ id: model.lastRun.id }}>
              {format.moment(model.lastRun.endedAt)}
            </Link>{' '}
            {model.lastRun.state !== 'succeeded' && <JobStatePill state={model.lastRun.state} />}
          </span>
        ) : (
          <span className="soft">{t('models.neverRun')}</span>
        ),
    },
  ]
}

const Exports = ({ query }: { readonly query: Record<string, unknown> }) => (
  <ExportButtons endpoint={exportModels} request={(format) => ({ params: { format }, query })} />
)

const names = ['function', 'runnable'] as const

export const ModelListPage = () => {
  const { t } = useTranslation()
  const list = useList(listModels, names)
  const facets = list.data && 'facets' in list.data ? list.data.facets : {}
  return (
    <>
      <PageHeader title={t('nav.models')} text={t('models.text')}>
        <Exports query={list.query} />
      </PageHeader>
      <DataTable
        label={t('nav.models')}
        list={list}
        rowKey={(model) => model.id}
        searchLabel={t('models.search')}
        filters={names.map((name) => ({ name, label: t(`models.filter.${name}`), kind: 'one' as const, options: facets[name] ?? [] }))}
        columns={useColumns(false)}
        empty={<StateMessage title={t('models.empty')} text={t('models.emptyText')} />}
      />
    </>
  )
}

const patrolsOnly = { patrol: 'true' }

/** The patrols over incoming data: models that give alerts. */
export const PatrolListPage = () => {
  const { t } = useTranslation()
  const list = useList(listModels, [], {}, undefined, patrolsOnly)
  return (
    <>
      <PageHeader
        title={t('alerts.patrols')}
        text={t('alerts.patrolsText')}
        above={
          <>
            <Link to="/alerts">{t('nav.alerts')}</Link>
            <span aria-hidden="true">/</span>
            <span>{t('alerts.patrols')}</span>
          </>
        }
      >
        <Exports query={list.query} />
      </PageHeader>
      <DataTable
        label={t('alerts.patrols')}
        list={list}
        rowKey={(model) => model.id}
        searchLabel={t('models.search')}
        columns={useColumns(true)}
        empty={<StateMessage title={t('alerts.noPatrols')} text={t('alerts.noPatrolsText')} />}
      />
    </>
  )
}
