import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'

export interface StoredUpload {
  readonly id: string
  readonly organisationId: string
  readonly userId: string
  readonly name: string
  readonly folder: string
  readonly bytes: number
  readonly modifiedAt: string
  readonly sourceId: string | null
  readonly dataset: string | null
  readonly again: boolean
  readonly startedBy: string
  readonly startedAt: string
  readonly touchedAt: string
  readonly importId: string | null
}

const read = (db: Queries) =>
  db
    .selectFrom('upload')
    .select([
      'id',
      'organisation_id as organisationId',
      'user_id as userId',
      'name',
      'folder',
      'bytes',
      'modified_at as modifiedAt',
      'source_id as sourceId',
      'dataset',
      'again',
      'started_by as startedBy',
      'started_at as startedAt',
      'touched_at as touchedAt',
      'import_id as importId',
    ])

/** A person's own, and nobody else's: what is unfinished belongs to whoever sends it. */
const own = (db: Queries, actor: Actor) => read(db).where(scope(actor, 'upload')).where('user_id', '=', actor.id)

export async function insertUpload(tx: Tx, one: StoredUpload): Promise<void> {
  await tx
    .insertInto('upload')
    .values({
      id: one.id,
      organisation_id: one.organisationId,
      user_id: one.userId,
      name: one.name,
      folder: one.folder,
      bytes: one.bytes,
      modified_at: one.modifiedAt,
      source_id: one.sourceId,
      dataset: one.dataset,
      again: one.again,
      started_by: one.startedBy,
      started_at: one.startedAt,
      touched_at: one.touchedAt,
      import_id: null,
    })
    .execute()
}

export const uploadById = (db: Queries, actor: Actor, id: string): Promise<StoredUpload | undefined> =>
  own(db, actor).where('id', '=', id).executeTakeFirst()

/** The unfinished upload of the same file. */
export const sameUpload = (
  db: Queries,
  actor: Actor,
  file: Pick<StoredUpload, 'name' | 'folder' | 'bytes' | 'modifiedAt' | 'sourceId' | 'dataset'>,
): Promise<StoredUpload | undefined> =>
  own(db, actor)
    .where('import_id', 'is', null)
    .where('name', '=', file.name)
    .where('folder', '=', file.folder)
    .where('bytes', '=', file.bytes)
    .where('modified_at', '=', file.modifiedAt)
    .where('source_id', 'is not distinct from', file.sourceId)
    .where('dataset', 'is not distinct from', file.dataset)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()

export async function unfinishedOf(db: Queries, actor: Actor): Promise<StoredUpload[]> {
  return own(db, actor).where('import_id', 'is', null).orderBy('touched_at', 'desc').orderBy('id').execute()
}

export async function touchUpload(db: Queries, id: string, at: string): Promise<void> {
  await db.updateTable('upload').set({ touched_at: at }).where('id', '=', id).execute()
}

export async function settleUpload(tx: Tx, id: string, importId: string): Promise<void> {
  await tx.updateTable('upload').set({ import_id: importId }).where('id', '=', id).execute()
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('upload').where('id', '=', id).execute()
}

/** Of every office: the platform's own hand looks after what people left. */
export const untouchedSince = (db: Queries, moment: string): Promise<StoredUpload[]> => read(db).where('touched_at', '<', moment).execute()

export async function unfinishedIds(db: Queries): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('upload').select('id').where('import_id', 'is', null).execute()
  return new Set(rows.map(({ id }) => id))
}
