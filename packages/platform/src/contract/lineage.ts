import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { original } from './originals.ts'
import { day, idParams, moment } from './shapes.ts'

/** What stood under which heading in the file. */
const mappedColumn = z.object({
  field: z.string(),
  label: z.string(),
  column: z.string(),
  by: z.enum(['name', 'alias', 'content', 'remembered']).nullable(),
})

/** One batch under a clue, and everything before it, back to who brought the file. */
export const lineageStep = z.object({
  dataset: z.string(),
  datasetTitle: z.string(),
  file: z.string(),
  /** Rows of the batch that the clue stands on, by their place in the file as it came. */
  rows: z.array(z.object({ sheet: z.string().nullable(), rowNo: z.number().int(), rowHash: z.string() })),
  /** Null: it came with the product or is the office's own work. */
  batch: z
    .object({
      id: z.string(),
      seq: z.number().int(),
      publishedAt: moment,
      publishedBy: z.string(),
      replaced: z.boolean(),
      withdrawn: z.object({ reason: z.string(), by: z.string(), at: moment }).nullable(),
    })
    .nullable(),
  import: z.object({ id: z.string(), bytes: z.number().int(), sha256: z.string(), by: z.string(), at: moment }).nullable(),
  lawLoad: z.object({ id: z.string(), label: z.string() }).nullable(),
  source: z
    .object({
      id: z.string(),
      name: z.string(),
      legalBasis: z.string(),
      purpose: z.string(),
      usedFrom: day.nullable(),
      usedUntil: day.nullable(),
    })
    .nullable(),
  original: original.nullable(),
  columns: z.array(mappedColumn),
})
export type LineageStep = z.infer<typeof lineageStep>

export const lineage = z
  .object({
    id: z.string(),
    no: z.string(),
    title: z.string(),
    model: z.object({ id: z.string(), title: z.string(), version: z.string() }),
    rule: z.object({ id: z.string(), title: z.string() }),
    evidenceHash: z.string(),
    run: z.object({ id: z.string(), asOf: day, at: moment }),
    steps: z.array(lineageStep),
  })
  .meta({ id: 'Lineage' })
export type Lineage = z.infer<typeof lineage>

export const getLineage = endpoint({
  method: 'GET',
  path: '/clues/:id/lineage',
  summary: 'Where a clue comes from: run and model, then each batch with its rows, columns, file, original, and source.',
  permission: 'clue.read',
  params: idParams,
  response: lineage,
})
