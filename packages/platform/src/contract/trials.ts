import { z } from 'zod'
import { severity } from './clues.ts'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { precision } from './ledger.ts'
import { modelParameter, ruleOutcome } from './models.ts'
import { day, idParams, jobState, listQuery, moment, page, progress, yuan } from './shapes.ts'

/** Trials: a version or a draft run on what could be seen on any day, without touching clues. */

export const trialKind = z.enum(['hand', 'series', 'shadow', 'live'])
export const judged = z.enum(['founded', 'unfounded', 'pending', 'unknown'])
const format = z.object({ format: z.enum(['xlsx', 'csv']) })
const count = z.number().int()

export const trial = z
  .object({
    id: z.string(),
    kind: trialKind,
    seriesId: z.string().nullable(),
    shadowId: z.string().nullable(),
    runId: z.string().nullable(),
    modelId: z.string(),
    modelTitle: z.string(),
    origin: z.enum(['version', 'draft']),
    version: z.string(),
    hash: z.string(),
    note: z.string(),
    /** The day from whose end it looked; null: what could be seen when it was asked for. */
    viewDay: day.nullable(),
    asOf: day,
    snapshotId: z.string(),
    parameters: z.record(z.string(), z.string()),
    state: jobState,
    progress: progress.nullable(),
    error: z.string().nullable(),
    startedBy: z.string(),
    startedAt: moment,
    endedAt: moment.nullable(),
    seconds: z.number().nullable(),
    /** The last day on which its result is kept. */
    keepUntil: day,
    total: count.nullable(),
    inputRows: count.nullable(),
    /** Against what people have judged among the live clues; null until it has ended. */
    truth: z
      .object({
        /** Found that are live clues too. */
        known: count,
        founded: count,
        unfounded: count,
        /** Judged founded, reported by that day, and not found here. */
        missed: count,
        precision: precision.nullable(),
      })
      .nullable(),
    rules: z.array(ruleOutcome),
    steps: z.array(z.object({ id: z.string(), title: z.string(), rows: count })),
  })
  .meta({ id: 'Trial' })
export type Trial = z.infer<typeof trial>

export const trialQuery = listQuery.extend({
  model: z.string().max(100).optional(),
  state: jobState.optional(),
  kind: trialKind.optional(),
  series: z.string().max(60).optional(),
  shadow: z.string().max(60).optional(),
})

export const listTrials = endpoint({
  method: 'GET',
  path: '/trials',
  summary: 'Trials, the last first. Sort: started, asOf, view, title, total.',
  permission: 'clue.read',
  query: trialQuery,
  response: page(trial),
})
export const exportTrials = exportOf(
  listTrials,
  'The filtered trials with their counts as a file (`xlsx` or `csv`): a back-test is one of its series.',
)

/** A draft: the files of one model folder; `from` is the model whose clues it is measured against. */
const triedDraft = z.object({
  files: z.record(z.string().max(200), z.string().max(400_000)),
  from: z.string().max(100).optional(),
})
export const triedModel = z.union([z.object({ id: z.string().min(1).max(100), version: z.string().max(60).optional() }), triedDraft])

/** For how many days a result is kept where nothing else is said. */
export const usualKeepDays = 90

export const startTrials = endpoint({
  method: 'POST',
  path: '/trials',
  summary:
    'Try a version or a draft: on what can be seen now, or on what could be seen at the end of each of `days` (a back-test). Clues, matters and the ledger’s figures are not touched.',
  permission: 'model.run',
  body: z.object({
    model: triedModel,
    /** Several: a series. None: what can be seen now. */
    days: z.array(day).max(60).default([]),
    /** Without it: each of the days itself, or today. */
    asOf: day.optional(),
    parameters: z.record(z.string(), z.string()).optional(),
    note: z.string().max(500).default(''),
    /** For how many days the result is kept. */
    keepDays: z.number().int().min(1).max(3650).default(usualKeepDays),
  }),
  status: 202,
  response: z.object({
    seriesId: z.string().nullable(),
    items: z.array(trial),
    /** Days on which it could not have run, with why. */
    skipped: z.array(z.object({ day, reason: z.string() })),
  }),
})
const ground = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  versions: z.array(z.object({ version: z.string(), firstSeenAt: moment.nullable(), live: z.boolean() })),
  parameters: z.array(modelParameter),
  /** Days on which data were published, in China, the first first. */
  days: z.array(day),
  today: day,
})
export const trialGround = endpoint({
  method: 'GET',
  path: '/trial-grounds/:id',
  summary: 'With what a model can be tried: its versions, the parameters of one of them, the days on which data came.',
  permission: 'model.read',
  params: idParams,
  query: z.object({ version: z.string().max(60).optional() }),
  response: ground,
})
export const draftTrialGround = endpoint({
  method: 'POST',
  path: '/trial-grounds',
  summary:
    'With what a draft can be tried: its parameters, the days on which data came. `from` is the model whose clues it is measured against.',
  permission: 'model.run',
  body: triedDraft,
  response: ground,
})
export const getTrial = endpoint({
  method: 'GET',
  path: '/trials/:id',
  summary: 'One trial: what it ran on, how far it is, what came of it.',
  permission: 'clue.read',
  params: idParams,
  response: trial,
})
export const cancelTrial = endpoint({
  method: 'POST',
  path: '/trials/:id/cancel',
  summary: 'Cancel a trial that waits or runs.',
  permission: 'model.run',
  params: idParams,
  response: trial,
})
export const deleteTrial = endpoint({
  method: 'DELETE',
  path: '/trials/:id',
  summary: 'Remove a trial and its result before its term is over.',
  permission: 'model.run',
  params: idParams,
  response: z.object({ removed: z.boolean() }),
})

export const trialClue = z
  .object({
    id: z.string(),
    rule: z.object({ id: z.string(), title: z.string() }),
    title: z.string(),
    subject: z.object({ kind: z.string(), name: z.string(), code: z.string().nullable() }),
    party: z.object({ name: z.string(), id: z.string().nullable() }).nullable(),
    dueDate: day.nullable(),
    daysOverdue: count.nullable(),
    amount: yuan.nullable(),
    grade: z.string(),
    score: z.number(),
    severity,
    rollup: z.boolean(),
    reason: z.string(),
    /** The live clue of the same model, rule and key, with what became of it. */
    live: z.object({ no: z.string(), state: z.string(), handling: z.object({ state: z.string(), label: z.string() }) }).nullable(),
  })
  .meta({ id: 'TrialClue' })
export type TrialClue = z.infer<typeof trialClue>

export const trialClueDetail = trialClue
  .extend({
    key: z.record(z.string(), z.string().nullable()),
    basis: z.array(z.object({ law: z.string(), article: z.string() })),
    exclusions: z.array(z.object({ id: z.string(), title: z.string(), result: z.string(), lacks: z.array(z.string()) })),
    calculations: z.array(z.object({ name: z.string(), date: day.nullable(), steps: z.array(z.string()) })),
    /** Where the rows behind it stand. */
    evidence: z.array(
      z.object({
        dataset: z.string(),
        datasetTitle: z.string(),
        file: z.string(),
        sheet: z.string().nullable(),
        rowNo: count,
        rowHash: z.string(),
      }),
    ),
  })
  .meta({ id: 'TrialClueDetail' })
export type TrialClueDetail = z.infer<typeof trialClueDetail>

export const trialClueQuery = listQuery.extend({
  rule: z.string().max(200).optional(),
  severity: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  judged: judged.optional(),
})
export const listTrialClues = endpoint({
  method: 'GET',
  path: '/trials/:id/clues',
  summary: 'What a trial found. Sort: score, due_date, days_overdue, amount, subject, rule.',
  permission: 'clue.read',
  params: idParams,
  query: trialClueQuery,
  response: page(trialClue),
})
export const exportTrialClues = endpoint({
  method: 'GET',
  path: '/trials/:id/clues.:format',
  summary: 'What a trial found, filtered, as a file (`xlsx` or `csv`).',
  permission: 'clue.read',
  params: idParams.extend(format.shape),
  query: trialClueQuery,
  response: z.any(),
  produces: 'file',
})
export const getTrialClue = endpoint({
  method: 'GET',
  path: '/trials/:id/clues/:clue',
  summary: 'One finding of a trial with its key, dates, exclusions and where its rows stand.',
  permission: 'clue.read',
  params: idParams.extend({ clue: z.string().max(100) }),
  response: trialClueDetail,
})

export const differenceKind = z.enum(['new', 'gone', 'changed'])
const sides = z.object({ before: trial, after: trial })

export const trialDifference = sides
  .extend({
    id: z.string(),
    state: jobState,
    progress: progress.nullable(),
    error: z.string().nullable(),
    startedBy: z.string(),
    startedAt: moment,
    endedAt: moment.nullable(),
    counts: z.object({ new: count, gone: count, changed: count, same: count }).nullable(),
    /** What lost clues on one side, the commonest first, with what people have judged of them. */
    causes: z.array(
      z.object({
        kind: differenceKind,
        /** `cause:place`, as the rows are filtered by it. */
        cause: z.string(),
        label: z.string(),
        count,
        founded: count,
        unfounded: count,
      }),
    ),
    subjects: z.array(z.object({ subject: z.string(), new: count, gone: count, changed: count })),
  })
  .meta({ id: 'TrialDifference' })
export type TrialDifference = z.infer<typeof trialDifference>

export const differenceRow = z
  .object({
    id: z.string(),
    kind: differenceKind,
    before: trialClue.nullable(),
    after: trialClue.nullable(),
    /** Of a changed clue: what differs. */
    fields: z.array(z.object({ name: z.string(), label: z.string(), before: z.string(), after: z.string() })),
    /** Why it is on one side alone, in words. */
    reason: z.array(z.string()),
    cause: z.string(),
  })
  .meta({ id: 'TrialDifferenceRow' })
export type DifferenceRow = z.infer<typeof differenceRow>

export const differenceQuery = listQuery.extend({
  kind: differenceKind.optional(),
  cause: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  rule: z.string().max(100).optional(),
  judged: judged.optional(),
})

export const compareTrials = endpoint({
  method: 'POST',
  path: '/trial-differences',
  summary: 'Compare two trials of one model clue by clue. The same pair is compared once.',
  permission: 'model.run',
  body: z.object({ before: z.string().max(60), after: z.string().max(60) }),
  status: 202,
  response: trialDifference,
})
export const listTrialDifferences = endpoint({
  method: 'GET',
  path: '/trials/:id/differences',
  summary: 'Comparisons in which a trial is a side.',
  permission: 'clue.read',
  params: idParams,
  response: z.object({ items: z.array(trialDifference) }),
})
export const getTrialDifference = endpoint({
  method: 'GET',
  path: '/trial-differences/:id',
  summary: 'How two trials differ: counts, what lost clues, by whom they are about.',
  permission: 'clue.read',
  params: idParams,
  response: trialDifference,
})
export const listDifferenceRows = endpoint({
  method: 'GET',
  path: '/trial-differences/:id/rows',
  summary: 'New, gone and changed clues with the reason. Sort: score, subject, kind, rule, cause.',
  permission: 'clue.read',
  params: idParams,
  query: differenceQuery,
  response: page(differenceRow),
})
export const exportDifferenceRows = endpoint({
  method: 'GET',
  path: '/trial-differences/:id/rows.:format',
  summary: 'New, gone and changed clues, filtered, as a file (`xlsx` or `csv`).',
  permission: 'clue.read',
  params: idParams.extend(format.shape),
  query: differenceQuery,
  response: z.any(),
  produces: 'file',
})
