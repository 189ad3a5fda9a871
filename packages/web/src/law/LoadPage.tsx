import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import {
  cancelLoad,
  getInstrument,
  getLoad,
  type LawLoad,
  listInstruments,
  listLoads,
  listReviews,
  publishLoad,
} from '@xiezhi/platform/contract/law'
import { Alert, App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { Answered } from '../ui/Answered.tsx'
import { csvOf, saveText } from '../ui/csv.ts'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { JobProgress } from '../ui/JobProgress.tsx'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { LawLink } from './LawParts.tsx'
import { LeftOut } from './LeftOut.tsx'

const UnderWay = ({ load }: { readonly load: LawLoad }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayLoad = useMay('law.load')
  const stop = useMutation({
    mutationFn: () => call(cancelLoad, { params: { id: load.id } }),
    onSuccess: () => forget(getLoad, listLoads),
    onError: (error) => message.error(errorText(error)),
  })
  return (
    <Panel title={t('loads.underWay')}>
      <JobProgress
        label={t('loads.underWay')}
        progress={load.progress}
        onCancel={mayLoad ? () => stop.mutate() : undefined}
        cancelling={stop.isPending}
      />
    </Panel>
  )
}

/** Something rests on the articles that would change: what, and the word on it. */
const Waiting = ({ load }: { readonly load: LawLoad }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const mayLoad = useMay('law.load')
  const settle = useMutation({
    mutationFn: (endpoint: typeof publishLoad | typeof cancelLoad) => call(endpoint, { params: { id: load.id } }),
    onSettled: () => forget(getLoad, listLoads),
  })
  return (
    <Panel title={t('loads.waiting')}>
      <div className="stack">
        <p className="soft">{t('loads.waitingText')}</p>
        <ImpactNote change={{ kind: 'texts', load: load.id }} />
        {settle.error && <Alert type="error" showIcon title={errorText(settle.error)} />}
        {mayLoad && (
          <div className="actions">
            <Button type="primary" loading={settle.isPending} onClick={() => settle.mutate(publishLoad)}>
              {t('loads.publish')}
            </Button>
            <Button disabled={settle.isPending} onClick={() => settle.mutate(cancelLoad)}>
              {t('loads.discard')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  )
}

const Outcome = ({ counts }: { readonly counts: NonNullable<LawLoad['counts']> }) => {
  const { t } = useTranslation()
  return (
    <dl className="headline">
      {(['files', 'instruments', 'versions', 'newVersions', 'articles', 'usedVersions'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`loads.count.${name}`)}</dt>
          <dd>{formatCount(counts[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

const Detail = ({ load }: { readonly load: LawLoad }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const over = !isUnderWay(load.state)
  useEffect(() => {
    if (over) forget(listInstruments, getInstrument, listLoads, listReviews)
  }, [over])
  const save = () => {
    const head = [t('loads.kind'), t('loads.file'), t('law.instrument'), t('law.version'), t('loads.reason')]
    const rows = [
      ...load.refused.map(({ file, reason }) => [t('loads.refused'), file, '', '', reason]),
      ...load.aside.map(({ law, versionDate, reason }) => [t('loads.aside'), '', law, versionDate ?? '', reason]),
    ]
    saveText(`${t('loads.reportFile')}-${load.startedAt.slice(0, 10)}.csv`, csvOf([head, ...rows]), 'text/csv')
  }
  return (
    <>
      <PageHeader
        title={load.label}
        above={
          <>
            <Link to="/law/instruments">{t('nav.law')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/law/loads">{t('loads.title')}</Link>
          </>
        }
        beside={<JobStatePill state={load.state} />}
      >
        {load.refused.length + load.aside.length > 0 && (
          <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={save}>
            {t('loads.export')}
          </Button>
        )}
        {load.state === 'succeeded' && (
          <Link to="/law/instruments" search={{ loaded: 'true' }} className="link-button">
            {t('loads.seeLaws')}
          </Link>
        )}
      </PageHeader>
      {!over && <UnderWay load={load} />}
      {load.state === 'held' && <Waiting load={load} />}
      {load.state === 'discarded' && <Alert type="warning" showIcon title={t('loads.cancelled')} />}
      {load.error && <Alert type="error" showIcon title={t('loads.failed')} description={load.error} />}
      {load.state === 'cancelled' && <Alert type="warning" showIcon title={t('loads.cancelled')} />}
      {load.counts && <Outcome counts={load.counts} />}
      {load.reviews > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('loads.reviews', { count: load.reviews })}
          action={
            <Link to="/law/reviews" search={{ open: 'true' }} className="link-button plain">
              {t('law.reviews')}
            </Link>
          }
        />
      )}
      {load.state === 'succeeded' && load.refused.length + load.aside.length === 0 && (
        <Alert type="success" showIcon title={t('loads.allTaken')} />
      )}
      {load.refused.length > 0 && (
        <LeftOut
          title={t('loads.refusedTitle', { count: load.refused.length })}
          text={t('loads.refusedText')}
          head={t('loads.file')}
          rows={load.refused.map(({ file, reason }) => ({ key: file, name: file, reason }))}
        />
      )}
      {load.aside.length > 0 && (
        <LeftOut
          title={t('loads.asideTitle', { count: load.aside.length })}
          text={t('loads.asideText')}
          head={t('law.version')}
          rows={load.aside.map(({ law, versionDate, reason }) => ({
            key: `${law}${versionDate}`,
            name: (
              <>
                <LawLink law={law} /> {versionDate ? t('law.versionOf', { day: format.day(versionDate) }) : t('law.undated')}
              </>
            ),
            reason,
          }))}
        />
      )}
      <Panel title={t('loads.about')}>
        <Facts
          facts={[
            { label: t('runs.startedAt'), value: format.moment(load.startedAt) },
            { label: t('imports.took'), value: load.endedAt ? format.took(load.startedAt, load.endedAt) : '—' },
            { label: t('loads.by'), value: load.by },
          ]}
        />
      </Panel>
    </>
  )
}

export const LoadPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getLoad, { params: { id } }, { again: (load) => (load && !isUnderWay(load.state) ? false : 800) })
  return <Answered query={query}>{(load) => <Detail load={load} />}</Answered>
}
