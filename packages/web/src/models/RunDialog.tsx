import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { estimateRun, getModel, listModels, listRuns, type ModelDetail, startRun } from '@xiezhi/platform/contract/models'
import { listParameters } from '@xiezhi/platform/contract/parameters'
import { Alert, DatePicker, Form, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { basisText } from '../ui/article.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { dayInChina } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import { useDayFormats } from '../ui/use-day-formats.ts'
import { useFormat } from '../ui/use-format.ts'
import { ParameterField } from './ParameterField.tsx'
import { useAbout } from './use-about.ts'
import { useParameterText } from './use-parameter-text.ts'

interface Wanted {
  readonly asOf: Dayjs | null
  readonly parameters?: Record<string, string>
}
interface Props {
  readonly model: ModelDetail
  readonly open: boolean
  readonly onClose: () => void
}

/** The as-of day and the parameters of a run; only what was changed is sent. */
export const RunDialog = ({ model, open, onClose }: Props) => {
  const { t, i18n } = useTranslation()
  const text = useParameterText()
  const dayFormats = useDayFormats()
  const format = useFormat()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const [form] = Form.useForm<Wanted>()
  const own = useEndpoint(listParameters, { params: { id: model.id } }, { enabled: open })
  // What a run takes when nothing is said: the office's own value where it has one.
  const ownValues = new Map(own.data?.items.flatMap((one) => (one.own === null ? [] : [[one.name, one.own] as const])))
  const usual = Object.fromEntries(model.parameters.map(({ name, value }) => [name, ownValues.get(name) ?? value]))
  const start = useMutation({
    mutationFn: ({ asOf, parameters = {} }: Wanted) => {
      const changed = Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value.trim() !== usual[name]))
      return call(startRun, {
        params: { id: model.id },
        body: { ...(asOf ? { asOf: asOf.format('YYYY-MM-DD') } : {}), ...(Object.keys(changed).length > 0 ? { parameters: changed } : {}) },
      })
    },
    onSuccess: (run) => {
      forget(listRuns, listModels, getModel)
      onClose()
      void navigate({ to: '/runs/$id', params: { id: run.id } })
    },
  })
  const about = useAbout()
  const known = useEndpoint(estimateRun, { params: { id: model.id } }, { enabled: open }).data
  const chosen: Dayjs | null | undefined = Form.useWatch('asOf', form)
  const beyond = chosen && known?.until && known.until > chosen.format('YYYY-MM-DD') ? known.until : null
  const unrunnable = model.ruleList.filter((rule) => rule.lacks.length > 0)
  return (
    <Modal
      open={open}
      title={t('models.runTitle', { title: model.title })}
      okText={t('models.start')}
      cancelText={t('ui.cancel')}
      confirmLoading={start.isPending}
      okButtonProps={{ disabled: own.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      width={600}
      destroyOnHidden
    >
      {own.isPending ? (
        <Loading />
      ) : (
        <Form
          form={form}
          layout="vertical"
          onFinish={start.mutate}
          initialValues={{
            asOf: dayjs(dayInChina(new Date().toISOString())),
            parameters: usual,
          }}
        >
          {start.error && <Alert type="error" showIcon title={errorText(start.error)} className="form-alert" />}
          {unrunnable.length > 0 && (
            <Alert
              type="warning"
              showIcon
              className="form-alert"
              title={t('models.willSkip', { count: unrunnable.length, rules: unrunnable.map((rule) => rule.id).join('、') })}
            />
          )}
          <p className="soft">
            {about(known)}
            {known !== undefined && known.ahead > 0 && ` ${t('runs.ahead', { count: known.ahead })}`}
          </p>
          <Form.Item name="asOf" label={t('models.asOf')} extra={t('models.asOfText')}>
            <DatePicker
              className="run-day"
              format={dayFormats}
              disabledDate={(day) => day.format('YYYY-MM-DD') > dayInChina(new Date().toISOString())}
            />
          </Form.Item>
          {beyond && <Alert type="warning" showIcon className="form-alert" title={t('models.beyond', { day: format.day(beyond) })} />}
          {model.parameters.map((parameter) => (
            <Form.Item
              key={parameter.name}
              name={['parameters', parameter.name]}
              label={parameter.label}
              extra={[
                ownValues.has(parameter.name) ? t('parameters.catalogue', { value: text(parameter.type, parameter.value) }) : '',
                parameter.type === 'text[]' ? t('models.listText') : '',
                parameter.law ? basisText(parameter.law, i18n.language) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            >
              <ParameterField label={parameter.label} type={parameter.type} />
            </Form.Item>
          ))}
        </Form>
      )}
    </Modal>
  )
}
