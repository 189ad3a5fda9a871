import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Response as Injected, InjectOptions } from 'light-my-request'
import type { Role } from '../access/actor.ts'
import { hashPassword } from '../access/password.ts'
import type { Config } from '../config.ts'
import { openPlatform, type Platform } from '../platform.ts'
import { freshDataDir } from './template.ts'

/** For tests: a whole server on a folder of its own, asked without a port. */
export interface Office {
  readonly platform: Platform
  readonly dir: string
  /** Moves the office's clock. */
  at(moment: string): void
  /** Opens an account in an organisation (the office's own unless said) and signs it in. */
  signIn(roles: readonly Role[], organisationId?: string): Promise<Client>
  /** Somebody who signed in before, in this process or another. */
  as(cookie: string): Client
  close(): Promise<void>
}

export interface Client {
  readonly account: string
  readonly userId: string
  readonly cookie: string
  get(url: string): Promise<Injected>
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: InjectOptions['payload']): Promise<Injected>
  upload(name: string, content: string | Buffer, query?: string): Promise<Injected>
}

export const adminPassword = 'a password of tests'
const password = 'procurator of tests'

export const officeConfig = (dir: string, more: Partial<Config> = {}): Config => ({
  dataDir: dir,
  host: '127.0.0.1',
  port: 0,
  databaseUrl: undefined,
  adminPassword,
  demo: false,
  // Runs that nobody asked for would be in the way of most tests.
  patrols: false,
  catalogueDir: fileURLToPath(new URL('../../../../catalogue', import.meta.url)),
  webDir: fileURLToPath(new URL('./no-pages', import.meta.url)),
  uploadBytes: 10 * 1024 * 1024,
  inboxDir: undefined,
  ...more,
})

export async function openOffice(more: Partial<Config> = {}, from?: string): Promise<Office> {
  const dir = from ?? (await freshDataDir())
  let now = Date.parse('2026-11-02T02:00:00Z')
  const platform = await openPlatform(officeConfig(dir, more), () => new Date(now))
  if ('refusal' in platform) throw new Error(JSON.stringify(platform.refusal))
  await platform.start(() => undefined)
  const { db } = platform.store
  const home = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirstOrThrow()
  const hash = await hashPassword(password)

  return {
    platform,
    dir,
    at: (moment) => {
      now = Date.parse(moment)
    },
    async signIn(roles, organisationId = home.id) {
      const account = `u${randomUUID().slice(0, 8)}`
      const userId = `user_${account}`
      await db
        .insertInto('users')
        .values({
          id: userId,
          organisation_id: organisationId,
          account,
          name: account,
          roles: JSON.stringify(roles),
          password_hash: hash,
          must_change_password: false,
          created_at: new Date(now).toISOString(),
          disabled: false,
          last_sign_in_at: null,
        })
        .execute()
      const answer = await platform.app.inject({ method: 'POST', url: '/api/session', payload: { account, password } })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return clientOf(platform, account, userId, cookieOf(answer))
    },
    as: (cookie) => clientOf(platform, '', '', cookie),
    async close() {
      await platform.close()
      if (!from) rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const cookieOf = (answer: Injected): string => String(answer.headers['set-cookie']).split(';')[0] ?? ''

function clientOf({ app }: Platform, account: string, userId: string, cookie: string): Client {
  const headers = { cookie }
  return {
    account,
    userId,
    cookie,
    get: (url) => app.inject({ method: 'GET', url: `/api${url}`, headers }),
    send: (method, url, body) => app.inject({ method, url: `/api${url}`, headers, ...(body === undefined ? {} : { payload: body }) }),
    upload: (name, content, query = '') => {
      const boundary = '----xiezhi'
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)])
      return app.inject({
        method: 'POST',
        url: `/api/imports${query}`,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload,
      })
    },
  }
}

/** Asks again and again until what is looked for is so; fails with the last answer. */
export async function until<T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask()
    if (is(answer)) return answer
    if (attempt > 600) throw new Error(`never came true: ${JSON.stringify(answer).slice(0, 500)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
