import { useMutation } from '@tanstack/react-query'
import { confirmRun, discardRun, getRun, listRuns, type Run } from '@xiezhi/platform/contract/models'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { SeverityPill } from '../clues/CluePills.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

type Flood = NonNullable<Run['flood']>

/** What a run that waits would publish: how many of what. */
const Figures = ({ flood }: { readonly flood: Flood }) => {
  const { t } = useTranslation()
  const figures = [
    { label: t('runs.wouldTotal'), value: formatCount(flood.total) },
    { label: t('runs.wouldAppear'), value: formatCount(flood.appearing) },
    { label: t('runs.lastTotal'), value: flood.last === null ? '—' : formatCount(flood.last) },
  ]
  return (
    <>
      <ul className="figures">
        {figures.map(({ label, value }) => (
          <li key={label} className="figure">
            <span className="figure-label">{label}</span>
            <strong>{value}</strong>
          </li>
        ))}
      </ul>
      <div className="pills">
        {flood.bySeverity
          .filter(({ count }) => count > 0)
          .map(({ severity, count }) => (
            <span key={severity}>
              <SeverityPill severity={severity} /> <span className="number">{formatCount(count)}</span>
            </span>
          ))}
      </div>
      <ScrollTable label={t('runs.byRule')}>
        <caption>{t('runs.byRule')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('clues.rule')}</th>
            <th scope="col" className="right">
              {t('nav.clues')}
            </th>
          </tr>
        </thead>
        <tbody>
          {flood.byRule.map((one) => (
            <tr key={one.rule}>
              <th scope="row">
                <code>{one.rule}</code> {one.title}
              </th>
              <td className="right number">{formatCount(one.count)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  )
}

const Examples = ({ flood }: { readonly flood: Flood }) => {
  const { t } = useTranslation()
  if (flood.examples.length === 0) return null
  return (
    <details open>
      <summary>{t('runs.examples', { count: flood.examples.length })}</summary>
      <ul className="flood-examples">
        {flood.examples.map((one) => (
          <li key={one.reason}>
            <SeverityPill severity={one.severity} /> <strong>{one.title}</strong>
            <div className="soft">{one.reason}</div>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Decide = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [open, setOpen] = useState<'confirm' | 'discard'>()
  const decide = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) =>
      call(open === 'discard' ? discardRun : confirmRun, { params: { id: run.id }, body: { reason: reason.trim() } }),
    onSuccess: (decided) => {
      queryClient.setQueryData(keyOf(getRun, { params: { id: run.id } }), decided)
      forget(listRuns)
    },
    onError: () => forget(getRun),
  })
  const toggle = (wanted: 'confirm' | 'discard') => {
    decide.reset()
    setOpen(open === wanted ? undefined : wanted)
  }
  return (
    <div className="stack">
      <div className="actions">
        <Button type="primary" aria-expanded={open === 'confirm'} onClick={() => toggle('confirm')}>
          {t('runs.confirm')}
        </Button>
        <Button danger aria-expanded={open === 'discard'} onClick={() => toggle('discard')}>
          {t('runs.discard')}
        </Button>
      </div>
      <div aria-live="assertive">{decide.error && <Alert type="error" showIcon title={errorText(decide.error)} />}</div>
      {open && (
        <Form<{ reason: string }>
          key={open}
          layout="vertical"
          requiredMark={false}
          className="act-form"
          aria-label={t(open === 'confirm' ? 'runs.confirm' : 'runs.discard')}
          onFinish={decide.mutate}
        >
          <p>{t(open === 'confirm' ? 'runs.confirmText' : 'runs.discardText')}</p>
          <Form.Item
            name="reason"
            label={t('limits.reason')}
            rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <div className="actions">
            <Button type="primary" htmlType="submit" danger={open === 'discard'} loading={decide.isPending}>
              {t(open === 'confirm' ? 'runs.confirmNow' : 'runs.discardNow')}
            </Button>
            <Button onClick={() => setOpen(undefined)}>{t('ui.cancel')}</Button>
          </div>
        </Form>
      )}
    </div>
  )
}

/** A run that found more than is published unseen: why it waits, what it found, and the decision. */
export const HeldPanel = ({ run, flood }: { readonly run: Run; readonly flood: Flood }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayConfirm = useMay('run.confirm')
  const { decided } = flood
  return (
    <Panel title={t(run.state === 'held' ? 'runs.held' : 'runs.wasHeld')}>
      <div className="stack">
        {run.state === 'held' ? (
          <Alert type="warning" showIcon title={flood.why} description={t(mayConfirm ? 'runs.heldText' : 'runs.heldNoRight')} />
        ) : (
          <p>{flood.why}</p>
        )}
        {decided && (
          <p>
            {t(run.state === 'discarded' ? 'runs.discardedBy' : 'runs.confirmedBy', {
              by: decided.by,
              at: format.moment(decided.at),
              reason: decided.reason,
            })}
          </p>
        )}
        <Figures flood={flood} />
        {run.state === 'held' && mayConfirm && <Decide run={run} />}
        <Examples flood={flood} />
      </div>
    </Panel>
  )
}
