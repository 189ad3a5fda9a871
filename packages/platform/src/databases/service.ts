import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { DatabaseFacts, DatabaseLink, DatabasePull } from '../contract/databases.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { seal, unseal } from '../data/secrecy/seal.ts'
import { cancelJob } from '../jobs/store.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import { type Db, newId, type Tx } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { type AllowedAddress, isAllowed } from './address.ts'
import { beginPull } from './begin.ts'
import { batchesOfReading, leave } from './leaving.ts'
import { mayPull } from './may-pull.ts'
import { checkQuery, isTableName } from './select.ts'
import type { Patience } from './session.ts'
import { showLinks, showPulls } from './show.ts'
import {
  allLinks,
  insertLink,
  isPulling,
  lastWhole,
  linkById,
  pageOfPulls,
  pullById,
  removeLink,
  type StoredLink,
  updateLink,
} from './store.ts'
import { type Trial, tryOut } from './try-out.ts'

type Paged = { readonly page: number; readonly size: number }
type Links = { items: DatabaseLink[]; total: number; page: number; size: number; addresses: string[] }

export interface Databases {
  list(actor: Actor, source: string, query: Paged & { readonly q?: string | undefined }): Promise<Links | Refusal>
  create(actor: Actor, source: string, facts: DatabaseFacts): Promise<DatabaseLink | Refusal>
  change(actor: Actor, source: string, id: string, facts: DatabaseFacts): Promise<DatabaseLink | Refusal>
  remove(actor: Actor, source: string, id: string): Promise<null | Refusal>
  tryOut(actor: Actor, source: string, facts: DatabaseFacts & { readonly link: string | null }): Promise<Trial | Refusal>
  pull(actor: Actor, source: string, id: string, whole: boolean): Promise<DatabasePull | Refusal>
  pulls(
    actor: Actor,
    source: string,
    id: string,
    query: Paged,
  ): Promise<{ items: DatabasePull[]; total: number; page: number; size: number } | Refusal>
  cancel(actor: Actor, source: string, id: string, pull: string): Promise<DatabasePull | Refusal>
  /** Lets leave what a whole reading showed to be gone, where that is more than may leave by itself. */
  leave(actor: Actor, source: string, id: string, pull: string, reason: string): Promise<DatabasePull | Refusal>
  reread(actor: Actor, source: string, id: string, reason: string): Promise<DatabaseLink | Refusal>
}

export interface DatabaseParts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly seenBy: SeenBy
  readonly keys: Keyring
  readonly allowed: readonly AllowedAddress[]
  readonly patience: Patience
  readonly wake: () => void
}

const addressOf = ({ host, port }: AllowedAddress): string => (port === undefined ? host : `${host}:${port}`)

export function openDatabases(parts: DatabaseParts): Databases {
  const { db, clock, today, seenBy, keys, allowed, patience, wake } = parts
  const show = showLinks(allowed)

  const wrong = (actor: Actor, facts: DatabaseFacts): Refusal | undefined => {
    if ((facts.table === null || facts.table === '') === (facts.query === null || facts.query === ''))
      return refuse('invalid', 'database.what')
    if (facts.table && !isTableName(facts.table)) return refuse('invalid', 'database.table-name', { table: facts.table })
    if (facts.dataset !== null && !seenBy(actor).standards.has(facts.dataset))
      return refuse('invalid', 'import.unknown-dataset', { dataset: facts.dataset })
    if (!isAllowed(allowed, facts.host, facts.port))
      return refuse('forbidden', 'database.not-allowed', { host: facts.host, port: String(facts.port) })
    return facts.query ? checkQuery(facts.query) : undefined
  }

  const found = async (actor: Actor, source: string, id: string): Promise<StoredLink | Refusal> => {
    const link = await linkById(db, actor, id)
    return link?.sourceId === source ? link : refuse('not-found', 'database.not-found')
  }
  const showOne = async (actor: Actor, source: string, id: string): Promise<DatabaseLink | Refusal> => {
    const link = await found(actor, source, id)
    if (isRefusal(link)) return link
    return (await show(db, actor, [link]))[0] ?? refuse('not-found', 'database.not-found')
  }
  const showPull = async (actor: Actor, id: string): Promise<DatabasePull | Refusal> => {
    const pull = await pullById(db, actor, id)
    return (pull && (await showPulls(db, actor, [pull]))[0]) ?? refuse('not-found', 'database.no-pull')
  }

  /** The password of facts, or the kept one: that goes nowhere but where it went before, to the same user, no less sealed. */
  const sealedOf = (facts: DatabaseFacts, before: StoredLink | undefined): string | Refusal => {
    if (facts.password !== '') return seal(keys, [facts.password])[0] ?? ''
    const same =
      before !== undefined &&
      before.engine === facts.engine &&
      before.host === facts.host &&
      before.port === facts.port &&
      before.user === facts.username &&
      before.tls === facts.tls &&
      before.authority === (facts.authority || null)
    return same ? before.sealed : refuse('invalid', before ? 'database.password-again' : 'database.password-missing')
  }
  const wantedBy = (facts: DatabaseFacts) => ({
    name: facts.name,
    engine: facts.engine,
    host: facts.host,
    port: facts.port,
    database: facts.database,
    user: facts.username,
    tls: facts.tls,
    authority: facts.authority || null,
    dataset: facts.dataset,
    table: facts.table || null,
    query: facts.query || null,
    markColumn: facts.markColumn || null,
    lookBack: facts.lookBack,
    leaveShare: facts.leaveShare,
  })
  const namesake = async (actor: Actor, source: string, name: string, but?: string): Promise<Refusal | undefined> =>
    (await allLinks(db, actor, source)).some((one) => one.name === name && one.id !== but)
      ? refuse('conflict', 'database.name-taken', { name })
      : undefined

  const values = (link: Pick<StoredLink, 'name' | 'host' | 'port' | 'database'>) => ({
    name: link.name,
    at: `${link.host}:${link.port}/${link.database}`,
  })

  return {
    async list(actor, source, { page, size, q }) {
      if (!(await sourceById(db, actor, source))) return refuse('not-found', 'source.not-found')
      const wanted = (q ?? '').toLowerCase()
      const all = (await allLinks(db, actor, source)).filter((one) =>
        `${one.name} ${one.host} ${one.database}`.toLowerCase().includes(wanted),
      )
      const items = await show(db, actor, all.slice((page - 1) * size, page * size))
      return { items, total: all.length, page, size, addresses: allowed.map(addressOf) }
    },

    async create(actor, source, facts) {
      if (!(await sourceById(db, actor, source))) return refuse('not-found', 'source.not-found')
      const sealed = wrong(actor, facts) ?? (await namesake(actor, source, facts.name)) ?? sealedOf(facts, undefined)
      if (typeof sealed !== 'string') return sealed
      const at = clock()
      const link: StoredLink = {
        ...wantedBy(facts),
        id: newId('database'),
        sourceId: source,
        sealed,
        mark: null,
        markedAt: null,
        generation: 1,
        madeBy: actor.name,
        madeAt: at.toISOString(),
      }
      await db.transaction().execute(async (tx) => {
        await insertLink(tx, actor, link)
        await record(tx, actor, at, { action: 'database.create', object: link.id, values: values(link) })
      })
      return showOne(actor, source, link.id)
    },

    async change(actor, source, id, facts) {
      const before = await found(actor, source, id)
      if (isRefusal(before)) return before
      const sealed = wrong(actor, facts) ?? (await namesake(actor, source, facts.name, id)) ?? sealedOf(facts, before)
      if (typeof sealed !== 'string') return sealed
      const wanted = wantedBy(facts)
      const other = (['engine', 'host', 'port', 'database', 'table', 'query', 'markColumn'] as const).some(
        (key) => before[key] !== wanted[key],
      )
      await db.transaction().execute(async (tx) => {
        const link = { ...before, ...wanted, sealed, ...(other ? { mark: null, markedAt: null, generation: before.generation + 1 } : {}) }
        await updateLink(tx, actor, link)
        await record(tx, actor, clock(), { action: 'database.change', object: id, values: values(link) })
      })
      return showOne(actor, source, id)
    },

    async remove(actor, source, id) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      await db.transaction().execute(async (tx: Tx) => {
        await removeLink(tx, actor, id, clock().toISOString(), seal(keys, [''])[0] ?? '')
        await record(tx, actor, clock(), { action: 'database.remove', object: id, values: values(link) })
      })
      return null
    },

    async tryOut(actor, source, facts) {
      if (!(await sourceById(db, actor, source))) return refuse('not-found', 'source.not-found')
      const before = facts.link === null ? undefined : await found(actor, source, facts.link)
      if (isRefusal(before)) return before
      const sealed = wrong(actor, facts) ?? sealedOf(facts, before)
      if (typeof sealed !== 'string') return sealed
      const password = unseal(keys, sealed)
      if (password === null) return refuse('unavailable', 'database.sealed')
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'database.try', object: source, values: values({ ...wantedBy(facts) }) }))
      const standard = facts.dataset === null ? undefined : seenBy(actor).standards.get(facts.dataset)
      return tryOut({ ...wantedBy(facts), password }, patience, standard)
    },

    async pull(actor, source, id, whole) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      const from = await sourceById(db, actor, source)
      const refused = from ? mayPull(from, today()) : refuse('not-found', 'source.not-found')
      if (refused) return refused
      const begun = await db.transaction().execute(async (tx) => {
        if (await isPulling(tx, actor, id)) return refuse('conflict', 'database.under-way', { name: link.name })
        return beginPull(tx, actor, clock(), link, { scheduleId: null, missed: 0, whole })
      })
      if (isRefusal(begun)) return begun
      wake()
      return showPull(actor, begun)
    },

    async pulls(actor, source, id, { page, size }) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      const { items, total } = await pageOfPulls(db, actor, id, { page, size })
      return { items: await showPulls(db, actor, items), total, page, size }
    },

    async cancel(actor, source, id, pullId) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      const pull = await pullById(db, actor, pullId)
      if (pull?.linkId !== id) return refuse('not-found', 'database.no-pull')
      const outcome = await db.transaction().execute(async (tx) => {
        const cancelled = await cancelJob(tx, actor, pull.jobId, clock())
        if (cancelled !== 'over') await record(tx, actor, clock(), { action: 'database.cancel', object: id, values: { name: link.name } })
        return cancelled
      })
      return outcome === 'over' ? refuse('conflict', 'database.over') : showPull(actor, pullId)
    },

    async leave(actor, source, id, pullId, reason) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      const left = await db.transaction().execute(async (tx): Promise<null | Refusal> => {
        if (await isPulling(tx, actor, id)) return refuse('conflict', 'database.under-way', { name: link.name })
        const pull = await pullById(tx, actor, pullId)
        if (pull?.linkId !== id) return refuse('not-found', 'database.no-pull')
        const batches = await batchesOfReading(tx, actor, pullId)
        if (!pull.leaving || pull.leftAt !== null || batches.length === 0) return refuse('conflict', 'database.nothing-leaves')
        if ((await lastWhole(tx, actor, id)) !== pullId) return refuse('conflict', 'database.newer-whole')
        await leave(tx, actor, clock(), { pullId, linkId: id, name: link.name }, batches, {
          leaving: pull.leaving,
          reason: maskText(reason),
        })
        return null
      })
      return left ?? showPull(actor, pullId)
    },

    async reread(actor, source, id, reason) {
      const link = await found(actor, source, id)
      if (isRefusal(link)) return link
      await db.transaction().execute(async (tx) => {
        await updateLink(tx, actor, { ...link, mark: null, markedAt: null, generation: link.generation + 1 })
        await record(tx, actor, clock(), { action: 'database.reread', object: id, values: { name: link.name, reason } })
      })
      return showOne(actor, source, id)
    },
  }
}
