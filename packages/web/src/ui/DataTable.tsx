import { Button, Grid, Pagination, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from './Failure.tsx'
import { type Filter, Filters } from './Filters.tsx'
import { formatCount } from './format.ts'
import { sizes } from './list-state.ts'
import { RowTable } from './RowTable.tsx'
import { StateMessage } from './StateMessage.tsx'
import type { List } from './use-list.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  /** The name by which the endpoint sorts. */
  readonly sort?: string
  readonly align?: 'right' | 'center'
  /** Left out of the table below this width; the card of a phone has it all the same. */
  readonly from?: 'lg' | 'xl' | 'xxl'
  readonly pinned?: boolean
}

interface Props<Row> {
  /** What the table lists, for those who hear it. */
  readonly label: string
  readonly list: List<Row>
  readonly rowKey: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly filters?: readonly Filter[]
  readonly searchLabel?: string
  readonly tools?: ReactNode
  /** What is said when there is nothing at all, filters aside. */
  readonly empty: ReactNode
}

/** A row on a phone: the first column is its head, the others stand below with their names. */
const Card = <Row,>({ row, columns }: { readonly row: Row; readonly columns: readonly Column<Row>[] }) => {
  const [head, ...rest] = columns
  return (
    <li className="card">
      <div className="card-head">{head?.render(row)}</div>
      <dl>
        {rest.map((column) => (
          <div key={column.key}>
            <dt>{column.title}</dt>
            <dd>{column.render(row)}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

/** The one table of the application: its state is the address's, on a phone it is cards, and it says what it is when it is empty, waiting or refused. */
export const DataTable = <Row,>({ label, list, rowKey, columns, filters = [], searchLabel, tools, empty }: Props<Row>) => {
  const { t } = useTranslation()
  const { state, change, data } = list
  const screens = Grid.useBreakpoint()
  const narrow = screens.md === false
  const narrowed = state.q !== undefined || Object.keys(state.filters).length > 0
  const shown = columns.filter((column) => column.from === undefined || screens[column.from] !== false)
  const nothing = narrowed ? <StateMessage title={t('ui.noMatch')} text={t('ui.noMatchText')} /> : empty

  const body = () => {
    if (list.error) {
      return (
        <Failure error={list.error}>
          <Button onClick={list.refetch}>{t('ui.again')}</Button>
        </Failure>
      )
    }
    if (!data) return <Skeleton active paragraph={{ rows: 8 }} title={false} className="list-waiting" />
    if (data.items.length === 0) return nothing
    if (narrow) {
      return (
        <ul className={list.refreshing ? 'cards refreshing' : 'cards'} aria-label={label}>
          {data.items.map((row) => (
            <Card key={rowKey(row)} row={row} columns={columns} />
          ))}
        </ul>
      )
    }
    return (
      <div className={list.refreshing ? 'refreshing' : ''}>
        <RowTable label={label} columns={shown} rows={data.items} rowKey={rowKey} sort={state.sort} onSort={(sort) => change({ sort })} />
      </div>
    )
  }

  const last = data && Math.max(1, Math.ceil(data.total / state.size))
  return (
    <section className="panel list" aria-label={label} aria-busy={list.waiting || list.refreshing}>
      {(searchLabel || filters.length > 0 || tools) && (
        <div className="list-bar">
          <Filters
            state={state}
            change={change}
            filters={filters}
            searchLabel={searchLabel}
            narrow={narrow}
            sorts={columns.flatMap((column) => (column.sort ? [{ value: column.sort, label: column.title }] : []))}
          />
          {tools && <div className="actions list-tools">{tools}</div>}
        </div>
      )}
      {body()}
      {data && data.total > 0 && (
        <nav className="list-foot" aria-label={t('ui.pages')}>
          <span className="soft" role="status">
            {t('ui.total', { count: data.total, shown: formatCount(data.total) })}
          </span>
          <Pagination
            current={Math.min(state.page, last ?? 1)}
            pageSize={state.size}
            total={data.total}
            simple={narrow ? { readOnly: true } : false}
            showSizeChanger={!narrow && data.total > sizes[0]}
            pageSizeOptions={[...sizes]}
            onChange={(page, size) => change(size === state.size ? { page } : { size })}
          />
        </nav>
      )}
    </section>
  )
}
