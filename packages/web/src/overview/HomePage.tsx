import { Link } from '@tanstack/react-router'
import { getOverview, type Overview } from '@xiezhi/platform/contract/overview'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay, useMe } from '../app/session.ts'
import { ClueLines } from '../clues/RelatedClues.tsx'
import { BatchTable } from '../data/BatchTable.tsx'
import { RunLines } from '../models/RunLines.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Bars } from '../ui/Bars.tsx'
import { isUnderWay } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { Duties } from './Duties.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { HomeFigures } from './HomeFigures.tsx'
import { NextSteps } from './NextSteps.tsx'
import { SeverityShare } from './SeverityShare.tsx'
import '../clues/clues.css'
import './overview.css'

const Found = ({ overview }: { readonly overview: Overview }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const all = (to: string) => <Link to={to}>{t('ui.all')}</Link>
  return (
    <>
      <HomeFigures overview={overview} />
      <div className="home-columns">
        <div className="stack">
          <Panel title={t('home.top')} extra={all('/clues')}>
            {overview.clues.top.length > 0 ? <ClueLines clues={overview.clues.top} /> : <p className="soft">{t('home.noClues')}</p>}
          </Panel>
          <Panel title={t('home.batches')} extra={all('/batches')} className="flush">
            <BatchTable batches={overview.data.recent} label={t('home.batches')} withDataset />
          </Panel>
          {overview.runs.length > 0 && (
            <Panel title={t('home.runs')} extra={all('/runs')}>
              <RunLines runs={overview.runs} />
            </Panel>
          )}
        </div>
        <div className="stack">
          <NextSteps steps={overview.next} />
          {overview.clues.total > 0 && <SeverityShare clues={overview.clues} />}
          {overview.bySubject.length > 0 && (
            <Panel title={t('home.bySubject')}>
              <Bars
                label={t('home.bySubject')}
                bars={overview.bySubject.map(({ name, count }) => ({
                  key: name,
                  label: name,
                  count,
                  to: '/clues',
                  search: { subject: name },
                }))}
              />
            </Panel>
          )}
          {overview.byModel.length > 0 && (
            <Panel
              title={t('home.byModel')}
              extra={overview.asOf && <span className="soft">{t('home.asOf', { day: format.day(overview.asOf) })}</span>}
            >
              <Bars
                label={t('home.byModel')}
                bars={overview.byModel.map(({ id, title, count }) => ({
                  key: id,
                  label: title,
                  count,
                  to: '/clues',
                  search: { model: id },
                }))}
              />
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}

/** What came in, what was found, what to do next. */
export const HomePage = () => {
  const { t } = useTranslation()
  const me = useMe()
  const seesData = useMay('data.read')
  const query = useEndpoint(getOverview, {}, { again: (answer) => (answer?.runs.some((run) => isUnderWay(run.state)) ? 2000 : false) })
  return (
    <>
      <PageHeader title={t('nav.home')} text={me && t('home.welcome', { name: me.name, office: me.organisation.name })} />
      <Answered query={query}>
        {(overview) => (
          <>
            {overview.demo && <Alert type="info" showIcon title={t('home.demo')} />}
            {!seesData ? <Duties /> : overview.data.batches === 0 ? <FirstSteps steps={overview.next} /> : <Found overview={overview} />}
          </>
        )}
      </Answered>
    </>
  )
}
