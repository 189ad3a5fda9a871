import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type BatchDetail, getBatch, listBatches, listDatasets, restoreBatch, withdrawBatch } from '@xiezhi/platform/contract/data'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { BatchCoverage } from './BatchCoverage.tsx'
import { BatchFile } from './BatchFile.tsx'
import { QualityFacts } from './QualityFacts.tsx'

/** Withdrawing and giving back, each with its reason, which stays with the batch. */
const Decide = ({ batch }: { readonly batch: BatchDetail }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ reason: string }>()
  const withdrawn = batch.withdrawn !== null
  const decide = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) =>
      call(withdrawn ? restoreBatch : withdrawBatch, { params: { id: batch.id }, body: { reason: reason.trim() } }),
    onSuccess: (now) => {
      queryClient.setQueryData(keyOf(getBatch, { params: { id: batch.id } }), now)
      forget(listBatches, listDatasets)
      setOpen(false)
      form.resetFields()
    },
  })
  return (
    <>
      <Button danger={!withdrawn} onClick={() => setOpen(true)}>
        {t(withdrawn ? 'data.restore' : 'data.withdraw')}
      </Button>
      <FormDialog
        open={open}
        title={t(withdrawn ? 'data.restoreTitle' : 'data.withdrawTitle')}
        okText={t(withdrawn ? 'data.restore' : 'data.withdraw')}
        okButtonProps={{ danger: !withdrawn }}
        form={form}
        save={decide}
        onClose={() => setOpen(false)}
        lead={
          <>
            <p>{t(withdrawn ? 'data.restoreText' : 'data.withdrawText')}</p>
            {!withdrawn && batch.clues > 0 && (
              <Alert type="warning" showIcon title={t('data.withdrawClues', { shown: formatCount(batch.clues) })} />
            )}
          </>
        }
      >
        <Form.Item
          name="reason"
          label={t('data.reason')}
          rules={[{ required: true, whitespace: true, max: 500, message: t('data.reasonMissing') }]}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
      </FormDialog>
    </>
  )
}

const About = ({ batch }: { readonly batch: BatchDetail }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayImport = useMay('data.import')
  const mayReadClues = useMay('clue.read')
  const decidable = mayImport && !batch.replaced && batch.lawLoadId === null
  return (
    <>
      <PageHeader
        title={t('data.batchTitle', { title: batch.datasetTitle, seq: batch.seq })}
        above={<Link to="/batches">{t('nav.batches')}</Link>}
        beside={batch.withdrawn && <Pill tone="warning">{t('data.withdrawn')}</Pill>}
      >
        {decidable && <Decide batch={batch} />}
        {!batch.replaced && !batch.withdrawn && (
          <Link to="/data/$id/rows" params={{ id: batch.dataset }} search={{ batch: batch.id }} className="link-button">
            {t('data.seeRows')}
          </Link>
        )}
      </PageHeader>
      {batch.withdrawn && (
        <Alert
          type="warning"
          showIcon
          title={t('data.withdrawnBy', { by: batch.withdrawn.by, at: format.moment(batch.withdrawn.at) })}
          description={batch.withdrawn.reason}
        />
      )}
      <Panel title={t('data.overview')}>
        <Facts
          facts={[
            {
              label: t('data.dataset'),
              value: (
                <Link to="/data/$id" params={{ id: batch.dataset }}>
                  {batch.datasetTitle}
                </Link>
              ),
            },
            {
              label: t('imports.source'),
              value: batch.source ? (
                <Link to="/sources/$id" params={{ id: batch.source.id }}>
                  {batch.source.name}
                </Link>
              ) : (
                '—'
              ),
            },
            { label: t('imports.taken'), value: formatCount(batch.rows) },
            { label: t('imports.refused'), value: formatCount(batch.refused) },
            { label: t('data.coverage'), value: <BatchCoverage batch={batch} /> },
            { label: t('data.publishedAt'), value: `${format.moment(batch.publishedAt)} · ${batch.publishedBy}` },
            {
              label: t('data.cluesOn'),
              value:
                batch.clues > 0 && mayReadClues ? (
                  <Link to="/clues" search={{ batch: batch.id }}>
                    {formatCount(batch.clues)}
                  </Link>
                ) : (
                  formatCount(batch.clues)
                ),
            },
            { label: t('imports.file'), wide: true, value: <BatchFile batch={batch} /> },
          ]}
        />
      </Panel>
      {batch.lawLoadId === null && <QualityFacts batchId={batch.id} />}
      {batch.withdrawals.length > 0 && (
        <Panel title={t('data.withdrawals')} className="flush">
          <ScrollTable label={t('data.withdrawals')}>
            <thead>
              <tr>
                <th scope="col">{t('data.withdrawnAt')}</th>
                <th scope="col">{t('data.reason')}</th>
                <th scope="col">{t('data.restoredAt')}</th>
                <th scope="col">{t('data.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {batch.withdrawals.map((one) => (
                <tr key={one.at}>
                  <td className="number">
                    {format.moment(one.at)} · {one.by}
                  </td>
                  <td>{one.reason}</td>
                  <td className="number">{one.restored ? `${format.moment(one.restored.at)} · ${one.restored.by}` : '—'}</td>
                  <td>{one.restored?.reason ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </Panel>
      )}
    </>
  )
}

export const BatchPage = () => {
  const { id = '' } = useParams({ strict: false })
  return <Answered query={useEndpoint(getBatch, { params: { id } })}>{(batch) => <About batch={batch} />}</Answered>
}
