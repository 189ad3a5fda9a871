import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Door } from '../access/sessions.ts'
import { record } from '../audit/record.ts'
import type { PushKey } from '../contract/push.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import { type Db, newId } from '../store/database.ts'
import { insertKey, keyByHash, keyById, pageOfKeys, revokeKey, touchKey } from './store.ts'

type Page = { items: PushKey[]; total: number; page: number; size: number }

export interface PushKeys {
  list(actor: Actor, source: string, query: { readonly page: number; readonly size: number }): Promise<Page | Refusal>
  make(actor: Actor, source: string, name: string): Promise<{ key: PushKey; secret: string } | Refusal>
  revoke(actor: Actor, source: string, key: string): Promise<PushKey | Refusal>
  /** Who holds a secret: a system of one source, which may send and ask for its receipts, and nothing else. */
  actorBy(secret: string, door: Door): Promise<Actor | undefined>
}

const minute = 60_000
/** Two hundred and fifty-six random bits: no dictionary helps, so a plain hash keeps them. */
const makeSecret = (): string => `xzk_${randomBytes(32).toString('base64url')}`
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export function openPushKeys(db: Db, clock: () => Date): PushKeys {
  return {
    async list(actor, source, query) {
      if (!(await sourceById(db, actor, source))) return refuse('not-found', 'source.not-found')
      return { ...(await pageOfKeys(db, actor, source, query)), page: query.page, size: query.size }
    },

    make: (actor, sourceId, name) =>
      db.transaction().execute(async (tx) => {
        const source = await sourceById(tx, actor, sourceId)
        if (!source) return refuse('not-found', 'source.not-found')
        if (source.stopped) return refuse('conflict', 'source.stopped', { name: source.name })
        const now = clock()
        const secret = makeSecret()
        const key: PushKey = { id: newId('key'), name, madeBy: actor.name, madeAt: now.toISOString(), lastUsedAt: null, revokedAt: null }
        await insertKey(tx, actor, { ...key, sourceId, hash: hashOf(secret) })
        await record(tx, actor, now, { action: 'push.make-key', object: key.id, values: { source: source.name, name } })
        return { key, secret }
      }),

    revoke: (actor, sourceId, id) =>
      db.transaction().execute(async (tx) => {
        const key = await keyById(tx, actor, sourceId, id)
        if (!key) return refuse('not-found', 'push.no-key')
        if (key.revokedAt !== null) return refuse('conflict', 'push.key-revoked')
        const now = clock()
        await revokeKey(tx, actor, id, now.toISOString())
        await record(tx, actor, now, { action: 'push.revoke-key', object: id, values: { name: key.name } })
        return { ...key, revokedAt: now.toISOString() }
      }),

    async actorBy(secret, door) {
      const found = await keyByHash(db, hashOf(secret))
      if (!found) return undefined
      const now = clock()
      if (found.lastUsedAt === null || now.getTime() - Date.parse(found.lastUsedAt) > minute)
        await touchKey(db, found.id, now.toISOString())
      const name = `${found.sourceName}·${found.name}`
      return {
        id: found.id,
        account: name,
        name,
        organisationId: found.organisationId,
        roles: [],
        permissions: ['data.push'],
        address: door.address,
        locale: door.locale,
        mustChangePassword: false,
        source: found.sourceId,
      }
    },
  }
}
