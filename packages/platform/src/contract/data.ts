import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

export const dataset = z
  .object({
    id: z.string(),
    title: z.string(),
    purpose: z.string(),
    source: z.string(),
    rows: z.number().int(),
    batches: z.number().int(),
    coverage: z.object({ from: day, to: day }).nullable(),
    lastArrivedAt: moment.nullable(),
    /** Models that read it. */
    usedBy: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .meta({ id: 'Dataset' })
export type Dataset = z.infer<typeof dataset>

export const datasetField = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  required: z.enum(['Y', 'C', 'N']),
  sensitivity: z.enum(['none', 'personal', 'sensitive']),
  codes: z.array(z.string()),
  aliases: z.array(z.string()),
  /** Whether any batch brought the column. */
  present: z.boolean(),
})

export const batch = z
  .object({
    id: z.string(),
    seq: z.number().int(),
    dataset: z.string(),
    datasetTitle: z.string(),
    file: z.string(),
    part: z.string().nullable(),
    /** Null where it came from a load of statutes. */
    importId: z.string().nullable(),
    lawLoadId: z.string().nullable(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** A later batch took its place as a whole; only earlier runs still see it. */
    replaced: z.boolean(),
    rows: z.number().int(),
    refused: z.number().int(),
    coverage: z.object({ from: day, to: day }).nullable(),
    publishedAt: moment,
    publishedBy: z.string(),
  })
  .meta({ id: 'Batch' })
export type Batch = z.infer<typeof batch>

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const dataRow = z.object({
  rid: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  rowNo: z.number().int(),
  values: z.record(z.string(), cell),
})

export const listDatasets = endpoint({
  method: 'GET',
  path: '/datasets',
  summary: 'What data there is, from whom, until when.',
  permission: 'data.read',
  query: listQuery,
  response: page(dataset),
})
export const getDataset = endpoint({
  method: 'GET',
  path: '/datasets/:id',
  summary: 'One dataset with its fields and batches.',
  permission: 'data.read',
  params: idParams,
  response: dataset.extend({ fields: z.array(datasetField), recentBatches: z.array(batch) }),
})
export const listRows = endpoint({
  method: 'GET',
  path: '/datasets/:id/rows',
  summary:
    'Rows of the current snapshot; personal fields masked. `q` searches the text columns; `batch` narrows to one batch; `field`+`value` filters exactly.',
  permission: 'data.read',
  params: idParams,
  query: listQuery.extend({ batch: z.string().optional(), field: z.string().max(60).optional(), value: z.string().max(200).optional() }),
  response: page(dataRow).extend({ columns: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })) }),
})
export const exportRows = endpoint({
  method: 'GET',
  path: '/datasets/:id/rows.:format',
  summary: 'The same rows as a file (`xlsx` or `csv`), at most 100,000.',
  permission: 'data.read',
  params: z.object({ id: z.string(), format: z.enum(['xlsx', 'csv']) }),
  query: listQuery.extend({ batch: z.string().optional(), field: z.string().max(60).optional(), value: z.string().max(200).optional() }),
  response: z.any(),
  produces: 'file',
})
export const listBatches = endpoint({
  method: 'GET',
  path: '/batches',
  summary: 'Published batches, the newest first.',
  permission: 'data.read',
  query: listQuery.extend({ dataset: z.string().optional(), source: z.string().optional() }),
  response: page(batch),
})
