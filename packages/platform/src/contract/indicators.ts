import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, idParams, listQuery, page } from './shapes.ts'

const named = z.object({ name: z.string(), label: z.string() })
/** Figures and dimensions as text, so that nothing is rounded. */
const values = z.record(z.string(), z.string().nullable())

export const indicator = z
  .object({
    rule: z.string(),
    title: z.string(),
    dimensions: z.array(named),
    figures: z.array(named),
    rows: z.number().int(),
  })
  .meta({ id: 'Indicator' })
export type Indicator = z.infer<typeof indicator>

export const indicatorRow = z.object({
  key: values,
  figures: values,
  /** The same figures in the runs before and in this one, the oldest first. */
  trend: z.array(z.object({ runId: z.string(), asOf: day, figures: values })),
})
export type IndicatorRow = z.infer<typeof indicatorRow>

const ofRun = z.object({ id: z.string().min(1).max(200), rule: z.string().min(1).max(60) })

export const listRunIndicators = endpoint({
  method: 'GET',
  path: '/runs/:id/indicators',
  summary: 'The indicators that a run gave beside its clues.',
  permission: 'model.read',
  params: idParams,
  response: z.object({ items: z.array(indicator) }),
})
export const listModelIndicators = endpoint({
  method: 'GET',
  path: '/models/:id/indicators',
  summary: 'The indicators of the last run of a model that gave any.',
  permission: 'model.read',
  params: idParams,
  response: z.object({ run: z.object({ id: z.string(), asOf: day, version: z.string() }).nullable(), items: z.array(indicator) }),
})
export const listIndicatorRows = endpoint({
  method: 'GET',
  path: '/runs/:id/indicators/:rule',
  summary: 'The rows of one indicator: dimensions, figures, and the same key in the runs before. Sort: the name of a figure or dimension.',
  permission: 'model.read',
  params: ofRun,
  query: listQuery,
  response: page(indicatorRow).extend({ indicator }),
})
export const exportIndicator = endpoint({
  method: 'GET',
  path: '/runs/:id/indicators/:rule/rows.:format',
  summary: 'The rows of one indicator as a file (`xlsx` or `csv`), at most 100,000.',
  permission: 'model.read',
  params: ofRun.extend({ format: z.enum(['xlsx', 'csv']) }),
  query: listQuery,
  response: z.any(),
  produces: 'file',
})
