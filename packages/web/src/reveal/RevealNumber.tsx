import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { getRevealLimit, type RevealPlace, revealNumber } from '@xiezhi/platform/contract/reveal'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import './reveal.css'

interface Props {
  readonly place: RevealPlace
  /** What is shown now, for those who can't see the page. */
  readonly masked: string
  /** The number of the clue, where it is one. */
  readonly matter?: string
}

/** A number stays on the screen so long: long enough to write it into a form, not until somebody passes by. */
const shownForMs = 60_000

/** The dialog; what it shows is in its own memory alone, and gone with it. */
const Dialog = ({ place, masked, matter, close }: Props & { readonly close: () => void }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [form] = Form.useForm<{ reason: string; matter?: string }>()
  const reveal = useMutation({
    mutationFn: ({ reason, matter: number }: { readonly reason: string; readonly matter?: string }) =>
      call(revealNumber, { body: { place, reason: reason.trim(), ...(number?.trim() ? { matter: number.trim() } : {}) } }),
    onSettled: () => forget(getRevealLimit),
    gcTime: 0,
  })
  const { data } = reveal
  useEffect(() => {
    if (!data) return
    const timer = setTimeout(close, shownForMs)
    return () => clearTimeout(timer)
  }, [data, close])
  return (
    <Modal
      open
      title={t('reveal.title', { masked })}
      okText={t('reveal.show')}
      cancelText={t('ui.cancel')}
      {...(data ? { footer: <Button onClick={close}>{t('reveal.done')}</Button> } : {})}
      confirmLoading={reveal.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      {data ? (
        <div role="status">
          <p className="reveal-number number no-print">{data.value}</p>
          <p className="soft">{t('reveal.left', { count: data.left })}</p>
        </div>
      ) : (
        <>
          <p>{t('reveal.text')}</p>
          <Form form={form} layout="vertical" requiredMark={false} onFinish={reveal.mutate} initialValues={{ matter: matter ?? '' }}>
            {reveal.error && <Alert type="error" showIcon title={errorText(reveal.error)} />}
            <Form.Item
              name="reason"
              label={t('reveal.reason')}
              rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('reveal.reasonMissing') }]}
            >
              <Input.TextArea rows={3} autoFocus />
            </Form.Item>
            <Form.Item name="matter" label={t('reveal.matter')} rules={[{ max: 100 }]}>
              <Input />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  )
}

/** Beside a masked number: the way to the whole one, for those who may. */
export const RevealNumber = (props: Props) => {
  const { t } = useTranslation()
  const may = useMay('person.reveal')
  const [open, setOpen] = useState(false)
  // One and the same for as long as the dialog is there: another would begin its minute anew whenever the page is drawn.
  const close = useCallback(() => setOpen(false), [])
  if (!may || !props.masked.includes('*')) return null
  return (
    <>
      <Button
        type="text"
        size="small"
        className="no-print"
        icon={<EyeOutlined aria-hidden="true" />}
        title={t('reveal.open')}
        aria-label={t('reveal.openOne', { masked: props.masked })}
        onClick={() => setOpen(true)}
      />
      {open && <Dialog {...props} close={close} />}
    </>
  )
}
