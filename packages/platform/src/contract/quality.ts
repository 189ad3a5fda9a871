import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'

/** From 0 to 1; null where there was nothing to count. */
const share = z.number().nullable()

export const batchQuality = z
  .object({
    batchId: z.string(),
    seq: z.number().int(),
    dataset: z.string(),
    datasetTitle: z.string(),
    file: z.string(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    publishedAt: moment,
    rows: z.number().int(),
    refused: z.number().int(),
    /** Filled cells of fields that every row should have. */
    completeness: share,
    /** Filled cells of fields that some rows should have, among the columns that came. */
    conditional: share,
    /** Filled cells that no check complains of. */
    validity: share,
    /** Rows whose key no later row of the batch has too. */
    uniqueness: share,
    /** Rows that are neither refused nor contradict themselves. */
    consistency: share,
    /** Days from the latest event in the batch to its arrival. */
    daysLate: z.number().nullable(),
    errors: z.number().int(),
    warnings: z.number().int(),
    remarks: z.number().int(),
    /** Fields with empty cells, the emptiest first. */
    empty: z.array(z.object({ field: z.string(), label: z.string(), share: z.number() })),
    /** What is far off from the earlier batches of the same dataset and source, in words. */
    drift: z.array(z.string()),
  })
  .meta({ id: 'BatchQuality' })
export type BatchQuality = z.infer<typeof batchQuality>

export const sourceMonth = z
  .object({
    month: z.string(),
    batches: z.number().int(),
    rows: z.number().int(),
    refused: z.number().int(),
    takenShare: share,
    /** Of the taken share, against the month before in which anything came. */
    change: z.number().nullable(),
    completeness: share,
    validity: share,
    uniqueness: share,
    daysLate: z.number().nullable(),
  })
  .meta({ id: 'SourceMonth' })
export type SourceMonth = z.infer<typeof sourceMonth>

const narrowed = { dataset: z.string().optional(), source: z.string().optional() }
const format = z.enum(['xlsx', 'csv'])

export const listQuality = endpoint({
  method: 'GET',
  path: '/quality',
  summary: 'How good the batches were when they came: completeness, validity, uniqueness, consistency, timeliness, drift.',
  permission: 'data.read',
  query: listQuery.extend(narrowed),
  response: page(batchQuality),
})
export const exportQuality = exportOf(listQuality, 'The same list as a file (`xlsx` or `csv`), at most 100,000.')
export const getBatchQuality = endpoint({
  method: 'GET',
  path: '/batches/:id/quality',
  summary: 'How good one batch was when it came.',
  permission: 'data.read',
  params: idParams,
  response: batchQuality,
})
export const getScorecard = endpoint({
  method: 'GET',
  path: '/sources/:id/scorecard',
  summary: 'What a source delivered month by month, and how good it was, the latest month first.',
  permission: 'data.read',
  params: idParams,
  response: z.object({ items: z.array(sourceMonth) }),
})
export const exportScorecard = endpoint({
  method: 'GET',
  path: '/sources/:id/scorecard.:format',
  summary: 'The same as a file (`xlsx` or `csv`).',
  permission: 'data.read',
  params: idParams.extend({ format }),
  response: z.any(),
  produces: 'file',
})

export const keyOverlap = z
  .object({
    id: z.string(),
    key: z.string(),
    label: z.string(),
    to: z.string(),
    toTitle: z.string(),
    /** The standard of the dataset says that this field refers to the other: a number not found there is amiss. */
    declared: z.boolean(),
    rows: z.number().int(),
    found: z.number().int(),
    share,
    reasons: z.array(
      z.object({
        /** missing: no number; unread: a number that could not be read; other-agency: only another agency has it; absent: nobody has it. */
        state: z.enum(['missing', 'unread', 'other-agency', 'absent']),
        rows: z.number().int(),
        examples: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'KeyOverlap' })
export type KeyOverlap = z.infer<typeof keyOverlap>

export const listOverlaps = endpoint({
  method: 'GET',
  path: '/datasets/:id/overlaps',
  summary:
    'For each key that a dataset has in common with another: what share of its rows find a partner there, and why the others do not. `leftOut` counts pairs beyond the bound.',
  permission: 'data.read',
  params: idParams,
  query: listQuery,
  response: page(keyOverlap).extend({ leftOut: z.number().int() }),
})
export const exportOverlaps = endpoint({
  method: 'GET',
  path: '/datasets/:id/overlaps.:format',
  summary: 'The same as a file (`xlsx` or `csv`), a reason a line.',
  permission: 'data.read',
  params: idParams.extend({ format }),
  query: listQuery.omit({ page: true, size: true }),
  response: z.any(),
  produces: 'file',
})
