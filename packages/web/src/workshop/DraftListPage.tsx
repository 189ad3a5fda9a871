import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type DraftSummary, deleteDraft, exportDrafts, listDrafts } from '@xiezhi/platform/contract/workshop'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { NewDraft } from './NewDraft.tsx'
import { useWords } from './words.ts'
import './workshop.css'

const useColumns = (): readonly Column<DraftSummary>[] => {
  const { t } = useWords()
  const format = useFormat()
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const remove = useMutation({
    mutationFn: (id: string) => call(deleteDraft, { params: { id } }),
    onSuccess: () => forget(listDrafts),
    onError: (error) => message.error(errorText(error)),
  })
  return [
    {
      key: 'title',
      title: t('list.name'),
      sort: 'title',
      render: (draft) => (
        <span className="cell-title">
          <Link to="/workshop/$id" params={{ id: draft.id }}>
            {draft.title}
          </Link>
          <span className="soft mono">{draft.modelId}</span>
        </span>
      ),
    },
    { key: 'owner', title: t('list.owner'), sort: 'owner', render: (draft) => (draft.mine ? t('list.me') : draft.owner) },
    { key: 'shared', title: t('list.shared'), from: 'lg', render: (draft) => draft.shared.map(({ name }) => name).join('、') || '—' },
    { key: 'published', title: t('list.published'), from: 'lg', render: (draft) => draft.published ?? '—' },
    {
      key: 'changed',
      title: t('list.changed'),
      sort: 'changedAt',
      render: (draft) => <span className="number">{format.moment(draft.changedAt)}</span>,
    },
    { key: 'by', title: t('list.by'), from: 'xl', render: (draft) => draft.changedBy },
    {
      key: 'acts',
      title: t('list.acts'),
      render: (draft) =>
        draft.mine ? (
          <Button
            size="small"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('list.removeOf', { title: draft.title })}
            onClick={() =>
              modal.confirm({
                title: t('list.removeTitle', { title: draft.title }),
                content: t('list.removeText'),
                okText: t('list.remove'),
                cancelText: t('case.cancel'),
                okButtonProps: { danger: true },
                onOk: () => remove.mutateAsync(draft.id).catch(() => undefined),
              })
            }
          />
        ) : (
          '—'
        ),
    },
  ]
}

/** Models in the making: one's own and those that colleagues shared. */
export const DraftListPage = () => {
  const { t } = useWords()
  const navigate = useNavigate()
  const list = useList(listDrafts, ['whose'])
  const [open, setOpen] = useState(false)
  const begin = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
      {t('list.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('list.title')} text={t('list.text')}>
        <ExportButtons endpoint={exportDrafts} request={(format) => ({ params: { format }, query: list.query })} />
        {begin}
      </PageHeader>
      <DataTable
        label={t('list.title')}
        list={list}
        rowKey={(draft) => draft.id}
        searchLabel={t('list.search')}
        filters={[
          {
            name: 'whose',
            label: t('list.whose'),
            kind: 'one',
            options: [
              { value: 'mine', label: t('list.mine') },
              { value: 'shared', label: t('list.sharedWithMe') },
            ],
          },
        ]}
        columns={useColumns()}
        empty={<StateMessage title={t('list.empty')} text={t('list.emptyText')} />}
      />
      <NewDraft
        open={open}
        onClose={() => setOpen(false)}
        onMade={(draft) => {
          setOpen(false)
          forget(listDrafts)
          void navigate({ to: '/workshop/$id', params: { id: draft.id } })
        }}
      />
    </>
  )
}
