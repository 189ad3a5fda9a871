import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/** From whom rows of a dataset are, and on what footing they are held. */
export const footing = z.object({
  /** Null: rows that came without their source being named. */
  id: z.string().nullable(),
  name: z.string().nullable(),
  legalBasis: z.string().nullable(),
  purpose: z.string().nullable(),
  usedFrom: day.nullable(),
  usedUntil: day.nullable(),
  keepRawDays: z.number().int().nullable(),
  stopped: z.boolean(),
  outOfTerm: z.boolean(),
  batches: z.number().int(),
  rows: z.number().int(),
  from: day.nullable(),
  to: day.nullable(),
  /** Somebody stated these days; else they are the first and last in the rows. */
  stated: z.boolean(),
  lastArrivedAt: moment,
  /** Shares from 0 to 1 of required cells that are filled, and of cells that are sound. */
  completeness: z.number().nullable(),
  validity: z.number().nullable(),
})
export type Footing = z.infer<typeof footing>

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
    usedBy: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        /** Whether some rule of it can run on what is here. */
        runs: z.boolean(),
        /** What it lacks here, of this dataset and of others. */
        lacks: z.array(z.string()),
      }),
    ),
    sources: z.array(footing),
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
  /** The dictionary that its codes are held against. */
  dictionary: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** Other datasets in which its values are found. */
  references: z.array(z.object({ dataset: z.string(), title: z.string() })),
  /** Where its values are plausible. */
  span: z.object({ from: z.union([z.number(), z.string()]).nullable(), to: z.union([z.number(), z.string()]).nullable() }).nullable(),
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
    /** It is out of sight, for this reason; earlier runs still see it. */
    withdrawn: z.object({ reason: z.string(), by: z.string(), at: moment }).nullable(),
    publishedAt: moment,
    publishedBy: z.string(),
  })
  .meta({ id: 'Batch' })
export type Batch = z.infer<typeof batch>

export const batchDetail = batch
  .extend({
    /** Clues, vanished ones aside, whose evidence is rows of this batch. */
    clues: z.number().int(),
    withdrawals: z.array(
      z.object({
        reason: z.string(),
        by: z.string(),
        at: moment,
        restored: z.object({ reason: z.string(), by: z.string(), at: moment }).nullable(),
      }),
    ),
  })
  .meta({ id: 'BatchDetail' })
export type BatchDetail = z.infer<typeof batchDetail>

/** The view of a past day: what had been published and not withdrawn by its end, in China's time. Without it: what is visible now. */
const past = { at: day.optional() }

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
  query: listQuery.extend(past),
  response: page(dataset),
})
export const exportDatasets = exportOf(listDatasets, 'The same list as a file (`xlsx` or `csv`), a line for each dataset and source.')
export const getDataset = endpoint({
  method: 'GET',
  path: '/datasets/:id',
  summary: 'One dataset with its fields and batches.',
  permission: 'data.read',
  params: idParams,
  query: z.object(past),
  response: dataset.extend({ fields: z.array(datasetField), recentBatches: z.array(batch) }),
})
export const listRows = endpoint({
  method: 'GET',
  path: '/datasets/:id/rows',
  summary:
    'Rows of the current snapshot; personal fields masked. `q` searches the text columns; `batch` narrows to one batch; `field`+`value` filters exactly.',
  permission: 'data.read',
  params: idParams,
  query: listQuery.extend({
    ...past,
    batch: z.string().optional(),
    field: z.string().max(60).optional(),
    value: z.string().max(200).optional(),
  }),
  response: page(dataRow).extend({
    columns: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        type: z.string(),
        /** Holds a person's number: shown masked, and whole only one at a time with a reason. */
        sealed: z.boolean(),
      }),
    ),
  }),
})
export const exportRows = endpoint({
  method: 'GET',
  path: '/datasets/:id/rows.:format',
  summary: 'The same rows as a file (`xlsx` or `csv`), at most 100,000.',
  permission: 'data.read',
  params: z.object({ id: z.string(), format: z.enum(['xlsx', 'csv']) }),
  query: listQuery.extend({
    ...past,
    batch: z.string().optional(),
    field: z.string().max(60).optional(),
    value: z.string().max(200).optional(),
  }),
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
export const exportBatches = exportOf(listBatches)
export const getBatch = endpoint({
  method: 'GET',
  path: '/batches/:id',
  summary: 'One batch: where it came from, which clues stand on it, when it was withdrawn.',
  permission: 'data.read',
  params: idParams,
  response: batchDetail,
})
const because = z.object({ reason: z.string().trim().min(1).max(500) })
export const withdrawBatch = endpoint({
  method: 'POST',
  path: '/batches/:id/withdrawal',
  summary: 'Take a batch out of sight, with a reason. Nothing is deleted: earlier runs see it, clues that stand on it are marked.',
  permission: 'data.import',
  params: idParams,
  body: because,
  response: batchDetail,
})
export const restoreBatch = endpoint({
  method: 'POST',
  path: '/batches/:id/restoration',
  summary: 'Give a withdrawn batch back, with a reason.',
  permission: 'data.import',
  params: idParams,
  body: because,
  response: batchDetail,
})

export const changeKind = z.enum(['added', 'changed', 'gone'])
const compared = { from: day, to: day.optional(), kind: changeKind.optional() }
export const listChanges = endpoint({
  method: 'GET',
  path: '/datasets/:id/changes',
  summary: 'What two views of a dataset have differently: of the end of the day `from`, and of the end of `to` (without it: now).',
  permission: 'data.read',
  params: idParams,
  query: listQuery.omit({ sort: true, q: true }).extend(compared),
  response: page(
    z.object({
      kind: changeKind,
      before: z.record(z.string(), cell).nullable(),
      after: z.record(z.string(), cell).nullable(),
      fields: z.array(z.string()),
    }),
  ).extend({
    counts: z.object({ added: z.number().int(), changed: z.number().int(), gone: z.number().int() }),
    columns: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
  }),
})
export const exportChanges = endpoint({
  method: 'GET',
  path: '/datasets/:id/changes.:format',
  summary: 'The same differences as a file (`xlsx` or `csv`), at most 100,000; a changed row is two lines, as it was and as it is.',
  permission: 'data.read',
  params: z.object({ id: z.string(), format: z.enum(['xlsx', 'csv']) }),
  query: z.object(compared),
  response: z.any(),
  produces: 'file',
})
