import { buildCalendar, type Calendar, type YearTable } from '@xiezhi/engine/limit/calendar'
import { z } from 'zod'
import { platformActor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../store/database.ts'
import { runAgain } from './again.ts'
import type { Counting } from './counting.ts'
import { effectiveCatalogue } from './effective.ts'
import { overridesOf, stateOf, takeSeq, yearsOf } from './state.ts'

const key = 'catalogue-calendar'
const keptTables = z.array(
  z.object({ year: z.number().int(), holidays: z.array(z.string()), workdays: z.array(z.string()), complete: z.boolean() }),
)
const told = (calendar: Calendar): z.infer<typeof keptTables> =>
  [...calendar.tables.values()]
    .sort((a, b) => a.year - b.year)
    .map(({ year, holidays, workdays, complete }) => ({
      year,
      holidays: [...holidays],
      workdays: [...workdays],
      complete: complete !== false,
    }))

/**
 * A new version of the catalogue may bring a year's table as a person may: what rested on the year is then computed again too. The
 * tables of the last start are kept to tell; on the first start there is nothing to compare with.
 */
export async function followCatalogue(db: Db, clock: () => Date, counting: Counting): Promise<void> {
  const own = counting.catalogue
  const now = told(own.calendar)
  for (const { id } of await db.selectFrom('organisation').select('id').execute()) {
    const actor = platformActor(id)
    await db.transaction().execute(async (tx) => {
      const seq = (await takeSeq(tx, actor)) - 1
      const row = await tx.selectFrom('setting').select('value').where(scope(actor, 'setting')).where('key', '=', key).executeTakeFirst()
      const kept = keptTables.safeParse(row?.value)
      if (kept.success && JSON.stringify(kept.data) === JSON.stringify(now)) return
      await tx
        .insertInto('setting')
        .values({ organisation_id: id, key, value: JSON.stringify(now) })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doUpdateSet({ value: JSON.stringify(now) }))
        .execute()
      if (!kept.success) return
      const state = stateOf(await overridesOf(tx, actor), await yearsOf(tx, actor))
      const tables = kept.data.map((table): YearTable => ({ ...table, source: '' }))
      const before = effectiveCatalogue({ ...own, calendar: buildCalendar(tables) }, state)
      const at = clock()
      const { runs } = await runAgain(tx, actor, at, before, { seq, catalogue: effectiveCatalogue(own, state) })
      await record(tx, actor, at, { action: 'calendar.follow', values: { runs: runs.length } })
    })
  }
}
