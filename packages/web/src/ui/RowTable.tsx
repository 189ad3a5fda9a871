import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Column } from './DataTable.tsx'
import { orderOf, turnSort } from './list-state.ts'
import { ScrollTable } from './ScrollTable.tsx'

interface Props<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
}

const Head = <Row,>({ column, sort, onSort }: { readonly column: Column<Row> } & Pick<Props<Row>, 'sort' | 'onSort'>) => {
  const { t } = useTranslation()
  const name = column.sort
  if (!name) return column.title
  const order = orderOf(sort, name)
  return (
    <button type="button" className="sort" title={t('ui.sortBy', { label: column.title })} onClick={() => onSort(turnSort(sort, name))}>
      {column.title}
      <span className="sort-arrows" aria-hidden="true">
        <CaretUpFilled aria-hidden="true" className={order === 'ascend' ? 'sort-on' : ''} />
        <CaretDownFilled aria-hidden="true" className={order === 'descend' ? 'sort-on' : ''} />
      </span>
    </button>
  )
}

/** More columns than that are scrolled through anyway, and are not squeezed. */
const mostInView = 12

const ariaSort = { ascend: 'ascending', descend: 'descending' } as const

/** Rows as an ordinary table, which readers, printers and the content policy all understand; its heads sort. */
export const RowTable = <Row,>({ label, columns, rows, rowKey, sort, onSort }: Props<Row>) => (
  <ScrollTable label={label} className={columns.length > mostInView ? 'row-table wide' : 'row-table'}>
    <thead>
      <tr>
        {columns.map((column) => {
          const order = column.sort ? orderOf(sort, column.sort) : null
          return (
            <th
              key={column.key}
              scope="col"
              className={`${column.align ?? ''} ${column.pinned ? 'pinned' : ''}`}
              {...(order ? { 'aria-sort': ariaSort[order] } : {})}
            >
              <Head column={column} sort={sort} onSort={onSort} />
            </th>
          )
        })}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={rowKey(row)}>
          {columns.map((column) => (
            <td key={column.key} className={`${column.align ?? ''} ${column.pinned ? 'pinned' : ''}`}>
              {column.render(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </ScrollTable>
)
