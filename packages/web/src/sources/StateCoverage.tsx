import { useMutation } from '@tanstack/react-query'
import { getBatchCoverage, getSourceCoverage, stateBatchCoverage, stateSourceCoverage } from '@xiezhi/platform/contract/coverage'
import { getDataset, listDatasets } from '@xiezhi/platform/contract/data'
import { Alert, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { FormDay } from '../ui/FormDay.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'

/** Of a source's dataset, or of one batch; with the days that hold now, or that the rows let one guess. */
export interface Stating {
  readonly of: { readonly source: string; readonly dataset: string } | { readonly batch: string }
  readonly title: string
  readonly from: string | null
  readonly to: string | null
  readonly stated: boolean
}
interface Entered {
  readonly from?: string | null
  readonly to?: string | null
  readonly note: string
}

/** From which day to which data are complete, as the agency says; both days empty take it back. */
export const StateCoverage = ({ asked, onClose }: { readonly asked: Stating; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Entered>()
  const save = useMutation({
    mutationFn: async ({ from, to, note }: Entered): Promise<void> => {
      const body = { from: from ?? null, to: to ?? null, note: note.trim() }
      const { of } = asked
      if ('batch' in of) await call(stateBatchCoverage, { params: { id: of.batch }, body })
      else await call(stateSourceCoverage, { params: { id: of.source }, body: { ...body, dataset: of.dataset } })
    },
    onSuccess: () => {
      forget(getSourceCoverage, getBatchCoverage, getDataset, listDatasets)
      onClose()
    },
  })
  return (
    <FormDialog<Entered>
      open
      destroyOnHidden
      title={t('coverage.stateTitle', { title: asked.title })}
      okText={t('ui.save')}
      form={form}
      save={save}
      onClose={onClose}
      initialValues={{ from: asked.from, to: asked.to, note: '' }}
      lead={<Alert type="info" title={t(asked.stated ? 'coverage.leadStated' : 'coverage.lead')} className="form-alert" />}
    >
      <Form.Item name="from" label={t('coverage.from')}>
        <FormDay label={t('coverage.from')} />
      </Form.Item>
      <Form.Item name="to" label={t('coverage.to')}>
        <FormDay label={t('coverage.to')} />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('coverage.note')}
        extra={t('coverage.noteText')}
        rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('coverage.noteMissing') }]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
    </FormDialog>
  )
}
