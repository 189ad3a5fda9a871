import { useMutation } from '@tanstack/react-query'
import { acceptSigner, getPackage, listPackages, listSigners, type PackageReport } from '@xiezhi/platform/contract/packages'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

interface Said {
  readonly name: string
  readonly note: string
}

/** A signature that nobody here has vouched for yet, and the way to do so. */
export const AcceptSigner = ({ one }: { readonly one: PackageReport }) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const mayAccept = useMay('model.govern')
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Said>()
  const accept = useMutation({
    mutationFn: ({ name, note }: Said) => call(acceptSigner, { body: { package: one.id, name: name.trim(), note: note.trim() } }),
    onSuccess: () => {
      forget(getPackage, listPackages, listSigners)
      setOpen(false)
    },
  })
  return (
    <Alert
      type="warning"
      showIcon
      title={t('page.unknownTitle')}
      description={
        <>
          <p>{t('page.unknownText')}</p>
          <p>
            <code>{one.signer.fingerprint}</code>
          </p>
          {mayAccept && <Button onClick={() => setOpen(true)}>{t('page.accept')}</Button>}
          <Modal
            open={open}
            title={t('page.accept')}
            okText={t('page.accept')}
            cancelText={t('page.cancel')}
            confirmLoading={accept.isPending}
            onOk={form.submit}
            onCancel={() => setOpen(false)}
            forceRender
          >
            <p>
              <code>{one.signer.fingerprint}</code>
            </p>
            <Form<Said>
              form={form}
              layout="vertical"
              requiredMark={false}
              onFinish={accept.mutate}
              initialValues={{ name: one.office, note: '' }}
            >
              {accept.error && <Alert type="error" showIcon title={errorText(accept.error)} />}
              <Form.Item
                name="name"
                label={t('page.acceptName')}
                rules={[{ required: true, whitespace: true, message: t('page.acceptNameMissing') }]}
              >
                <Input maxLength={200} autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="note"
                label={t('page.acceptNote')}
                extra={t('page.acceptNoteText')}
                rules={[{ required: true, whitespace: true, message: t('page.acceptNoteMissing') }]}
              >
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            </Form>
          </Modal>
        </>
      }
    />
  )
}
