import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from './database.ts'

/** What an organisation keeps under a name; undefined where it keeps nothing, or something of another shape. */
export async function settingOf<T>(db: Queries, actor: Actor, key: string, shape: z.ZodType<T>): Promise<T | undefined> {
  const row = await db.selectFrom('setting').select('value').where(scope(actor, 'setting')).where('key', '=', key).executeTakeFirst()
  const kept = shape.safeParse(row?.value)
  return kept.success ? kept.data : undefined
}

export async function keepSetting(tx: Tx, actor: Actor, key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await tx
    .insertInto('setting')
    .values({ organisation_id: actor.organisationId, key, value: text })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doUpdateSet({ value: text }))
    .execute()
}
