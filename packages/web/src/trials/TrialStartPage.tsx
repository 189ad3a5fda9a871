import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { listModels } from '@xiezhi/platform/contract/models'
import { draftTrialGround, listTrials, startTrials, trialGround, type triedModel } from '@xiezhi/platform/contract/trials'
import { getDraft, listDrafts } from '@xiezhi/platform/contract/workshop'
import { Alert, Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ParameterField } from '../models/ParameterField.tsx'
import { basisText } from '../ui/article.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useDayFormats } from '../ui/use-day-formats.ts'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { monthEnds } from './month-ends.ts'
import './trials.css'

type Ground = z.infer<typeof trialGround.response>
type Tried = z.infer<typeof triedModel>

interface Wanted {
  readonly view: 'now' | 'day' | 'months'
  readonly day?: Dayjs | null
  readonly from?: Dayjs | null
  readonly to?: Dayjs | null
  readonly asOf?: Dayjs | null
  readonly parameters?: Record<string, string>
  readonly note: string
  readonly keepDays: number
}

const daysOf = ({ view, day, from, to }: Partial<Wanted>, today: string): string[] => {
  if (view === 'day') return day ? [day.format('YYYY-MM-DD')] : []
  return view === 'months' && from && to ? monthEnds(from.format('YYYY-MM'), to.format('YYYY-MM'), today) : []
}

const StartForm = ({ ground, tried }: { readonly ground: Ground; readonly tried: Tried }) => {
  const { t, i18n } = useTranslation()
  const dayFormats = useDayFormats()
  const format = useFormat()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const [form] = Form.useForm<Wanted>()
  const [first] = ground.days
  const usual = Object.fromEntries(ground.parameters.map(({ name, value }) => [name, value]))
  const start = useMutation({
    mutationFn: (wanted: Wanted) => {
      const parameters = Object.fromEntries(Object.entries(wanted.parameters ?? {}).filter(([name, value]) => value.trim() !== usual[name]))
      return call(startTrials, {
        body: {
          model: tried,
          days: daysOf(wanted, ground.today),
          ...(wanted.asOf && wanted.view !== 'months' ? { asOf: wanted.asOf.format('YYYY-MM-DD') } : {}),
          ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
          note: wanted.note.trim(),
          keepDays: wanted.keepDays,
        },
      })
    },
    onSuccess: ({ seriesId, items }) => {
      forget(listTrials)
      if (seriesId) void navigate({ to: '/back-tests/$id', params: { id: seriesId } })
      else void navigate({ to: '/trials/$id', params: { id: items[0]?.id ?? '' } })
    },
  })
  return (
    <Form<Wanted>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={start.mutate}
      initialValues={{
        view: 'now',
        day: dayjs(ground.today),
        from: dayjs(first ?? ground.today),
        to: dayjs(ground.today),
        parameters: usual,
        note: '',
        keepDays: 90,
      }}
    >
      {start.error && <Alert type="error" showIcon title={errorText(start.error)} className="form-alert" />}
      <Form.Item
        name="view"
        label={t('trials.onWhat')}
        extra={first ? t('trials.dataSince', { day: format.day(first) }) : t('trials.noData')}
      >
        <Radio.Group
          options={[
            { value: 'now', label: t('trials.onNow') },
            { value: 'day', label: t('trials.onDay') },
            { value: 'months', label: t('trials.onMonths') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {() => {
          const wanted = form.getFieldsValue()
          const days = daysOf(wanted, ground.today)
          return (
            <div className="trial-days">
              {wanted.view === 'day' && (
                <Form.Item name="day" label={t('trials.view')} rules={[{ required: true, message: t('trials.dayMissing') }]}>
                  <DatePicker format={dayFormats} maxDate={dayjs(ground.today)} allowClear={false} />
                </Form.Item>
              )}
              {wanted.view === 'months' && (
                <>
                  <Form.Item name="from" label={t('trials.fromMonth')}>
                    <DatePicker picker="month" maxDate={dayjs(ground.today)} allowClear={false} />
                  </Form.Item>
                  <Form.Item name="to" label={t('trials.toMonth')} extra={t('trials.monthEnds', { count: days.length })}>
                    <DatePicker picker="month" maxDate={dayjs(ground.today)} allowClear={false} />
                  </Form.Item>
                </>
              )}
              {wanted.view !== 'months' && (
                <Form.Item name="asOf" label={t('models.asOf')} extra={t('trials.asOfText')}>
                  <DatePicker format={dayFormats} />
                </Form.Item>
              )}
            </div>
          )
        }}
      </Form.Item>
      {ground.parameters.map((parameter) => (
        <Form.Item
          key={parameter.name}
          name={['parameters', parameter.name]}
          label={parameter.label}
          extra={[parameter.type === 'text[]' ? t('models.listText') : '', parameter.law ? basisText(parameter.law, i18n.language) : '']
            .filter(Boolean)
            .join(' · ')}
        >
          <ParameterField label={parameter.label} type={parameter.type} className="trial-parameter" />
        </Form.Item>
      ))}
      <Form.Item name="note" label={t('trials.note')}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="keepDays" label={t('trials.keepDays')} extra={t('trials.keepDaysText')}>
        <InputNumber min={1} max={3650} precision={0} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {() => {
          const wanted = form.getFieldsValue()
          const none = wanted.view === 'months' && daysOf(wanted, ground.today).length === 0
          return (
            <div className="actions">
              <Button type="primary" htmlType="submit" loading={start.isPending} disabled={none}>
                {t('trials.start')}
              </Button>
              <span className="soft">{t('trials.touchesNothing')}</span>
            </div>
          )
        }}
      </Form.Item>
    </Form>
  )
}

/** Which version or draft, on which days, with which parameters. The choice is in the address. */
export const TrialStartPage = () => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const mayWrite = useMay('model.write')
  const [search] = useSearchText()
  const { model, version, draft, against } = search
  const models = useEndpoint(listModels, { query: { size: 200 } }).data?.items ?? []
  const drafts = useEndpoint(listDrafts, { query: { size: 200 } }, { enabled: mayWrite }).data?.items ?? []
  const kept = useEndpoint(
    trialGround,
    { params: { id: model ?? '' }, query: version ? { version } : {} },
    { enabled: model !== undefined && draft === undefined, keepLast: true },
  )
  const written = useEndpoint(getDraft, { params: { id: draft ?? '' } }, { enabled: draft !== undefined })
  // A draft is measured against the clues of the model that it was copied from, unless another is named.
  const from = against ?? written.data?.madeFrom ?? undefined
  const tried: Tried | undefined =
    draft === undefined
      ? kept.data && { id: kept.data.id, version: kept.data.version }
      : written.data && { files: written.data.files, ...(from ? { from } : {}) }
  const ofDraft = useQuery({
    queryKey: ['trial ground of a draft', draft, written.data?.edition, from],
    queryFn: ({ signal }) => call(draftTrialGround, { body: { files: written.data?.files ?? {}, ...(from ? { from } : {}) } }, signal),
    enabled: written.data !== undefined,
    retry: false,
  })
  const ground = draft === undefined ? kept : ofDraft
  const error = ground.error ?? (draft === undefined ? undefined : written.error)
  const choose = (next: Record<string, string>) => void navigate({ to: '/trials/new', search: next, replace: true })
  const named = models.map(({ id, title }) => ({ value: id, label: title }))
  return (
    <>
      <PageHeader title={t('trials.new')} above={<Link to="/trials">{t('nav.trials')}</Link>} text={t('trials.newText')} />
      <Panel title={t('trials.what')}>
        <div className="trial-start">
          <div className="trial-days">
            <div className="trial-field">
              <label htmlFor="trial-model">{t('trials.modelOrDraft')}</label>
              <Select
                id="trial-model"
                aria-label={t('trials.modelOrDraft')}
                showSearch={{ optionFilterProp: 'label' }}
                className="trial-model"
                placeholder={t('trials.chooseModel')}
                {...(draft ? { value: `draft:${draft}` } : model ? { value: model } : {})}
                options={[
                  ...(drafts.length > 0
                    ? [
                        {
                          label: t('trials.drafts'),
                          options: drafts.map(({ id, title, version: of }) => ({
                            value: `draft:${id}`,
                            label: t('trials.draftOf', { title, version: of }),
                          })),
                        },
                      ]
                    : []),
                  { label: t('models.model'), options: named },
                ]}
                onChange={(id) => choose(id.startsWith('draft:') ? { draft: id.slice('draft:'.length) } : { model: id })}
              />
            </div>
            {draft === undefined && kept.data && model && (
              <div className="trial-field">
                <label htmlFor="trial-version">{t('models.version')}</label>
                <Select
                  id="trial-version"
                  value={kept.data.version}
                  options={kept.data.versions.map((one) => ({
                    value: one.version,
                    label: one.live ? t('trials.liveVersion', { version: one.version }) : one.version,
                  }))}
                  onChange={(wanted) => choose({ model, version: wanted })}
                />
              </div>
            )}
            {draft !== undefined && (
              <div className="trial-field">
                <label htmlFor="trial-against">{t('trials.against')}</label>
                <Select
                  id="trial-against"
                  aria-label={t('trials.against')}
                  showSearch={{ optionFilterProp: 'label' }}
                  className="trial-model"
                  placeholder={t('trials.againstNone')}
                  value={from ?? null}
                  options={named}
                  onChange={(id) => choose({ draft, ...(id ? { against: id } : {}) })}
                />
                <p className="soft">{t('trials.againstText')}</p>
              </div>
            )}
          </div>
          {error && <Alert type="error" showIcon title={errorText(error)} />}
          {(model ?? draft) !== undefined && !error && ground.isPending && <Loading />}
          {tried && ground.data && (
            <StartForm key={`${draft ?? ''} ${ground.data.id}@${ground.data.version}`} ground={ground.data} tried={tried} />
          )}
        </div>
      </Panel>
    </>
  )
}
