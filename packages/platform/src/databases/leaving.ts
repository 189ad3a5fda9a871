import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { Lake } from '../data/lake.ts'
import { currentSnapshot } from '../data/snapshots.ts'
import type { Queries, Tx } from '../store/database.ts'
import { quoteText, type Warehouse } from '../warehouse/warehouse.ts'

/**
 * Rows deleted at the source. A reading of the whole table or query says what there is; what earlier readings of the same database brought and
 * this one does not hold any more leaves the view: their batches give their place to the new one. Nothing is deleted, and what other sources
 * brought stays.
 */
export interface WholeReading {
  readonly pullId: string
  readonly linkId: string
  readonly name: string
  readonly share: number
}

/** The newest whole reading that brought this file; of whatever import of it: the first, or one with its columns said anew. */
export async function wholeReadingOf(
  db: Queries,
  actor: Actor,
  file: { readonly sha256: string; readonly sourceId: string | null },
): Promise<WholeReading | undefined> {
  return db
    .selectFrom('database_pull')
    .innerJoin('database_link', 'database_link.id', 'database_pull.link_id')
    .innerJoin('import_file', 'import_file.id', 'database_pull.import_id')
    .where(scope(actor, 'database_pull'))
    .where('database_pull.whole', '=', true)
    .where('database_pull.left_at', 'is', null)
    .whereRef('database_pull.generation', '=', 'database_link.generation')
    .where('import_file.sha256', '=', file.sha256)
    .where('database_link.source_id', '=', file.sourceId ?? '')
    .orderBy('database_pull.seq', 'desc')
    .select(['database_pull.id as pullId', 'database_link.id as linkId', 'database_link.name', 'database_link.leave_share as share'])
    .limit(1)
    .executeTakeFirst()
}

/** Batches that readings of a database brought, of whatever import of their files. */
const broughtBy = (linkId: string) => sql<SqlBool>`exists (select 1 from import_file as own
  join import_file as brought on brought.sha256 = own.sha256 and brought.source_id = own.source_id
  join database_pull as pull on pull.import_id = brought.id
  where own.id = batch.import_id and pull.link_id = ${linkId})`

export interface Leaving {
  /** Rows, each by its key, that readings of the database have brought so far. */
  readonly held: number
  /** Those of them that are neither in the new file nor come from elsewhere. */
  readonly leaving: number
  /** Rows that are there and could not be taken in: what they were before would count as gone. */
  readonly notTaken: number
}

/** How many rows would leave if the new files of a dataset took the place of what its database brought before. */
export async function leavingOf(
  db: Queries,
  actor: Actor,
  { warehouse, lake }: { readonly warehouse: Warehouse; readonly lake: Lake },
  { linkId }: WholeReading,
  {
    fresh,
    notTaken,
    instead,
  }: {
    readonly fresh: readonly { readonly dataset: string; readonly path: string }[]
    readonly notTaken: number
    /** Batches that give way to the new ones anyhow: of the same file, before its columns were said anew. */
    readonly instead: readonly string[]
  },
): Promise<Leaving> {
  const { batches } = await currentSnapshot(db, actor)
  const visible = batches
    .filter(({ id, dataset }) => fresh.some((one) => one.dataset === dataset) && !instead.includes(id))
    .map(({ id }) => id)
  if (visible.length === 0) return { held: 0, leaving: 0, notTaken }
  const files = await db
    .selectFrom('batch_file')
    .innerJoin('batch', 'batch.id', 'batch_file.batch_id')
    .whereRef('batch_file.dataset', '=', 'batch.dataset')
    .where(scope(actor, 'batch'))
    .where('batch.id', 'in', visible)
    .select(['batch_file.path', 'batch.dataset', broughtBy(linkId).as('own')])
    .execute()
  const sum = { held: 0, leaving: 0, notTaken }
  const session = await warehouse.session()
  try {
    for (const { dataset, path } of fresh) {
      const keys = (paths: readonly string[]): string =>
        `SELECT _key FROM read_parquet([${paths.map(quoteText).join(', ')}], union_by_name = true)`
      const of = (own: boolean): string[] =>
        files.filter((file) => file.dataset === dataset && file.own === own).map((file) => lake.absolute(file.path))
      if (of(true).length === 0) continue
      const others = of(false)
      const stay = [keys([path]), ...(others.length > 0 ? [keys(others)] : [])].join(' UNION ALL ')
      const [row] = await session.rows(
        `WITH held AS (SELECT DISTINCT _key FROM (${keys(of(true))})), gone AS (SELECT _key FROM held ANTI JOIN (${stay}) USING (_key))
         SELECT (SELECT count(*) FROM held) AS held, (SELECT count(*) FROM gone) AS leaving`,
      )
      sum.held += Number(row?.held)
      sum.leaving += Number(row?.leaving)
    }
    return sum
  } finally {
    session.close()
  }
}

/** More than the share that may leave by itself waits for a person; so does all where a row that could not be read may be one of them. */
export const waits = ({ held, leaving, notTaken }: Leaving, share: number): boolean => notTaken > 0 || leaving * 100 > held * share

export async function keepLeaving(tx: Tx, actor: Actor, pullId: string, { held, leaving, notTaken }: Leaving): Promise<void> {
  await tx
    .updateTable('database_pull')
    .set({ held, leaving, not_taken: notTaken })
    .where(scope(actor, 'database_pull'))
    .where('id', '=', pullId)
    .execute()
}

/** What the database brought before these batches gives them its place, from now on. */
export async function leave(
  tx: Tx,
  actor: Actor,
  at: Date,
  { pullId, linkId, name }: Pick<WholeReading, 'pullId' | 'linkId' | 'name'>,
  batches: readonly { readonly id: string; readonly dataset: string; readonly seq: number }[],
  { leaving, reason }: { readonly leaving: number; readonly reason: string },
): Promise<void> {
  for (const { id, dataset, seq } of batches)
    await tx
      .updateTable('batch')
      .set({ replaced_by: id, replaced_at: at.toISOString() })
      .where(scope(actor, 'batch'))
      .where('dataset', '=', dataset)
      .where('seq', '<', seq)
      .where('replaced_by', 'is', null)
      .where(broughtBy(linkId))
      .execute()
  await tx
    .updateTable('database_pull')
    .set({ left_at: at.toISOString(), left_by: actor.name })
    .where(scope(actor, 'database_pull'))
    .where('id', '=', pullId)
    .execute()
  await record(tx, actor, at, { action: 'database.leave', object: linkId, values: { name, leaving, reason } })
}

/** The batches of a whole reading that are still in sight. */
export const batchesOfReading = (db: Queries, actor: Actor, pullId: string) =>
  db
    .selectFrom('batch')
    .innerJoin('import_file as own', 'own.id', 'batch.import_id')
    .innerJoin('import_file as brought', (join) =>
      join.onRef('brought.sha256', '=', 'own.sha256').onRef('brought.source_id', '=', 'own.source_id'),
    )
    .innerJoin('database_pull', 'database_pull.import_id', 'brought.id')
    .where(scope(actor, 'batch'))
    .where('database_pull.id', '=', pullId)
    .where('batch.replaced_by', 'is', null)
    .where(sql<SqlBool>`not exists (select 1 from batch_withdrawal as w where w.batch_id = batch.id and w.restored_at is null)`)
    .orderBy('batch.seq')
    .select(['batch.id', 'batch.dataset', 'batch.seq'])
    .execute()
