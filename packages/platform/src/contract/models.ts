import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, idParams, jobState, listQuery, moment, page, progress } from './shapes.ts'

export const modelRule = z.object({
  id: z.string(),
  title: z.string(),
  /** The rule in words, for a procurator. */
  words: z.string(),
  basis: z.array(z.string()),
  score: z.string(),
  output: z.enum(['clue', 'list', 'indicator']),
  exclusions: z.array(z.object({ id: z.string(), title: z.string() })),
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
  untestedExclusions: z.array(z.string()),
  notTested: z.number().int(),
  /** Rows known by name alone: for the check list, never a clue. */
  byNameOnly: z.number().int(),
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
    state: jobState,
    progress: progress.nullable(),
    startedAt: moment,
    endedAt: moment.nullable(),
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
    /** Number of the office’s last adjustment of limits or calendar that it counted by; 0: the catalogue alone. */
    lawState: z.number().int(),
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

export const listModels = endpoint({
  method: 'GET',
  path: '/models',
  summary: 'Supervision models on the shelf.',
  permission: 'model.read',
  query: listQuery,
  response: page(modelSummary),
})
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
export const listRuns = endpoint({
  method: 'GET',
  path: '/runs',
  summary: 'Run history, the newest first.',
  permission: 'model.read',
  query: listQuery.extend({ model: z.string().optional(), state: jobState.optional() }),
  response: page(run),
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
