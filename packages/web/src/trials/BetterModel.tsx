import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Candidates, getCandidates, makeCandidate } from '@xiezhi/platform/contract/candidates'
import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { listTrials } from '@xiezhi/platform/contract/trials'
import { listDrafts } from '@xiezhi/platform/contract/workshop'
import { Alert, App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import './trials.css'

interface Entered {
  readonly chosen: string
  readonly where: string
  readonly title: string
}

const own = ''

const Choice = ({ id, candidates, onClose }: { readonly id: string; readonly candidates: Candidates; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const [form] = Form.useForm<Entered>()
  const [first] = candidates.proposals
  const make = useMutation({
    mutationFn: ({ where, title }: Entered) => call(makeCandidate, { params: { id }, body: { where: where.trim(), title: title.trim() } }),
    onSuccess: ({ differenceId, notes }) => {
      forget(listTrials, listDrafts)
      message.success([t('trials.candidateMade'), ...notes].join(' '))
      onClose()
      void navigate({ to: '/trial-differences/$id', params: { id: differenceId } })
    },
  })
  const costs = (founded: number, unfounded: number): string =>
    t('trials.candidateCosts', {
      unfounded: formatCount(unfounded),
      allUnfounded: formatCount(candidates.unfounded),
      founded: formatCount(founded),
      allFounded: formatCount(candidates.founded),
    })
  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ chosen: first?.where ?? own, where: first?.where ?? '', title: first?.title ?? '' }}
      onValuesChange={({ chosen }: Partial<Entered>) => {
        const proposal = candidates.proposals.find(({ where }) => where === chosen)
        if (chosen !== undefined) form.setFieldsValue({ where: proposal?.where ?? '', title: proposal?.title ?? '' })
      }}
      onFinish={make.mutate}
    >
      {make.error && <Alert type="error" showIcon title={errorText(make.error)} className="form-alert" />}
      {candidates.cause && <p className="soft">{t('trials.judgedBecause', { cause: candidates.cause })}</p>}
      <Form.Item name="chosen" label={t('trials.proposals')} extra={first ? t('trials.proposalsText') : t('trials.noProposals')}>
        <Radio.Group
          className="trial-proposals"
          options={[
            ...candidates.proposals.map(({ where, title, founded, unfounded }) => ({
              value: where,
              label: (
                <>
                  {title} <span className="soft">{costs(founded, unfounded)}</span>
                </>
              ),
            })),
            { value: own, label: t('trials.ownCondition') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="where"
        label={t('trials.condition')}
        extra={t('trials.conditionText')}
        rules={[{ required: true, whitespace: true, message: t('trials.conditionMissing') }]}
      >
        <Input className="code" maxLength={1000} />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('trials.exclusionTitle')}
        rules={[{ required: true, whitespace: true, message: t('trials.titleMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('trials.makeCandidate')}
        </Button>
        <span className="soft">{t('trials.makeCandidateText')}</span>
      </div>
    </Form>
  )
}

/** On a clue that did not hold: what of it could be excluded, as a draft with a case, tried beside the live version. */
export const BetterModel = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const mayWrite = useMay('model.write')
  const [open, setOpen] = useState(false)
  const wrong = clue.handling.state === 'unfounded' && !clue.rollup && mayWrite
  const candidates = useEndpoint(getCandidates, { params: { id: clue.id } }, { enabled: open && wrong })
  if (!wrong) return null
  return (
    <>
      <Button className="no-print" onClick={() => setOpen(true)}>
        {t('trials.betterModel')}
      </Button>
      <Modal
        open={open}
        title={t('trials.betterModelTitle', { model: clue.model.title })}
        footer={null}
        width={680}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {candidates.error && <Alert type="error" showIcon title={errorText(candidates.error)} />}
        {!candidates.error && !candidates.data && <Loading />}
        {candidates.data && <Choice id={clue.id} candidates={candidates.data} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  )
}
