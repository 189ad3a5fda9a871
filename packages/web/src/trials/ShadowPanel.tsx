import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LedgerModel } from '@xiezhi/platform/contract/ledger'
import { endShadow, getShadows, type Shadows, startShadow } from '@xiezhi/platform/contract/shadows'
import { getDraft, listDrafts } from '@xiezhi/platform/contract/workshop'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import './trials.css'

interface Entered {
  readonly candidate?: string
  readonly reason: string
}

const Runs = ({ shadows }: { readonly shadows: Shadows }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (shadows.runs.length === 0) return shadows.current ? <p className="soft">{t('trials.shadowNoRuns')}</p> : null
  return (
    <ScrollTable label={t('trials.shadowRuns')}>
      <thead>
        <tr>
          <th scope="col">{t('models.asOf')}</th>
          <th scope="col">{t('imports.state')}</th>
          <th scope="col" className="right">
            {t('trials.found')}
          </th>
          <th scope="col">{t('trials.againstLive')}</th>
        </tr>
      </thead>
      <tbody>
        {shadows.runs.map((run) => (
          <tr key={run.trialId}>
            <th scope="row" className="nowrap">
              <Link to="/trials/$id" params={{ id: run.trialId }}>
                {format.day(run.asOf)}
              </Link>
            </th>
            <td>
              <JobStatePill state={run.state} />
            </td>
            <td className="right number">{run.total === null ? '—' : formatCount(run.total)}</td>
            <td>
              {run.differenceId && run.counts ? (
                <Link to="/trial-differences/$id" params={{ id: run.differenceId }}>
                  {t('trials.counts', {
                    fresh: formatCount(run.counts.new),
                    gone: formatCount(run.counts.gone),
                    changed: formatCount(run.counts.changed),
                    same: formatCount(run.counts.same),
                  })}
                </Link>
              ) : (
                '—'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

const StartForm = ({ model, onDone }: { readonly model: LedgerModel; readonly onDone: (now: Shadows) => void }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const mayWrite = useMay('model.write')
  const drafts = useEndpoint(listDrafts, { query: { size: 200 } }, { enabled: mayWrite }).data?.items ?? []
  const versions = model.versionList.filter(({ current }) => !current)
  const start = useMutation({
    mutationFn: async ({ candidate = '', reason }: Entered) => {
      const [kind, id = ''] = candidate.split(/:(.*)/s)
      const wanted =
        kind === 'draft' ? { files: (await call(getDraft, { params: { id } })).files, from: model.id } : { id: model.id, version: id }
      return call(startShadow, { params: { id: model.id }, body: { model: wanted, reason: reason.trim() } })
    },
    onSuccess: onDone,
  })
  const options = [
    ...versions.map(({ version }) => ({ value: `version:${version}`, label: t('models.versionNo', { version }) })),
    ...drafts
      .filter(({ modelId, madeFrom }) => modelId === model.id || madeFrom === model.id)
      .map(({ id, title, version }) => ({ value: `draft:${id}`, label: t('trials.draftNamed', { title, version }) })),
  ]
  return (
    <Form<Entered> layout="vertical" requiredMark={false} className="act-form" initialValues={{ reason: '' }} onFinish={start.mutate}>
      {start.error && <Alert type="error" showIcon title={errorText(start.error)} className="form-alert" />}
      <Form.Item
        name="candidate"
        label={t('trials.candidate')}
        extra={t('trials.candidateText')}
        rules={[{ required: true, message: t('trials.candidateMissing') }]}
      >
        <Select options={options} notFoundContent={t('trials.noCandidate')} placeholder={t('trials.chooseCandidate')} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('limits.reason')}
        rules={[{ required: true, whitespace: true, message: t('limits.reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={start.isPending}>
        {t('trials.startShadow')}
      </Button>
    </Form>
  )
}

/** A candidate beside the live version: begun, watched and ended here. */
export const ShadowPanel = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const mayGovern = useMay('model.govern')
  const [form, setForm] = useState<'start' | 'end'>()
  const request = { params: { id: model.id } }
  const shadows = useEndpoint(getShadows, request, {
    again: (answer) => (answer?.runs.some(({ state, counts }) => isUnderWay(state) || (state === 'succeeded' && !counts)) ? 2000 : false),
  })
  const done = (now: Shadows) => {
    queryClient.setQueryData(keyOf(getShadows, request), now)
    setForm(undefined)
  }
  const end = useMutation({
    mutationFn: ({ reason }: Entered) => call(endShadow, { ...request, body: { reason: reason.trim() } }),
    onSuccess: done,
  })
  const { data } = shadows
  const current = data?.current
  return (
    <Panel title={t('trials.shadow')} extra={current ? <Pill tone="info">{t('trials.shadowOn')}</Pill> : undefined}>
      <div className="stack">
        <p className="soft">{t('trials.shadowText')}</p>
        {shadows.error && <Alert type="error" showIcon title={errorText(shadows.error)} />}
        {current && (
          <p>
            {current.origin === 'draft'
              ? t('trials.draft', { version: current.version })
              : t('models.versionNo', { version: current.version })}
            {Object.entries(current.parameters).map(([name, value]) => ` ${name} = ${value}`)}
            <span className="soft">
              {' '}
              {format.moment(current.startedAt)} {current.startedBy}：{current.reason}
            </span>
          </p>
        )}
        {mayGovern && data && (
          <div className="actions no-print">
            {current ? (
              <Button aria-expanded={form === 'end'} onClick={() => setForm(form === 'end' ? undefined : 'end')}>
                {t('trials.endShadow')}
              </Button>
            ) : (
              <Button aria-expanded={form === 'start'} onClick={() => setForm(form === 'start' ? undefined : 'start')}>
                {t('trials.startShadow')}
              </Button>
            )}
          </div>
        )}
        {form === 'start' && !current && <StartForm model={model} onDone={done} />}
        {form === 'end' && current && (
          <Form<Entered> layout="vertical" requiredMark={false} className="act-form" initialValues={{ reason: '' }} onFinish={end.mutate}>
            {end.error && <Alert type="error" showIcon title={errorText(end.error)} className="form-alert" />}
            <Form.Item
              name="reason"
              label={t('limits.reason')}
              rules={[{ required: true, whitespace: true, message: t('limits.reasonMissing') }]}
            >
              <Input.TextArea rows={2} maxLength={1000} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={end.isPending}>
              {t('trials.endShadow')}
            </Button>
          </Form>
        )}
        {data && <Runs shadows={data} />}
        {data && data.past.length > 0 && (
          <details>
            <summary>{t('trials.shadowPast', { count: data.past.length })}</summary>
            <ul className="lines">
              {data.past.map((one) => (
                <li key={one.id}>
                  <Link to="/trials" search={{ shadow: one.id }}>
                    {one.origin === 'draft' ? t('trials.draft', { version: one.version }) : t('models.versionNo', { version: one.version })}
                  </Link>{' '}
                  <span className="soft">
                    {format.moment(one.startedAt)} – {format.moment(one.ended?.at ?? null)}：{one.reason}
                    {one.ended && `；${one.ended.reason}`}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  )
}
