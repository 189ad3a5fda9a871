import { useMutation } from '@tanstack/react-query'
import { getLedgerModel, getThresholds, listLedger, setThresholds } from '@xiezhi/platform/contract/ledger'
import { Alert, App, Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'

type Thresholds = z.infer<typeof getThresholds.response>

const fields = [
  { name: 'leastJudged', min: 1, max: 10_000 },
  { name: 'weakBelow', min: 0, max: 100 },
  { name: 'weakQuarters', min: 1, max: 12 },
  { name: 'declineBy', min: 1, max: 100 },
] as const

const ThresholdForm = ({ now }: { readonly now: Thresholds }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayGovern = useMay('model.govern')
  const [form] = Form.useForm<Thresholds>()
  const save = useMutation({
    mutationFn: (value: Thresholds) => call(setThresholds, { body: value }),
    onSuccess: (kept) => {
      queryClient.setQueryData(keyOf(getThresholds), kept)
      forget(listLedger, getLedgerModel)
      message.success(t('ledger.thresholdsKept'))
    },
  })
  return (
    <Form<Thresholds> form={form} layout="vertical" className="thresholds" disabled={!mayGovern} initialValues={now} onFinish={save.mutate}>
      {save.error && <Alert type="error" showIcon title={errorText(save.error)} />}
      {fields.map(({ name, min, max }) => (
        <Form.Item key={name} name={name} label={t(`ledger.threshold.${name}`)} rules={[{ required: true, type: 'number', min, max }]}>
          <InputNumber min={min} max={max} precision={0} />
        </Form.Item>
      ))}
      {mayGovern && (
        <Button htmlType="submit" loading={save.isPending}>
          {t('ui.save')}
        </Button>
      )}
    </Form>
  )
}

/** By what a model is called weak, or worse than before: the office's own choice. */
export const ThresholdPanel = () => {
  const { t } = useTranslation()
  const now = useEndpoint(getThresholds).data
  return (
    <Panel title={t('ledger.thresholds')}>
      <div className="stack">
        <p className="soft">{t('ledger.thresholdsText')}</p>
        {now && <ThresholdForm now={now} />}
      </div>
    </Panel>
  )
}
