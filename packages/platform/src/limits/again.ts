import { firstDifference } from '@xiezhi/engine/limit/calendar'
import { formatDay } from '@xiezhi/engine/limit/day'
import type { Message } from '@xiezhi/engine/message'
import { parameterValues } from '@xiezhi/engine/model/model'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { notByItself } from '../ledger/ground.ts'
import { withRolledBack } from '../ledger/rolled-back.ts'
import { explainModel } from '../local/explain.ts'
import { beginRun } from '../models/begin.ts'
import { readParameters } from '../models/read-parameters.ts'
import { lastBegun, type StoredRun } from '../models/store.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { CountedBy } from './counting.ts'

export interface RunAgain {
  readonly runs: readonly StoredRun[]
  /** Models concerned that cannot run again. */
  readonly skipped: readonly { readonly model: { readonly id: string; readonly title: string }; readonly reason: Message }[]
  readonly provisionalClues: number
}

/**
 * Begins once more, on its own snapshot, parameters and day, the last run of every model whose clues a changed calendar can
 * change: those that join the calendar, and either looked at days from the first changed one on or have a clue that reaches it.
 */
export async function runAgain(tx: Tx, actor: Actor, at: Date, before: Catalogue, after: CountedBy): Promise<RunAgain> {
  const first = firstDifference(before.calendar, after.catalogue.calendar)
  if (first === undefined) return { runs: [], skipped: [], provisionalClues: 0 }
  const from = formatDay(first)
  const reached = await modelsReaching(tx, actor, from)
  const unfit = await notByItself(tx, actor)
  const { models } = await withRolledBack(tx, actor, after.catalogue)
  const runs: StoredRun[] = []
  const skipped: RunAgain['skipped'][number][] = []
  for (const last of await lastBegun(tx, actor)) {
    const model = models.get(last.modelId)
    if (!reached.has(last.modelId) && (last.asOf < from || !model || !joinsCalendar(after.catalogue, model))) continue
    const reason = !model ? 'gone' : fits(model, last) ? undefined : 'parameters'
    const asleep = model && unfit(model)
    if (!model || reason) skipped.push({ model: { id: last.modelId, title: last.modelTitle }, reason: { code: `limits.model-${reason}` } })
    else if (asleep) skipped.push({ model: { id: last.modelId, title: last.modelTitle }, reason: asleep })
    else {
      const { asOf, snapshotId, parameters } = last
      runs.push(await beginRun(tx, actor, at, { model, asOf, snapshotId, parameters, lawState: after.seq, cause: { kind: 'calendar' } }))
    }
  }
  return { runs, skipped, provisionalClues: [...reached.values()].reduce((sum, n) => sum + n, 0) }
}

const joinsCalendar = (catalogue: Catalogue, model: CatalogueModel): boolean => /"calendar"/.test(explainModel(catalogue, model).sql)

const fits = (model: CatalogueModel, run: StoredRun): boolean =>
  parameterValues(model.checked, run.asOf, readParameters(run.parameters, model)).problems.length === 0

/** Models with a standing clue of which a calculation begins or ends on the day or later, with how many of these are provisional. */
async function modelsReaching(db: Queries, actor: Actor, from: string): Promise<ReadonlyMap<string, number>> {
  const reaching = (more: string) =>
    sql`jsonb_path_exists(body, ${`$.calculations[*] ? (${more}(@.date >= $from || @.steps[*].values.start >= $from))`}::jsonpath, jsonb_build_object('from', ${from}::text))`
  const { rows } = await sql<{ model_id: string; n: number }>`
    select model_id, count(*) filter (where ${reaching('@.provisional == true && ')}) as n
    from clue where ${scope(actor, 'clue')} and state <> 'vanished' and ${reaching('')} group by model_id`.execute(db)
  return new Map(rows.map(({ model_id, n }) => [model_id, n]))
}
