import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day } from './shapes.ts'

/** Where the number stands that is to be shown: the party of a clue, or a cell of a row. Never the number or its token itself. */
export const revealPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clue'), id: z.string().max(100) }),
  z.object({
    kind: z.literal('row'),
    dataset: z.string().max(100),
    rid: z.string().regex(/^\d{1,18}$/),
    field: z.string().max(60),
    /** The view of a past day that the row is seen in. */
    at: day.optional(),
  }),
])
export type RevealPlace = z.infer<typeof revealPlace>

const perDay = z.number().int().min(0).max(1000)

export const revealNumber = endpoint({
  method: 'POST',
  path: '/reveals',
  summary: 'Show one person’s whole number, with a reason. Logged before it is answered; only so many a day for each person.',
  permission: 'person.reveal',
  body: z.object({
    place: revealPlace,
    reason: z.string().trim().min(2).max(500),
    /** Number of the clue, matter or case that it is needed for. */
    matter: z.string().trim().max(100).optional(),
  }),
  response: z.object({ value: z.string(), left: z.number().int() }),
})
export const getRevealLimit = endpoint({
  method: 'GET',
  path: '/reveals/limit',
  summary: 'How many whole numbers each person may see in a day, and how many the asker has seen today.',
  permission: 'signed-in',
  response: z.object({ perDay, used: z.number().int() }),
})
export const changeRevealLimit = endpoint({
  method: 'PUT',
  path: '/reveals/limit',
  summary: 'Say how many whole numbers each person may see in a day; none: nobody sees any.',
  permission: 'user.manage',
  body: z.object({ perDay, reason: z.string().trim().min(2).max(500) }),
  response: z.object({ perDay, used: z.number().int() }),
})
