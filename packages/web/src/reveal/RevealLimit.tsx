import { useMutation } from '@tanstack/react-query'
import { changeRevealLimit, getRevealLimit } from '@xiezhi/platform/contract/reveal'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Panel } from '../ui/Panel.tsx'

/** How many whole numbers a person may see in a day; on the page of accounts, since it is no procurator who sets it. */
export const RevealLimit = () => {
  const { t } = useTranslation()
  const limit = useEndpoint(getRevealLimit)
  const [open, setOpen] = useState(false)
  const change = useMutation({
    mutationFn: (body: { readonly perDay: number; readonly reason: string }) =>
      call(changeRevealLimit, { body: { perDay: body.perDay, reason: body.reason.trim() } }),
    onSuccess: () => {
      forget(getRevealLimit)
      setOpen(false)
    },
  })
  const [form] = Form.useForm<{ perDay: number; reason: string }>()
  return (
    <Panel title={t('reveal.limitTitle')} extra={<Button onClick={() => setOpen(true)}>{t('ui.edit')}</Button>}>
      <Answered query={limit}>
        {({ perDay }) => (
          <>
            <p>{t('reveal.limitText', { count: perDay })}</p>
            {open && (
              <FormDialog
                open
                title={t('reveal.limitTitle')}
                okText={t('ui.confirm')}
                form={form}
                save={change}
                onClose={() => setOpen(false)}
                initialValues={{ perDay }}
              >
                <Form.Item name="perDay" label={t('reveal.perDay')} rules={[{ required: true, message: t('reveal.perDayMissing') }]}>
                  <InputNumber min={0} max={1000} precision={0} />
                </Form.Item>
                <Form.Item
                  name="reason"
                  label={t('data.reason')}
                  rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('reveal.reasonMissing') }]}
                >
                  <Input.TextArea rows={2} />
                </Form.Item>
              </FormDialog>
            )}
          </>
        )}
      </Answered>
    </Panel>
  )
}
