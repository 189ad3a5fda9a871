import { stateOf } from '@xiezhi/engine/matter/procedure'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { platformActor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { startTrials, Trial, TrialClue, TrialClueDetail, trialGround } from '../contract/trials.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile, TableFormat } from '../export/table-file.ts'
import { cancelJob, jobViews } from '../jobs/store.ts'
import { storedVersions } from '../ledger/versions.ts'
import type { GroundParts } from '../models/prepare.ts'
import { showParameters } from '../models/show.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, newId, type Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { type AskedModel, type AskedTrial, askTrial, findTried } from './ask.ts'
import { beginTrial, termOf } from './begin.ts'
import { pageOfTrialClues, type TrialClueFilter, trialClue, truthOf } from './clue-store.ts'
import { trialClueTable, trialTable } from './export.ts'
import { showTrial, showTrialClue, showTrialClueDetail } from './show.ts'
import { deleteTrials, pageOfTrials, type StoredTrial, type TrialFilter, type TrialQuery, trialById, trialsOver } from './store.ts'

type Asked = z.output<typeof startTrials.body>
type Started = z.input<typeof startTrials.response>
type Ground = z.input<typeof trialGround.response>
type Page<T> = { items: T[]; total: number; page: number; size: number }
type CluePage = { readonly page: number; readonly size: number; readonly sort?: string | undefined }

export interface Trials {
  start(actor: Actor, asked: Asked): Promise<Started | Refusal>
  ground(actor: Actor, asked: AskedModel): Promise<Ground | Refusal>
  list(actor: Actor, query: TrialQuery): Promise<Page<Trial>>
  export(actor: Actor, query: TrialFilter & { readonly sort?: string | undefined }, format: TableFormat): Promise<TableFile>
  get(actor: Actor, id: string): Promise<Trial | Refusal>
  cancel(actor: Actor, id: string): Promise<Trial | Refusal>
  remove(actor: Actor, id: string): Promise<{ removed: boolean } | Refusal>
  clues(actor: Actor, id: string, query: TrialClueFilter & CluePage): Promise<Page<TrialClue> | Refusal>
  exportClues(
    actor: Actor,
    id: string,
    query: TrialClueFilter & { readonly sort?: string | undefined },
    format: TableFormat,
  ): Promise<TableFile | Refusal>
  clue(actor: Actor, id: string, clueId: string): Promise<TrialClueDetail | Refusal>
  /** Removes trials whose term is over; looked for again and again. */
  forget(): Promise<void>
}

export interface TrialParts extends GroundParts {
  readonly clock: () => Date
  readonly today: () => string
  readonly wake: () => void
}

const mostExported = 100_000

/** What the state of a clue’s matter is called. */
export const handlingLabels =
  ({ matters }: Pick<GroundParts, 'matters'>) =>
  (state: string): string => {
    const procedure = matters.procedures.get('clue-assessment')
    return (procedure && stateOf(procedure, state)?.label) ?? state
  }

/** Trials with their work and what people have judged of them. */
export async function showTrials(
  db: Queries,
  actor: Actor,
  { counting }: Pick<GroundParts, 'counting'>,
  trials: readonly StoredTrial[],
  whole = false,
): Promise<Trial[]> {
  const jobs = await jobViews(
    db,
    actor,
    trials.map(({ jobId }) => jobId),
  )
  const truths = await truthOf(db, actor, trials)
  return trials.map((trial) =>
    showTrial(counting.catalogue, trial, { job: jobs.get(trial.jobId), truth: truths.get(trial.id), actor, whole }),
  )
}

export function openTrials(parts: TrialParts): Trials {
  const { db, clock, counting, today, wake } = parts
  const handling = handlingLabels(parts)
  const missing = () => refuse('not-found', 'trial.not-found')

  const one = (actor: Actor, id: string): Promise<Trial | Refusal> =>
    atOnce(db, async (tx) => {
      const trial = await trialById(tx, actor, id)
      return (trial && (await showTrials(tx, actor, parts, [trial], true))[0]) ?? missing()
    })

  return {
    async start(actor, { model: wanted, days, asOf, parameters, note, keepDays }) {
      const late = days.find((day) => day > today())
      if (late !== undefined) return refuse('invalid', 'trial.future', { day: late })
      const counted = await counting.now(db, actor)
      const tried = await findTried(db, actor, counted.catalogue, wanted)
      if (isRefusal(tried)) return tried
      const views = days.length === 0 ? [null] : [...new Set(days)].sort()
      const ready: AskedTrial[] = []
      const skipped: { day: string; reason: string }[] = []
      for (const viewDay of views) {
        const asked = await askTrial(parts, actor, counted.catalogue, tried, { viewDay, asOf: asOf ?? viewDay ?? today(), parameters })
        if (!isRefusal(asked)) ready.push(asked)
        else if (viewDay === null || views.length === 1) return asked
        else skipped.push({ day: viewDay, reason: tell(asked.message, actor.locale) })
      }
      if (ready.length === 0) return refuse('invalid', 'trial.no-days', { reason: skipped[0]?.reason ?? '' })
      const at = clock()
      const seriesId = views.length > 1 ? newId('series') : null
      const begun = await db.transaction().execute(async (tx) => {
        const trials: StoredTrial[] = []
        for (const each of ready)
          trials.push(
            await beginTrial(tx, actor, at, tried, each, {
              kind: seriesId === null ? 'hand' : 'series',
              lawState: counted.seq,
              keepUntil: termOf(today(), keepDays),
              note,
              seriesId,
              // A series is long work that nobody waits for.
              priority: seriesId === null ? 'normal' : 'low',
            }),
          )
        const { title, version } = tried.model.checked
        await record(tx, actor, at, {
          action: 'trial.start',
          object: seriesId ?? trials[0]?.id ?? '',
          values: { model: title, version, count: trials.length },
        })
        return trials
      })
      wake()
      return { seriesId, items: await showTrials(db, actor, parts, begun), skipped }
    },

    async ground(actor, asked) {
      const { catalogue } = await counting.now(db, actor)
      const tried = await findTried(db, actor, catalogue, asked)
      if (isRefusal(tried)) return tried
      const isDraft = 'files' in asked
      const id = tried.text.modelId
      const live = catalogue.models.get(id)?.checked.version
      const kept = isDraft ? [] : await storedVersions(db, actor, id)
      const versions = kept.map((stored) => ({
        version: stored.version,
        firstSeenAt: stored.firstSeenAt,
        live: stored.version === live,
      }))
      const { rows } = await sql<{ day: string }>`
        select distinct (published_at at time zone 'Asia/Shanghai')::date::text as day from batch where ${scope(actor, 'batch')} order by 1`.execute(
        db,
      )
      return {
        id,
        title: tried.model.checked.title,
        version: tried.model.checked.version,
        versions:
          live !== undefined && !isDraft && !kept.some((one) => one.version === live)
            ? [...versions, { version: live, firstSeenAt: null, live: true }]
            : versions,
        parameters: showParameters(tried.model.checked),
        days: rows.map(({ day }) => day),
        today: today(),
      }
    },

    list: (actor, query) =>
      atOnce(db, async (tx) => {
        const { trials, total } = await pageOfTrials(tx, actor, query)
        return { items: await showTrials(tx, actor, parts, trials), total, page: query.page, size: query.size }
      }),

    async export(actor, query, format) {
      const { trials } = await pageOfTrials(db, actor, { ...query, page: 1, size: mostExported })
      const event = { action: 'trial.export', values: { model: '', format }, count: trials.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...trialTable(await showTrials(db, actor, parts, trials), actor.locale), mark }
    },

    get: one,

    async cancel(actor, id) {
      const trial = await trialById(db, actor, id)
      if (!trial) return missing()
      const outcome = await db.transaction().execute(async (tx) => {
        const cancelled = await cancelJob(tx, actor, trial.jobId, clock())
        if (cancelled !== 'over')
          await record(tx, actor, clock(), { action: 'trial.cancel', object: id, values: { model: trial.modelTitle } })
        return cancelled
      })
      return outcome === 'over' ? refuse('conflict', 'trial.over') : one(actor, id)
    },

    remove: (actor, id) =>
      db.transaction().execute(async (tx) => {
        const trial = await trialById(tx, actor, id)
        if (!trial) return missing()
        const { state } = (await jobViews(tx, actor, [trial.jobId])).get(trial.jobId) ?? { state: 'failed' }
        if (state === 'queued' || state === 'running') return refuse('conflict', 'trial.under-way')
        await deleteTrials(tx, actor, [id])
        await record(tx, actor, clock(), { action: 'trial.delete', object: id, values: { model: trial.modelTitle } })
        return { removed: true }
      }),

    clues: (actor, id, query) =>
      db.transaction().execute(async (tx) => {
        const trial = await trialById(tx, actor, id)
        if (!trial) return missing()
        // Findings are clues in all but name: whoever sees them is in the log.
        await record(tx, actor, clock(), {
          action: 'trial.read',
          object: id,
          values: { model: trial.modelTitle, page: query.page, q: maskText(query.q ?? '') },
        })
        const { clues, total } = await pageOfTrialClues(tx, actor, id, query, query)
        return { items: clues.map((row) => showTrialClue(row, handling)), total, page: query.page, size: query.size }
      }),

    async exportClues(actor, id, query, format) {
      const trial = await trialById(db, actor, id)
      if (!trial) return missing()
      const { clues } = await pageOfTrialClues(db, actor, id, query, { page: 1, size: mostExported, sort: query.sort })
      const event = {
        action: 'trial.export',
        object: id,
        values: { model: trial.modelTitle, format },
        count: clues.length,
        asked: query,
      } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      const shown = clues.map((row) => showTrialClue(row, handling))
      return { ...trialClueTable(shown, actor.locale), mark }
    },

    clue: (actor, id, clueId) =>
      db.transaction().execute(async (tx) => {
        const trial = await trialById(tx, actor, id)
        const row = trial && (await trialClue(tx, actor, id, clueId))
        if (!trial || !row) return refuse('not-found', 'trial.no-clue')
        await record(tx, actor, clock(), { action: 'trial.clue', object: id, values: { model: trial.modelTitle, title: row.title } })
        return showTrialClueDetail(counting.catalogue, row, handling, actor)
      }),

    async forget() {
      for (const { id } of await db.selectFrom('organisation').select('id').execute()) {
        const actor = platformActor(id)
        const over = await trialsOver(db, actor, today())
        if (over.length === 0) continue
        await db.transaction().execute(async (tx) => {
          await deleteTrials(tx, actor, over)
          await record(tx, actor, clock(), { action: 'trial.forget', values: { count: over.length } })
        })
      }
    },
  }
}
