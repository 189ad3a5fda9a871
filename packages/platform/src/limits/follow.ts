import { buildCalendar, type Calendar, type YearTable } from '@xiezhi/engine/limit/calendar'
import { z } from 'zod'
import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../store/database.ts'
import { keepSetting, settingOf } from '../store/setting.ts'
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
      const kept = await settingOf(tx, actor, key, keptTables)
      if (kept && JSON.stringify(kept) === JSON.stringify(now)) return
      await keepSetting(tx, actor, key, now)
      if (!kept) return
      const state = stateOf(await overridesOf(tx, actor), await yearsOf(tx, actor))
      const tables = kept.map((table): YearTable => ({ ...table, source: '' }))
      const before = effectiveCatalogue({ ...own, calendar: buildCalendar(tables) }, state)
      const at = clock()
      const { runs } = await runAgain(tx, actor, at, before, { seq, catalogue: effectiveCatalogue(own, state) })
      await record(tx, actor, at, { action: 'calendar.follow', values: { runs: runs.length } })
    })
  }
}
