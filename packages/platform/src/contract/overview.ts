import { z } from 'zod'
import { clueRow } from './clues.ts'
import { batch } from './data.ts'
import { endpoint } from './endpoint.ts'
import { run } from './models.ts'

/** The home page: what came in, what was found, what to do next. */
export const overview = z
  .object({
    asOf: z.string().nullable(),
    data: z.object({
      datasets: z.number().int(),
      datasetsPresent: z.number().int(),
      rows: z.number().int(),
      batches: z.number().int(),
      quarantined: z.number().int(),
      recent: z.array(batch),
    }),
    clues: z.object({
      total: z.number().int(),
      high: z.number().int(),
      medium: z.number().int(),
      low: z.number().int(),
      fresh: z.number().int(),
      toJudge: z.number().int(),
      founded: z.number().int(),
      unfounded: z.number().int(),
      amount: z.string(),
      top: z.array(clueRow),
    }),
    bySubject: z.array(z.object({ name: z.string(), count: z.number().int() })),
    byModel: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
    runs: z.array(run),
    /** Next steps, each a sentence and an address in the application. */
    next: z.array(z.object({ code: z.string(), text: z.string(), href: z.string(), count: z.number().int() })),
    demo: z.boolean(),
    embedded: z.boolean(),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof overview>
export const getOverview = endpoint({
  method: 'GET',
  path: '/overview',
  summary: 'What came in, what was found, what to do next.',
  permission: 'signed-in',
  response: overview,
})
