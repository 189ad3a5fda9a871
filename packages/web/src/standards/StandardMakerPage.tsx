import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { getStandard, type StandardDraftView } from '@xiezhi/platform/contract/standards'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { DraftEditor } from './DraftEditor.tsx'
import type { Told } from './FieldEditor.tsx'
import { ProposePanel } from './ProposePanel.tsx'
import './standards.css'

interface Begun {
  readonly draft: StandardDraftView
  readonly told: ReadonlyMap<string, Told>
  readonly file: File
}

/** A new standard out of a file: proposed, edited, tried, put in use. */
export const NewStandardPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [begun, setBegun] = useState<Begun>()
  return (
    <>
      <PageHeader title={t('standards.newTitle')} above={<Link to="/standards">{t('nav.standards')}</Link>} text={t('standards.newText')} />
      <ProposePanel
        onProposed={({ draft, columns }, file) =>
          setBegun({
            draft: { ...draft, id: '', purpose: '', source: '' },
            told: new Map(columns.map(({ id, reasons, samples }) => [id, { reasons, samples }])),
            file,
          })
        }
      />
      {begun && (
        <DraftEditor
          key={`${begun.file.name} ${begun.file.lastModified}`}
          begun={begun.draft}
          told={begun.told}
          file={begun.file}
          version={0}
          onInstalled={(id) => void navigate({ to: '/standards/$id', params: { id } })}
        />
      )}
    </>
  )
}

/** The next version of a standard that the office has. */
export const StandardPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getStandard, { params: { id } })
  return (
    <Answered query={query}>
      {(standard) => (
        <>
          <PageHeader
            title={standard.title}
            above={<Link to="/standards">{t('nav.standards')}</Link>}
            beside={<Pill tone="info">{t('standards.version', { version: standard.version })}</Pill>}
            text={t('standards.inUse', { by: standard.by, reason: standard.reason })}
          >
            <Link to="/data/$id" params={{ id }} className="link-button plain">
              {t('standards.seeDataset')}
            </Link>
          </PageHeader>
          <DraftEditor
            key={standard.version}
            begun={standard.draft}
            told={new Map()}
            file={undefined}
            version={standard.version}
            onInstalled={() => undefined}
          />
        </>
      )}
    </Answered>
  )
}
