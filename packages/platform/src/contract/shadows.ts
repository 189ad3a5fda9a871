import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, idParams, jobState, moment } from './shapes.ts'
import { triedModel } from './trials.ts'

/** Candidates that run beside the live version of a model, publishing nothing. */

const count = z.number().int()
const shadow = z.object({
  id: z.string(),
  origin: z.enum(['version', 'draft']),
  version: z.string(),
  hash: z.string(),
  parameters: z.record(z.string(), z.string()),
  reason: z.string(),
  startedBy: z.string(),
  startedAt: moment,
  ended: z.object({ by: z.string(), at: moment, reason: z.string() }).nullable(),
})
export const shadows = z
  .object({
    current: shadow.nullable(),
    past: z.array(shadow),
    /** What the candidate found beside each live run, the last first. */
    runs: z.array(
      z.object({
        trialId: z.string(),
        runId: z.string().nullable(),
        asOf: day,
        startedAt: moment,
        state: jobState,
        total: count.nullable(),
        differenceId: z.string().nullable(),
        counts: z.object({ new: count, gone: count, changed: count, same: count }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Shadows' })
export type Shadows = z.infer<typeof shadows>

const reason = z.string().trim().min(1).max(1000)

export const getShadows = endpoint({
  method: 'GET',
  path: '/ledger/:id/shadow',
  summary: 'The candidate that runs beside a model, those that did, and what they found otherwise.',
  permission: 'model.read',
  params: idParams,
  response: shadows,
})
export const startShadow = endpoint({
  method: 'POST',
  path: '/ledger/:id/shadow',
  summary: 'Let a version or a draft run beside the live version at each live run. One at a time; nothing of it is published.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({ model: triedModel, parameters: z.record(z.string(), z.string()).default({}), reason }),
  response: shadows,
})
export const endShadow = endpoint({
  method: 'POST',
  path: '/ledger/:id/shadow/end',
  summary: 'Run the candidate no longer; what it found is kept to the end of its term.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({ reason }),
  response: shadows,
})
