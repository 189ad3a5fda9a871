import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { changeRunSettings, getRunSettings, type RunSettings } from '@xiezhi/platform/contract/run-settings'
import { Alert, Button, Form, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ModelSettings } from './ModelSettings.tsx'
import './models.css'

type Office = RunSettings['usual']
const numbers = [
  { name: 'quietMinutes', min: 0, max: 240 },
  { name: 'mostClues', min: 1, max: 1_000_000 },
  { name: 'mostTimes', min: 2, max: 1000 },
  { name: 'minutes', min: 1, max: 1440 },
] as const

const OfficeForm = ({ settings }: { readonly settings: RunSettings }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const [isSaved, setSaved] = useState(false)
  const save = useMutation({
    mutationFn: (body: Office) => call(changeRunSettings, { body }),
    onSuccess: (now) => {
      queryClient.setQueryData(keyOf(getRunSettings), now)
      setSaved(true)
    },
  })
  const { office, usual } = settings
  return (
    <Form<Office>
      layout="vertical"
      requiredMark={false}
      className="run-settings"
      initialValues={office}
      onValuesChange={() => setSaved(false)}
      onFinish={save.mutate}
      aria-label={t('runSettings.office')}
    >
      <div aria-live="assertive">
        {save.error && <Alert type="error" showIcon title={errorText(save.error)} className="form-alert" />}
        {isSaved && <Alert type="success" showIcon title={t('runSettings.saved')} className="form-alert" />}
      </div>
      <Form.Item name="arrival" label={t('runSettings.arrival')} extra={t('runSettings.arrivalText')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {numbers.map(({ name, min, max }) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`runSettings.${name}`)}
          extra={t(`runSettings.${name}Text`, { usual: formatCount(usual[name]) })}
          rules={[{ required: true, type: 'integer', min, max, message: t('runSettings.range', { min, max: formatCount(max) }) }]}
        >
          <InputNumber min={min} max={max} precision={0} />
        </Form.Item>
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('ui.save')}
        </Button>
        {office.by && <span className="soft">{t('runSettings.changedBy', { by: office.by, at: format.moment(office.at) })}</span>}
      </div>
    </Form>
  )
}

const OfficeFacts = ({ settings: { office } }: { readonly settings: RunSettings }) => {
  const { t } = useTranslation()
  return (
    <Facts
      facts={[
        { label: t('runSettings.arrival'), value: t(office.arrival ? 'ui.yes' : 'ui.no') },
        ...numbers.map(({ name }) => ({ label: t(`runSettings.${name}`), value: formatCount(office[name]) })),
      ]}
    />
  )
}

/** What a run may take and write, and whether data that arrive begin one. */
export const RunSettingsPage = () => {
  const { t } = useTranslation()
  const mayPlan = useMay('run.schedule')
  const query = useEndpoint(getRunSettings)
  return (
    <>
      <PageHeader title={t('runSettings.title')} above={<Link to="/runs">{t('nav.runs')}</Link>} text={t('runSettings.text')}>
        <Link to="/schedules" className="link-button plain">
          {t('nav.schedules')}
        </Link>
      </PageHeader>
      <Answered query={query}>
        {(settings) => (
          <>
            <Panel title={t('runSettings.office')}>
              {mayPlan ? <OfficeForm settings={settings} /> : <OfficeFacts settings={settings} />}
            </Panel>
            <Panel title={t('runSettings.models')}>
              <ModelSettings settings={settings} />
            </Panel>
            <Panel title={t('runSettings.memory')}>
              <p>{t('runSettings.memoryText', { memory: settings.memory })}</p>
            </Panel>
          </>
        )}
      </Answered>
    </>
  )
}
