import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries } from '../store/database.ts'
import type { ChainedEntry } from './chain.ts'

export interface StoredEntry extends ChainedEntry {
  readonly hash: string
}
export interface AuditFilter {
  readonly q?: string | undefined
  readonly action?: string | undefined
  readonly actor?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function filtered(db: Queries, actor: Actor, filter: AuditFilter) {
  let query = db.selectFrom('audit').where(scope(actor, 'audit'))
  if (filter.action) query = query.where('action', 'in', filter.action.split(','))
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  // Days are China's: an entry of half past midnight belongs to the new day.
  if (filter.from) query = query.where(sql<boolean>`at >= (${filter.from}::date)::timestamp at time zone 'Asia/Shanghai'`)
  if (filter.to) query = query.where(sql<boolean>`at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`)
  if (filter.q) {
    const like = likeOf(filter.q)
    query = query.where((e) => e.or([e('actor', 'ilike', like), e('detail', 'ilike', like), e('object', 'ilike', like)]))
  }
  return query
}

const entryOrders: Orders = { at: 'seq', actor: 'actor', action: 'action' }

export async function pageOfEntries(
  db: Queries,
  actor: Actor,
  filter: AuditFilter,
  page: { page: number; size: number; sort?: string | undefined },
): Promise<{ entries: StoredEntry[]; total: number }> {
  const entries = await filtered(db, actor, filter)
    .selectAll()
    .orderBy(...orderAsked(page.sort, entryOrders, '-at'))
    .orderBy('seq', 'desc')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  const { total } = await filtered(db, actor, filter)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { entries, total }
}

/** A stretch of the whole chain, of all organisations: a chain can't be verified in pieces. */
export const stretch = (db: Queries, after: number, upTo: number, size: number): Promise<StoredEntry[]> =>
  db.selectFrom('audit').selectAll().where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq').limit(size).execute()

/** The last entry's number and hash; `locked`: nobody else adds an entry before this transaction ends. */
export const chainHead = (db: Queries, locked = false): Promise<{ seq: number; hash: string }> =>
  db
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
