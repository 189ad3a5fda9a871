import { z } from 'zod'
import { act, transition } from './clues.ts'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, facet, idParams, listQuery, moment, page } from './shapes.ts'

/** Shares are between 0 and 1; the interval is Wilson’s at 95 %. */
export const precision = z.object({ judged: z.number().int(), share: z.number(), low: z.number(), high: z.number() })

const counts = z.object({
  clues: z.number().int(),
  founded: z.number().int(),
  unfounded: z.number().int(),
  precision: precision.nullable(),
})

export const ledgerRow = counts
  .extend({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    version: z.string(),
    hash: z.string(),
    state: z.object({ id: z.string(), label: z.string() }),
    /** Whether it runs without a person asking. */
    byItself: z.boolean(),
    /** The version of the catalogue, where the office went back to an earlier one, which `version` is then. */
    rolledBackFrom: z.string().nullable(),
    /** `changed`: its text is not the one first seen under its number; `gone`: the catalogue has it no longer. */
    problem: z.enum(['changed', 'gone']).nullable(),
    owner: z.string().nullable(),
    point: z.object({ id: z.string(), title: z.string() }).nullable(),
    functions: z.array(z.string()),
    systems: z.array(z.object({ no: z.number().int(), title: z.string() })),
    origin: z.array(z.string()),
    versions: z.number().int(),
    runs: z.number().int(),
    declined: z.boolean(),
    /** Proposed for retirement. */
    proposed: z.boolean(),
    /** How many parameters have a value of the office’s own. */
    adjusted: z.number().int(),
  })
  .meta({ id: 'LedgerRow' })
export type LedgerRow = z.infer<typeof ledgerRow>

export const ledgerVersion = counts.extend({
  version: z.string(),
  hash: z.string(),
  firstSeenAt: moment.nullable(),
  current: z.boolean(),
  changed: z.boolean(),
  runs: z.number().int(),
  causes: z.array(z.object({ cause: z.string(), label: z.string(), count: z.number().int() })),
})
export type LedgerVersion = z.infer<typeof ledgerVersion>

export const thresholds = z.object({
  leastJudged: z.number().int().min(1).max(10_000),
  weakBelow: z.number().min(0).max(100),
  declineBy: z.number().min(1).max(100),
  weakQuarters: z.number().int().min(1).max(12),
})

export const ledgerModel = ledgerRow
  .extend({
    versionList: z.array(ledgerVersion),
    quarters: z.array(
      z.object({ name: z.string(), founded: z.number().int(), unfounded: z.number().int(), precision: precision.nullable() }),
    ),
    declines: z.array(
      z.object({ kind: z.enum(['version', 'quarter']), from: z.string(), to: z.string(), before: z.number(), after: z.number() }),
    ),
    /** The quarters that speak for retirement. */
    weak: z.array(z.string()),
    thresholds,
    acts: z.array(act),
    transitions: z.array(transition),
    owners: z.array(z.object({ owner: z.string().nullable(), reason: z.string(), by: z.string(), at: moment })),
  })
  .meta({ id: 'LedgerModel' })
export type LedgerModel = z.infer<typeof ledgerModel>

export const ledgerQuery = listQuery.extend({
  function: z.string().max(100).optional(),
  system: z.string().max(10).optional(),
  point: z.string().max(60).optional(),
  state: z.string().max(60).optional(),
  flag: z.enum(['proposed', 'declined', 'unjudged', 'changed', 'gone', 'adjusted']).optional(),
})

export const listLedger = endpoint({
  method: 'GET',
  path: '/ledger',
  summary:
    'The ledger of models with what became of their clues. Sort: title, version, clues, founded, unfounded, precision, runs, state, point.',
  permission: 'model.read',
  query: ledgerQuery,
  response: page(ledgerRow).extend({ facets: z.record(z.string(), facet) }),
})
export const exportLedger = exportOf(listLedger)
export const getLedgerModel = endpoint({
  method: 'GET',
  path: '/ledger/:id',
  summary: 'One model on the ledger: its versions with their figures, its state and how it came to it.',
  permission: 'model.read',
  params: idParams,
  response: ledgerModel,
})
export const exportLedgerModel = endpoint({
  method: 'GET',
  path: '/ledger/:id/versions.:format',
  summary: 'The versions of one model with their figures as a file.',
  permission: 'model.read',
  params: idParams.extend({ format: z.enum(['xlsx', 'csv']) }),
  response: z.any(),
  produces: 'file',
})
export const actOnModel = endpoint({
  method: 'POST',
  path: '/ledger/:id/acts',
  summary:
    'Move a model on the ledger (into trial, live, retired …). `seq` is the number of acts seen: a newer one in between is a conflict.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({
    transition: z.string(),
    fields: z.record(z.string(), z.string()),
    occurredOn: day.optional(),
    seq: z.number().int().min(0),
  }),
  response: ledgerModel,
})
export const setModelOwner = endpoint({
  method: 'POST',
  path: '/ledger/:id/owner',
  summary: 'Say who keeps a model (null: nobody), with the reason.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({ owner: z.string().trim().min(1).max(100).nullable(), reason: z.string().trim().min(2).max(1000) }),
  response: ledgerModel,
})
export const getModelVersion = endpoint({
  method: 'GET',
  path: '/ledger/:id/versions/:version',
  summary: 'The text of a version as it was first seen, with the shared steps it used.',
  permission: 'model.read',
  params: idParams.extend({ version: z.string().min(1).max(40) }),
  response: z.object({
    version: z.string(),
    hash: z.string(),
    firstSeenAt: moment,
    source: z.string(),
    pieces: z.array(z.object({ id: z.string(), source: z.string() })),
  }),
})
const lineRuns = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), lines: z.array(z.string()) }))
export const compareModelVersions = endpoint({
  method: 'GET',
  path: '/ledger/:id/compare',
  summary: 'What two versions say differently, line by line. `now` is the text in the catalogue, where it is not the one first seen.',
  permission: 'model.read',
  params: idParams,
  query: z.object({ from: z.string().min(1).max(40), to: z.string().min(1).max(40) }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    texts: z.array(z.object({ name: z.string(), runs: lineRuns })),
  }),
})
export const getThresholds = endpoint({
  method: 'GET',
  path: '/ledger-thresholds',
  summary: 'By what this office calls a model weak, or worse than before.',
  permission: 'model.read',
  response: thresholds,
})
export const setThresholds = endpoint({
  method: 'PUT',
  path: '/ledger-thresholds',
  summary: 'Set by what this office calls a model weak, or worse than before.',
  permission: 'model.govern',
  body: thresholds,
  response: thresholds,
})
