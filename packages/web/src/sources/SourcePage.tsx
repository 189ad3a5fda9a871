import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { listBatches } from '@xiezhi/platform/contract/data'
import { changeSource, getSource, listSources, type Source } from '@xiezhi/platform/contract/sources'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { BatchTable } from '../data/BatchTable.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { Databases } from './Databases.tsx'
import { PushKeys } from './PushKeys.tsx'
import { RememberedColumns } from './RememberedColumns.tsx'
import { Scorecard } from './Scorecard.tsx'
import { SourceCoverage } from './SourceCoverage.tsx'
import { SourceForm } from './SourceForm.tsx'
import { SourceState } from './SourceState.tsx'

const Batches = ({ source }: { readonly source: Source }) => {
  const { t } = useTranslation()
  const query = useEndpoint(listBatches, { query: { source: source.id, size: 20 } })
  return (
    <Panel
      title={t('data.recentBatches')}
      className="flush"
      extra={
        <Link to="/batches" search={{ source: source.id }}>
          {t('ui.all')}
        </Link>
      }
    >
      <Answered query={query}>{(page) => <BatchTable batches={page.items} label={t('data.recentBatches')} withDataset />}</Answered>
    </Panel>
  )
}

const About = ({ source }: { readonly source: Source }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const mayImport = useMay('data.import')
  const [edited, setEdited] = useState<Source>()
  const settle = (): void => forget(getSource, listSources)
  const stop = useMutation({
    mutationFn: () => {
      const { name, agencyCode, contact, legalBasis, purpose, usedFrom, usedUntil, keepRawDays } = source
      const body = { name, agencyCode, contact, legalBasis, purpose, usedFrom, usedUntil, keepRawDays, stopped: !source.stopped }
      return call(changeSource, { params: { id: source.id }, body })
    },
    onSuccess: settle,
    onError: (error) => void message.error(errorText(error)),
  })
  const ask = () =>
    source.stopped
      ? stop.mutate()
      : modal.confirm({
          title: t('sources.stopTitle', { name: source.name }),
          content: t('sources.stopText'),
          okText: t('ui.confirm'),
          cancelText: t('ui.cancel'),
          onOk: () => stop.mutate(),
        })
  return (
    <>
      <PageHeader title={source.name} above={<Link to="/sources">{t('nav.sources')}</Link>} beside={<SourceState source={source} />}>
        {mayImport && (
          <>
            <Button onClick={() => setEdited(source)}>{t('ui.edit')}</Button>
            <Button danger={!source.stopped} loading={stop.isPending} onClick={ask}>
              {t(source.stopped ? 'sources.resume' : 'sources.stop')}
            </Button>
            {!source.stopped && (
              <Link to="/imports" search={{ from: source.id }} className="link-button">
                {t('imports.bring')}
              </Link>
            )}
          </>
        )}
      </PageHeader>
      <Panel title={t('sources.footing')}>
        <Facts
          facts={[
            { label: t('sources.agencyCode'), value: source.agencyCode ?? '—' },
            { label: t('sources.contact'), value: source.contact || '—' },
            { label: t('sources.usedFrom'), value: source.usedFrom ? format.day(source.usedFrom) : '—' },
            { label: t('sources.usedUntil'), value: source.usedUntil ? format.day(source.usedUntil) : t('sources.noEnd') },
            {
              label: t('sources.keepRawDays'),
              value: (
                <>
                  {source.keepRawDays === null ? t('sources.keepAlways') : t('sources.keepDays', { count: source.keepRawDays })}{' '}
                  <Link to="/originals" search={{ source: source.id }}>
                    {t('originals.see')}
                  </Link>
                </>
              ),
            },
            { label: t('imports.taken'), value: formatCount(source.rows) },
            { label: t('imports.refused'), value: formatCount(source.refused) },
            { label: t('data.lastArrived'), value: format.moment(source.lastArrivedAt) },
            { label: t('sources.legalBasis'), wide: true, value: source.legalBasis || '—' },
            { label: t('sources.purpose'), wide: true, value: source.purpose || '—' },
            { label: t('sources.registered'), wide: true, value: `${source.createdBy} · ${format.moment(source.createdAt)}` },
          ]}
        />
      </Panel>
      {source.files > 0 && <Scorecard source={source.id} />}
      {source.files > 0 && <SourceCoverage source={source.id} />}
      {source.files > 0 && <Batches source={source} />}
      <RememberedColumns source={source.id} />
      {mayImport && <Databases source={source} />}
      {mayImport && <PushKeys source={source} />}
      <SourceForm
        source={edited}
        onClose={() => setEdited(undefined)}
        onSaved={() => {
          setEdited(undefined)
          settle()
        }}
      />
    </>
  )
}

export const SourcePage = () => {
  const { id = '' } = useParams({ strict: false })
  return <Answered query={useEndpoint(getSource, { params: { id } })}>{(source) => <About source={source} />}</Answered>
}
