import { useMutation } from '@tanstack/react-query'
import { changePassword } from '@xiezhi/platform/contract/session'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { useErrorText } from '../ui/Failure.tsx'

interface Wanted {
  readonly current: string
  readonly next: string
}

/** The old password, the new one twice. */
export const PasswordForm = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [form] = Form.useForm<Wanted & { repeated: string }>()
  const change = useMutation({
    mutationFn: ({ current, next }: Wanted) => call(changePassword, { body: { current, next } }),
    onSuccess: () => {
      form.resetFields()
      onDone()
    },
  })
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={change.mutate} className="form-narrow">
      <div aria-live="assertive">
        {change.error && <Alert type="error" showIcon title={errorText(change.error)} className="door-alert" />}
      </div>
      <Form.Item name="current" label={t('access.currentPassword')} rules={[{ required: true, message: t('access.passwordMissing') }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('access.newPassword')}
        extra={t('access.passwordRule')}
        rules={[
          { required: true, message: t('access.passwordMissing') },
          { min: 10, message: t('access.passwordShort') },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('access.repeatPassword')}
        dependencies={['next']}
        rules={[
          { required: true, message: t('access.passwordMissing') },
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue('next')) throw new Error(t('access.passwordDiffers'))
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('access.changePassword')}
      </Button>
    </Form>
  )
}
