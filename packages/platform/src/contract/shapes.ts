import { z } from 'zod'

/** Shapes that several nouns share. */

/** A day that the calendar has, `YYYY-MM-DD`, in China's civil time. */
export const day = z.iso.date()
/** A moment, ISO 8601 with offset. */
export const moment = z.string()
/** Money in yuan with two decimals, as text so that nothing is rounded: `3000.00`. */
export const yuan = z.string()

export const idParams = z.object({ id: z.string().min(1).max(200) })

/** Every list is paged, sorted, searched the same way. */
export const listQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
  /** A column name; a leading `-` turns the order. */
  sort: z.string().max(60).optional(),
  /** Free text. */
  q: z.string().max(200).optional(),
})
export type ListQuery = z.infer<typeof listQuery>

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), size: z.number().int() })

/** What a list can be narrowed by, with how many rows each choice leaves. */
export const facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() }))

/** RFC 9457. `code` is stable, `detail` is in the language asked for. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ at: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>

/** Progress of long work: `done` of `total` (null when unknown) in the named stage. */
export const progress = z.object({ stage: z.string(), done: z.number(), total: z.number().nullable() })
export const jobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
export type JobState = z.infer<typeof jobState>
