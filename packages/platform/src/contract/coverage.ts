import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, idParams, moment } from './shapes.ts'

/** From which day to which the data of a source, or of a batch, are complete: stated by a person, and else guessed from the days in the rows. */
const span = z.object({ from: day, to: day })
export const statedSpan = span.extend({ note: z.string(), by: z.string(), at: moment })
export type StatedSpan = z.infer<typeof statedSpan>

/** Said with a file that is sent: both days, or neither. */
export const spanQuery = { from: day.optional(), to: day.optional() }

/** Both days, or neither: the statement is taken back. */
const asked = { from: day.nullable(), to: day.nullable(), note: z.string().trim().min(2).max(500) }

export const sourceCoverage = z.object({
  items: z.array(
    z.object({
      dataset: z.string(),
      title: z.string(),
      batches: z.number().int(),
      /** From the first to the last day found in its rows. */
      found: span.nullable(),
      stated: statedSpan.nullable(),
    }),
  ),
})
export type SourceCoverage = z.infer<typeof sourceCoverage>
export const getSourceCoverage = endpoint({
  method: 'GET',
  path: '/sources/:id/coverage',
  summary: 'From when to when the data of a source reach, per dataset: as stated, and as found in the rows.',
  permission: 'data.read',
  params: idParams,
  response: sourceCoverage,
})
export const stateSourceCoverage = endpoint({
  method: 'PUT',
  path: '/sources/:id/coverage',
  summary:
    'State from which day to which the source’s rows of a dataset are complete, or take it back. Models use stated days before guessed ones.',
  permission: 'data.import',
  params: idParams,
  body: z.object({ dataset: z.string().max(100), ...asked }),
  response: sourceCoverage,
})

export const batchCoverage = z.object({
  found: span.nullable(),
  /** What holds for the batch: said of it, or of its source. */
  stated: statedSpan.extend({ of: z.enum(['batch', 'source']) }).nullable(),
})
export const getBatchCoverage = endpoint({
  method: 'GET',
  path: '/batches/:id/coverage',
  summary: 'From when to when a batch reaches: as stated of it or of its source, and as found in its rows.',
  permission: 'data.read',
  params: idParams,
  response: batchCoverage,
})
export const stateBatchCoverage = endpoint({
  method: 'PUT',
  path: '/batches/:id/coverage',
  summary: 'State from which day to which a batch is complete, or take it back.',
  permission: 'data.import',
  params: idParams,
  body: z.object(asked),
  response: batchCoverage,
})
