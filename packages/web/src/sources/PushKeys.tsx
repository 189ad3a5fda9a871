import { useMutation } from '@tanstack/react-query'
import { listPushKeys, makePushKey, revokePushKey } from '@xiezhi/platform/contract/push'
import type { Source } from '@xiezhi/platform/contract/sources'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

const MakeKey = ({ source, onMade }: { readonly source: Source; readonly onMade: (secret: string) => void }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ name: string }>()
  const make = useMutation({
    mutationFn: ({ name }: { readonly name: string }) => call(makePushKey, { params: { id: source.id }, body: { name: name.trim() } }),
    onSuccess: ({ secret }) => {
      forget(listPushKeys)
      setOpen(false)
      form.resetFields()
      onMade(secret)
    },
  })
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('push.make')}
      </Button>
      <FormDialog open={open} title={t('push.make')} okText={t('push.make')} form={form} save={make} onClose={() => setOpen(false)}>
        <Form.Item
          name="name"
          label={t('push.name')}
          extra={t('push.nameText')}
          rules={[{ required: true, whitespace: true, max: 100, message: t('push.nameMissing') }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  )
}

/** Keys with which systems of a source send data by themselves. */
export const PushKeys = ({ source }: { readonly source: Source }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const [secret, setSecret] = useState<string>()
  const { data } = useEndpoint(listPushKeys, { params: { id: source.id }, query: { size: 100 } })
  const revoke = useMutation({
    mutationFn: (key: string) => call(revokePushKey, { params: { id: source.id, key } }),
    onSuccess: () => forget(listPushKeys),
    onError: (error) => void message.error(errorText(error)),
  })
  const ask = (id: string, name: string) =>
    modal.confirm({
      title: t('push.revokeTitle', { name }),
      content: t('push.revokeText'),
      okText: t('push.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('ui.cancel'),
      onOk: () => revoke.mutate(id),
    })
  const address = `${window.location.origin}/api/push/`
  return (
    <Panel title={t('push.title')} extra={!source.stopped && <MakeKey source={source} onMade={setSecret} />}>
      <p>
        {t('push.text')} <code>{`POST ${address}…`}</code>
      </p>
      {data && data.total > 0 && (
        <ScrollTable label={t('push.title')}>
          <thead>
            <tr>
              <th scope="col">{t('push.name')}</th>
              <th scope="col">{t('push.madeBy')}</th>
              <th scope="col">{t('push.lastUsed')}</th>
              <th scope="col">{t('ui.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((key) => (
              <tr key={key.id}>
                <th scope="row">{key.name}</th>
                <td className="number">
                  {key.madeBy} · {format.moment(key.madeAt)}
                </td>
                <td className="number">{format.moment(key.lastUsedAt)}</td>
                <td>
                  {key.revokedAt ? (
                    <Pill>{t('push.revoked')}</Pill>
                  ) : (
                    <Button size="small" danger aria-label={t('push.revokeOne', { name: key.name })} onClick={() => ask(key.id, key.name)}>
                      {t('push.revoke')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <Modal
        open={secret !== undefined}
        title={t('push.secretTitle')}
        closable={false}
        footer={
          <Button type="primary" onClick={() => setSecret(undefined)}>
            {t('push.secretSaved')}
          </Button>
        }
      >
        <p>{t('push.secretText')}</p>
        <p className="push-secret">
          <code>{secret}</code> <CopyButton text={secret ?? ''} label={t('ui.copy')} />
        </p>
      </Modal>
    </Panel>
  )
}
