import type { Message } from '@xiezhi/engine/message'
import type { FastifyInstance } from 'fastify'
import { type FirstAccount, firstStart } from './access/first-start.ts'
import { accessRoutes } from './access/routes.ts'
import { openSessions } from './access/sessions.ts'
import { openUsers } from './access/users.ts'
import { buildApp } from './app.ts'
import { auditRoutes } from './audit/routes.ts'
import { openAudit } from './audit/service.ts'
import type { Config } from './config.ts'
import { openStore, type Store } from './store/database.ts'
import { tell } from './texts.ts'

/** The whole server, put together: what is opened here is closed by `close`. */
export interface Platform {
  readonly app: FastifyInstance
  readonly store: Store
  /** Accounts that this start made. */
  readonly accounts: readonly FirstAccount[]
  readonly embedded: boolean
  close(): Promise<void>
}

export const version = '0.1.0'

export async function openPlatform(config: Config, clock: () => Date): Promise<Platform | { refusal: Message }> {
  const opened = await openStore(config.dataDir, config.databaseUrl)
  if ('refusal' in opened) return opened
  const { store } = opened
  const { db } = store
  const office = { name: tell({ code: 'access.office' }), divisionCode: '' }
  const { organisationId, accounts } = await firstStart(db, clock(), { office, adminPassword: config.adminPassword, demo: config.demo })

  const sessions = openSessions(db, clock, () => organisationId)
  const app = await buildApp({
    routes: [...accessRoutes(sessions, openUsers(db, clock)), ...auditRoutes(openAudit(db, clock))],
    sessions,
    ready: () => true,
    webDir: config.webDir,
    uploadBytes: config.uploadBytes,
    version,
  })
  return {
    app,
    store,
    accounts,
    embedded: store.embedded,
    close: async () => {
      await app.close()
      await store.close()
    },
  }
}
