import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import { keepSetting, settingOf } from '../store/setting.ts'

const key = 'reveals-a-day'

/** No source gives a figure: it is ours, and an office sets its own. A procurator at work on one clue needs a few. */
const usual = 20

const kept = z.number().int().min(0)

export const revealsPerDay = async (db: Queries, actor: Actor): Promise<number> => (await settingOf(db, actor, key, kept)) ?? usual

export const keepRevealsPerDay = (tx: Tx, actor: Actor, value: number): Promise<void> => keepSetting(tx, actor, key, value)

/** How many the person has seen on the day, by the log, which nobody can shorten. */
export async function revealsOn(db: Queries, actor: Actor, day: string): Promise<number> {
  const { n } = await db
    .selectFrom('audit')
    .where(scope(actor, 'audit'))
    .where('at', '>=', `${day}T00:00:00+08:00`)
    .where('action', '=', 'person.reveal')
    .where('actor_id', '=', actor.id)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
