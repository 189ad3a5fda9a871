import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, moment } from './shapes.ts'

/** What a run may take and write, and whether data that arrive begin one. */

export const runLimits = z.object({
  /** Run models whose inputs changed after data arrived. */
  arrival: z.boolean(),
  /** More clues than these, new or come back, wait for a person. */
  mostClues: z.number().int().min(1).max(1_000_000),
  /** So do more than this many times what the last run found. */
  mostTimes: z.number().int().min(2).max(1000),
  /** A run that takes longer is stopped. */
  minutes: z.number().int().min(1).max(1440),
})
const noted = { by: z.string().nullable(), at: moment.nullable() }

/** What an office says of one model; null: as for all. */
const own = z.object({
  arrival: z.boolean().nullable(),
  mostClues: runLimits.shape.mostClues.nullable(),
  mostTimes: runLimits.shape.mostTimes.nullable(),
  minutes: runLimits.shape.minutes.nullable(),
})
/** Data have arrived when nothing has been published for this long. */
const quietMinutes = z.number().int().min(0).max(240)

export const runSettings = z
  .object({
    office: runLimits.extend({ quietMinutes, ...noted }),
    /** What the office has when it says nothing. */
    usual: runLimits.extend({ quietMinutes }),
    models: z.array(own.extend({ id: z.string(), title: z.string(), ...noted })),
    /** What the engine may use, in gigabytes; set where the server is started. */
    memory: z.number(),
  })
  .meta({ id: 'RunSettings' })
export type RunSettings = z.infer<typeof runSettings>

export const getRunSettings = endpoint({
  method: 'GET',
  path: '/run-settings',
  summary: 'Limits of runs, and whether data that arrive begin them; for the office and for models that differ.',
  permission: 'model.read',
  response: runSettings,
})
export const changeRunSettings = endpoint({
  method: 'PUT',
  path: '/run-settings',
  summary: 'Change them for the office.',
  permission: 'run.schedule',
  body: runLimits.extend({ quietMinutes }),
  response: runSettings,
})
export const changeModelSettings = endpoint({
  method: 'PUT',
  path: '/run-settings/models/:id',
  summary: 'Change them for one model; all null: as for all.',
  permission: 'run.schedule',
  params: idParams,
  body: own,
  response: runSettings,
})
