import { givesAlerts } from '@xiezhi/engine/model/model'
import { sql } from 'kysely'
import { type Actor, platformActor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { keepSnapshot, keptSnapshot, type Snapshot } from '../data/snapshots.ts'
import { isRefusal } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { beginRun } from './begin.ts'
import { askRun, type GroundParts, groundOf, runsUnasked } from './prepare.ts'
import { settingsOf } from './settings.ts'
import { lastAsked } from './store.ts'

export interface ArrivalParts extends GroundParts {
  readonly clock: () => Date
  readonly today: () => string
  readonly wake: () => void
  /** Patrols begin by themselves unless the office says otherwise. */
  readonly patrols: boolean
}

/**
 * Begins runs of models whose inputs are no longer those of their last run, once data have stopped coming: ten files that arrive
 * together are one difference, and give one run each model. Nothing is remembered but the runs themselves, so that neither a
 * killed server nor a withdrawn batch is overlooked.
 */
export function openArrival(parts: ArrivalParts): () => Promise<void> {
  const { db, clock, counting, today, wake, patrols } = parts
  /** What was settled at the last look, so that an unchanged office costs two small questions. */
  const settled = new Map<string, string>()

  async function look(actor: Actor): Promise<void> {
    const settings = await settingsOf(db, actor)
    const wanted = [...counting.catalogue.models.values()].filter(
      ({ id, checked }) => settings.of(id, patrols && givesAlerts(checked)).arrival,
    )
    if (wanted.length === 0) return
    const { last, arriving } = await arrivals(db, actor)
    if (arriving || last === null || clock().getTime() - Date.parse(last) < settings.office.quietMinutes * 60_000) return
    const ground = await groundOf(parts, actor)
    const state = JSON.stringify([ground.snapshot.id, wanted.map(({ id }) => id)])
    if (settled.get(actor.organisationId) === state) return
    const asked = await lastAsked(db, actor)
    const due: CatalogueModel[] = []
    const seen = new Map<string, Snapshot | undefined>()
    for (const { id } of wanted) {
      const model = ground.counted.catalogue.models.get(id)
      if (!model || !runsUnasked(ground, model)) continue
      const before = asked.get(id)?.snapshotId
      if (before !== undefined && !seen.has(before)) seen.set(before, await keptSnapshot(db, actor, before))
      const then = before === undefined ? undefined : seen.get(before)
      if (!then || inputBatches(counting.catalogue, model, then) !== inputBatches(counting.catalogue, model, ground.snapshot))
        due.push(model)
    }
    const at = clock()
    await db.transaction().execute(async (tx) => {
      if (due.length === 0) return
      await keepSnapshot(tx, actor, ground.snapshot, at.toISOString())
      let begun = 0
      for (const model of due) {
        const one = askRun(ground, model, { asOf: today() }, actor)
        if (isRefusal(one)) continue
        await beginRun(tx, actor, at, { ...one, cause: { kind: 'arrival' }, priority: 'low' })
        begun += 1
      }
      await record(tx, actor, at, { action: 'run.arrival', values: { begun } })
    })
    settled.set(actor.organisationId, state)
    if (due.length > 0) wake()
  }

  return async () => {
    for (const { id } of await db.selectFrom('organisation').select('id').execute())
      await look({ ...platformActor(id), name: tell({ code: 'run.arrival' }) })
  }
}

/** When something was last published, and whether more is on its way. */
async function arrivals(db: Db, actor: Actor): Promise<{ readonly last: string | null; readonly arriving: boolean }> {
  const row = await db
    .selectFrom('batch')
    .select((e) => e.fn.max('published_at').as('last'))
    .where(scope(actor, 'batch'))
    .executeTakeFirst()
  const job = await db
    .selectFrom('job')
    .select('id')
    .where(scope(actor, 'job'))
    .where('kind', 'not in', ['run', 'trial', 'trial-difference'])
    .where(sql<boolean>`state in ('queued', 'running')`)
    .executeTakeFirst()
  return { last: row?.last ?? null, arriving: job !== undefined }
}

/** The batches that a model reads, as one text to compare. A child dataset comes with its parent. */
function inputBatches(catalogue: Catalogue, model: CatalogueModel, snapshot: Snapshot): string {
  const parents = new Map(
    Array.from(catalogue.standards.values(), ({ id, children }) => children.map((child) => [child.id, id] as const)).flat(),
  )
  const read = new Set(model.checked.inputs.map(({ dataset }) => parents.get(dataset) ?? dataset))
  return snapshot.batches
    .filter(({ dataset }) => read.has(dataset))
    .map(({ id }) => id)
    .join(' ')
}
