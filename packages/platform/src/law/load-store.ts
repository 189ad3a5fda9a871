import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'

const message = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})

/** What a load brought, as it is kept: messages by their codes, said in the language of whoever asks. */
export const loadReport = z.object({
  counts: z.object({
    files: z.number(),
    instruments: z.number(),
    versions: z.number(),
    articles: z.number(),
    newVersions: z.number(),
    usedVersions: z.number(),
  }),
  refused: z.array(z.object({ file: z.string(), reason: message })),
  aside: z.array(z.object({ law: z.string(), versionDate: z.string().nullable(), reason: message })),
  reviews: z.number(),
})
export type LoadReport = z.infer<typeof loadReport>

/** A newer text of an instrument that is about to come, and what it does to the articles. */
export const foreseenLaw = z.object({
  law: z.string(),
  version: z.string(),
  previous: z.string().nullable(),
  /** Article by article; null: there is no earlier text to compare it with, and any may have changed. */
  articles: z
    .array(z.object({ article: z.number(), sub: z.number(), change: z.enum(['changed', 'added', 'removed', 'renumbered']) }))
    .nullable(),
})
export type ForeseenLaw = z.infer<typeof foreseenLaw>

export interface StoredLoad {
  readonly id: string
  readonly jobId: string
  readonly label: string
  readonly files: number
  readonly bytes: number
  readonly sha256: string
  readonly loadedBy: string
  readonly startedAt: string
  readonly report: LoadReport | null
  /** Asked to tell what it would change before it is published; waiting for a word; put away. */
  readonly held: 'asked' | 'waiting' | 'discarded' | null
  readonly foreseen: readonly ForeseenLaw[] | null
}

interface LoadRow {
  id: string
  job_id: string
  label: string
  files: number
  bytes: number
  sha256: string
  loaded_by: string
  started_at: string
  report: unknown
  held: StoredLoad['held']
  foreseen: unknown
}
const toLoad = (row: LoadRow): StoredLoad => ({
  id: row.id,
  jobId: row.job_id,
  label: row.label,
  files: row.files,
  bytes: row.bytes,
  sha256: row.sha256,
  loadedBy: row.loaded_by,
  startedAt: row.started_at,
  report: row.report === null ? null : loadReport.parse(row.report),
  held: row.held,
  foreseen: row.foreseen === null ? null : z.array(foreseenLaw).parse(row.foreseen),
})

export async function insertLoad(tx: Tx, actor: Actor, one: Omit<StoredLoad, 'report' | 'foreseen'>): Promise<void> {
  await tx
    .insertInto('law_load')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      job_id: one.jobId,
      label: one.label,
      files: one.files,
      bytes: one.bytes,
      sha256: one.sha256,
      loaded_by: one.loadedBy,
      started_at: one.startedAt,
      report: null,
      held: one.held,
      foreseen: null,
    })
    .execute()
}

export async function loadById(db: Queries, actor: Actor, id: string): Promise<StoredLoad | undefined> {
  const row = await db.selectFrom('law_load').selectAll().where(scope(actor, 'law_load')).where('id', '=', id).executeTakeFirst()
  return row && toLoad(row)
}

const loadOrders: Orders = { label: 'label', by: 'loaded_by', at: 'seq' }

export async function pageOfLoads(
  db: Queries,
  actor: Actor,
  query: { readonly page: number; readonly size: number; readonly q?: string | undefined; readonly sort?: string | undefined },
): Promise<{ loads: StoredLoad[]; total: number }> {
  const like = likeOf(query.q)
  const base = db.selectFrom('law_load').where(scope(actor, 'law_load')).where('label', 'ilike', like)
  const rows = await base
    .selectAll()
    .orderBy(...orderAsked(query.sort, loadOrders, '-at'))
    .orderBy('seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { loads: rows.map(toLoad), total }
}

export async function reportLoad(tx: Tx, actor: Actor, id: string, report: LoadReport): Promise<void> {
  await tx
    .updateTable('law_load')
    .set({ report: JSON.stringify(report) })
    .where(scope(actor, 'law_load'))
    .where('id', '=', id)
    .execute()
}

/** Nothing is published before somebody says so. */
export async function holdLoad(tx: Tx, actor: Actor, id: string, foreseen: readonly ForeseenLaw[]): Promise<void> {
  await tx
    .updateTable('law_load')
    .set({ held: 'waiting', foreseen: JSON.stringify(foreseen) })
    .where(scope(actor, 'law_load'))
    .where('id', '=', id)
    .execute()
}

/** The word on a load that waits: another job publishes it, or it is put away. False: it does not wait. */
export async function settleLoad(tx: Tx, actor: Actor, id: string, settled: { readonly jobId: string } | 'discarded'): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('law_load')
    .set(settled === 'discarded' ? { held: settled } : { held: null, job_id: settled.jobId })
    .where(scope(actor, 'law_load'))
    .where('id', '=', id)
    .where('held', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The batches of earlier loads are seen by earlier runs alone from now on. */
export async function replaceBatches(tx: Tx, actor: Actor, batchId: string): Promise<void> {
  await tx
    .updateTable('batch')
    .set({ replaced_by: batchId })
    .where(scope(actor, 'batch'))
    .where('law_load_id', 'is not', null)
    .where('replaced_by', 'is', null)
    .where('id', '!=', batchId)
    .execute()
}

/** Whether an earlier load's batch is still seen. */
export async function hasLawBatch(db: Queries, actor: Actor): Promise<boolean> {
  const { n } = await db
    .selectFrom('batch')
    .where(scope(actor, 'batch'))
    .where('law_load_id', 'is not', null)
    .where('replaced_by', 'is', null)
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return n > 0
}
