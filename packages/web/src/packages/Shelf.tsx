import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { exportShelf, listPackages, listShelf, type ShelfEntry, takeFromShelf } from '@xiezhi/platform/contract/packages'
import { Alert, App, Button } from 'antd'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { SignerMark } from './SignerMark.tsx'
import { useWords } from './words.ts'

const useColumns = (): readonly Column<ShelfEntry>[] => {
  const { t } = useWords()
  const format = useFormat()
  const mayTake = useMay('model.write')
  const { message } = App.useApp()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const take = useMutation({
    mutationFn: (file: string) => call(takeFromShelf, { body: { file } }),
    onSuccess: ({ id }) => {
      forget(listPackages)
      void navigate({ to: '/packages/$id', params: { id } })
    },
    onError: (error) => void message.error(errorText(error), 8),
  })
  return [
    {
      key: 'models',
      sort: 'file',
      title: t('list.models'),
      render: (one) => (
        <span className="cell-title">
          <span>{one.models.map(({ title, version }) => `${title} ${version}`).join('、') || one.file}</span>
          <span className="soft">{one.problem ?? one.file}</span>
        </span>
      ),
    },
    { key: 'office', sort: 'office', title: t('list.office'), render: (one) => one.office || '—' },
    { key: 'signer', title: t('list.signer'), render: (one) => (one.signer ? <SignerMark signer={one.signer} /> : t('shelf.problem')) },
    {
      key: 'here',
      title: t('model.here'),
      render: (one) => one.models.flatMap(({ here }) => (here === null ? [] : [t('shelf.here', { version: here })])).join('、') || '—',
    },
    {
      key: 'madeAt',
      sort: 'madeAt',
      title: t('list.madeAt'),
      from: 'lg',
      render: (one) => <span className="number">{one.madeAt ? format.moment(one.madeAt) : '—'}</span>,
    },
    {
      key: 'acts',
      title: t('list.acts'),
      render: (one) =>
        mayTake && one.problem === null ? (
          <Button
            size="small"
            aria-label={t('shelf.takeOne', { file: one.file })}
            loading={take.isPending && take.variables === one.file}
            onClick={() => take.mutate(one.file)}
          >
            {t('shelf.take')}
          </Button>
        ) : (
          '—'
        ),
    },
  ]
}

/** What lies on the shelf that the server is set to: a folder or a web server. */
export const Shelf = () => {
  const { t } = useWords()
  const list = useList(listShelf, [])
  const columns = useColumns()
  const { data } = useEndpoint(listShelf, { query: list.query }, { keepLast: true })
  if (data?.problem)
    return (
      <Alert
        type={data.place === null ? 'info' : 'error'}
        showIcon
        title={data.place === null ? t('shelf.none') : t('shelf.problem')}
        description={data.problem}
      />
    )
  return (
    <div className="stack">
      {data?.place && <p className="soft">{t('shelf.place', { place: data.place })}</p>}
      <DataTable
        label={t('list.shelf')}
        list={list}
        rowKey={({ file }) => file}
        searchLabel={t('shelf.search')}
        columns={columns}
        tools={<ExportButtons endpoint={exportShelf} request={(format) => ({ params: { format }, query: list.query })} />}
        empty={<StateMessage title={t('shelf.empty')} text={t('shelf.emptyText')} />}
      />
    </div>
  )
}
