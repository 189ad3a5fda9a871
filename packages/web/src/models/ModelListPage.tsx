import { Link } from '@tanstack/react-router'
import { listModels, type modelSummary } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type Column, DataTable } from '../ui/DataTable.tsx'
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

const useColumns = (): readonly Column<Summary>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'title',
      title: t('models.model'),
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
      title: t('nav.clues'),
      align: 'right',
      render: (model) =>
        model.clues > 0 ? (
          <Link
            to="/clues"
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

export const ModelListPage = () => {
  const { t } = useTranslation()
  const list = useList(listModels, [])
  return (
    <>
      <PageHeader title={t('nav.models')} text={t('models.text')} />
      <DataTable
        label={t('nav.models')}
        list={list}
        rowKey={(model) => model.id}
        searchLabel={t('models.search')}
        columns={useColumns()}
        empty={<StateMessage title={t('models.empty')} text={t('models.emptyText')} />}
      />
    </>
  )
}
