import { useMutation } from '@tanstack/react-query'
import { changeSource, createSource, type Source, type SourceFacts } from '@xiezhi/platform/contract/sources'
import { Form, Input, InputNumber } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { FormDay } from '../ui/FormDay.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'

interface Props {
  readonly source: Source | 'new' | undefined
  readonly onClose: () => void
  readonly onSaved: (source: Source) => void
}

type Entered = { [K in keyof SourceFacts]?: SourceFacts[K] | undefined }
const none: Entered = {
  name: '',
  agencyCode: '',
  contact: '',
  legalBasis: '',
  purpose: '',
  usedFrom: null,
  usedUntil: null,
  keepRawDays: null,
}

const factsOf = (entered: Entered): SourceFacts => ({
  name: entered.name?.trim() ?? '',
  agencyCode: entered.agencyCode?.trim().toUpperCase() || null,
  contact: entered.contact?.trim() ?? '',
  legalBasis: entered.legalBasis?.trim() ?? '',
  purpose: entered.purpose?.trim() ?? '',
  usedFrom: entered.usedFrom ?? null,
  usedUntil: entered.usedUntil ?? null,
  keepRawDays: entered.keepRawDays ?? null,
})

/** What is said of a source: who it is, on what footing its data are held, for how long. */
export const SourceForm = ({ source, onClose, onSaved }: Props) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Entered>()
  const save = useMutation({
    mutationFn: (entered: Entered) =>
      source && source !== 'new'
        ? call(changeSource, { params: { id: source.id }, body: { ...factsOf(entered), stopped: source.stopped } })
        : call(createSource, { body: factsOf(entered) }),
    onSuccess: onSaved,
  })
  const { reset } = save
  useEffect(() => {
    reset()
    if (source) form.setFieldsValue(source === 'new' ? none : source)
  }, [source, form, reset])
  return (
    <FormDialog
      open={source !== undefined}
      title={source === 'new' ? t('sources.new') : t('sources.edit')}
      okText={t('ui.save')}
      form={form}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('sources.name')}
        extra={t('sources.nameText')}
        rules={[{ required: true, whitespace: true, max: 100, message: t('sources.nameMissing') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="agencyCode"
        label={t('sources.agencyCode')}
        rules={[{ pattern: /^\s*[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}\s*$/, message: t('sources.agencyCodeWrong') }]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="contact" label={t('sources.contact')} rules={[{ max: 200, message: t('sources.tooLong') }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="legalBasis" label={t('sources.legalBasis')} rules={[{ max: 500, message: t('sources.tooLong') }]}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item name="purpose" label={t('sources.purpose')} rules={[{ max: 500, message: t('sources.tooLong') }]}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item name="usedFrom" label={t('sources.usedFrom')}>
        <FormDay label={t('sources.usedFrom')} />
      </Form.Item>
      <Form.Item name="usedUntil" label={t('sources.usedUntil')} extra={t('sources.usedUntilText')}>
        <FormDay label={t('sources.usedUntil')} />
      </Form.Item>
      <Form.Item name="keepRawDays" label={t('sources.keepRawDays')} extra={t('sources.keepRawText')}>
        <InputNumber min={1} max={36_500} precision={0} suffix={t('sources.daysUnit')} />
      </Form.Item>
    </FormDialog>
  )
}
