import { PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { changeUser, exportUsers, listUsers, resetPassword, type User } from '@xiezhi/platform/contract/users'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMe } from '../app/session.ts'
import { RevealLimit } from '../reveal/RevealLimit.tsx'
import { SealPanel } from '../reveal/SealPanel.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { PasswordOnce } from './PasswordOnce.tsx'
import { UserForm } from './UserForm.tsx'

export const UserListPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const me = useMe()
  const list = useList(listUsers, [])
  const [edited, setEdited] = useState<User | 'new'>()
  const [told, setTold] = useState<{ account: string; password: string }>()
  const fail = (error: Error) => void message.error(errorText(error))

  const disable = useMutation({
    mutationFn: (user: User) => call(changeUser, { params: { id: user.id }, body: { disabled: !user.disabled } }),
    onSuccess: () => forget(listUsers),
    onError: fail,
  })
  const reset = useMutation({
    mutationFn: async (user: User) => ({ account: user.account, ...(await call(resetPassword, { params: { id: user.id } })) }),
    onSuccess: setTold,
    onError: fail,
  })
  const ask = (title: string, content: string, onOk: () => void) =>
    modal.confirm({ title, content, onOk, okText: t('ui.confirm'), cancelText: t('ui.cancel') })

  const acts = (user: User) => (
    <div className="actions">
      <Button size="small" onClick={() => setEdited(user)} aria-label={t('users.editOne', { name: user.name })}>
        {t('ui.edit')}
      </Button>
      <Button
        size="small"
        onClick={() => ask(t('users.resetTitle', { name: user.name }), t('users.resetText'), () => reset.mutate(user))}
        aria-label={t('users.resetOne', { name: user.name })}
      >
        {t('users.reset')}
      </Button>
      {user.id !== me?.id && (
        <Button
          size="small"
          danger={!user.disabled}
          aria-label={t(user.disabled ? 'users.enableOne' : 'users.disableOne', { name: user.name })}
          onClick={() =>
            user.disabled
              ? disable.mutate(user)
              : ask(t('users.disableTitle', { name: user.name }), t('users.disableText'), () => disable.mutate(user))
          }
        >
          {t(user.disabled ? 'users.enable' : 'users.disable')}
        </Button>
      )}
    </div>
  )

  return (
    <>
      <PageHeader title={t('nav.users')} text={t('users.text')}>
        <ExportButtons endpoint={exportUsers} request={(format) => ({ params: { format }, query: list.query })} />
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setEdited('new')}>
          {t('users.new')}
        </Button>
      </PageHeader>
      <DataTable
        label={t('nav.users')}
        list={list}
        rowKey={(user) => user.id}
        searchLabel={t('users.search')}
        columns={[
          { key: 'account', title: t('access.account'), sort: 'account', render: (user) => <strong>{user.account}</strong> },
          { key: 'name', title: t('access.name'), sort: 'name', render: (user) => user.name },
          {
            key: 'roles',
            title: t('access.roles'),
            render: (user) => (
              <span className="pills">
                {user.roles.map((role) => (
                  <Pill key={role} tone={role === 'administrator' ? 'info' : 'neutral'}>
                    {t(`role.${role}`)}
                  </Pill>
                ))}
              </span>
            ),
          },
          {
            key: 'state',
            title: t('users.state'),
            sort: 'state',
            render: (user) => (
              <Pill tone={user.disabled ? 'warning' : 'success'}>{t(user.disabled ? 'users.disabled' : 'users.enabled')}</Pill>
            ),
          },
          {
            key: 'last',
            title: t('users.lastSignIn'),
            sort: 'last',
            from: 'lg',
            render: (user) => <span className="number">{format.moment(user.lastSignInAt)}</span>,
          },
          {
            key: 'created',
            title: t('users.createdAt'),
            sort: 'created',
            from: 'xl',
            render: (user) => <span className="number">{format.moment(user.createdAt)}</span>,
          },
          { key: 'acts', title: t('ui.acts'), render: acts },
        ]}
        empty={<StateMessage title={t('users.empty')} />}
      />
      <UserForm
        user={edited}
        onClose={() => setEdited(undefined)}
        onSaved={(first) => {
          setEdited(undefined)
          setTold(first)
          forget(listUsers)
        }}
      />
      <RevealLimit />
      <SealPanel />
      <PasswordOnce told={told} onClose={() => setTold(undefined)} />
    </>
  )
}
