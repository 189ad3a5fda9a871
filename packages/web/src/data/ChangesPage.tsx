import { Link, useParams } from '@tanstack/react-router'
import { changeKind, exportChanges, getDataset, listChanges } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { DayField } from '../ui/DayField.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList, useSearchText } from '../ui/use-list.ts'
import { Cell } from './Cell.tsx'

const tones = { added: 'success', changed: 'info', gone: 'warning' } as const

const Compared = ({ id, from }: { readonly id: string; readonly from: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useList(listChanges, ['from', 'to', 'kind'], { params: { id } })
  const { data } = list
  type Row = NonNullable<typeof data>['items'][number]
  const columns: readonly Column<Row & { readonly place: string }>[] = [
    {
      key: 'kind',
      title: t('data.change'),
      pinned: true,
      render: (row) => <Pill tone={tones[row.kind]}>{t(`data.changes.${row.kind}`)}</Pill>,
    },
    ...(data?.columns ?? []).map((column) => ({
      key: column.name,
      title: column.label,
      render: (row: Row) => {
        const was = row.before?.[column.name] ?? null
        const is = row.after?.[column.name] ?? null
        if (row.kind === 'changed' && row.fields.includes(column.name))
          return (
            <span className="changed-cell">
              <del>
                <Cell value={was} type={column.type} />
              </del>
              <ins>
                <Cell value={is} type={column.type} />
              </ins>
            </span>
          )
        return <Cell value={row.kind === 'gone' ? was : is} type={column.type} />
      },
    })),
  ]
  const to = list.state.filters.to
  // Rows have no name of their own here: their place on the page is one, since the page is drawn anew with each answer.
  const placed = data && { ...data, items: data.items.map((row, place) => ({ ...row, place: String(place) })) }
  return (
    <>
      {data && (
        <p className="changes-told" role="status">
          {t('data.changesTold', {
            from: format.day(from),
            to: to ? format.day(to) : t('data.now'),
            added: formatCount(data.counts.added),
            changed: formatCount(data.counts.changed),
            gone: formatCount(data.counts.gone),
          })}
        </p>
      )}
      <DataTable
        label={t('data.compare')}
        list={{ ...list, data: placed }}
        rowKey={(row) => row.place}
        filters={[
          { name: 'from', label: t('data.compareFrom'), kind: 'day' },
          { name: 'to', label: t('data.compareTo'), kind: 'day' },
          {
            name: 'kind',
            label: t('data.change'),
            kind: 'one',
            options: changeKind.options.map((kind) => ({ value: kind, label: t(`data.changes.${kind}`) })),
          },
        ]}
        tools={
          <ExportButtons
            endpoint={exportChanges}
            request={(format) => ({ params: { id, format }, query: { from, ...(to ? { to } : {}) } })}
          />
        }
        columns={columns}
        empty={<StateMessage title={t('data.noChanges')} text={t('data.noChangesText')} />}
      />
    </>
  )
}

/** What a dataset has now, or had on one day, that it had not on another. */
export const ChangesPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const dataset = useEndpoint(getDataset, { params: { id } }).data
  const [search, change] = useSearchText()
  const first = dataset?.recentBatches[1]?.publishedAt.slice(0, 10)
  return (
    <>
      <PageHeader
        title={t('data.compareTitle', { title: dataset?.title ?? id })}
        above={
          <>
            <Link to="/data">{t('nav.data')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/data/$id" params={{ id }}>
              {dataset?.title ?? id}
            </Link>
          </>
        }
        text={t('data.compareText')}
      />
      {search.from ? (
        <Compared id={id} from={search.from} />
      ) : (
        <Panel title={t('data.compareFrom')}>
          <div className="actions">
            <DayField label={t('data.compareFrom')} value={undefined} onChange={(from) => change({ filters: { from } })} />
            {first && (
              <Link to="." search={{ from: first }} className="link-button plain">
                {t('data.compareSince')}
              </Link>
            )}
          </div>
        </Panel>
      )}
    </>
  )
}
