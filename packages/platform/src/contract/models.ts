import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, facet, idParams, jobState, listQuery, moment, page, progress } from './shapes.ts'

export const modelRule = z.object({
  id: z.string(),
  title: z.string(),
  /** The rule in words, for a procurator. */
  words: z.string(),
  basis: z.array(z.string()),
  score: z.string(),
  output: z.enum(['clue', 'list', 'alert', 'indicator']),
  /** Each with the data that it looks into, and what of them is not here. */
  exclusions: z.array(z.object({ id: z.string(), title: z.string(), needs: z.array(z.string()), lacks: z.array(z.string()) })),
  needs: z.array(z.string()),
  /** What the rule lacks here, empty when it can run. */
  lacks: z.array(z.string()),
})

export const modelNode = z.object({
  id: z.string(),
  kind: z.enum(['input', 'step', 'rule']),
  /** Operator of a step: filter, join, deadline … */
  operator: z.string().nullable(),
  operatorLabel: z.string().nullable(),
  title: z.string(),
  /** What it does, in one line. */
  detail: z.string(),
  reads: z.array(z.string()),
  missing: z.boolean(),
  columns: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
})

export const modelParameter = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  value: z.string(),
  law: z.string().nullable(),
})

export const ruleOutcome = z.object({
  rule: z.string(),
  title: z.string(),
  state: z.enum(['ran', 'skipped']),
  lacks: z.array(z.string()),
  clues: z.number().int(),
  listed: z.number().int(),
  excluded: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
  /** What each lacked to be tested; runs of before kept the titles alone. */
  untestedExclusions: z.array(
    z.union([
      z.object({ title: z.string(), lacks: z.array(z.string()) }),
      z.string().transform((title) => ({ title, lacks: [] as string[] })),
    ]),
  ),
  notTested: z.number().int(),
  /** Rows known by name alone: for the check list, never a clue. */
  byNameOnly: z.number().int(),
  /** Cells that could not be read and on which it depends whether it speaks, by field; runs of before did not count them. */
  unread: z.array(z.object({ what: z.string(), rows: z.number().int() })).default([]),
  /** Of its clues, those that rest on a row with an event after the as-of day. */
  later: z.number().int().default(0),
})

/** What became of a run: as its work, and when it found more than may be published unseen. */
export const runState = z.enum([...jobState.options, 'held', 'discarded'])
export type RunState = z.infer<typeof runState>
export const runPriority = z.enum(['low', 'normal', 'high'])
export const runCause = z.enum(['person', 'schedule', 'arrival', 'calendar'])

/** A run that found more than is published without a look: nothing of it is among the clues until somebody says so. */
export const flood = z.object({
  /** Why it waits, in words. */
  why: z.string(),
  total: z.number().int(),
  /** Clues that would be new or come back. */
  appearing: z.number().int(),
  /** What the last published run of the model found; null when there is none. */
  last: z.number().int().nullable(),
  bySeverity: z.array(z.object({ severity: z.enum(['high', 'medium', 'low', 'list']), count: z.number().int() })),
  byRule: z.array(z.object({ rule: z.string(), title: z.string(), count: z.number().int() })),
  /** A few of them, for those who may see clues; gone once it is decided. */
  examples: z.array(z.object({ title: z.string(), reason: z.string(), severity: z.enum(['high', 'medium', 'low', 'list']) })),
  decided: z.object({ by: z.string(), at: moment, reason: z.string() }).nullable(),
})

/** Why a rule found nothing, or far less than before. */
export const explained = z.object({
  rule: z.string(),
  title: z.string(),
  kind: z.enum(['nothing', 'fewer']),
  lines: z.array(z.string()),
})

export const run = z
  .object({
    id: z.string(),
    modelId: z.string(),
    modelTitle: z.string(),
    version: z.string(),
    modelHash: z.string(),
    asOf: day,
    snapshotId: z.string(),
    parameters: z.record(z.string(), z.string()),
    state: runState,
    priority: runPriority,
    /** Why it began, with the schedule that began it and how many missed moments it makes up for. */
    cause: z.object({ kind: runCause, scheduleId: z.string().nullable(), missed: z.number().int() }),
    progress: progress.nullable(),
    startedAt: moment,
    endedAt: moment.nullable(),
    /** How long the work itself took, once it has ended. */
    seconds: z.number().nullable(),
    startedBy: z.string(),
    error: z.string().nullable(),
    counts: z
      .object({
        fresh: z.number().int(),
        persisting: z.number().int(),
        vanished: z.number().int(),
        returned: z.number().int(),
        total: z.number().int(),
      })
      .nullable(),
    rules: z.array(ruleOutcome),
    steps: z.array(z.object({ id: z.string(), rows: z.number().int() })),
    flood: flood.nullable(),
    explained: z.array(explained),
    /** Rows of its inputs, once it has ended. */
    inputRows: z.number().int().nullable(),
    /** Number of the office’s last adjustment of limits or calendar that it counted by; 0: the catalogue alone. */
    lawState: z.number().int(),
    /** What it finds are alerts, no clues. */
    patrol: z.boolean(),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof run>

export const modelSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    question: z.string(),
    function: z.string(),
    rules: z.number().int(),
    runnableRules: z.number().int(),
    clues: z.number().int(),
    lastRun: z.object({ id: z.string(), asOf: day, endedAt: moment, state: jobState }).nullable(),
    /** Datasets it wants that are not here. */
    lacks: z.array(z.string()),
    /** What it finds are alerts, no clues. */
    patrol: z.boolean(),
  })
  .meta({ id: 'ModelSummary' })
export type ModelSummary = z.infer<typeof modelSummary>

export const modelDetail = modelSummary
  .extend({
    basis: z.array(z.string()),
    parameters: z.array(modelParameter),
    nodes: z.array(modelNode),
    ruleList: z.array(modelRule),
    /** The statement, read-only. */
    sql: z.string(),
    source: z.string(),
    readme: z.string(),
    /** Row counts by node of the last finished run. */
    lastCounts: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'ModelDetail' })
export type ModelDetail = z.infer<typeof modelDetail>

export const modelQuery = listQuery.extend({
  /** One of the functions of the procuratorate that a model serves. */
  function: z.string().max(100).optional(),
  /** How many of its rules have the data they need here. */
  runnable: z.enum(['all', 'some', 'none']).optional(),
  /** `true`: the patrols over incoming data instead. */
  patrol: z.enum(['true', 'false']).optional(),
})

export const listModels = endpoint({
  method: 'GET',
  path: '/models',
  summary: 'Supervision models on the shelf. Sort: title, clues, last (the end of the last run).',
  permission: 'model.read',
  query: modelQuery,
  response: page(modelSummary).extend({ facets: z.record(z.string(), facet) }),
})
export const exportModels = exportOf(listModels)
export const getModel = endpoint({
  method: 'GET',
  path: '/models/:id',
  summary: 'One model: pipeline, rules in words, SQL, source.',
  permission: 'model.read',
  params: idParams,
  response: modelDetail,
})
export const startRun = endpoint({
  method: 'POST',
  path: '/models/:id/runs',
  summary: 'Run a model on the current snapshot as of a day (default: today in China). Answers at once.',
  permission: 'model.run',
  params: idParams,
  body: z.object({ asOf: day.optional(), parameters: z.record(z.string(), z.string()).optional() }),
  response: run,
  status: 202,
})
const runFilters = { model: z.string().optional(), state: runState.optional(), cause: runCause.optional() }
export const listRuns = endpoint({
  method: 'GET',
  path: '/runs',
  summary: 'Run history, the newest first. Sort: started, asOf, title.',
  permission: 'model.read',
  query: listQuery.extend(runFilters),
  response: page(run),
})
export const exportRuns = exportOf(listRuns)
export const estimateRun = endpoint({
  method: 'GET',
  path: '/models/:id/estimate',
  summary: 'About how long a run over the present data would take, judged by former runs.',
  permission: 'model.read',
  params: idParams,
  response: z.object({
    /** The last day, none later than today, of which the data that it reads tell; null where they tell of none. */
    until: day.nullable(),
    /** Null when nothing is known: it has never run, or there is nothing to run on. */
    seconds: z.number().nullable(),
    rows: z.number().int(),
    /** How many former runs it is judged by. */
    runs: z.number().int(),
    /** How much waits before it. */
    ahead: z.number().int(),
  }),
})
export const moveRun = endpoint({
  method: 'PUT',
  path: '/runs/:id/priority',
  summary: 'Let a waiting run go earlier or later.',
  permission: 'model.run',
  params: idParams,
  body: z.object({ priority: runPriority }),
  response: run,
})
const reasoned = z.object({ reason: z.string().trim().min(2).max(1000) })
export const confirmRun = endpoint({
  method: 'POST',
  path: '/runs/:id/confirm',
  summary: 'Publish what a held run found: it is computed once more, and published if it is the same.',
  permission: 'run.confirm',
  params: idParams,
  body: reasoned,
  response: run,
  status: 202,
})
export const discardRun = endpoint({
  method: 'POST',
  path: '/runs/:id/discard',
  summary: 'Drop what a held run found.',
  permission: 'run.confirm',
  params: idParams,
  body: reasoned,
  response: run,
})
export const getRun = endpoint({
  method: 'GET',
  path: '/runs/:id',
  summary: 'One run: progress, then its figures.',
  permission: 'model.read',
  params: idParams,
  response: run,
})
export const cancelRun = endpoint({
  method: 'POST',
  path: '/runs/:id/cancel',
  summary: 'Stop a run; no clue of it is kept.',
  permission: 'model.run',
  params: idParams,
  response: run,
})
