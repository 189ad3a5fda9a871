import type { Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { TriedModel } from './tried-model.ts'

/** A candidate that runs beside the live version of its model at each live run, until it is ended. */
export interface StoredShadow extends TriedModel {
  readonly id: string
  readonly parameters: Readonly<Record<string, string>>
  readonly reason: string
  readonly startedBy: string
  readonly startedAt: string
  readonly ended: { readonly by: string; readonly at: string; readonly reason: string } | null
}

const toShadow = (row: Selectable<Tables['shadow']>): StoredShadow => ({
  id: row.id,
  modelId: row.model_id,
  origin: row.origin,
  version: row.version,
  hash: row.hash,
  source: row.source,
  pieces: row.pieces,
  parameters: row.parameters,
  reason: row.reason,
  startedBy: row.started_by,
  startedAt: row.started_at,
  ended: row.ended_by !== null && row.ended_at !== null ? { by: row.ended_by, at: row.ended_at, reason: row.end_reason ?? '' } : null,
})

/** False: another candidate runs beside the model already. */
export async function insertShadow(tx: Tx, actor: Actor, shadow: StoredShadow): Promise<boolean> {
  const row = await tx
    .insertInto('shadow')
    .values({
      id: shadow.id,
      organisation_id: actor.organisationId,
      model_id: shadow.modelId,
      origin: shadow.origin,
      version: shadow.version,
      hash: shadow.hash,
      source: shadow.source,
      pieces: JSON.stringify(shadow.pieces),
      parameters: JSON.stringify(shadow.parameters),
      reason: shadow.reason,
      started_by: shadow.startedBy,
      started_at: shadow.startedAt,
      ended_by: null,
      ended_at: null,
      end_reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function shadowsOf(db: Queries, actor: Actor, modelId: string): Promise<readonly StoredShadow[]> {
  const rows = await db
    .selectFrom('shadow')
    .selectAll()
    .where(scope(actor, 'shadow'))
    .where('model_id', '=', modelId)
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(toShadow)
}

export async function activeShadow(db: Queries, actor: Actor, modelId: string): Promise<StoredShadow | undefined> {
  return (await shadowsOf(db, actor, modelId)).find(({ ended }) => ended === null)
}

/** False when nothing runs beside the model. */
export async function endShadow(
  tx: Tx,
  actor: Actor,
  modelId: string,
  ended: { readonly by: string; readonly at: string; readonly reason: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('shadow')
    .set({ ended_by: ended.by, ended_at: ended.at, end_reason: ended.reason })
    .where(scope(actor, 'shadow'))
    .where('model_id', '=', modelId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
