import { useMutation } from '@tanstack/react-query'
import { getLedgerModel, type LedgerModel, listLedger, setModelOwner } from '@xiezhi/platform/contract/ledger'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'

interface Entered {
  readonly owner?: string
  readonly reason: string
}

/** Who answers for a model, and who did before. */
export const OwnerPanel = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const mayGovern = useMay('model.govern')
  const [open, setOpen] = useState(false)
  const save = useMutation({
    mutationFn: ({ owner, reason }: Entered) =>
      call(setModelOwner, { params: { id: model.id }, body: { owner: owner?.trim() || null, reason: reason.trim() } }),
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf(getLedgerModel, { params: { id: model.id } }), after)
      forget(listLedger)
      setOpen(false)
    },
  })
  return (
    <Panel
      title={t('ledger.owner')}
      extra={
        mayGovern && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('ui.edit')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{model.owner ?? <span className="soft">{t('ledger.noOwner')}</span>}</p>
        {save.error && <Alert type="error" showIcon title={errorText(save.error)} />}
        {open && (
          <Form<Entered> layout="vertical" className="act-form" initialValues={{ owner: model.owner ?? '' }} onFinish={save.mutate}>
            <Form.Item name="owner" label={t('ledger.owner')} extra={t('ledger.ownerText')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              name="reason"
              label={t('limits.reason')}
              rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
            >
              <Input.TextArea rows={2} maxLength={1000} />
            </Form.Item>
            <div className="actions">
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {t('ui.save')}
              </Button>
              <Button onClick={() => setOpen(false)}>{t('ui.cancel')}</Button>
            </div>
          </Form>
        )}
        {model.owners.length > 0 && (
          <ol className="timeline">
            {model.owners.map((one) => (
              <li key={one.at}>
                <p>
                  <strong>{one.owner ?? t('ledger.noOwner')}</strong>
                </p>
                <p>{one.reason}</p>
                <p className="soft number">
                  {one.by} · {format.moment(one.at)}
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Panel>
  )
}
