import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listModels } from '@xiezhi/platform/contract/models'
import { changeModelSettings, getRunSettings, type RunSettings } from '@xiezhi/platform/contract/run-settings'
import { App, Button, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { formatCount } from '../ui/format.ts'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

type Own = Omit<RunSettings['models'][number], 'title' | 'by' | 'at'>
interface Entered {
  readonly id: string
  readonly arrival: 'as-all' | 'yes' | 'no'
  readonly mostClues?: number | null
  readonly mostTimes?: number | null
  readonly minutes?: number | null
}
const numbers = [
  { name: 'mostClues', min: 1, max: 1_000_000 },
  { name: 'mostTimes', min: 2, max: 1000 },
  { name: 'minutes', min: 1, max: 1440 },
] as const

const save = ({ id, ...body }: Own) => call(changeModelSettings, { params: { id }, body })
const settle = (now: RunSettings) => void queryClient.setQueryData(keyOf(getRunSettings), now)

const ModelForm = ({ own, onClose }: { readonly own: Own | 'new' | undefined; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Entered>()
  const models = useEndpoint(listModels, { query: { size: 200 } }, { enabled: own !== undefined }).data?.items ?? []
  const change = useMutation({
    mutationFn: ({ id, arrival, mostClues = null, mostTimes = null, minutes = null }: Entered) =>
      save({ id, arrival: arrival === 'as-all' ? null : arrival === 'yes', mostClues, mostTimes, minutes }),
    onSuccess: (now) => {
      settle(now)
      onClose()
    },
  })
  const entered: Partial<Entered> =
    own === undefined || own === 'new'
      ? { arrival: 'as-all' }
      : { ...own, arrival: own.arrival === null ? 'as-all' : own.arrival ? 'yes' : 'no' }
  return (
    <FormDialog
      open={own !== undefined}
      title={t('runSettings.ofModel')}
      okText={t('ui.save')}
      destroyOnHidden
      form={form}
      save={change}
      onClose={onClose}
      initialValues={entered}
    >
      <Form.Item name="id" label={t('models.model')} rules={[{ required: true, message: t('runSettings.modelMissing') }]}>
        <Select
          disabled={own !== 'new'}
          showSearch={{ optionFilterProp: 'label' }}
          options={models.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
      <Form.Item name="arrival" label={t('runSettings.arrival')}>
        <Select options={(['as-all', 'yes', 'no'] as const).map((one) => ({ value: one, label: t(`runSettings.arrives.${one}`) }))} />
      </Form.Item>
      {numbers.map(({ name, min, max }) => (
        <Form.Item key={name} name={name} label={t(`runSettings.${name}`)} extra={t('runSettings.emptyAsAll')}>
          <InputNumber min={min} max={max} precision={0} />
        </Form.Item>
      ))}
    </FormDialog>
  )
}

/** Models of which the office says something else than of all. */
export const ModelSettings = ({ settings }: { readonly settings: RunSettings }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayPlan = useMay('run.schedule')
  const [edited, setEdited] = useState<Own | 'new'>()
  const back = useMutation({
    mutationFn: (id: string) => save({ id, arrival: null, mostClues: null, mostTimes: null, minutes: null }),
    onSuccess: settle,
    onError: (error) => void message.error(errorText(error)),
  })
  const asAll = <span className="soft">{t('runSettings.arrives.as-all')}</span>
  const number = (value: number | null) => (value === null ? asAll : <span className="number">{formatCount(value)}</span>)
  return (
    <div className="stack">
      <p className="soft">{t('runSettings.modelsText')}</p>
      {settings.models.length > 0 && (
        <ScrollTable label={t('runSettings.models')}>
          <thead>
            <tr>
              <th scope="col">{t('models.model')}</th>
              <th scope="col">{t('runSettings.arrival')}</th>
              {numbers.map(({ name }) => (
                <th key={name} scope="col">
                  {t(`runSettings.${name}`)}
                </th>
              ))}
              <th scope="col">{t('runSettings.changed')}</th>
              {mayPlan && <th scope="col">{t('ui.acts')}</th>}
            </tr>
          </thead>
          <tbody>
            {settings.models.map(({ title, by, at, ...own }) => (
              <tr key={own.id}>
                <th scope="row">
                  <Link to="/models/$id" params={{ id: own.id }}>
                    {title}
                  </Link>
                </th>
                <td>{own.arrival === null ? asAll : t(own.arrival ? 'ui.yes' : 'ui.no')}</td>
                {numbers.map(({ name }) => (
                  <td key={name}>{number(own[name])}</td>
                ))}
                <td>{t('runSettings.changedBy', { by, at: format.moment(at) })}</td>
                {mayPlan && (
                  <td>
                    <div className="actions">
                      <Button size="small" onClick={() => setEdited(own)} aria-label={t('runSettings.editOne', { title })}>
                        {t('ui.edit')}
                      </Button>
                      <Button size="small" onClick={() => back.mutate(own.id)} aria-label={t('runSettings.asAllOne', { title })}>
                        {t('runSettings.asAll')}
                      </Button>
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {mayPlan && (
        <div className="actions">
          <Button onClick={() => setEdited('new')}>{t('runSettings.add')}</Button>
        </div>
      )}
      <ModelForm own={edited} onClose={() => setEdited(undefined)} />
    </div>
  )
}
