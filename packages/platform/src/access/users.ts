import { record } from '../audit/record.ts'
import type { ListQuery } from '../contract/shapes.ts'
import type { User } from '../contract/users.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Db, newId } from '../store/database.ts'
import type { Actor, Role } from './actor.ts'
import { hashPassword, makePassword } from './password.ts'
import {
  enabledAdministrators,
  endSessionsOf,
  insertUser,
  listUsers,
  type StoredUser,
  updateUser,
  userByAccount,
  userById,
} from './store.ts'

export interface Users {
  list(actor: Actor, query: ListQuery): Promise<{ items: User[]; total: number; page: number; size: number }>
  create(
    actor: Actor,
    asked: { account: string; name: string; roles: readonly Role[] },
  ): Promise<{ user: User; password: string } | Refusal>
  change(
    actor: Actor,
    id: string,
    asked: { name?: string | undefined; roles?: readonly Role[] | undefined; disabled?: boolean | undefined },
  ): Promise<User | Refusal>
  resetPassword(actor: Actor, id: string): Promise<{ password: string } | Refusal>
}

const show = (user: StoredUser): User => ({
  id: user.id,
  account: user.account,
  name: user.name,
  roles: [...user.roles],
  disabled: user.disabled,
  createdAt: user.createdAt,
  lastSignInAt: user.lastSignInAt,
})

export function openUsers(db: Db, clock: () => Date): Users {
  return {
    list: (actor, query) =>
      db.transaction().execute(async (tx) => {
        const { items, total } = await listUsers(tx, actor, query)
        await record(tx, actor, clock(), { action: 'user.list' })
        return { items: items.map(show), total, page: query.page, size: query.size }
      }),

    async create(actor, asked) {
      const password = makePassword()
      const passwordHash = await hashPassword(password)
      return db.transaction().execute(async (tx) => {
        if (await userByAccount(tx, asked.account)) return refuse('conflict', 'access.account-taken', { account: asked.account })
        const user: StoredUser = {
          ...asked,
          id: newId('user'),
          organisationId: actor.organisationId,
          passwordHash,
          mustChangePassword: true,
          disabled: false,
          createdAt: clock().toISOString(),
          lastSignInAt: null,
        }
        await insertUser(tx, user)
        await record(tx, actor, clock(), {
          action: 'user.create',
          object: user.id,
          values: { account: user.account, name: user.name, roles: user.roles.join('、') },
        })
        return { user: show(user), password }
      })
    },

    change: (actor, id, asked) =>
      db.transaction().execute(async (tx) => {
        const before = await userById(tx, actor, id)
        if (!before) return refuse('not-found', 'access.no-user')
        const user: StoredUser = {
          ...before,
          name: asked.name ?? before.name,
          roles: asked.roles ?? before.roles,
          disabled: asked.disabled ?? before.disabled,
        }
        const others = (await enabledAdministrators(tx, actor)).filter((other) => other !== id)
        const stays = !user.disabled && user.roles.includes('administrator')
        if (!stays && others.length === 0) return refuse('invalid', 'access.last-administrator')
        await updateUser(tx, actor, user)
        if (user.disabled) await endSessionsOf(tx, id)
        await record(tx, actor, clock(), {
          action: 'user.change',
          object: id,
          values: { account: user.account, name: user.name, roles: user.roles.join('、'), disabled: user.disabled },
        })
        return show(user)
      }),

    async resetPassword(actor, id) {
      const password = makePassword()
      const passwordHash = await hashPassword(password)
      return db.transaction().execute(async (tx) => {
        const user = await userById(tx, actor, id)
        if (!user) return refuse('not-found', 'access.no-user')
        await updateUser(tx, actor, { ...user, passwordHash, mustChangePassword: true })
        await endSessionsOf(tx, id)
        await record(tx, actor, clock(), { action: 'user.reset-password', object: id, values: { account: user.account } })
        return { password }
      })
    },
  }
}
