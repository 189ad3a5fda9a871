import { say } from '@xiezhi/engine/message'
import { record } from '../audit/record.ts'
import type { Db } from '../store/database.ts'
import { newId } from '../store/database.ts'
import { platformActor, type Role } from './actor.ts'
import { accessMessages } from './messages.ts'
import { hashPassword, makePassword } from './password.ts'
import { insertUser } from './store.ts'

export interface FirstAccount {
  readonly account: string
  /** Shown once; undefined when the person who starts the server chose it. */
  readonly password: string | undefined
  readonly roles: readonly Role[]
}

/** The office that the whole installation belongs to, until a tree of offices is entered. */
export interface Office {
  readonly name: string
  readonly divisionCode: string
}

/** Sets up the office and its first accounts, once. On a later start it finds the office and makes nothing. */
export async function firstStart(
  db: Db,
  now: Date,
  wanted: { office: Office; adminPassword: string | undefined; demo: boolean },
): Promise<{ organisationId: string; accounts: readonly FirstAccount[] }> {
  const there = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst()
  if (there) return { organisationId: there.id, accounts: [] }
  const organisationId = newId('office')
  const accounts = [
    // One person may be the whole office at first: both roles, to be narrowed when colleagues get accounts.
    {
      account: 'admin',
      title: 'access.admin',
      given: wanted.adminPassword,
      password: wanted.adminPassword ?? makePassword(),
      roles: ['administrator', 'procurator'] as const,
    },
    ...(wanted.demo
      ? [
          {
            account: 'procurator',
            title: 'access.demo-procurator',
            given: undefined,
            password: makePassword(),
            roles: ['procurator'] as const,
          },
        ]
      : []),
  ]
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)))
  const at = now.toISOString()
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('organisation')
      .values({
        id: organisationId,
        parent_id: null,
        name: wanted.office.name,
        kind: 'procuratorate',
        division_code: wanted.office.divisionCode,
        created_at: at,
      })
      .execute()
    if (wanted.demo)
      await tx
        .insertInto('setting')
        .values({ organisation_id: organisationId, key: 'demo', value: JSON.stringify({ state: 'pending' }) })
        .execute()
    const platform = platformActor(organisationId)
    await record(tx, platform, now, {
      action: 'platform.first-start',
      object: organisationId,
      values: { organisation: wanted.office.name },
    })
    for (const [n, { account, title, roles }] of accounts.entries()) {
      const id = newId('user')
      const name = say(accessMessages, { code: title })
      await insertUser(tx, {
        id,
        organisationId,
        account,
        name,
        roles,
        passwordHash: hashes[n] ?? '',
        mustChangePassword: false,
        disabled: false,
        createdAt: at,
        lastSignInAt: null,
      })
      await record(tx, platform, now, { action: 'user.create', object: id, values: { account, name, roles: roles.join('、') } })
    }
  })
  return {
    organisationId,
    accounts: accounts.map(({ account, given, password, roles }) => ({ account, password: given ? undefined : password, roles })),
  }
}
