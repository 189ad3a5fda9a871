import { Link } from '@tanstack/react-router'
import { cancelImport, getImport, listImports } from '@xiezhi/platform/contract/imports'
import { Button, Progress } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { formatBytes, formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import type { Upload } from './upload-queue.ts'
import { cancelUpload, clearUploads, sendAgain, useUploads } from './uploads.ts'

/** A file that has arrived and is being read, or has been. */
const Arrived = ({ upload, importId }: { readonly upload: Upload; readonly importId: string }) => {
  const { t } = useTranslation()
  const { data } = useEndpoint(
    getImport,
    { params: { id: importId } },
    { again: (answer) => (answer && !isUnderWay(answer.state) ? false : 700) },
  )
  const over = data !== undefined && !isUnderWay(data.state)
  useEffect(() => {
    if (over) forget(listImports)
  }, [over])
  const sum = (of: 'taken' | 'refused') => (data?.parts ?? []).reduce((all, part) => all + part[of], 0)
  const percent = data?.progress?.total ? Math.floor((100 * data.progress.done) / data.progress.total) : undefined
  return (
    <>
      <div className="stack">
        <div className="upload-name">
          <Link to="/imports/$id" params={{ id: importId }}>
            {upload.name}
          </Link>
          {data && <JobStatePill state={data.state} />}
          {over && data.state === 'succeeded' && (
            <span>{t('imports.result', { taken: formatCount(sum('taken')), refused: formatCount(sum('refused')) })}</span>
          )}
          {data?.refusal && <span className="danger">{data.refusal}</span>}
          {!over && <span className="soft">{data?.progress?.stage ?? t('imports.reading')}</span>}
        </div>
        {!over && (
          <Progress
            percent={percent ?? 100}
            status="active"
            size="small"
            showInfo={percent !== undefined}
            aria-label={t('imports.progressOf', { name: upload.name })}
          />
        )}
      </div>
      <div className="actions">
        {!over && (
          <Button
            size="small"
            aria-label={t('imports.cancelOne', { name: upload.name })}
            onClick={() => void call(cancelImport, { params: { id: importId } }).then(() => forget(getImport))}
          >
            {t('ui.cancel')}
          </Button>
        )}
        {over && data.sameAs && data.parts.length === 0 && (
          <Button size="small" onClick={() => sendAgain(upload.key)}>
            {t('imports.again')}
          </Button>
        )}
        {over && (
          <Link to="/imports/$id" params={{ id: importId }} aria-label={t('imports.reportOf', { name: upload.name })}>
            {t('imports.report')}
          </Link>
        )}
      </div>
    </>
  )
}

const Sending = ({ upload }: { readonly upload: Upload }) => {
  const { t } = useTranslation()
  const under = upload.state === 'waiting' || upload.state === 'sending'
  const percent = upload.bytes === 0 ? 100 : Math.floor((100 * upload.sent) / upload.bytes)
  const words = {
    offline: t('error.offline'),
    unreadable: t('error.unreadable'),
    'too-large': t('error.too-large'),
    server: t('error.server'),
    refused: t('error.refused'),
  }
  return (
    <>
      <div className="stack">
        <div className="upload-name">
          <span>{upload.name}</span>
          <span className="soft">{formatBytes(upload.bytes)}</span>
          {upload.state === 'waiting' && <Pill>{t('imports.waiting')}</Pill>}
          {upload.state === 'sending' && (
            <Pill tone={upload.broken ? 'warning' : 'info'}>{t(upload.broken ? 'imports.broken' : 'imports.sending')}</Pill>
          )}
          {upload.state === 'cancelled' && <Pill tone="warning">{t('job.cancelled')}</Pill>}
          {upload.state === 'failed' && <Pill tone="danger">{t('job.failed')}</Pill>}
          {upload.error && <span className="danger">{new Map(Object.entries(words)).get(upload.error) ?? upload.error}</span>}
        </div>
        {under && <Progress percent={percent} size="small" aria-label={t('imports.progressOf', { name: upload.name })} />}
      </div>
      <div className="actions">
        {under && (
          <Button size="small" aria-label={t('imports.cancelOne', { name: upload.name })} onClick={() => cancelUpload(upload.key)}>
            {t('ui.cancel')}
          </Button>
        )}
      </div>
    </>
  )
}

/** The files that this browser has sent since it was opened. */
export const UploadList = () => {
  const { t } = useTranslation()
  const queue = useUploads()
  if (queue.length === 0) return null
  return (
    <Panel
      title={t('imports.uploads')}
      className="flush"
      extra={
        <Button size="small" type="text" onClick={clearUploads}>
          {t('imports.clear')}
        </Button>
      }
    >
      <ul className="uploads" aria-live="polite">
        {queue.map((upload) => (
          <li key={upload.key} className="upload">
            {upload.importId ? <Arrived upload={upload} importId={upload.importId} /> : <Sending upload={upload} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
