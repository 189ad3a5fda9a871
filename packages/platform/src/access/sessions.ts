import { createHash, randomBytes } from 'node:crypto'
import type { Locale } from '@xiezhi/engine/message'
import { record } from '../audit/record.ts'
import type { Me } from '../contract/session.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { type Actor, permissionsFor } from './actor.ts'
import { hashPassword, passwordIs } from './password.ts'
import {
  endSession,
  endSessionsOf,
  failuresSince,
  forgetFailures,
  insertFailure,
  insertSession,
  organisationOf,
  type StoredUser,
  sessionBy,
  touchSession,
  updateUser,
  userByAccount,
  userById,
} from './store.ts'

const minute = 60_000
/** A session ends two hours after its last use, twelve hours after its start in any case. */
const idle = 120 * minute
const longest = 720 * minute
/** So many failures within the window close the door for the rest of it: few for one address, more from anywhere, so that a stranger can't lock a colleague out by one machine. */
const window = 15 * minute
const failuresHere = 5
const failuresAnywhere = 30

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
const iso = (moment: number): string => new Date(moment).toISOString()

export interface Door {
  readonly address: string
  readonly locale: Locale
}

const actorOf = (user: StoredUser, door: Door): Actor => ({
  id: user.id,
  account: user.account,
  name: user.name,
  organisationId: user.organisationId,
  roles: user.roles,
  permissions: permissionsFor(user.roles),
  address: door.address,
  locale: door.locale,
  mustChangePassword: user.mustChangePassword,
})

export interface Sessions {
  signIn(account: string, password: string, door: Door): Promise<{ actor: Actor; token: string } | Refusal>
  signOut(actor: Actor, token: string): Promise<void>
  actorBy(token: string, door: Door): Promise<Actor | undefined>
  me(actor: Actor): Promise<Me>
  changePassword(actor: Actor, token: string, current: string, next: string): Promise<Refusal | undefined>
}

/** `home` owns what is logged about people who are nobody yet. */
export function openSessions(db: Db, clock: () => Date, home: () => string): Sessions {
  return {
    async signIn(account, password, door) {
      const now = clock()
      const user = await userByAccount(db, account)
      const who = { id: null, name: account, organisationId: user?.organisationId ?? home(), address: door.address }
      const failures = await failuresSince(db, iso(now.getTime() - window), account, door.address)
      if (failures.here >= failuresHere || failures.anywhere >= failuresAnywhere) {
        await db.transaction().execute((tx) => record(tx, who, now, { action: 'session.locked', values: { account } }))
        return refuse('too-many', 'access.locked', { minutes: window / minute })
      }
      const right = await passwordIs(user?.passwordHash, password)
      if (!user || !right || user.disabled) {
        await db.transaction().execute(async (tx) => {
          await insertFailure(tx, account, door.address, now.toISOString())
          await record(tx, who, now, { action: 'session.refused', values: { account } })
        })
        return refuse('unauthenticated', 'access.wrong-password')
      }
      const token = randomBytes(32).toString('base64url')
      const actor = actorOf(user, door)
      await db.transaction().execute(async (tx) => {
        await forgetFailures(tx, account, iso(now.getTime() - window))
        const expiresAt = iso(now.getTime() + longest)
        await insertSession(tx, user, { tokenHash: hashToken(token), at: now.toISOString(), expiresAt, address: door.address })
        await record(tx, actor, now, { action: 'session.sign-in', values: { account } })
      })
      return { actor, token }
    },

    async signOut(actor, token) {
      await db.transaction().execute(async (tx) => {
        await endSession(tx, hashToken(token))
        await record(tx, actor, clock(), { action: 'session.sign-out' })
      })
    },

    async actorBy(token, door) {
      const found = await sessionBy(db, hashToken(token))
      if (!found) return undefined
      const now = clock().getTime()
      const used = Date.parse(found.session.lastUsedAt)
      if (found.user.disabled || now >= Date.parse(found.session.expiresAt) || now - used >= idle) {
        await endSession(db, hashToken(token))
        return undefined
      }
      if (now - used > minute) await touchSession(db, hashToken(token), iso(now))
      return actorOf(found.user, door)
    },

    async me(actor) {
      return {
        id: actor.id,
        account: actor.account,
        name: actor.name,
        roles: [...actor.roles],
        permissions: [...actor.permissions],
        organisation: await organisationOf(db, actor.organisationId),
        mustChangePassword: actor.mustChangePassword,
      }
    },

    async changePassword(actor, token, current, next) {
      const user = await userById(db, actor, actor.id)
      if (!user || !(await passwordIs(user.passwordHash, current))) return refuse('invalid', 'access.wrong-current-password')
      if (current === next) return refuse('invalid', 'access.same-password')
      const passwordHash = await hashPassword(next)
      await db.transaction().execute(async (tx) => {
        await updateUser(tx, actor, { ...user, passwordHash, mustChangePassword: false })
        await endSessionsOf(tx, user.id, hashToken(token))
        await record(tx, actor, clock(), { action: 'session.change-password' })
      })
      return undefined
    },
  }
}
