import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { exportAudit, listAudit, verifyAudit } from '@xiezhi/platform/contract/audit'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'

const names = ['action', 'actor', 'from', 'to'] as const

const VerifyResult = ({
  result,
  error,
}: {
  readonly result: Awaited<ReturnType<typeof verify>> | undefined
  readonly error: Error | null
}) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (error) return <Alert type="error" showIcon title={errorText(error)} />
  if (!result) return null
  if (!result.intact)
    return <Alert type="error" showIcon title={t('audit.broken', { seq: result.firstBroken ?? 0 })} description={t('audit.brokenText')} />
  return (
    <Alert
      type="success"
      showIcon
      title={t('audit.intact', { count: result.entries, shown: formatCount(result.entries) })}
      description={
        result.head && (
          <>
            {t('audit.head')} <code>{result.head}</code>
          </>
        )
      }
    />
  )
}
const verify = () => call(verifyAudit)

export const AuditPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useList(listAudit, names)
  const actions = useEndpoint(listAudit, { query: { size: 1 } }).data?.actions ?? []
  const check = useMutation({ mutationFn: verify })
  return (
    <>
      <PageHeader title={t('nav.audit')} text={t('audit.text')}>
        <Button icon={<SafetyCertificateOutlined aria-hidden="true" />} loading={check.isPending} onClick={() => check.mutate()}>
          {t('audit.verify')}
        </Button>
        <ExportButtons endpoint={exportAudit} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <div aria-live="polite">
        <VerifyResult result={check.data} error={check.error} />
      </div>
      <DataTable
        label={t('nav.audit')}
        list={list}
        rowKey={(entry) => String(entry.seq)}
        searchLabel={t('audit.search')}
        filters={[
          { name: 'action', label: t('audit.action'), kind: 'one', options: actions },
          { name: 'from', label: t('audit.from'), kind: 'day' },
          { name: 'to', label: t('audit.to'), kind: 'day' },
        ]}
        columns={[
          {
            key: 'seq',
            title: t('audit.seq'),
            align: 'right',
            render: (entry) => <span className="number">{formatCount(entry.seq)}</span>,
          },
          { key: 'at', title: t('audit.at'), sort: 'at', render: (entry) => <span className="number">{format.moment(entry.at)}</span> },
          { key: 'actor', title: t('audit.actor'), sort: 'actor', render: (entry) => entry.actor },
          { key: 'action', title: t('audit.action'), sort: 'action', render: (entry) => entry.actionLabel },
          {
            key: 'object',
            title: t('audit.object'),
            render: (entry) => (
              <span className="cell-short" title={entry.object ?? undefined}>
                {entry.object ?? '—'}
              </span>
            ),
          },
          { key: 'detail', title: t('audit.detail'), render: (entry) => <div className="cell-words">{entry.detail || '—'}</div> },
          {
            key: 'address',
            title: t('audit.address'),
            from: 'xl',
            render: (entry) => <span className="nowrap">{entry.address ?? '—'}</span>,
          },
          {
            key: 'hash',
            title: t('audit.hash'),
            from: 'xxl',
            render: (entry) => (
              <code title={entry.hash} className="nowrap">
                {entry.hash.slice(0, 12)}…
              </code>
            ),
          },
        ]}
        empty={<StateMessage title={t('audit.empty')} />}
      />
    </>
  )
}
