import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { adjustLimit, getLimit, listLimits } from '@xiezhi/platform/contract/limits'
import { Alert, Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import type { Limit } from './LimitPage.tsx'
import { sameValue, useLimitWords } from './limit-words.ts'
import { type Rollover, rollovers, type Unit, units } from './question.ts'

interface Entered {
  readonly quantity: number
  readonly unit: Unit
  readonly rollover: Rollover
  readonly reason: string
}

/** Counting a limit otherwise here, with the reason; or as the catalogue has it again. */
export const AdjustPanel = ({ limit }: { readonly limit: Limit }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const words = useLimitWords()
  const [form] = Form.useForm<Entered>()
  const [open, setOpen] = useState<'adjust' | 'give-back'>()
  const [after, setAfter] = useState<Limit>()
  const last = limit.history[limit.history.length - 1]?.seq ?? 0
  const adjust = useMutation({
    mutationFn: ({ reason, ...value }: Entered) =>
      call(adjustLimit, {
        params: { id: limit.id },
        body: { value: open === 'give-back' ? null : value, reason: reason.trim(), seq: last },
      }),
    onSuccess: (now) => {
      queryClient.setQueryData(keyOf(getLimit, { params: { id: limit.id } }), now)
      forget(listLimits)
      setOpen(undefined)
      setAfter(now)
      form.resetFields()
    },
    onError: (error) => {
      // Somebody else was quicker: show what they did.
      if (error instanceof Refused && error.problem.status === 409) forget(getLimit)
    },
  })
  const toggle = (wanted: 'adjust' | 'give-back') => {
    adjust.reset()
    setAfter(undefined)
    setOpen(open === wanted ? undefined : wanted)
  }
  const conflict = adjust.error instanceof Refused && adjust.error.problem.status === 409
  return (
    <Panel title={t('limits.adjust')}>
      <div className="stack">
        <p className="soft">{t('limits.adjustText')}</p>
        <div className="actions">
          <Button type={open === 'adjust' ? 'primary' : 'default'} aria-expanded={open === 'adjust'} onClick={() => toggle('adjust')}>
            {t('limits.adjustHere')}
          </Button>
          {limit.adjusted && (
            <Button
              type={open === 'give-back' ? 'primary' : 'default'}
              aria-expanded={open === 'give-back'}
              onClick={() => toggle('give-back')}
            >
              {t('limits.giveBack')}
            </Button>
          )}
        </div>
        <div aria-live="assertive">
          {adjust.error && (
            <Alert
              type="error"
              showIcon
              title={errorText(adjust.error)}
              description={conflict ? t('limits.conflict', { value: words.length(limit.value) }) : undefined}
            />
          )}
          {after && (
            <Alert
              type="success"
              showIcon
              title={t('limits.noted', { value: words.length(after.value) })}
              description={
                after.models.length > 0 && (
                  <>
                    <p>{t('limits.runAgain')}</p>
                    <ul>
                      {after.models.map((model) => (
                        <li key={model.id}>
                          <Link to="/models/$id" params={{ id: model.id }}>
                            {model.title}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </>
                )
              }
            />
          )}
        </div>
        {open && (
          <Form<Entered>
            form={form}
            key={open}
            layout="vertical"
            requiredMark={false}
            className="act-form"
            aria-label={t(open === 'adjust' ? 'limits.adjustHere' : 'limits.giveBack')}
            initialValues={{ ...limit.value, reason: '' }}
            onFinish={(entered) => adjust.mutate({ ...limit.own, ...entered })}
          >
            {open === 'adjust' ? (
              <>
                <div className="adjust-length">
                  <Form.Item
                    name="quantity"
                    label={t('limits.quantity')}
                    rules={[{ required: true, type: 'integer', min: 0, max: 10_000, message: t('limits.quantityRule') }]}
                  >
                    <InputNumber min={0} max={10_000} precision={0} />
                  </Form.Item>
                  <Form.Item name="unit" label={t('limits.unit')}>
                    <Select
                      options={units.map((unit) => ({ value: unit, label: t(`limits.unitName.${unit}`) }))}
                      popupMatchSelectWidth={false}
                    />
                  </Form.Item>
                </div>
                <Form.Item name="rollover" label={t('limits.rollover')}>
                  <Radio.Group options={rollovers.map((one) => ({ value: one, label: t(`limits.rolls.${one}`) }))} />
                </Form.Item>
              </>
            ) : (
              <p>{t('limits.giveBackText', { value: words.length(limit.own) })}</p>
            )}
            <ImpactNote change={{ kind: 'limit', limit: limit.id }} />
            <Form.Item
              name="reason"
              label={t('limits.reason')}
              extra={t('limits.reasonText')}
              rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
            >
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const entered = form.getFieldsValue()
                const unchanged = open === 'adjust' && sameValue(limit.value, { ...limit.value, ...entered })
                return (
                  <div className="actions">
                    <Button type="primary" htmlType="submit" loading={adjust.isPending} disabled={unchanged}>
                      {t('limits.confirm')}
                    </Button>
                    <Button onClick={() => setOpen(undefined)}>{t('ui.cancel')}</Button>
                    {unchanged && <span className="soft">{t('limits.unchanged')}</span>}
                  </div>
                )
              }}
            </Form.Item>
          </Form>
        )}
      </div>
    </Panel>
  )
}
