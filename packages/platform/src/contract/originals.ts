import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/**
 * Where the original of a file stands. `no-term`: nobody agreed on an end; `term`: kept until `until`; `held`: its term is over, but clues
 * that are not judged to the end stand on it; `shared`: its term is over, but the same bytes are kept for somebody else; `due`: goes at the
 * next daily look; `destroying`: begun; `destroyed`: gone.
 */
export const originalState = z.enum(['no-term', 'term', 'held', 'shared', 'due', 'destroying', 'destroyed'])
export type OriginalState = z.infer<typeof originalState>

export const original = z
  .object({
    importId: z.string(),
    file: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    /** When the bytes first came in; saying their columns anew is no new arrival. */
    arrivedAt: moment,
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Calendar days agreed for it. */
    days: z.number().int().nullable(),
    /** Last day of its term. */
    until: day.nullable(),
    state: originalState,
    /** Clues not yet judged to the end whose evidence stands on rows of this file. */
    openClues: z.number().int(),
    /** Rows that stay in the lake, with people's numbers as tokens. */
    rows: z.number().int(),
    /** Refused rows, kept with their text as it came; they go with the original. */
    refused: z.number().int(),
    destroyedAt: moment.nullable(),
  })
  .meta({ id: 'Original' })
export type Original = z.infer<typeof original>

const filters = { source: z.string().optional(), state: originalState.optional() }

export const listOriginals = endpoint({
  method: 'GET',
  path: '/originals',
  summary: 'Original files with their terms: which are kept until when, which are held and why, which were destroyed when.',
  permission: 'data.read',
  query: listQuery.extend(filters),
  response: page(original),
})
export const exportOriginals = exportOf(listOriginals)
export const getOriginal = endpoint({
  method: 'GET',
  path: '/imports/:id/original',
  summary: 'Where the original of one import stands.',
  permission: 'data.read',
  params: idParams,
  response: original,
})
