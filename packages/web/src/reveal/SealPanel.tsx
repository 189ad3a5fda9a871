import { useMutation } from '@tanstack/react-query'
import { getKeyState, rotateSeal } from '@xiezhi/platform/contract/keys'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Panel } from '../ui/Panel.tsx'

/** Where the keys are, and the way to change the one that seals. */
export const SealPanel = () => {
  const { t } = useTranslation()
  const state = useEndpoint(
    getKeyState,
    {},
    { again: (now) => (now?.work && ['queued', 'running'].includes(now.work.state) ? 2000 : false) },
  )
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ reason: string }>()
  const rotate = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) => call(rotateSeal, { body: { reason: reason.trim() } }),
    onSuccess: (now) => {
      queryClient.setQueryData(keyOf(getKeyState, {}), now)
      setOpen(false)
      form.resetFields()
    },
  })
  const work = state.data?.work ?? null
  return (
    <Panel
      title={t('seals.title')}
      extra={
        <Button onClick={() => setOpen(true)} disabled={work !== null}>
          {t('seals.rotate')}
        </Button>
      }
    >
      <Answered query={state}>
        {({ from }) => (
          <>
            <p>{t(`seals.from.${from}`)}</p>
            {work && work.error === null && (
              <p role="status">
                {t('seals.underWay')} {work.progress && `${work.progress.stage} ${work.progress.done}`}
              </p>
            )}
            {work?.error && <Alert type="error" showIcon title={work.error} description={t('seals.again')} />}
          </>
        )}
      </Answered>
      <FormDialog
        open={open}
        title={t('seals.rotate')}
        okText={t('seals.rotate')}
        form={form}
        save={rotate}
        onClose={() => setOpen(false)}
        lead={<p>{t('seals.text')}</p>}
      >
        <Form.Item
          name="reason"
          label={t('data.reason')}
          rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('reveal.reasonMissing') }]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
      </FormDialog>
    </Panel>
  )
}
