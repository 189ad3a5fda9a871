import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listDatasets } from '@xiezhi/platform/contract/data'
import { exportStandards, listStandards, type OfficeStandard, removeStandard } from '@xiezhi/platform/contract/standards'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'

const useColumns = (onRemove: ((one: OfficeStandard) => void) | undefined): readonly Column<OfficeStandard>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  const columns: Column<OfficeStandard>[] = [
    {
      key: 'title',
      title: t('standards.standard'),
      sort: 'title',
      render: (one) => (
        <span className="cell-title">
          {one.removed ? (
            one.title
          ) : (
            <Link to="/standards/$id" params={{ id: one.id }}>
              {one.title}
            </Link>
          )}
          <code className="soft">{one.id}</code>
        </span>
      ),
    },
    {
      key: 'version',
      title: t('standards.state'),
      render: (one) =>
        one.removed ? (
          <Pill>{t('standards.removed')}</Pill>
        ) : (
          <Pill tone="success">{t('standards.version', { version: one.version })}</Pill>
        ),
    },
    {
      key: 'fields',
      title: t('standards.fieldCount'),
      align: 'right',
      render: (one) => <span className="number">{one.fields || '—'}</span>,
    },
    {
      key: 'batches',
      title: t('data.batches'),
      align: 'right',
      render: (one) => <span className="number">{one.batches ? formatCount(one.batches) : '—'}</span>,
    },
    {
      key: 'at',
      title: t('standards.changed'),
      sort: 'at',
      render: (one) => (
        <span className="cell-title">
          <span className="nowrap">
            {one.by} · {format.moment(one.at)}
          </span>
          <span className="soft">{one.reason}</span>
        </span>
      ),
    },
  ]
  if (onRemove)
    columns.push({
      key: 'remove',
      title: t('standards.remove'),
      render: (one) =>
        one.removed ? (
          '—'
        ) : (
          <Button size="small" danger aria-label={t('standards.removeOf', { title: one.title })} onClick={() => onRemove(one)}>
            {t('standards.remove')}
          </Button>
        ),
    })
  return columns
}

/** Data standards that the office has made itself. */
export const StandardListPage = () => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const mayImport = useMay('data.import')
  const list = useList(listStandards, [])
  const [leaving, setLeaving] = useState<OfficeStandard>()
  const remove = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      call(removeStandard, { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      setLeaving(undefined)
      forget(listStandards, listDatasets)
    },
  })
  return (
    <>
      <PageHeader title={t('nav.standards')} text={t('standards.text')}>
        <ExportButtons endpoint={exportStandards} request={(format) => ({ params: { format }, query: list.query })} />
        {mayImport && (
          <Link to="/standards/new" className="link-button">
            {t('standards.make')}
          </Link>
        )}
      </PageHeader>
      <DataTable
        label={t('nav.standards')}
        list={list}
        rowKey={(one) => one.id}
        searchLabel={t('standards.search')}
        columns={useColumns(mayImport ? setLeaving : undefined)}
        empty={<StateMessage title={t('standards.empty')} text={t('standards.emptyText')} />}
      />
      <Modal
        title={t('standards.removeTitle', { title: leaving?.title ?? '' })}
        open={leaving !== undefined}
        footer={null}
        onCancel={() => {
          remove.reset()
          setLeaving(undefined)
        }}
        destroyOnHidden
      >
        <div className="stack">
          <p>{t('standards.removeText')}</p>
          {leaving && <ImpactNote change={{ kind: 'standard', dataset: leaving.id }} />}
          {remove.error && <Alert type="error" showIcon title={errorText(remove.error)} />}
          <Form<{ reason: string }>
            layout="vertical"
            requiredMark={false}
            onFinish={({ reason }) => leaving && remove.mutate({ id: leaving.id, reason })}
          >
            <Form.Item
              name="reason"
              label={t('dictionaries.reason')}
              rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
            >
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <Button type="primary" danger htmlType="submit" loading={remove.isPending}>
              {t('standards.remove')}
            </Button>
          </Form>
        </div>
      </Modal>
    </>
  )
}
