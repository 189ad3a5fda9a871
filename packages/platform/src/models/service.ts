import { type Available, givesAlerts, lacksOf } from '@xiezhi/engine/model/model'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { estimateRun, ModelDetail, ModelSummary, Run } from '../contract/models.ts'
import { currentSnapshot, keepSnapshot } from '../data/snapshots.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile, TableFormat } from '../export/table-file.ts'
import { cancelJob, type JobView, jobViews, moveJob, type Priority } from '../jobs/store.ts'
import type { Counting } from '../limits/counting.ts'
import { type Counted, counted, type Narrowing, narrowed, pageOf } from '../lists/drawn-list.ts'
import type { Matters } from '../matters/service.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import { availableOf } from './available.ts'
import { beginRun } from './begin.ts'
import { estimate, secondsARow, waitingBefore } from './estimate.ts'
import { runTable } from './export.ts'
import { type Decision, decideHeld } from './held.ts'
import { inputRowsOf } from './input-rows.ts'
import { readBy } from './mount.ts'
import { withOwnWork } from './own-work.ts'
import { askRun, groundOf } from './prepare.ts'
import { type ShelfFacet, shelfList, shelfTable } from './shelf-list.ts'
import { sayNeed, showNodes, showParameters, showRules, showSql } from './show.ts'
import { showRun } from './show-run.ts'
import { clueCounts, lastRuns, pageOfRuns, type RunQuery, runById, type StoredRun } from './store.ts'

type Page<T> = { items: T[]; total: number; page: number; size: number }
type Shelf = Narrowing<ShelfFacet> & { readonly patrol?: 'true' | 'false' | undefined }
type ListOf = Shelf & { readonly page: number; readonly size: number }

export interface Models {
  list(actor: Actor, query: ListOf): Promise<Page<ModelSummary> & { facets: Record<string, Counted[]> }>
  exportList(actor: Actor, query: Shelf, format: TableFormat): Promise<TableFile>
  get(actor: Actor, id: string): Promise<ModelDetail | Refusal>
  start(
    actor: Actor,
    id: string,
    asked: { asOf?: string | undefined; parameters?: Readonly<Record<string, string>> | undefined },
  ): Promise<Run | Refusal>
  estimate(actor: Actor, id: string): Promise<z.input<typeof estimateRun.response> | Refusal>
  runs(actor: Actor, query: RunQuery): Promise<Page<Run>>
  export(actor: Actor, query: RunQuery, format: TableFormat): Promise<TableFile>
  move(actor: Actor, id: string, priority: Priority): Promise<Run | Refusal>
  decide(actor: Actor, id: string, decision: Decision): Promise<Run | Refusal>
  run(actor: Actor, id: string): Promise<Run | Refusal>
  cancel(actor: Actor, id: string): Promise<Run | Refusal>
}

/** A file of more rows than this is no list to look through. */
const mostExported = 10_000

export interface ModelParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly matters: Matters
  readonly today: () => string
  /** The office's own division, which some exclusions ask for. */
  readonly divisionOf: (actor: Actor) => Promise<string>
  readonly wake: () => void
}

export function openModels({ db, clock, counting, matters, today, divisionOf, wake }: ModelParts): Models {
  const { catalogue } = counting
  const showOne = async (queries: Queries, actor: Actor, run: StoredRun): Promise<Run> =>
    showRun(catalogue, run, (await jobViews(queries, actor, [run.jobId])).get(run.jobId), actor)

  const availableTo = async (actor: Actor): Promise<Available> =>
    withOwnWork(availableOf(catalogue, (await currentSnapshot(db, actor)).batches))

  const summarise = (
    model: CatalogueModel,
    actor: Actor,
    now: { available: Available; last: StoredRun | undefined; job: JobView | undefined; clues: number },
  ): ModelSummary => {
    const { checked } = model
    return {
      id: model.id,
      title: checked.title,
      version: checked.version,
      question: checked.question,
      function: checked.function.join('、'),
      rules: checked.rules.length,
      runnableRules: checked.rules.filter((rule) => lacksOf(rule.needs, now.available).length === 0).length,
      clues: now.clues,
      lastRun:
        now.last && now.job?.endedAt ? { id: now.last.id, asOf: now.last.asOf, endedAt: now.job.endedAt, state: now.job.state } : null,
      lacks: checked.inputs
        .filter(({ dataset }) => catalogue.standards.has(dataset) && !now.available.has(dataset))
        .map(({ dataset }) => sayNeed(catalogue, dataset, actor.locale)),
      patrol: givesAlerts(checked),
    }
  }

  const standing = async (actor: Actor) => {
    const available = await availableTo(actor)
    return atOnce(db, async (tx) => {
      const [last, clues] = [await lastRuns(tx, actor), await clueCounts(tx, actor)]
      const ids = [...last.values()].map(({ jobId }) => jobId)
      return { available, last, clues, jobs: await jobViews(tx, actor, ids) }
    })
  }

  /** The whole shelf, with what stands here of each model. */
  const drawn = async (actor: Actor, { patrol }: Shelf) => {
    const { models } = (await counting.now(db, actor)).catalogue
    const { available, last, clues, jobs } = await standing(actor)
    const shelf = [...models.values()].filter(({ checked }) => givesAlerts(checked) === (patrol === 'true'))
    const all = shelf.map((model) => {
      const run = last.get(model.id)
      return summarise(model, actor, { available, last: run, job: jobs.get(run?.jobId ?? ''), clues: clues.get(model.id) ?? 0 })
    })
    return { all, list: shelfList((id) => models.get(id)?.checked.function ?? [], actor.locale) }
  }

  const runsOf = (actor: Actor, query: RunQuery): Promise<Page<Run>> =>
    atOnce(db, async (tx) => {
      const { runs, total } = await pageOfRuns(tx, actor, query)
      const ids = runs.map(({ jobId }) => jobId)
      const jobs = await jobViews(tx, actor, ids)
      const items = runs.map((run) => withoutExamples(showRun(catalogue, run, jobs.get(run.jobId), actor)))
      return { items, total, page: query.page, size: query.size }
    })

  return {
    async list(actor, query) {
      const { list, all } = await drawn(actor, query)
      return { ...pageOf(narrowed(list, all, query), query), facets: counted(list, all, query) }
    },

    async exportList(actor, query, format) {
      const { list, all } = await drawn(actor, query)
      const found = narrowed(list, all, query)
      const event = { action: 'model.export', values: { format }, count: found.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...shelfTable(found, actor.locale), mark }
    },

    async get(actor, id) {
      const model = (await counting.now(db, actor)).catalogue.models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      const { available, last, clues, jobs } = await standing(actor)
      const run = last.get(id)
      return {
        ...summarise(model, actor, { available, last: run, job: jobs.get(run?.jobId ?? ''), clues: clues.get(id) ?? 0 }),
        basis: [...model.checked.basis],
        parameters: showParameters(model.checked),
        nodes: showNodes(catalogue, model.checked, available, actor.locale),
        ruleList: showRules(catalogue, model.checked, available, actor.locale),
        sql: showSql(catalogue, model, available),
        source: model.source,
        readme: model.readme,
        lastCounts: run ? countsByNode(run, model) : {},
      }
    },

    async start(actor, id, asked) {
      const day = asked.asOf ?? today()
      if (day > today()) return refuse('invalid', 'run.future', { day, today: today() })
      const ground = await groundOf({ db, counting, matters, divisionOf }, actor)
      const model = ground.counted.catalogue.models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      const wanted = askRun(ground, model, { asOf: day, parameters: asked.parameters }, actor)
      if (isRefusal(wanted)) return wanted
      const at = clock()
      const run = await db.transaction().execute(async (tx) => {
        await keepSnapshot(tx, actor, ground.snapshot, at.toISOString())
        return beginRun(tx, actor, at, wanted)
      })
      wake()
      return showOne(db, actor, run)
    },

    async estimate(actor, id) {
      const model = (await counting.now(db, actor)).catalogue.models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      const { batches } = await currentSnapshot(db, actor)
      const rows = inputRowsOf(model, batches)
      const rates = await secondsARow(db, actor, id)
      const reads = readBy(model)
      const days = batches.flatMap(({ dataset, latestEvent }) =>
        latestEvent !== null && latestEvent <= today() && reads.has(dataset) ? [latestEvent] : [],
      )
      const until = days.sort().at(-1) ?? null
      return { until, seconds: estimate(rates, rows), rows, runs: rates.length, ahead: await waitingBefore(db) }
    },

    async runs(actor, query) {
      return runsOf(actor, query)
    },

    async export(actor, query, format) {
      const { items, total } = await runsOf(actor, { ...query, page: 1, size: mostExported })
      const event = { action: 'run.export', values: { format }, count: items.length, of: total, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...runTable(items, actor.locale), mark }
    },

    async move(actor, id, priority) {
      const run = await runById(db, actor, id)
      if (!run) return refuse('not-found', 'run.not-found')
      const moved = await db.transaction().execute(async (tx) => {
        const isMoved = await moveJob(tx, actor, run.jobId, priority)
        if (isMoved) await record(tx, actor, clock(), { action: 'run.move', object: id, values: { model: run.modelTitle, priority } })
        return isMoved
      })
      return moved ? showOne(db, actor, run) : refuse('conflict', 'run.not-waiting')
    },

    async decide(actor, id, decision) {
      const decided = await decideHeld({ db, clock }, actor, id, decision)
      if (isRefusal(decided)) return decided
      wake()
      return showOne(db, actor, decided)
    },

    async run(actor, id) {
      const shown = await atOnce(db, async (tx) => {
        const run = await runById(tx, actor, id)
        return run ? showOne(tx, actor, run) : refuse('not-found', 'run.not-found')
      })
      if (isRefusal(shown) || !shown.flood || shown.flood.examples.length === 0) return shown
      // Examples are clues in all but name: whoever sees them is in the log.
      const values = { model: shown.modelTitle, count: shown.flood.examples.length }
      await db.transaction().execute((tx) => record(tx, actor, clock(), { action: 'run.examples', object: id, values }))
      return shown
    },

    async cancel(actor, id) {
      const run = await runById(db, actor, id)
      if (!run) return refuse('not-found', 'run.not-found')
      const outcome = await db.transaction().execute(async (tx) => {
        const cancelled = await cancelJob(tx, actor, run.jobId, clock())
        if (cancelled !== 'over') await record(tx, actor, clock(), { action: 'run.cancel', object: id, values: { model: run.modelTitle } })
        return cancelled
      })
      return outcome === 'over' ? refuse('conflict', 'run.over') : showOne(db, actor, run)
    },
  }
}

/** A list names no people: examples are on the page of the run alone. */
const withoutExamples = (run: Run): Run => (run.flood ? { ...run, flood: { ...run.flood, examples: [] } } : run)

/** Rows at each node of the last run. Parts of one rule are reported under one id, so rules are matched by their order. */
function countsByNode(run: StoredRun, model: CatalogueModel): Record<string, number> {
  const same = run.modelHash === model.hash
  return {
    ...Object.fromEntries(run.steps.map((step) => [step.id, step.rows])),
    ...Object.fromEntries(run.rules.map((rule, index) => [(same && model.checked.rules[index]?.id) || rule.rule, rule.clues])),
  }
}
