import { useMutation } from '@tanstack/react-query'
import { type DatabaseLink, leaveGone, listDatabases, listPulls, pullDatabase } from '@xiezhi/platform/contract/databases'
import { listImports } from '@xiezhi/platform/contract/imports'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { formatCount } from '../ui/format.ts'

interface Props {
  readonly source: string
  readonly link: DatabaseLink
}

/** All rows are read, now or at certain times, and what is no longer there leaves. */
export const ReadWhole = ({ source, link, onPlan }: Props & { readonly onPlan: (() => void) | undefined }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const pull = useMutation({
    mutationFn: () => call(pullDatabase, { params: { id: source, link: link.id }, query: { whole: 'true' } }),
    onSuccess: () => {
      forget(listDatabases, listPulls, listImports)
      setOpen(false)
    },
  })
  return (
    <>
      <Button size="small" aria-label={t('databases.wholeOf', { name: link.name })} onClick={() => setOpen(true)}>
        {t('databases.readWhole')}
      </Button>
      <Modal
        open={open}
        title={t('databases.wholeTitle', { name: link.name })}
        onCancel={() => setOpen(false)}
        footer={
          <div className="actions">
            {onPlan && (
              <Button
                onClick={() => {
                  setOpen(false)
                  onPlan()
                }}
              >
                {t('databases.planWhole')}
              </Button>
            )}
            <Button type="primary" loading={pull.isPending} onClick={() => pull.mutate()}>
              {t('databases.wholeNow')}
            </Button>
          </div>
        }
      >
        <div className="stack">
          <p>{t('databases.wholeText', { share: link.leaveShare })}</p>
          {pull.error && <Alert type="error" showIcon title={errorText(pull.error)} />}
        </div>
      </Modal>
    </>
  )
}

/** Rows that are gone from the database, more than may leave by themselves: a person lets them, and says why. */
export const LetLeave = ({ source, link }: Props) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const [open, setOpen] = useState(false)
  const { waiting } = link
  const save = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) =>
      call(leaveGone, { params: { id: source, link: link.id, pull: waiting?.id ?? '' }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      forget(listDatabases, listPulls)
      form.resetFields()
      setOpen(false)
    },
  })
  if (!waiting) return null
  const values = { leaving: formatCount(waiting.leaving ?? 0), held: formatCount(waiting.held ?? 0) }
  return (
    <>
      <div className="cell-words">
        {waiting.id !== link.lastPull?.id && <p>{t('databases.waitsText', values)}</p>}
        <Button size="small" aria-label={t('databases.letLeaveOf', { name: link.name })} onClick={() => setOpen(true)}>
          {t('databases.letLeave')}
        </Button>
      </div>
      <FormDialog
        open={open}
        title={t('databases.letLeaveTitle', { name: link.name })}
        okText={t('ui.confirm')}
        form={form}
        save={save}
        onClose={() => setOpen(false)}
        name="let-leave"
        lead={
          <>
            <p>{t('databases.letLeaveText', values)}</p>
            {(waiting.notTaken ?? 0) > 0 && (
              <Alert type="warning" showIcon title={t('databases.notTakenText', { count: waiting.notTaken ?? 0 })} />
            )}
          </>
        }
      >
        <Form.Item
          name="reason"
          label={t('databases.reason')}
          rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('databases.reasonMissing') }]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
      </FormDialog>
    </>
  )
}
