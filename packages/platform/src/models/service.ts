import { type Available, lacksOf, parameterValues } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { ModelDetail, ModelSummary, Run } from '../contract/models.ts'
import type { JobState } from '../contract/shapes.ts'
import { currentSnapshot, keepSnapshot } from '../data/snapshots.ts'
import { showJob } from '../jobs/show.ts'
import { cancelJob, type JobView, jobViews } from '../jobs/store.ts'
import type { Counting } from '../limits/counting.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import { availableOf } from './available.ts'
import { beginRun } from './begin.ts'
import { readParameters } from './run-job.ts'
import { sayNeed, showNodes, showParameters, showRules, showSql } from './show.ts'
import { clueCounts, lastRuns, pageOfRuns, runById, type StoredRun } from './store.ts'

type Page<T> = { items: T[]; total: number; page: number; size: number }
type ListOf = { readonly page: number; readonly size: number; readonly q?: string | undefined }

export interface Models {
  list(actor: Actor, query: ListOf): Promise<Page<ModelSummary>>
  get(actor: Actor, id: string): Promise<ModelDetail | Refusal>
  start(
    actor: Actor,
    id: string,
    asked: { asOf?: string | undefined; parameters?: Readonly<Record<string, string>> | undefined },
  ): Promise<Run | Refusal>
  runs(actor: Actor, query: ListOf & { model?: string | undefined; state?: JobState | undefined }): Promise<Page<Run>>
  run(actor: Actor, id: string): Promise<Run | Refusal>
  cancel(actor: Actor, id: string): Promise<Run | Refusal>
}

export interface ModelParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly today: () => string
  /** The office's own division, which some exclusions ask for. */
  readonly divisionOf: (actor: Actor) => Promise<string>
  readonly wake: () => void
}

export function openModels({ db, clock, counting, today, divisionOf, wake }: ModelParts): Models {
  const { catalogue } = counting
  const showRun = (run: StoredRun, job: JobView | undefined, actor: Actor): Run => {
    const { state, progress, endedAt, error } = showJob(job, actor.locale)
    return {
      id: run.id,
      modelId: run.modelId,
      modelTitle: run.modelTitle,
      version: run.version,
      modelHash: run.modelHash,
      asOf: run.asOf,
      snapshotId: run.snapshotId,
      parameters: { ...run.parameters },
      state,
      progress,
      startedAt: run.startedAt,
      endedAt,
      startedBy: run.startedBy,
      error,
      counts: run.counts,
      rules: run.rules.map((rule) => ({ ...rule, lacks: rule.lacks.map((need) => sayNeed(catalogue, need, actor.locale)) })),
      steps: run.steps,
      lawState: run.lawState,
    }
  }
  const showOne = async (queries: Queries, actor: Actor, run: StoredRun): Promise<Run> =>
    showRun(run, (await jobViews(queries, actor, [run.jobId])).get(run.jobId), actor)

  const availableTo = async (actor: Actor): Promise<Available> => availableOf(catalogue, (await currentSnapshot(db, actor)).batches)

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

  return {
    async list(actor, query) {
      const { models } = (await counting.now(db, actor)).catalogue
      const { available, last, clues, jobs } = await standing(actor)
      const wanted = (query.q ?? '').toLowerCase()
      const all = [...models.values()]
        .filter(({ id, checked }) => `${id} ${checked.title} ${checked.question}`.toLowerCase().includes(wanted))
        .map((model) => {
          const run = last.get(model.id)
          return summarise(model, actor, { available, last: run, job: jobs.get(run?.jobId ?? ''), clues: clues.get(model.id) ?? 0 })
        })
      return {
        items: all.slice((query.page - 1) * query.size, query.page * query.size),
        total: all.length,
        page: query.page,
        size: query.size,
      }
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
      const counted = await counting.now(db, actor)
      const model = counted.catalogue.models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      const asOf = asked.asOf ?? today()
      const division = model.checked.parameters.some(({ name }) => name === 'division') ? await divisionOf(actor) : ''
      const parameters = { ...(division ? { division } : {}), ...asked.parameters }
      const [problem] = parameterValues(model.checked, asOf, readParameters(parameters, model)).problems
      if (problem) return { refused: 'invalid', message: problem.message }
      const snapshot = await currentSnapshot(db, actor)
      const available = availableOf(catalogue, snapshot.batches)
      const lacks = model.checked.rules.map((rule) => lacksOf(rule.needs, available))
      if (lacks.every((one) => one.length > 0)) {
        const named = [...new Set(lacks.flat())].map((need) => sayNeed(catalogue, need, actor.locale))
        return refuse('invalid', 'run.nothing-runnable', { lacks: named.join('、') })
      }
      const at = clock()
      const run = await db.transaction().execute(async (tx) => {
        await keepSnapshot(tx, actor, snapshot, at.toISOString())
        return beginRun(tx, actor, at, { model, asOf, snapshotId: snapshot.id, parameters, lawState: counted.seq })
      })
      wake()
      return showOne(db, actor, run)
    },

    async runs(actor, query) {
      return atOnce(db, async (tx) => {
        const { runs, total } = await pageOfRuns(tx, actor, query)
        const ids = runs.map(({ jobId }) => jobId)
        const jobs = await jobViews(tx, actor, ids)
        return { items: runs.map((run) => showRun(run, jobs.get(run.jobId), actor)), total, page: query.page, size: query.size }
      })
    },

    async run(actor, id) {
      return atOnce(db, async (tx) => {
        const run = await runById(tx, actor, id)
        return run ? showOne(tx, actor, run) : refuse('not-found', 'run.not-found')
      })
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

/** Rows at each node of the last run. Parts of one rule are reported under one id, so rules are matched by their order. */
function countsByNode(run: StoredRun, model: CatalogueModel): Record<string, number> {
  const same = run.modelHash === model.hash
  return {
    ...Object.fromEntries(run.steps.map((step) => [step.id, step.rows])),
    ...Object.fromEntries(run.rules.map((rule, index) => [(same && model.checked.rules[index]?.id) || rule.rule, rule.clues])),
  }
}
