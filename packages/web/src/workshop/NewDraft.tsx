import { useMutation } from '@tanstack/react-query'
import { listModels } from '@xiezhi/platform/contract/models'
import { createDraft, type Draft, getLanguage, type Language } from '@xiezhi/platform/contract/workshop'
import { Alert, Input, Modal, Radio, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly onMade: (draft: Draft) => void
}

type Question = Language['questions'][number]
const finds = (typed: string, option: { readonly value?: unknown; readonly label?: unknown } | undefined): boolean =>
  `${String(option?.value)} ${String(option?.label)}`.toLowerCase().includes(typed.toLowerCase())

const proposed = (question: Question | undefined): Record<string, string> =>
  Object.fromEntries((question?.asks ?? []).map(({ name, value }) => [name, value]))

/** Begins a model: from what a person wants to find, as a copy of a model, or from nothing. */
export const NewDraft = ({ open, onClose, onMade }: Props) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const ids = useId()
  const language = useEndpoint(getLanguage, {}, { enabled: open })
  const models = useEndpoint(listModels, { query: { page: 1, size: 200 } }, { enabled: open })
  const [how, setHow] = useState<'question' | 'model' | 'nothing'>('question')
  const [title, setTitle] = useState('')
  const [modelId, setModelId] = useState('')
  const [copied, setCopied] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const question = language.data?.questions.find(({ id }) => id === chosen) ?? language.data?.questions[0]
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const given = { ...proposed(question), ...answers }
  const make = useMutation({
    mutationFn: () =>
      call(createDraft, {
        body: {
          title,
          modelId,
          from:
            how === 'question' && question
              ? { kind: 'question', question: question.id, answers: given }
              : how === 'model' && copied
                ? { kind: 'model', model: copied }
                : { kind: 'nothing' },
        },
      }),
    onSuccess: onMade,
  })
  const { reset } = make
  useEffect(() => {
    if (open) reset()
  }, [open, reset])
  const ready =
    title.trim() !== '' &&
    /^[a-z][a-z0-9-]{1,59}$/.test(modelId) &&
    (how !== 'model' || copied !== undefined) &&
    (how !== 'question' || question !== undefined)
  const field = (name: string, label: string, control: (id: string) => React.ReactNode, note?: string) => (
    <div className="field" key={name}>
      <label htmlFor={`${ids}${name}`}>{label}</label>
      {control(`${ids}${name}`)}
      {note && <p className="soft">{note}</p>}
    </div>
  )
  return (
    <Modal
      open={open}
      title={t('new.title')}
      okText={t('new.ok')}
      cancelText={t('case.cancel')}
      confirmLoading={make.isPending}
      okButtonProps={{ disabled: !ready }}
      onOk={() => make.mutate()}
      onCancel={onClose}
      width={640}
    >
      <div className="stack">
        {make.error && <Alert type="error" showIcon title={errorText(make.error)} />}
        {field('title', t('new.name'), (id) => (
          <Input id={id} value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} autoComplete="off" />
        ))}
        {field(
          'id',
          t('new.id'),
          (id) => (
            <Input
              id={id}
              value={modelId}
              maxLength={60}
              spellCheck={false}
              onChange={(event) => setModelId(event.target.value)}
              autoComplete="off"
            />
          ),
          t('new.idText'),
        )}
        <Radio.Group
          aria-label={t('new.how')}
          value={how}
          onChange={(event) => setHow(event.target.value)}
          options={[
            { value: 'question', label: t('new.question') },
            { value: 'model', label: t('new.copy') },
            { value: 'nothing', label: t('new.nothing') },
          ]}
        />
        {how === 'model' &&
          field('model', t('new.which'), (id) => (
            <Select
              id={id}
              aria-label={t('new.which')}
              value={copied ?? null}
              onChange={(model) => setCopied(model ?? undefined)}
              showSearch={{ filterOption: finds }}
              options={(models.data?.items ?? []).map((model) => ({ value: model.id, label: model.title }))}
            />
          ))}
        {how === 'question' && language.data && (
          <>
            {field(
              'question',
              t('new.ask'),
              (id) => (
                <Select
                  id={id}
                  aria-label={t('new.ask')}
                  value={question?.id ?? null}
                  onChange={(next) => {
                    setChosen(next ?? undefined)
                    setAnswers({})
                  }}
                  options={language.data.questions.map((one) => ({ value: one.id, label: one.title }))}
                />
              ),
              question?.text,
            )}
            {question?.asks.map((ask) =>
              field(ask.name, ask.label, (id) =>
                ask.kind === 'number' ? (
                  <Input
                    id={id}
                    value={given[ask.name] ?? ''}
                    inputMode="numeric"
                    onChange={(event) => setAnswers({ ...answers, [ask.name]: event.target.value })}
                  />
                ) : (
                  <Select
                    id={id}
                    aria-label={ask.label}
                    value={given[ask.name] || null}
                    showSearch={{ filterOption: finds }}
                    onChange={(value) => {
                      const rest = question.asks.filter(({ of }) => of === ask.name).map(({ name }) => [name, ''])
                      setAnswers({ ...answers, ...(ask.kind === 'dataset' ? Object.fromEntries(rest) : {}), [ask.name]: value ?? '' })
                    }}
                    options={choices(ask, given, language.data)}
                    popupMatchSelectWidth={false}
                  />
                ),
              ),
            )}
          </>
        )}
      </div>
    </Modal>
  )
}

function choices(ask: Question['asks'][number], given: Readonly<Record<string, string>>, language: Language) {
  if (ask.kind === 'limit') return language.limits.map(({ id, title }) => ({ value: id, label: title }))
  if (ask.kind === 'dataset')
    return [...language.datasets].sort((a, b) => Number(b.here) - Number(a.here)).map(({ id, label }) => ({ value: id, label }))
  const table = language.datasets.find(({ id }) => id === given[ask.of ?? ''])
  return (table?.columns ?? [])
    .filter(({ type }) => ask.types.length === 0 || ask.types.includes(type))
    .map(({ name, label }) => ({ value: name, label: `${label} ${name}` }))
}
