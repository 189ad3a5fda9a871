import { Link } from '@tanstack/react-router'
import type { PackageSummary } from '@xiezhi/platform/contract/packages'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { List } from '../ui/use-list.ts'
import { SignerMark } from './SignerMark.tsx'
import { useWords } from './words.ts'

const useColumns = (): readonly Column<PackageSummary>[] => {
  const { t } = useWords()
  const format = useFormat()
  return [
    {
      key: 'models',
      title: t('list.models'),
      sort: 'name',
      render: (one) => (
        <span className="cell-title">
          <Link to="/packages/$id" params={{ id: one.id }}>
            {one.models.map(({ title }) => title).join('、')}
          </Link>
          <span className="soft">{one.name}</span>
        </span>
      ),
    },
    { key: 'office', title: t('list.office'), render: (one) => one.office },
    { key: 'signer', title: t('list.signer'), render: (one) => <SignerMark signer={one.signer} /> },
    {
      key: 'installed',
      title: t('list.installed'),
      render: (one) =>
        one.installed.length > 0 ? (
          <Pill tone="success">{`${one.installed.length} / ${one.models.length}`}</Pill>
        ) : (
          <span className="soft">{t('list.notInstalled')}</span>
        ),
    },
    {
      key: 'madeAt',
      title: t('list.madeAt'),
      sort: 'madeAt',
      from: 'lg',
      render: (one) => <span className="number">{format.moment(one.madeAt)}</span>,
    },
    {
      key: 'receivedAt',
      title: t('list.receivedAt'),
      sort: 'receivedAt',
      from: 'xl',
      render: (one) => (
        <span className="number">
          {one.receivedBy} · {format.moment(one.receivedAt)}
        </span>
      ),
    },
  ]
}

export const Received = ({ list }: { readonly list: List<PackageSummary> }) => {
  const { t } = useWords()
  return (
    <DataTable
      label={t('list.received')}
      list={list}
      rowKey={({ id }) => id}
      searchLabel={t('list.search')}
      columns={useColumns()}
      empty={<StateMessage title={t('list.empty')} text={t('list.emptyText')} />}
    />
  )
}
