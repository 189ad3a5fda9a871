import { InboxOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { proposeStandardOf } from '@xiezhi/platform/contract/standards'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { sendFiles } from '../app/send-files.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import '../data/data.css'

type Proposed = z.output<typeof proposeStandardOf.response>

/** A file is dropped, and a standard proposed out of it. */
export const ProposePanel = ({ onProposed }: { readonly onProposed: (proposed: Proposed, file: File) => void }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const propose = useMutation({
    mutationFn: (file: File) => sendFiles(proposeStandardOf, [{ name: file.name, file }]),
    onSuccess: (proposed, file) => onProposed(proposed, file),
  })
  const take = (file: File | undefined) => file && propose.mutate(file)
  return (
    <Panel title={t('standards.fromFile')}>
      <div className="stack">
        <label
          className="drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            take(event.dataTransfer.files[0])
          }}
        >
          <InboxOutlined aria-hidden="true" />
          <span className="drop-main">{propose.variables ? propose.variables.name : t('standards.drop')}</span>
          <span className="soft">{propose.isPending ? t('ui.loading') : t('standards.dropText')}</span>
          <input
            type="file"
            className="visually-hidden"
            onChange={(event) => {
              take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
        {propose.error && <Alert type="error" showIcon title={errorText(propose.error)} />}
        {propose.data?.known && (
          <Alert
            type="warning"
            showIcon
            title={t('standards.known', { title: propose.data.known.title })}
            description={
              <Link to="/data/$id" params={{ id: propose.data.known.id }}>
                {t('standards.seeKnown')}
              </Link>
            }
          />
        )}
        {propose.data && (
          <p role="status">{t('standards.proposed', { rows: formatCount(propose.data.rows), fields: propose.data.draft.fields.length })}</p>
        )}
      </div>
    </Panel>
  )
}
