import type { Thresholds } from '@xiezhi/engine/ledger/review'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { thresholds } from '../contract/ledger.ts'
import type { Queries, Tx } from '../store/database.ts'

const key = 'ledger-thresholds'

/** No source gives figures for these: they are ours, and an office sets its own. */
export const usualThresholds: Thresholds = { leastJudged: 10, weakBelow: 30, declineBy: 30, weakQuarters: 2 }

export async function thresholdsOf(db: Queries, actor: Actor): Promise<Thresholds> {
  const row = await db.selectFrom('setting').select('value').where(scope(actor, 'setting')).where('key', '=', key).executeTakeFirst()
  const kept = thresholds.safeParse(row?.value)
  return kept.success ? kept.data : usualThresholds
}

export async function keepThresholds(tx: Tx, actor: Actor, value: Thresholds): Promise<void> {
  const text = JSON.stringify(value)
  await tx
    .insertInto('setting')
    .values({ organisation_id: actor.organisationId, key, value: text })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doUpdateSet({ value: text }))
    .execute()
}
