import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { jobState } from './shapes.ts'

export const keyState = z
  .object({
    from: z.enum(['file', 'environment', 'program']),
    /** The work that seals anew, while there is any or where the last one failed. */
    work: z
      .object({
        state: jobState,
        progress: z.object({ stage: z.string(), done: z.number().int(), total: z.number().int().nullable() }).nullable(),
        error: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'KeyState' })

export const getKeyState = endpoint({
  method: 'GET',
  path: '/keys',
  summary: 'Where the keys come from, and how far sealing anew is. Never a key.',
  permission: 'user.manage',
  response: keyState,
})
export const rotateSeal = endpoint({
  method: 'POST',
  path: '/keys/rotation',
  summary: 'Seal with a new key from now on, and everything that is sealed anew in the background; then drop the old one.',
  permission: 'user.manage',
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  status: 202,
  response: keyState,
})
