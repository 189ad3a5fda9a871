import { sql } from 'kysely'
import type { ListQuery } from '../contract/shapes.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries } from '../store/database.ts'
import type { Actor, Role } from './actor.ts'
import { isRole } from './actor.ts'
import { scope } from './scope.ts'

/** Accounts, sessions and failed sign-ins in the store. Looking somebody up at the door is the only query without a scope: there is no actor yet. */
export interface StoredUser {
  readonly id: string
  readonly organisationId: string
  readonly account: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly passwordHash: string
  readonly mustChangePassword: boolean
  readonly disabled: boolean
  readonly createdAt: string
  readonly lastSignInAt: string | null
}

interface UserRow {
  id: string
  organisation_id: string
  account: string
  name: string
  roles: readonly string[]
  password_hash: string
  must_change_password: boolean
  disabled: boolean
  created_at: string
  last_sign_in_at: string | null
}

const toUser = (row: UserRow): StoredUser => ({
  id: row.id,
  organisationId: row.organisation_id,
  account: row.account,
  name: row.name,
  roles: row.roles.filter(isRole),
  passwordHash: row.password_hash,
  mustChangePassword: row.must_change_password,
  disabled: row.disabled,
  createdAt: row.created_at,
  lastSignInAt: row.last_sign_in_at,
})

export async function userByAccount(db: Queries, account: string): Promise<StoredUser | undefined> {
  const row = await db.selectFrom('users').selectAll().where('account', '=', account).executeTakeFirst()
  return row && toUser(row)
}

export async function userById(db: Queries, actor: Actor, id: string): Promise<StoredUser | undefined> {
  const row = await db.selectFrom('users').selectAll().where(scope(actor, 'users')).where('id', '=', id).executeTakeFirst()
  return row && toUser(row)
}

export async function organisationOf(db: Queries, id: string): Promise<{ id: string; name: string; divisionCode: string }> {
  const row = await db.selectFrom('organisation').select(['id', 'name', 'division_code']).where('id', '=', id).executeTakeFirstOrThrow()
  return { id: row.id, name: row.name, divisionCode: row.division_code }
}

export async function insertUser(db: Queries, user: StoredUser): Promise<void> {
  await db
    .insertInto('users')
    .values({
      id: user.id,
      organisation_id: user.organisationId,
      account: user.account,
      name: user.name,
      roles: JSON.stringify(user.roles),
      password_hash: user.passwordHash,
      must_change_password: user.mustChangePassword,
      disabled: user.disabled,
      created_at: user.createdAt,
      last_sign_in_at: user.lastSignInAt,
    })
    .execute()
}

export async function updateUser(db: Queries, actor: Actor, user: StoredUser): Promise<void> {
  await db
    .updateTable('users')
    .set({
      name: user.name,
      roles: JSON.stringify(user.roles),
      disabled: user.disabled,
      password_hash: user.passwordHash,
      must_change_password: user.mustChangePassword,
    })
    .where(scope(actor, 'users'))
    .where('id', '=', user.id)
    .execute()
}

const userOrders: Orders = { account: 'account', name: 'name', state: 'disabled', created: 'created_at', last: 'last_sign_in_at' }

export async function listUsers(db: Queries, actor: Actor, query: ListQuery): Promise<{ items: StoredUser[]; total: number }> {
  const like = likeOf(query.q)
  const base = db
    .selectFrom('users')
    .where(scope(actor, 'users'))
    .where((e) => e.or([e('account', 'ilike', like), e('name', 'ilike', like)]))
  const rows = await base
    .selectAll()
    .orderBy(...orderAsked(query.sort, userOrders, 'account'))
    .orderBy('account')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items: rows.map(toUser), total }
}

/** Accounts that can still manage accounts; somebody always must. */
export async function enabledAdministrators(db: Queries, actor: Actor): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where(scope(actor, 'users'))
    .where('disabled', '=', false)
    .where(sql<boolean>`roles ? 'administrator'`)
    .execute()
  return rows.map((row) => row.id)
}

export interface StoredSession {
  readonly userId: string
  readonly lastUsedAt: string
  readonly expiresAt: string
}

export async function sessionBy(db: Queries, tokenHash: string): Promise<{ session: StoredSession; user: StoredUser } | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('users', 'users.id', 'session.user_id')
    .selectAll('users')
    .select(['session.last_used_at', 'session.expires_at'])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { session: { userId: row.id, lastUsedAt: row.last_used_at, expiresAt: row.expires_at }, user: toUser(row) }
}

export async function insertSession(
  db: Queries,
  user: StoredUser,
  session: { tokenHash: string; at: string; expiresAt: string; address: string | null },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      organisation_id: user.organisationId,
      user_id: user.id,
      created_at: session.at,
      last_used_at: session.at,
      expires_at: session.expiresAt,
      address: session.address,
    })
    .execute()
  await db.updateTable('users').set({ last_sign_in_at: session.at }).where('id', '=', user.id).execute()
  // Dead sessions go when somebody signs in: no clockwork needed.
  await db.deleteFrom('session').where('expires_at', '<', session.at).execute()
}

export async function touchSession(db: Queries, tokenHash: string, at: string): Promise<void> {
  await db.updateTable('session').set({ last_used_at: at }).where('token_hash', '=', tokenHash).execute()
}

export async function endSession(db: Queries, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

export async function endSessionsOf(db: Queries, userId: string, exceptTokenHash?: string): Promise<void> {
  let query = db.deleteFrom('session').where('user_id', '=', userId)
  if (exceptTokenHash !== undefined) query = query.where('token_hash', '!=', exceptTokenHash)
  await query.execute()
}

export async function failuresSince(
  db: Queries,
  since: string,
  account: string,
  address: string,
): Promise<{ here: number; anywhere: number }> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select([
      sql<number>`count(*) filter (where account = ${account} and address = ${address})`.as('here'),
      sql<number>`count(*) filter (where account = ${account})`.as('anywhere'),
    ])
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return row
}

export async function insertFailure(db: Queries, account: string, address: string, at: string): Promise<void> {
  await db.insertInto('sign_in_failure').values({ account, address, at }).execute()
}

export async function forgetFailures(db: Queries, account: string, before: string): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where((e) => e.or([e('account', '=', account), e('at', '<', before)]))
    .execute()
}
