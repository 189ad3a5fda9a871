import { FileTextOutlined, LockOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { readDocument } from '@xiezhi/platform/contract/law-check'
import { Alert, Button, Input } from 'antd'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendFiles } from '../../app/send-files.ts'
import { DayField } from '../../ui/DayField.tsx'
import { useErrorText } from '../../ui/Failure.tsx'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { Days } from './CheckPage.tsx'
import { dayNames } from './DaysForm.tsx'

const most = 200_000

interface Props {
  readonly text: string
  readonly days: Days
  readonly onText: (text: string) => void
  readonly onDays: (days: Days) => void
  readonly onCheck: () => void
  readonly onNew: () => void
}

/** The decision is pasted, or read out of a document that is dropped; its days may be given. */
export const TextEntry = ({ text, days, onText, onDays, onCheck, onNew }: Props) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const read = useMutation({
    mutationFn: (file: File) => sendFiles(readDocument, [{ name: file.name, file }]),
    onSuccess: (document) => onText(document.text),
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) read.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const empty = text.trim() === ''
  return (
    <Panel
      title={t('check.enter')}
      extra={
        <span className="check-private">
          <LockOutlined aria-hidden="true" /> {t('check.private')}
        </span>
      }
    >
      <div className="stack">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is only a shortcut; the button and the field do the same */}
        <div
          className={over ? 'check-entry drop-over' : 'check-entry'}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <div className="actions">
            <Button icon={<FileTextOutlined aria-hidden="true" />} loading={read.isPending} onClick={() => field.current?.click()}>
              {t('check.choose')}
            </Button>
            <span className="soft">{t('check.chooseText')}</span>
            <input
              ref={field}
              type="file"
              hidden
              accept=".docx,.pdf,.txt"
              onChange={(event) => {
                take(event.target.files)
                event.target.value = ''
              }}
            />
          </div>
          <div aria-live="assertive" className="stack">
            {read.error && <Alert type="error" showIcon title={errorText(read.error)} />}
            {read.data && !read.isPending && (
              <Alert
                type={read.data.cut ? 'warning' : 'success'}
                showIcon
                title={t(read.data.cut ? 'check.cut' : 'check.readFrom', { name: read.data.name, most: formatCount(most) })}
              />
            )}
          </div>
          <label htmlFor={`${id}-text`} className="visually-hidden">
            {t('check.words')}
          </label>
          <Input.TextArea
            id={`${id}-text`}
            rows={14}
            maxLength={most}
            value={text}
            placeholder={t('check.placeholder')}
            onChange={(event) => onText(event.target.value)}
          />
          <p className="soft check-count number">{t('check.count', { shown: formatCount(text.length), most: formatCount(most) })}</p>
        </div>
        <div className="day-fields">
          {dayNames.map((name) => (
            <div key={name}>
              <label htmlFor={`${id}-${name}`}>{t(`check.${name}`)}</label>
              <DayField
                id={`${id}-${name}`}
                label={t(`check.${name}`)}
                value={days[name]}
                onChange={(day) => onDays({ ...days, [name]: day })}
              />
            </div>
          ))}
          <p className="soft">{t('check.daysText')}</p>
        </div>
        <div className="actions">
          <Button type="primary" disabled={empty} onClick={onCheck}>
            {t('check.run')}
          </Button>
          {!empty && (
            <Button
              onClick={() => {
                read.reset()
                onNew()
              }}
            >
              {t('check.clear')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  )
}
