import { EditOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { checkText, type TextCheck } from '@xiezhi/platform/contract/law-check'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/http.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useErrorText } from '../../ui/Failure.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { CheckResult } from './CheckResult.tsx'
import { DaysForm } from './DaysForm.tsx'
import { useReport } from './report.ts'
import { TextEntry } from './TextEntry.tsx'
import '../law.css'
import './check.css'

/** The days that a person gives; what is not given is looked for in the text. */
export interface Days {
  readonly decisionDate: string | undefined
  readonly actDate: string | undefined
  readonly servedDate: string | undefined
}
const noDays: Days = { decisionDate: undefined, actDate: undefined, servedDate: undefined }

interface Asked {
  readonly text: string
  readonly days: Days
}
const ask = ({ text, days: { decisionDate, actDate, servedDate } }: Asked) =>
  call(checkText, {
    body: { text, ...(decisionDate ? { decisionDate } : {}), ...(actDate ? { actDate } : {}), ...(servedDate ? { servedDate } : {}) },
  })

const Acts = ({ check, onEdit }: { readonly check: TextCheck; readonly onEdit: () => void }) => {
  const { t } = useTranslation()
  const report = useReport()
  return (
    <>
      <Button icon={<EditOutlined aria-hidden="true" />} onClick={onEdit}>
        {t('check.edit')}
      </Button>
      <CopyButton text={report(check)} label={t('check.copy')} />
      <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
        {t('ui.print')}
      </Button>
    </>
  )
}

/** 法律文书体检: a decision's text read and marked. The text stays in this page's memory; nothing of it is in the address or kept anywhere. */
export const CheckPage = () => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [text, setText] = useState('')
  const [days, setDays] = useState(noDays)
  const [shown, setShown] = useState(false)
  const check = useMutation({ mutationFn: ask, onSuccess: () => setShown(true) })
  const run = (asked: Asked) => {
    setDays(asked.days)
    check.mutate(asked)
  }
  const result = shown ? check.data : undefined
  return (
    <>
      <PageHeader title={t('nav.lawCheck')} text={t('check.text')}>
        {result && <Acts check={result} onEdit={() => setShown(false)} />}
      </PageHeader>
      <div aria-live="assertive">
        {check.error && <Alert type="error" showIcon title={t('check.failed')} description={errorText(check.error)} />}
      </div>
      {result ? (
        <>
          <DaysForm check={result} days={days} busy={check.isPending} onChange={(wanted) => run({ text, days: wanted })} />
          <CheckResult key={result.text} check={result} refreshing={check.isPending} />
        </>
      ) : check.isPending ? (
        <section className="panel">
          <Loading />
        </section>
      ) : (
        <TextEntry
          text={text}
          days={days}
          onText={setText}
          onDays={setDays}
          onCheck={() => run({ text, days })}
          onNew={() => {
            setText('')
            setDays(noDays)
            check.reset()
          }}
        />
      )}
    </>
  )
}
