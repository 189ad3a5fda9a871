import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { cancelImport, type FileImport, getImport } from '@xiezhi/platform/contract/imports'
import { getOriginal } from '@xiezhi/platform/contract/originals'
import { Alert, App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { OriginalFact } from '../originals/OriginalFact.tsx'
import { Answered } from '../ui/Answered.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatBytes } from '../ui/format.ts'
import { JobProgress } from '../ui/JobProgress.tsx'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { PartReport } from './PartReport.tsx'
import { QuarantineTable } from './QuarantineTable.tsx'
import './data.css'

const UnderWay = ({ file }: { readonly file: FileImport }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayImport = useMay('data.import')
  const cancel = useMutation({
    mutationFn: () => call(cancelImport, { params: { id: file.id } }),
    onSuccess: () => forget(getImport),
    onError: (error) => void message.error(errorText(error)),
  })
  return (
    <Panel title={t('imports.reading')}>
      <JobProgress
        label={t('imports.progressOf', { name: file.file })}
        progress={file.progress}
        onCancel={mayImport ? () => cancel.mutate() : undefined}
        cancelling={cancel.isPending}
      />
    </Panel>
  )
}

/** Refused rows; their text goes with the original when its term is over. */
const Refused = ({ importId }: { readonly importId: string }) => {
  const { t } = useTranslation()
  const gone = useEndpoint(getOriginal, { params: { id: importId } }).data?.state === 'destroyed'
  return gone ? <Alert type="info" showIcon title={t('originals.goneRows')} /> : <QuarantineTable importId={importId} />
}

const Report = ({ file }: { readonly file: FileImport }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayReadClues = useMay('clue.read')
  const refused = file.parts.reduce((sum, part) => sum + part.refused, 0)
  return (
    <>
      <PageHeader title={file.file} above={<Link to="/imports">{t('nav.imports')}</Link>} beside={<JobStatePill state={file.state} />} />
      {isUnderWay(file.state) && <UnderWay file={file} />}
      {file.refusal && (
        <Alert type={file.sameAs ? 'warning' : 'error'} showIcon title={t('imports.refusedTitle')} description={file.refusal} />
      )}
      {file.sameAs && (
        <Alert
          type="info"
          showIcon
          title={t('imports.sameAs')}
          description={
            <Link to="/imports/$id" params={{ id: file.sameAs }}>
              {t('imports.sameAsLink')}
            </Link>
          }
        />
      )}
      {file.corrects && (
        <Alert
          type="info"
          showIcon
          title={t('columns.corrects')}
          description={
            <Link to="/imports/$id" params={{ id: file.corrects }}>
              {t('columns.correctsLink')}
            </Link>
          }
        />
      )}
      {file.parts.map((part, place) => (
        <PartReport key={part.part ?? String(place)} importId={file.id} part={part} />
      ))}
      {refused > 0 && <Refused importId={file.id} />}
      <Panel title={t('imports.aboutFile')}>
        <Facts
          facts={[
            { label: t('imports.size'), value: formatBytes(file.bytes) },
            { label: t('imports.by'), value: file.importedBy },
            { label: t('imports.at'), value: format.moment(file.startedAt) },
            { label: t('imports.took'), value: file.endedAt ? format.took(file.startedAt, file.endedAt) : '—' },
            ...(mayReadClues && file.parts.some((part) => part.batchId !== null)
              ? [
                  {
                    label: t('data.cluesOn'),
                    value: (
                      <Link to="/clues" search={{ import: file.id }}>
                        {t('lineage.seeClues')}
                      </Link>
                    ),
                  },
                ]
              : []),
            { label: t('originals.original'), wide: true, value: <OriginalFact importId={file.id} /> },
            {
              label: t('imports.hash'),
              wide: true,
              value: (
                <>
                  <code>{file.sha256}</code>
                  <CopyButton text={file.sha256} label={t('imports.copyHash')} small />
                </>
              ),
            },
          ]}
        />
      </Panel>
    </>
  )
}

export const ImportPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getImport, { params: { id } }, { again: (file) => (file && !isUnderWay(file.state) ? false : 1000) })
  return <Answered query={query}>{(file) => <Report file={file} />}</Answered>
}
