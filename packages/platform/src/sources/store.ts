import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { SourceFacts } from '../contract/sources.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'

export interface StoredSource extends SourceFacts {
  readonly id: string
  readonly kind: string
  readonly stopped: boolean
  readonly createdBy: string
  readonly createdAt: string
}

/** What has come from a source so far; withdrawn and replaced batches count too, since they came. */
export interface Arrived {
  readonly files: number
  readonly rows: number
  readonly refused: number
  readonly datasets: readonly string[]
  readonly lastArrivedAt: string | null
}

const columnsOf = (one: StoredSource) => ({
  name: one.name,
  agency_code: one.agencyCode,
  contact: one.contact,
  legal_basis: one.legalBasis,
  purpose: one.purpose,
  used_from: one.usedFrom,
  used_until: one.usedUntil,
  keep_raw_days: one.keepRawDays,
  stopped: one.stopped,
})

export async function insertSource(tx: Tx, actor: Actor, one: StoredSource): Promise<void> {
  await tx
    .insertInto('source')
    .values({
      ...columnsOf(one),
      id: one.id,
      organisation_id: actor.organisationId,
      kind: one.kind,
      created_by: one.createdBy,
      created_at: one.createdAt,
    })
    .execute()
}

export async function updateSource(tx: Tx, actor: Actor, one: StoredSource): Promise<void> {
  await tx.updateTable('source').set(columnsOf(one)).where(scope(actor, 'source')).where('id', '=', one.id).execute()
}

const read = (db: Queries, actor: Actor) =>
  db
    .selectFrom('source')
    .where(scope(actor, 'source'))
    .select([
      'id',
      'name',
      'agency_code as agencyCode',
      'kind',
      'contact',
      'legal_basis as legalBasis',
      'purpose',
      'used_from as usedFrom',
      'used_until as usedUntil',
      'keep_raw_days as keepRawDays',
      'stopped',
      'created_by as createdBy',
      'created_at as createdAt',
    ])

export const sourceById = (db: Queries, actor: Actor, id: string): Promise<StoredSource | undefined> =>
  read(db, actor).where('id', '=', id).executeTakeFirst()

export const sourceByName = (db: Queries, actor: Actor, name: string): Promise<StoredSource | undefined> =>
  read(db, actor).where('name', '=', name).executeTakeFirst()

const orders: Orders = { name: 'name', usedUntil: 'used_until', createdAt: 'seq' }

export interface SourceQuery {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly stopped?: 'yes' | 'no' | undefined
}

export async function pageOfSources(
  db: Queries,
  actor: Actor,
  query: SourceQuery,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ sources: StoredSource[]; total: number }> {
  const like = likeOf(query.q)
  const wanted = sql<SqlBool>`concat_ws(' ', name, agency_code, contact, legal_basis, purpose) ilike ${like}
    and (${query.stopped ?? null}::text is null or stopped = (${query.stopped ?? null}::text = 'yes'))`
  const sources = await read(db, actor)
    .where(wanted)
    .orderBy(...orderAsked(query.sort, orders, '-createdAt'))
    .orderBy('seq')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await db
    .selectFrom('source')
    .where(scope(actor, 'source'))
    .where(wanted)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { sources, total }
}

/** What sources are called; for lists of files and batches. */
export async function sourceNames(
  db: Queries,
  actor: Actor,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('source').where(scope(actor, 'source')).where('id', 'in', wanted).select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function arrivedFrom(db: Queries, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Arrived>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('batch')
    .where(scope(actor, 'batch'))
    .where('source_id', 'in', ids)
    .groupBy('source_id')
    .select([
      'source_id',
      sql<number>`count(distinct import_id)`.as('files'),
      sql<number>`sum(rows)::bigint`.as('rows'),
      sql<number>`sum(refused)::bigint`.as('refused'),
      sql<string[]>`jsonb_agg(distinct dataset)`.as('datasets'),
      sql<string | null>`max(published_at)`.as('last'),
    ])
    .execute()
  return new Map(
    rows.flatMap(({ source_id, last, ...one }) =>
      source_id === null
        ? []
        : [
            [
              source_id,
              {
                files: Number(one.files),
                rows: Number(one.rows),
                refused: Number(one.refused),
                datasets: one.datasets,
                lastArrivedAt: last,
              },
            ],
          ],
    ),
  )
}
