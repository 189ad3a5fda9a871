import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, moment } from './shapes.ts'

/** A parameter of a model and what this office makes of it. Values as text; those of a list are joined by commas. */
export const officeParameter = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    min: z.string().nullable(),
    max: z.string().nullable(),
    law: z.string().nullable(),
    /** What the catalogue says. */
    value: z.string(),
    /** What this office says, where it says otherwise. */
    own: z.string().nullable(),
    /** Whether the office’s value still fits the parameter; where not, runs are refused until it is changed. */
    fits: z.boolean(),
    history: z.array(z.object({ seq: z.number().int(), value: z.string().nullable(), reason: z.string(), by: z.string(), at: moment })),
  })
  .meta({ id: 'OfficeParameter' })
export type OfficeParameter = z.infer<typeof officeParameter>

export const listParameters = endpoint({
  method: 'GET',
  path: '/models/:id/parameters',
  summary: 'The parameters of a model with the office’s own values and how they came about.',
  permission: 'model.read',
  params: idParams,
  response: z.object({ items: z.array(officeParameter) }),
})
export const setParameter = endpoint({
  method: 'POST',
  path: '/models/:id/parameters/:name',
  summary:
    'Give a parameter a value of this office’s own, or none again (null), with the reason. Runs take it unless they are given another. `seq` is the last change seen (0: none).',
  permission: 'model.govern',
  params: idParams.extend({ name: z.string().min(1).max(60) }),
  body: z.object({ value: z.string().max(2000).nullable(), reason: z.string().trim().min(2).max(1000), seq: z.number().int().min(0) }),
  response: z.object({ items: z.array(officeParameter) }),
})
