import { useMutation } from '@tanstack/react-query'
import { changeUser, createUser, type User } from '@xiezhi/platform/contract/users'
import { Checkbox, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { FormDialog } from '../ui/FormDialog.tsx'

interface Props {
  readonly user: User | 'new' | undefined
  readonly onClose: () => void
  readonly onSaved: (first: { account: string; password: string } | undefined) => void
}
type Wanted = Pick<User, 'account' | 'name' | 'roles'>
const none: Wanted = { account: '', name: '', roles: ['procurator'] }

export const UserForm = ({ user, onClose, onSaved }: Props) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Wanted>()
  const isNew = user === 'new'
  const save = useMutation({
    mutationFn: async ({ account, name, roles }: Wanted) => {
      if (user === 'new') return { account, password: (await call(createUser, { body: { account, name, roles } })).password }
      if (user) await call(changeUser, { params: { id: user.id }, body: { name, roles } })
      return undefined
    },
    onSuccess: onSaved,
  })
  const { reset } = save
  useEffect(() => {
    reset()
    if (user) form.setFieldsValue(user === 'new' ? none : user)
  }, [user, form, reset])
  return (
    <FormDialog
      open={user !== undefined}
      title={isNew ? t('users.new') : t('users.edit')}
      okText={t('ui.save')}
      form={form}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="account"
        label={t('access.account')}
        extra={isNew ? t('users.accountRule') : undefined}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{2,39}$/, message: t('users.accountRule') }]}
      >
        <Input disabled={!isNew} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="name" label={t('access.name')} rules={[{ required: true, max: 50, message: t('users.nameMissing') }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('access.roles')}
        rules={[
          // Not `required`: that would mark the group aria-required, which a group may not be.
          {
            validator: async (_, roles: readonly string[]) => {
              if (roles.length === 0) throw new Error(t('users.roleMissing'))
            },
          },
        ]}
      >
        <Checkbox.Group
          options={[
            { value: 'procurator', label: t('role.procurator') },
            { value: 'administrator', label: t('role.administrator') },
          ]}
        />
      </Form.Item>
    </FormDialog>
  )
}
