import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { Button, DatePicker, Form, Input, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useDayFormats } from '../ui/use-day-formats.ts'

export type Transition = ClueDetail['transitions'][number]
type Ask = Transition['asks'][number]
type Entered = string | Dayjs | null | undefined

/** The field itself, not a component around it: Form.Item binds what stands directly under it. */
const fieldFor = (ask: Ask, dayFormats: string[]) => {
  if (ask.type === 'day') return <DatePicker format={dayFormats} className="ask-day" />
  // A height that grows with the text needs a style attribute, which the content policy refuses.
  if (ask.type === 'text') return <Input.TextArea rows={3} maxLength={2000} />
  if (ask.choices.length > 8) return <Select options={[...ask.choices]} showSearch={{ optionFilterProp: 'label' }} />
  return <Radio.Group options={[...ask.choices]} className="ask-choices" aria-label={ask.label} />
}

interface Props {
  readonly transition: Transition
  readonly busy: boolean
  readonly onAct: (fields: Record<string, string>) => void
  readonly onCancel: () => void
}

/** The form that a transition asks for. */
export const ActForm = ({ transition, busy, onAct, onCancel }: Props) => {
  const { t } = useTranslation()
  const dayFormats = useDayFormats()
  const send = (entered: Record<string, Entered>) => {
    const fields = Object.entries(entered).flatMap(([name, value]): [string, string][] => {
      if (!value) return []
      const text = typeof value === 'string' ? value.trim() : value.format('YYYY-MM-DD')
      return text === '' ? [] : [[name, text]]
    })
    onAct(Object.fromEntries(fields))
  }
  return (
    <Form layout="vertical" onFinish={send} className="act-form no-print" aria-label={transition.label}>
      {transition.asks.map((ask) => (
        <Form.Item
          key={ask.name}
          name={ask.name}
          label={ask.label}
          rules={[{ required: ask.required, message: t('clues.askMissing', { label: ask.label }) }]}
        >
          {fieldFor(ask, dayFormats)}
        </Form.Item>
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('clues.confirmAct', { label: transition.label })}
        </Button>
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
