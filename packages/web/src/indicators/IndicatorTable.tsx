import { exportIndicator, type Indicator, type IndicatorRow, listIndicatorRows } from '@xiezhi/platform/contract/indicators'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import type { Column } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { Failure } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import { RowTable } from '../ui/RowTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { Sparkline } from './Sparkline.tsx'
import { figureText } from './sparkline.ts'
import './indicators.css'

const size = 20
const numeric = (text: string | null | undefined): number | null =>
  text === null || text === undefined || Number.isNaN(Number(text)) ? null : Number(text)

/** A name or a number plate stays in one piece; only a sentence is broken. */
const Dimension = ({ value }: { readonly value: string }) => (value.length > 16 ? value : <span className="nowrap">{value}</span>)

/** A figure with how it went over the runs before. */
const Figure = ({ row, name, label }: { readonly row: IndicatorRow; readonly name: string; readonly label: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [now, before] = [numeric(row.figures[name]), numeric(row.trend.at(-2)?.figures[name])]
  const change = now !== null && before !== null ? now - before : 0
  const said = row.trend.map((point) => `${format.day(point.asOf)} ${figureText(point.figures[name] ?? null)}`).join('；')
  return (
    <span className="indicator-figure">
      <span className="number">{figureText(row.figures[name] ?? null)}</span>
      {change !== 0 && (
        <span className="soft number" title={t('indicators.before', { value: figureText(String(before)) })}>
          {change > 0 ? '↑' : '↓'}
          {figureText(String(Math.abs(Math.round(change * 100) / 100)))}
        </span>
      )}
      {row.trend.length > 1 && new Set(row.trend.map((point) => point.figures[name])).size > 1 && (
        <Sparkline
          points={row.trend.map((point) => ({ value: numeric(point.figures[name]) }))}
          label={t('indicators.trend', { label, said })}
        />
      )}
    </span>
  )
}

/** The rows of one indicator of one run. Its state is in the address under its own names, since a page may have several. */
export const IndicatorTable = ({ runId, indicator }: { readonly runId: string; readonly indicator: Indicator }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const [q, sort, page] = [
    search[`${indicator.rule}.q`],
    search[`${indicator.rule}.sort`],
    Number(search[`${indicator.rule}.page`] ?? 1) || 1,
  ]
  const [text, setText] = useState(q ?? '')
  const set = (values: { readonly q?: string | undefined; readonly sort?: string | undefined; readonly page?: string | undefined }) =>
    change({ filters: Object.fromEntries(Object.entries(values).map(([name, value]) => [`${indicator.rule}.${name}`, value])) })
  const query = { page, size, ...(q ? { q } : {}), ...(sort ? { sort } : {}) }
  const answer = useEndpoint(listIndicatorRows, { params: { id: runId, rule: indicator.rule }, query }, { keepLast: true })
  const columns: readonly Column<IndicatorRow>[] = [
    ...indicator.dimensions.map(({ name, label }) => ({
      key: name,
      title: label,
      sort: name,
      render: (row: IndicatorRow) => <Dimension value={row.key[name] ?? '—'} />,
    })),
    ...indicator.figures.map(({ name, label }) => ({
      key: name,
      title: label,
      sort: name,
      align: 'right' as const,
      render: (row: IndicatorRow) => <Figure row={row} name={name} label={label} />,
    })),
  ]
  const data = answer.data
  const last = data ? Math.max(1, Math.ceil(data.total / size)) : 1
  return (
    <div className="stack">
      <div className="list-bar indicator-bar">
        <Input.Search
          className="filter-search"
          placeholder={t('indicators.search')}
          aria-label={t('indicators.search')}
          value={text}
          allowClear
          onChange={(event) => setText(event.target.value)}
          onSearch={(wanted) => set({ q: wanted.trim() || undefined, page: undefined })}
        />
        <div className="actions list-tools">
          <ExportButtons
            endpoint={exportIndicator}
            request={(format) => ({ params: { id: runId, rule: indicator.rule, format }, query })}
          />
        </div>
      </div>
      {answer.error && !data ? (
        <Failure error={answer.error}>
          <Button onClick={() => void answer.refetch()}>{t('ui.again')}</Button>
        </Failure>
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <p className="soft">{t(q ? 'ui.noMatch' : 'indicators.noRows')}</p>
      ) : (
        <RowTable
          label={indicator.title}
          columns={columns}
          rows={data.items}
          rowKey={(row) => Object.values(row.key).join('\u001f')}
          sort={sort}
          onSort={(wanted) => set({ sort: wanted, page: undefined })}
        />
      )}
      {data && data.total > size && (
        <nav className="actions" aria-label={t('ui.pages')}>
          <Button disabled={page <= 1} onClick={() => set({ page: page - 1 > 1 ? String(page - 1) : undefined })}>
            {t('indicators.previous')}
          </Button>
          <span className="soft number">{t('indicators.page', { page, last, total: formatCount(data.total) })}</span>
          <Button disabled={page >= last} onClick={() => set({ page: String(page + 1) })}>
            {t('indicators.next')}
          </Button>
        </nav>
      )}
    </div>
  )
}
