import type { Actor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import type { DifferenceRow, TrialDifference } from '../../contract/trials.ts'
import { recordExport } from '../../export/mark.ts'
import type { TableFile, TableFormat } from '../../export/table-file.ts'
import { showJob } from '../../jobs/show.ts'
import { jobViews } from '../../jobs/store.ts'
import { titleOf } from '../../models/explain/explain.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import { atOnce, type Queries } from '../../store/database.ts'
import type { StoredMessage } from '../../store/tables.ts'
import { tell } from '../../texts.ts'
import { type ComparedClue, comparedClues } from '../clue-store.ts'
import { differenceTable } from '../export.ts'
import { handlingLabels, showTrials, type TrialParts } from '../service.ts'
import { showTrialClue } from '../show.ts'
import { type StoredTrial, trialById } from '../store.ts'
import { readTried } from '../tried-model.ts'
import { beginDifference } from './begin.ts'
import { type ComparedField, comparedFields, fieldText } from './compare.ts'
import {
  causesOf,
  type DifferenceFilter,
  type DifferenceRowStored,
  deleteDifference,
  differenceById,
  differenceOf,
  differencesWith,
  pageOfDifference,
  type StoredDifference,
  subjectsOf,
} from './store.ts'

type Page<T> = { items: T[]; total: number; page: number; size: number }
type Query = DifferenceFilter & { readonly page: number; readonly size: number; readonly sort?: string | undefined }

export interface Differences {
  start(actor: Actor, asked: { readonly before: string; readonly after: string }): Promise<TrialDifference | Refusal>
  of(actor: Actor, trialId: string): Promise<{ items: TrialDifference[] } | Refusal>
  get(actor: Actor, id: string): Promise<TrialDifference | Refusal>
  rows(actor: Actor, id: string, query: Query): Promise<Page<DifferenceRow> | Refusal>
  export(actor: Actor, id: string, query: Omit<Query, 'page' | 'size'>, format: TableFormat): Promise<TableFile | Refusal>
}

const mostExported = 100_000

export function openDifferences(parts: TrialParts): Differences {
  const { db, clock, counting, wake } = parts
  const handling = handlingLabels(parts)
  const missing = () => refuse('not-found', 'trial.no-difference')

  const sidesOf = async (queries: Queries, actor: Actor, one: StoredDifference) => {
    const [before, after] = [await trialById(queries, actor, one.beforeId), await trialById(queries, actor, one.afterId)]
    return before && after ? { before, after } : undefined
  }

  /** Steps are called by their titles; the model of the side that lost the clues knows them. */
  const causeLabel = (cause: string, place: string, trial: StoredTrial, actor: Actor): string => {
    const { model } = cause === 'step' || cause === 'exclusion' ? readTried(trial, counting.catalogue) : {}
    const exclusion = model?.checked.exclusions.find(({ id }) => id === place)
    const named = exclusion ? `${place} ${exclusion.title}` : model ? titleOf(model, place) : place
    return tell({ code: `trial.cause.${cause}`, values: { place: named } }, actor.locale)
  }

  const show = async (queries: Queries, actor: Actor, one: StoredDifference): Promise<TrialDifference | Refusal> => {
    const sides = await sidesOf(queries, actor, one)
    if (!sides) return missing()
    const [before, after] = await showTrials(queries, actor, parts, [sides.before, sides.after])
    if (!before || !after) return missing()
    const job = (await jobViews(queries, actor, [one.jobId])).get(one.jobId)
    const { state, progress, error, endedAt } = showJob(job, actor.locale)
    const causes = one.counts ? await causesOf(queries, actor, one) : []
    return {
      id: one.id,
      before,
      after,
      state,
      progress,
      error,
      startedBy: one.startedBy,
      startedAt: one.startedAt,
      endedAt,
      counts: one.counts,
      causes: causes.map(({ kind, cause, place, count, founded, unfounded }) => ({
        kind: kind === 'new' || kind === 'gone' ? kind : ('changed' as const),
        cause: place === '' ? cause : `${cause}:${place}`,
        label: causeLabel(cause, place, kind === 'new' ? sides.before : sides.after, actor),
        count,
        founded,
        unfounded,
      })),
      subjects: one.counts ? await subjectsOf(queries, actor, one) : [],
    }
  }

  const rowsOf = async (queries: Queries, actor: Actor, one: StoredDifference, stored: readonly DifferenceRowStored[]) => {
    const ids = stored.map(({ clue_id }) => clue_id)
    const [before, after] = [await comparedClues(queries, actor, one.beforeId, ids), await comparedClues(queries, actor, one.afterId, ids)]
    const sides = await sidesOf(queries, actor, one)
    return stored.map((row): DifferenceRow => {
      const [mine, theirs] = [before.get(row.clue_id), after.get(row.clue_id)]
      const shown = (clue: ComparedClue | undefined) => (clue ? showTrialClue({ ...clue, ...live(row) }, handling) : null)
      const loser = row.kind === 'new' ? sides?.before : sides?.after
      return {
        id: row.clue_id,
        kind: row.kind,
        before: shown(mine),
        after: shown(theirs),
        fields:
          mine && theirs
            ? row.fields.filter(isField).map((name) => ({
                name,
                label: tell({ code: `trial.field.${name}` }, actor.locale),
                before: wordOf(name, fieldText(mine, name), actor),
                after: wordOf(name, fieldText(theirs, name), actor),
              }))
            : [],
        reason: sentencesOf(row.reason, actor),
        cause: loser ? causeLabel(row.cause, row.place, loser, actor) : row.cause,
      }
    })
  }

  return {
    async start(actor, { before, after }) {
      if (before === after) return refuse('invalid', 'trial.same')
      const [mine, theirs] = [await trialById(db, actor, before), await trialById(db, actor, after)]
      if (!mine || !theirs) return refuse('not-found', 'trial.not-found')
      if (mine.modelId !== theirs.modelId) return refuse('invalid', 'trial.other-model')
      const jobs = await jobViews(db, actor, [mine.jobId, theirs.jobId])
      const badly = [mine, theirs].find(({ jobId }) => ['failed', 'cancelled'].includes(jobs.get(jobId)?.state ?? 'failed'))
      if (badly) return refuse('conflict', 'trial.ended-badly', { model: badly.modelTitle, version: badly.version })
      const known = await differenceOf(db, actor, before, after)
      const state = known && (await jobViews(db, actor, [known.jobId])).get(known.jobId)?.state
      if (known && state !== 'failed' && state !== 'cancelled') return show(db, actor, known)
      const begun = await db.transaction().execute(async (tx) => {
        if (known) await deleteDifference(tx, actor, known.id)
        const one = await beginDifference(tx, actor, clock(), { before, after })
        const values = { model: theirs.modelTitle, before: sayTrial(mine), after: sayTrial(theirs) }
        await record(tx, actor, clock(), { action: 'trial.compare', object: one.id, values })
        return one
      })
      wake()
      return show(db, actor, begun)
    },

    of: (actor, trialId) =>
      atOnce(db, async (tx) => {
        const items: TrialDifference[] = []
        for (const one of await differencesWith(tx, actor, [trialId])) {
          const shown = await show(tx, actor, one)
          if (!isRefusal(shown)) items.push(shown)
        }
        return { items }
      }),

    get: (actor, id) =>
      atOnce(db, async (tx) => {
        const one = await differenceById(tx, actor, id)
        return one ? show(tx, actor, one) : missing()
      }),

    rows: (actor, id, query) =>
      db.transaction().execute(async (tx) => {
        const one = await differenceById(tx, actor, id)
        const sides = one && (await sidesOf(tx, actor, one))
        if (!one || !sides) return missing()
        await record(tx, actor, clock(), { action: 'trial.read', object: id, values: { model: sides.after.modelTitle, page: query.page } })
        const { rows, total } = await pageOfDifference(tx, actor, one, query, query)
        return { items: await rowsOf(tx, actor, one, rows), total, page: query.page, size: query.size }
      }),

    export: (actor, id, query, format) =>
      db.transaction().execute(async (tx) => {
        const one = await differenceById(tx, actor, id)
        const sides = one && (await sidesOf(tx, actor, one))
        if (!one || !sides) return missing()
        const { rows } = await pageOfDifference(tx, actor, one, query, { page: 1, size: mostExported, sort: query.sort })
        const values = { model: sides.after.modelTitle, format }
        const mark = await recordExport(tx, actor, clock(), {
          action: 'trial.export',
          object: id,
          values,
          count: rows.length,
          asked: query,
        })
        return { ...differenceTable(await rowsOf(tx, actor, one, rows), actor.locale), mark }
      }),
  }
}

const sayTrial = ({ version, viewDay, asOf }: StoredTrial): string => `${version}（${viewDay ?? asOf}）`

const live = ({ live_id, live_no, handling, live_state }: DifferenceRowStored) => ({ live_id, live_no, handling, live_state })

const wordOf = (field: ComparedField, text: string, actor: Actor): string =>
  field === 'severity' ? tell({ code: `clue.severity.${text}` }, actor.locale) : text

const isField = (name: string): name is ComparedField => comparedFields.some((one) => one === name)

const isMessage = (value: unknown): value is StoredMessage => typeof value === 'object' && value !== null && 'code' in value
const sentencesOf = (reason: unknown, actor: Actor): string[] =>
  Array.isArray(reason) ? reason.filter(isMessage).map(({ code, values }) => tell({ code, values: values ?? {} }, actor.locale)) : []
