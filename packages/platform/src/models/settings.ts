import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { RunSettings } from '../contract/run-settings.ts'
import type { Counting } from '../limits/counting.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries, Tx } from '../store/database.ts'

/** What an office says of its runs, and of single models. */

type Office = RunSettings['usual']
type Own = Pick<RunSettings['models'][number], 'arrival' | 'mostClues' | 'mostTimes' | 'minutes'>

/** For an office that has said nothing. A county has a few people to look at clues: five thousand new ones are no day's work. */
export const usual: Office = { arrival: false, quietMinutes: 2, mostClues: 5000, mostTimes: 10, minutes: 60 }

/** The row of the whole office. */
const office = ''

interface Stored extends Own {
  readonly modelId: string
  readonly quietMinutes: number | null
  readonly by: string
  readonly at: string
}

async function storedSettings(db: Queries, actor: Actor): Promise<readonly Stored[]> {
  const rows = await db.selectFrom('run_setting').selectAll().where(scope(actor, 'run_setting')).orderBy('model_id').execute()
  return rows.map((row) => ({
    modelId: row.model_id,
    arrival: row.arrival,
    quietMinutes: row.quiet_minutes,
    mostClues: row.most_clues,
    mostTimes: row.most_times,
    minutes: row.minutes,
    by: row.by_name,
    at: row.at,
  }))
}

export interface EffectiveSettings {
  readonly office: Office
  /** A patrol runs when data arrive, unless it was told not to: that is what it is for. */
  of(modelId: string, patrol?: boolean): Office
}

const officeOf = (stored: Stored | undefined): Office => ({
  arrival: stored?.arrival ?? usual.arrival,
  quietMinutes: stored?.quietMinutes ?? usual.quietMinutes,
  mostClues: stored?.mostClues ?? usual.mostClues,
  mostTimes: stored?.mostTimes ?? usual.mostTimes,
  minutes: stored?.minutes ?? usual.minutes,
})

export async function settingsOf(db: Queries, actor: Actor): Promise<EffectiveSettings> {
  const stored = new Map((await storedSettings(db, actor)).map((one) => [one.modelId, one]))
  const all = officeOf(stored.get(office))
  return {
    office: all,
    of(modelId, patrol = false) {
      const own = stored.get(modelId)
      return {
        arrival: own?.arrival ?? (patrol || all.arrival),
        quietMinutes: all.quietMinutes,
        mostClues: own?.mostClues ?? all.mostClues,
        mostTimes: own?.mostTimes ?? all.mostTimes,
        minutes: own?.minutes ?? all.minutes,
      }
    },
  }
}

async function keep(tx: Tx, actor: Actor, modelId: string, at: Date, value: Own & { readonly quietMinutes: number | null }): Promise<void> {
  const columns = {
    arrival: value.arrival,
    quiet_minutes: value.quietMinutes,
    most_clues: value.mostClues,
    most_times: value.mostTimes,
    minutes: value.minutes,
    by_name: actor.name,
    at: at.toISOString(),
  }
  await tx
    .insertInto('run_setting')
    .values({ organisation_id: actor.organisationId, model_id: modelId, ...columns })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'model_id']).doUpdateSet(columns))
    .execute()
}

export interface Settings {
  get(actor: Actor): Promise<RunSettings>
  change(actor: Actor, value: Office): Promise<RunSettings>
  changeModel(actor: Actor, id: string, value: Own): Promise<RunSettings | Refusal>
}

export interface SettingsParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  /** Gigabytes that the engine may use. */
  readonly memory: number
}

export function openSettings({ db, clock, counting, memory }: SettingsParts): Settings {
  const { models } = counting.catalogue
  const get = async (actor: Actor): Promise<RunSettings> => {
    const stored = await storedSettings(db, actor)
    const own = stored.find(({ modelId }) => modelId === office)
    return {
      office: { ...officeOf(own), by: own?.by ?? null, at: own?.at ?? null },
      usual,
      models: stored.flatMap(({ modelId, quietMinutes: _, ...one }) => {
        const model = models.get(modelId)
        return model ? [{ id: modelId, title: model.checked.title, ...one }] : []
      }),
      memory,
    }
  }
  return {
    get,
    async change(actor, value) {
      const at = clock()
      await db.transaction().execute(async (tx) => {
        await keep(tx, actor, office, at, value)
        await record(tx, actor, at, { action: 'run.settings', values: { ...value } })
      })
      return get(actor)
    },
    async changeModel(actor, id, value) {
      const model = models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      const at = clock()
      await db.transaction().execute(async (tx) => {
        if (Object.values(value).every((one) => one === null))
          await tx.deleteFrom('run_setting').where(scope(actor, 'run_setting')).where('model_id', '=', id).execute()
        else await keep(tx, actor, id, at, { ...value, quietMinutes: null })
        await record(tx, actor, at, { action: 'run.model-settings', object: id, values: { model: model.checked.title, ...value } })
      })
      return get(actor)
    },
  }
}
