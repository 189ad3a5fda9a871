import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getPackage, installPackedStandard, type PackedStandardReport } from '@xiezhi/platform/contract/packages'
import { listStandards } from '@xiezhi/platform/contract/standards'
import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill, type Tone } from '../ui/Pill.tsx'
import { useWords } from './words.ts'

const tones: Readonly<Record<PackedStandardReport['state'], Tone>> = { new: 'info', same: 'success', differs: 'warning', own: 'neutral' }

interface Props {
  readonly packageId: string
  readonly standards: readonly PackedStandardReport[]
  /** The signer is accepted. */
  readonly trusted: boolean
}

/** Data standards that another office made and its models need: put in use here, or left where the office has its own. */
export const PackedStandards = ({ packageId, standards, trusted }: Props) => {
  const { t } = useWords()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayInstall = useMay('data.import')
  const [asked, setAsked] = useState<PackedStandardReport>()
  const install = useMutation({
    mutationFn: ({ one, reason }: { one: PackedStandardReport; reason: string }) =>
      call(installPackedStandard, {
        params: { id: packageId },
        body: { standard: one.id, version: one.version, reason: reason.trim() },
      }),
    onSuccess: (done) => {
      forget(getPackage, listStandards)
      setAsked(undefined)
      void message.success(t('standard.installed', { title: done.title, version: done.version }))
    },
  })
  return (
    <Panel title={t('standard.title')}>
      <p className="soft">{t('standard.text')}</p>
      <ul className="plain packed-standards">
        {standards.map((one) => (
          <li key={one.id}>
            <div className="actions">
              {one.version > 0 ? (
                <Link to="/standards/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ) : (
                <strong>{one.title}</strong>
              )}
              <Pill tone={tones[one.state]}>{t(`standard.${one.state}`, { version: one.version })}</Pill>
              <span className="soft">{t('standard.about', { source: one.source, count: one.fields })}</span>
              {mayInstall && (one.state === 'new' || one.state === 'differs') && (
                <Button size="small" type={one.state === 'new' ? 'primary' : 'default'} disabled={!trusted} onClick={() => setAsked(one)}>
                  {t(one.state === 'new' ? 'standard.install' : 'standard.replace')}
                </Button>
              )}
            </div>
            {one.differences.length > 0 && (
              <ul className="lines soft">
                {one.differences.slice(0, 20).map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={asked !== undefined}
        title={t(asked?.state === 'differs' ? 'standard.replaceTitle' : 'standard.installTitle', { title: asked?.title ?? '' })}
        footer={null}
        onCancel={() => {
          install.reset()
          setAsked(undefined)
        }}
        destroyOnHidden
      >
        {asked && (
          <div className="stack">
            <p>{t(asked.state === 'differs' ? 'standard.replaceText' : 'standard.installText')}</p>
            {asked.state === 'differs' && <ImpactNote change={{ kind: 'standard', dataset: asked.id, draft: asked.draft }} />}
            {install.error && <Alert type="error" showIcon title={errorText(install.error)} />}
            <Form<{ reason: string }>
              layout="vertical"
              requiredMark={false}
              onFinish={({ reason }) => install.mutate({ one: asked, reason })}
            >
              <Form.Item
                name="reason"
                label={t('standard.reason')}
                rules={[{ required: true, whitespace: true, min: 2, message: t('standard.reasonMissing') }]}
              >
                <Input.TextArea rows={2} maxLength={400} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={install.isPending}>
                {t(asked.state === 'new' ? 'standard.install' : 'standard.replace')}
              </Button>
            </Form>
          </div>
        )}
      </Modal>
    </Panel>
  )
}
