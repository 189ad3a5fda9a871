import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'

export interface StoredDraft {
  readonly id: string
  readonly title: string
  readonly files: ModelFiles
  readonly edition: number
  readonly ownerId: string
  readonly owner: string
  readonly shared: readonly string[]
  readonly madeFrom: string | null
  readonly published: string | null
  readonly createdAt: string
  readonly changedAt: string
  readonly changedBy: string
}

/** So many editions of a draft are kept; older ones are forgotten. */
export const mostEditions = 200

/** Those of one's own and those that colleagues shared: a draft is no business of anybody else. */
const visible = (actor: Actor) => sql<SqlBool>`(draft.owner_id = ${actor.id} or draft.shared @> ${JSON.stringify([actor.id])}::jsonb)`

const read = (db: Queries, actor: Actor) =>
  db
    .selectFrom('draft')
    .where(scope(actor, 'draft'))
    .where(visible(actor))
    .select([
      'id',
      'title',
      'files',
      'edition',
      'owner_id as ownerId',
      'owner',
      'shared',
      'made_from as madeFrom',
      'published',
      'created_at as createdAt',
      'changed_at as changedAt',
      'changed_by as changedBy',
    ])

export const draftById = (db: Queries, actor: Actor, id: string): Promise<StoredDraft | undefined> =>
  read(db, actor).where('id', '=', id).executeTakeFirst()

export const lockDraft = (tx: Tx, actor: Actor, id: string): Promise<StoredDraft | undefined> =>
  read(tx, actor).where('id', '=', id).forUpdate().executeTakeFirst()

export async function insertDraft(tx: Tx, actor: Actor, draft: StoredDraft): Promise<void> {
  await tx
    .insertInto('draft')
    .values({
      id: draft.id,
      organisation_id: actor.organisationId,
      title: draft.title,
      files: JSON.stringify(draft.files),
      edition: draft.edition,
      owner_id: draft.ownerId,
      owner: draft.owner,
      shared: JSON.stringify(draft.shared),
      made_from: draft.madeFrom,
      published: draft.published,
      created_at: draft.createdAt,
      changed_at: draft.changedAt,
      changed_by: draft.changedBy,
    })
    .execute()
  await keepEdition(tx, actor, draft, null)
}

export async function updateDraft(tx: Tx, actor: Actor, draft: StoredDraft): Promise<void> {
  await tx
    .updateTable('draft')
    .set({
      title: draft.title,
      files: JSON.stringify(draft.files),
      edition: draft.edition,
      shared: JSON.stringify(draft.shared),
      published: draft.published,
      changed_at: draft.changedAt,
      changed_by: draft.changedBy,
    })
    .where(scope(actor, 'draft'))
    .where('id', '=', draft.id)
    .execute()
}

/** What the draft is now, kept as what it was once; the oldest beyond the number kept are forgotten. */
export async function keepEdition(tx: Tx, actor: Actor, draft: StoredDraft, restoredFrom: number | null): Promise<void> {
  await tx
    .insertInto('draft_edition')
    .values({
      draft_id: draft.id,
      organisation_id: actor.organisationId,
      edition: draft.edition,
      files: JSON.stringify(draft.files),
      made_at: draft.changedAt,
      made_by: draft.changedBy,
      restored_from: restoredFrom,
    })
    .execute()
  await tx
    .deleteFrom('draft_edition')
    .where(scope(actor, 'draft_edition'))
    .where('draft_id', '=', draft.id)
    .where('edition', '<=', draft.edition - mostEditions)
    .execute()
}

export async function removeDraft(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.deleteFrom('draft_edition').where(scope(actor, 'draft_edition')).where('draft_id', '=', id).execute()
  await tx.deleteFrom('draft').where(scope(actor, 'draft')).where('id', '=', id).execute()
}

export async function pageOfEditions(db: Queries, actor: Actor, id: string, { page, size }: { page: number; size: number }) {
  const of = db.selectFrom('draft_edition').where(scope(actor, 'draft_edition')).where('draft_id', '=', id)
  const items = await of
    .select(['edition', 'made_at as madeAt', 'made_by as madeBy', 'restored_from as restoredFrom'])
    .orderBy('edition', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await of.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total, page, size }
}

export const editionOf = (db: Queries, actor: Actor, id: string, edition: number) =>
  db
    .selectFrom('draft_edition')
    .where(scope(actor, 'draft_edition'))
    .where('draft_id', '=', id)
    .where('edition', '=', edition)
    .select(['edition', 'files'])
    .executeTakeFirst()

const orders: Orders = { title: 'title', owner: 'owner', changedAt: 'changed_at', createdAt: 'created_at' }

export interface DraftQuery {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly whose?: 'mine' | 'shared' | undefined
}

export async function pageOfDrafts(
  db: Queries,
  actor: Actor,
  query: DraftQuery,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ drafts: StoredDraft[]; total: number }> {
  const like = likeOf(query.q)
  const whose = query.whose ?? null
  const wanted = sql<SqlBool>`concat_ws(' ', draft.title, draft.owner, draft.made_from, draft.published) ilike ${like}
    and (${whose}::text is null or (draft.owner_id = ${actor.id}) = (${whose}::text = 'mine'))`
  const drafts = await read(db, actor)
    .where(wanted)
    .orderBy(...orderAsked(query.sort, orders, '-changedAt'))
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await db
    .selectFrom('draft')
    .where(scope(actor, 'draft'))
    .where(visible(actor))
    .where(wanted)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { drafts, total }
}

/** People of the office who are not shut out, by what they are called. */
export const people = (db: Queries, actor: Actor) =>
  db
    .selectFrom('users')
    .where(scope(actor, 'users'))
    .where('disabled', '=', false)
    .select(['id', 'name', 'roles'])
    .orderBy('name')
    .execute()
