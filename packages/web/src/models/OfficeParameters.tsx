import { useMutation } from '@tanstack/react-query'
import { getLedgerModel, listLedger } from '@xiezhi/platform/contract/ledger'
import { listParameters, type OfficeParameter, setParameter } from '@xiezhi/platform/contract/parameters'
import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { basisText } from '../ui/article.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ParameterField } from './ParameterField.tsx'
import { useParameterText } from './use-parameter-text.ts'
import './office-parameters.css'

const isOfValue = (error: unknown): boolean => error instanceof Refused && error.problem.status === 422

interface Entered {
  readonly value: string
  readonly reason: string
}

const ParameterForm = ({
  modelId,
  parameter,
  onDone,
}: {
  readonly modelId: string
  readonly parameter: OfficeParameter
  readonly onDone: () => void
}) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const text = useParameterText()
  const [form] = Form.useForm<Entered>()
  const save = useMutation({
    mutationFn: ({ value, reason }: { readonly value: string | null; readonly reason: string }) =>
      call(setParameter, {
        params: { id: modelId, name: parameter.name },
        body: { value, reason: reason.trim(), seq: parameter.history.at(-1)?.seq ?? 0 },
      }),
    onSuccess: (now) => {
      queryClient.setQueryData(keyOf(listParameters, { params: { id: modelId } }), now)
      forget(listLedger, getLedgerModel)
      message.success(t('parameters.kept'))
      onDone()
    },
    onError: (error) => {
      if (error instanceof Refused && error.problem.status === 409) forget(listParameters)
      // What is wrong with the value stands at the value.
      if (isOfValue(error)) form.setFields([{ name: 'value', errors: [errorText(error)] }])
    },
  })
  const giveBack = async () => {
    const { reason } = await form.validateFields(['reason'])
    save.mutate({ value: null, reason })
  }
  return (
    <Form<Entered>
      form={form}
      // Several may be open at once, each with its own fields.
      name={`parameter-${parameter.name}`}
      layout="vertical"
      className="act-form"
      aria-label={parameter.label}
      initialValues={{ value: parameter.own ?? parameter.value }}
      onFinish={save.mutate}
    >
      {save.error && !isOfValue(save.error) && <Alert type="error" showIcon title={errorText(save.error)} className="form-alert" />}
      <Form.Item
        name="value"
        label={t('parameters.own')}
        extra={[
          parameter.type === 'text[]' ? t('models.listText') : '',
          parameter.min !== null || parameter.max !== null
            ? t(parameter.min === null ? 'parameters.most' : parameter.max === null ? 'parameters.least' : 'parameters.range', {
                min: text(parameter.type, parameter.min ?? ''),
                max: text(parameter.type, parameter.max ?? ''),
              })
            : '',
        ]
          .filter(Boolean)
          .join(' ')}
        rules={[{ required: true, whitespace: true, message: t('parameters.missing') }]}
      >
        <ParameterField label={t('parameters.own')} type={parameter.type} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('limits.reason')}
        extra={t('parameters.reasonText')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('ui.save')}
        </Button>
        {parameter.own !== null && <Button onClick={() => void giveBack().catch(() => undefined)}>{t('parameters.giveBack')}</Button>}
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}

const Parameter = ({ modelId, parameter }: { readonly modelId: string; readonly parameter: OfficeParameter }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const text = useParameterText()
  const mayGovern = useMay('model.govern')
  const [open, setOpen] = useState(false)
  return (
    <li className="office-parameter">
      <div className="office-parameter-head">
        <div>
          <strong>{parameter.label}</strong> <code className="soft">{parameter.name}</code>
          <p>
            {parameter.own === null ? (
              text(parameter.type, parameter.value)
            ) : (
              <>
                <strong>{text(parameter.type, parameter.own)}</strong> <Pill tone="info">{t('parameters.ownValue')}</Pill>{' '}
                {!parameter.fits && <Pill tone="danger">{t('parameters.unfit')}</Pill>}{' '}
                <span className="soft">{t('parameters.catalogue', { value: text(parameter.type, parameter.value) })}</span>
              </>
            )}
            {parameter.law && <span className="soft"> · {basisText(parameter.law, i18n.language)}</span>}
          </p>
        </div>
        {mayGovern && (
          <Button
            size="small"
            aria-expanded={open}
            aria-label={t('parameters.change', { label: parameter.label })}
            onClick={() => setOpen(!open)}
          >
            {t('ui.edit')}
          </Button>
        )}
      </div>
      {open && <ParameterForm modelId={modelId} parameter={parameter} onDone={() => setOpen(false)} />}
      {parameter.history.length > 0 && (
        <details>
          <summary>{t('parameters.history', { count: parameter.history.length })}</summary>
          <ol className="timeline">
            {[...parameter.history].reverse().map((change) => (
              <li key={change.seq}>
                <p>
                  <strong>
                    {change.value === null
                      ? t('parameters.backTo', { value: text(parameter.type, parameter.value) })
                      : text(parameter.type, change.value)}
                  </strong>
                </p>
                <p>{change.reason}</p>
                <p className="soft number">
                  {change.by} · {format.moment(change.at)}
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

/** The parameters of a model, with what this office makes of them. */
export const OfficeParameters = ({ modelId }: { readonly modelId: string }) => {
  const { t } = useTranslation()
  const query = useEndpoint(listParameters, { params: { id: modelId } })
  return (
    <Answered query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{t('parameters.none')}</p>
        ) : (
          <div className="stack">
            <p className="soft">{t('parameters.text')}</p>
            <ul className="office-parameters">
              {items.map((parameter) => (
                <Parameter key={parameter.name} modelId={modelId} parameter={parameter} />
              ))}
            </ul>
          </div>
        )
      }
    </Answered>
  )
}
