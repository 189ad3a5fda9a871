import type { User } from '../contract/users.ts'
import type { ListTable } from '../export/list-file.ts'
import { chinaMoment } from '../export/table-file.ts'

export const userTable: ListTable<User> = {
  title: 'users.title',
  columns: [
    { label: 'users.account', value: ({ account }) => account },
    { label: 'users.name', value: ({ name }) => name },
    { label: 'users.roles', value: ({ roles }, word) => roles.map((role) => word(`users.role.${role}`)).join('、') },
    { label: 'users.state', value: ({ disabled }, word) => word(disabled ? 'users.disabled' : 'users.enabled') },
    { label: 'users.created', value: ({ createdAt }) => chinaMoment(createdAt) },
    { label: 'users.last', value: ({ lastSignInAt }) => lastSignInAt && chinaMoment(lastSignInAt) },
  ],
}
