import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'

/** What a new version touches, as it was when the version came. */
export const touchedShape = z.object({
  models: z.array(z.object({ id: z.string(), title: z.string(), articles: z.array(z.string()) })),
  limits: z.array(z.object({ id: z.string(), title: z.string(), article: z.string() })),
  openClues: z.number(),
})
export type Touched = z.infer<typeof touchedShape>

export interface StoredReview {
  readonly id: string
  readonly loadId: string
  readonly law: string
  readonly versionId: string
  readonly previousId: string | null
  readonly raisedAt: string
  readonly touched: Touched
  readonly reviewed: { readonly by: string; readonly at: string; readonly note: string } | null
}

export async function insertReview(tx: Tx, actor: Actor, one: Omit<StoredReview, 'reviewed'>): Promise<void> {
  await tx
    .insertInto('law_review')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      load_id: one.loadId,
      law: one.law,
      version_id: one.versionId,
      previous_id: one.previousId,
      raised_at: one.raisedAt,
      touched: JSON.stringify(one.touched),
      reviewed_by: null,
      reviewed_at: null,
      note: null,
    })
    .execute()
}

interface ReviewRow {
  id: string
  load_id: string
  law: string
  version_id: string
  previous_id: string | null
  raised_at: string
  touched: unknown
  reviewed_by: string | null
  reviewed_at: string | null
  note: string | null
}
const toReview = (row: ReviewRow): StoredReview => ({
  id: row.id,
  loadId: row.load_id,
  law: row.law,
  versionId: row.version_id,
  previousId: row.previous_id,
  raisedAt: row.raised_at,
  touched: touchedShape.parse(row.touched),
  reviewed:
    row.reviewed_at !== null && row.reviewed_by !== null ? { by: row.reviewed_by, at: row.reviewed_at, note: row.note ?? '' } : null,
})

export async function reviewById(db: Queries, actor: Actor, id: string): Promise<StoredReview | undefined> {
  const row = await db.selectFrom('law_review').selectAll().where(scope(actor, 'law_review')).where('id', '=', id).executeTakeFirst()
  return row && toReview(row)
}

const reviewOrders: Orders = { open: sql`reviewed_at is not null`, law: 'law', raisedAt: 'raised_at', reviewedAt: 'reviewed_at' }

export async function pageOfReviews(
  db: Queries,
  actor: Actor,
  query: {
    readonly page: number
    readonly size: number
    readonly q?: string | undefined
    readonly sort?: string | undefined
    readonly open?: 'true' | 'false' | undefined
  },
): Promise<{ reviews: StoredReview[]; total: number }> {
  let base = db.selectFrom('law_review').where(scope(actor, 'law_review'))
  base = base.where('law', 'ilike', likeOf(query.q))
  if (query.open) base = base.where('reviewed_at', query.open === 'true' ? 'is' : 'is not', null)
  const rows = await base
    .selectAll()
    .orderBy(...orderAsked(query.sort, reviewOrders, 'open'))
    .orderBy('seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { reviews: rows.map(toReview), total }
}

/** False when somebody has closed it meanwhile. */
export async function closeStoredReview(
  tx: Tx,
  actor: Actor,
  id: string,
  reviewed: { readonly by: string; readonly at: string; readonly note: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('law_review')
    .set({ reviewed_by: reviewed.by, reviewed_at: reviewed.at, note: reviewed.note })
    .where(scope(actor, 'law_review'))
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
