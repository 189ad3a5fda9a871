import type { Message } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import { platformActor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { Matters } from '../matters/service.ts'
import type { Db, Queries } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { modelProcedure } from './standing.ts'

/** A version as it was when it was first seen. */
export interface StoredVersion {
  readonly modelId: string
  readonly version: string
  readonly hash: string
  readonly title: string
  readonly firstSeenAt: string
}

export async function storedVersions(db: Queries, actor: Actor, modelId?: string): Promise<readonly StoredVersion[]> {
  let query = db
    .selectFrom('model_version')
    .select(['model_id', 'version', 'hash', 'title', 'first_seen_at'])
    .where(scope(actor, 'model_version'))
  if (modelId !== undefined) query = query.where('model_id', '=', modelId)
  const rows = await query.orderBy('first_seen_at').orderBy('model_id').orderBy('version').execute()
  return rows.map((row) => ({
    modelId: row.model_id,
    version: row.version,
    hash: row.hash,
    title: row.title,
    firstSeenAt: row.first_seen_at,
  }))
}

export async function versionText(db: Queries, actor: Actor, modelId: string, version: string) {
  const row = await db
    .selectFrom('model_version')
    .select(['hash', 'source', 'pieces', 'first_seen_at'])
    .where(scope(actor, 'model_version'))
    .where('model_id', '=', modelId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && { hash: row.hash, source: row.source, pieces: row.pieces, firstSeenAt: row.first_seen_at }
}

/** Is its text another one than was first seen under its number? Then it must not run: its number stands for that first text. */
export const isChanged = (model: CatalogueModel, versions: readonly StoredVersion[]): boolean =>
  versions.some(({ modelId, version, hash }) => modelId === model.id && version === model.checked.version && hash !== model.hash)

/**
 * On start: texts of versions never seen before are kept, each model gets its place on the ledger, and a text that changed without a
 * new number is told. Its clues would be laid to a version that never said so.
 */
export async function followVersions(db: Db, clock: () => Date, seenBy: SeenBy, matters: Matters): Promise<readonly Message[]> {
  const told = new Map<string, Message>()
  for (const { id } of await db.selectFrom('organisation').select('id').execute()) {
    const actor = platformActor(id)
    await db.transaction().execute(async (tx) => {
      const known = await storedVersions(tx, actor)
      const at = clock()
      const models = [...seenBy(actor).models.values()]
      const fresh = models.filter((model) => !known.some((one) => one.modelId === model.id && one.version === model.checked.version))
      for (const model of fresh)
        await tx
          .insertInto('model_version')
          .values({
            organisation_id: id,
            model_id: model.id,
            version: model.checked.version,
            hash: model.hash,
            title: model.checked.title,
            source: model.source,
            pieces: JSON.stringify(model.pieces.map((piece) => ({ id: piece.id, source: piece.text }))),
            first_seen_at: at.toISOString(),
          })
          .execute()
      await matters.open(
        tx,
        actor,
        modelProcedure,
        models.map((model) => model.id),
      )
      if (fresh.length > 0) await record(tx, actor, at, { action: 'model.seen', values: { count: fresh.length } })
      for (const model of models)
        if (isChanged(model, known))
          told.set(model.id, { code: 'ledger.changed', values: { title: model.checked.title, version: model.checked.version } })
    })
  }
  return [...told.values()]
}
