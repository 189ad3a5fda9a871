import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Queries } from '../store/database.ts'
import { readTried } from '../trials/tried-model.ts'
import { versionText } from './versions.ts'

/** The versions that an office has gone back to, by model; what it took forward again is none. */
export async function rolledBack(db: Queries, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('model_choice')
    .select(['model_id', 'value'])
    .where(scope(actor, 'model_choice'))
    .where('kind', '=', 'version')
    .distinctOn('model_id')
    .orderBy('model_id')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.flatMap(({ model_id, value }) => (value === null ? [] : [[model_id, value] as const])))
}

const made = new WeakMap<Catalogue, Map<string, Catalogue>>()

/**
 * The catalogue with those models in the versions that an office went back to, read from the texts that the ledger keeps. A text that
 * today's standards no longer read is left out: what an office turned away from must not run in its place.
 */
export async function withRolledBack(db: Queries, actor: Actor, catalogue: Catalogue): Promise<Catalogue> {
  const versions = await rolledBack(db, actor)
  const wanted = [...versions].filter(([id, version]) => {
    const model = catalogue.models.get(id)
    return model && model.checked.version !== version
  })
  if (wanted.length === 0) return catalogue
  const known = made.get(catalogue) ?? new Map<string, Catalogue>()
  made.set(catalogue, known)
  // Models of an office come and go in one catalogue (workshop): what they are now is part of what was made of it.
  const key = JSON.stringify([actor.organisationId, wanted, [...catalogue.models.values()].map(({ id, hash }) => `${id}@${hash}`)])
  const before = known.get(key)
  if (before) return before
  const models = new Map(catalogue.models)
  for (const [modelId, version] of wanted) {
    const text = await versionText(db, actor, modelId, version)
    const { model } = text ? readTried({ modelId, version, source: text.source, pieces: text.pieces }, catalogue) : {}
    if (model) models.set(modelId, { ...model, readme: catalogue.models.get(modelId)?.readme ?? '' })
    else models.delete(modelId)
  }
  const found = { ...catalogue, models }
  known.clear()
  known.set(key, found)
  return found
}
