import { Pagination, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'

interface Row {
  readonly key: string
  readonly name: ReactNode
  readonly reason: string
}
interface Props {
  readonly title: string
  readonly text: string
  readonly head: string
  readonly rows: readonly Row[]
}

const size = 50

/** Texts that were not taken or are not judged by, with the reason; by reason where there are several. */
export const LeftOut = ({ title, text, head, rows }: Props) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.reason, (counts.get(row.reason) ?? 0) + 1)
  const shown = rows.filter((row) => reason === null || row.reason === reason)
  return (
    <Panel
      title={title}
      className="flush"
      extra={
        counts.size > 1 && (
          <Select
            className="reason-choice"
            aria-label={t('loads.byReason')}
            placeholder={t('loads.byReason')}
            allowClear
            popupMatchSelectWidth={false}
            value={reason}
            onChange={(wanted: string | undefined) => {
              setReason(wanted ?? null)
              setPage(1)
            }}
            options={[...counts].map(([value, count]) => ({ value, label: `${value}（${formatCount(count)}）` }))}
          />
        )
      }
    >
      <p className="soft left-out-text">{text}</p>
      <ScrollTable label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('loads.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice((page - 1) * size, page * size).map((row) => (
            <tr key={row.key}>
              <td>{row.name}</td>
              <td>{row.reason}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {shown.length > size && (
        <div className="list-foot">
          <span className="soft">{t('ui.total', { count: shown.length, shown: formatCount(shown.length) })}</span>
          <Pagination current={page} pageSize={size} total={shown.length} showSizeChanger={false} onChange={setPage} />
        </div>
      )}
    </Panel>
  )
}
