import { useMutation } from '@tanstack/react-query'
import { exportReturnSheet } from '@xiezhi/platform/contract/imports'
import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../app/http.ts'
import { FormDialog } from '../ui/FormDialog.tsx'

interface Asked {
  readonly open: boolean
  readonly reason: string
}

/** The refused rows as a workbook that goes back to the agency; with people's numbers in full only for a reason. */
export const ReturnSheet = ({ importId }: { readonly importId: string }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const [form] = Form.useForm<Asked>()
  const open = Form.useWatch('open', form)
  const fetchSheet = useMutation({
    mutationFn: ({ open, reason }: Asked) =>
      download(exportReturnSheet, { params: { id: importId }, body: { open, reason: reason.trim() } }),
    onSuccess: () => {
      setShown(false)
      form.resetFields()
    },
  })
  return (
    <>
      <Button onClick={() => setShown(true)}>{t('imports.returnSheet')}</Button>
      <FormDialog
        open={shown}
        title={t('imports.returnTitle')}
        okText={t('imports.returnExport')}
        form={form}
        save={fetchSheet}
        onClose={() => setShown(false)}
        initialValues={{ open: false, reason: '' }}
        lead={<p>{t('imports.returnText')}</p>}
      >
        <Form.Item name="open" valuePropName="checked">
          <Checkbox>{t('imports.returnOpen')}</Checkbox>
        </Form.Item>
        {open && <Alert type="warning" showIcon title={t('imports.returnOpenText')} />}
        <Form.Item
          name="reason"
          label={t(open ? 'imports.returnReason' : 'imports.returnReasonOptional')}
          dependencies={['open']}
          rules={[{ required: open, whitespace: open, max: 500, message: t('imports.returnReasonMissing') }]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
      </FormDialog>
    </>
  )
}
