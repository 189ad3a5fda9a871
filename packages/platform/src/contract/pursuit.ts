import { z } from 'zod'
import { cell } from './data.ts'
import { endpoint } from './endpoint.ts'
import { day, facet, idParams, listQuery, page } from './shapes.ts'

/** A person or an organisation by its key, the number of a document or a court case, or a bare name. */
export const pursuitKind = z.enum(['party', 'number', 'name'])
export type PursuitKind = z.infer<typeof pursuitKind>

export const pursuitEntry = z
  .object({
    /** `row`: of the data; `clue`: found by a model; `act`: something done about a clue. */
    kind: z.enum(['row', 'clue', 'act']),
    id: z.string(),
    day: day.nullable(),
    /** What happened that day: the field of the event, the rule of the clue, the act. */
    what: z.string(),
    source: z.object({ id: z.string(), title: z.string() }),
    /** In which capacity the one pursued stands in the row: the field that names it. */
    as: z.string().nullable(),
    title: z.string(),
    fields: z.array(z.object({ name: z.string(), label: z.string(), type: z.string(), value: cell })),
    file: z.object({ name: z.string(), sheet: z.string().nullable(), rowNo: z.number().int() }).nullable(),
    clueId: z.string().nullable(),
  })
  .meta({ id: 'PursuitEntry' })
export type PursuitEntry = z.infer<typeof pursuitEntry>

export const pursuitQuery = listQuery.extend({
  kind: pursuitKind,
  key: z.string().min(1).max(300),
  /** Ids of datasets, `clue`, `act`; several are joined by commas. */
  source: z.string().max(1000).optional(),
  year: z
    .string()
    .regex(/^(\d{4}|none)$/)
    .optional(),
})

export const resolvePursuit = endpoint({
  method: 'POST',
  path: '/pursuit/resolve',
  summary:
    'What a number or name typed in may mean, as keys that an address may hold: a person’s number becomes its token at once and is kept nowhere. For a name also those who go by it in the data, by number or code, which the log keeps.',
  permission: 'data.read',
  body: z.object({ text: z.string().trim().min(1).max(300) }),
  response: z.object({
    items: z.array(z.object({ kind: pursuitKind, key: z.string(), label: z.string() })),
    /** More go by the name than are listed. */
    more: z.boolean(),
  }),
})
export const resolveRow = endpoint({
  method: 'GET',
  path: '/data/:id/rows/:rid/pursuit',
  summary: 'The keys that a row of the data names: parties, documents, cases.',
  permission: 'data.read',
  params: idParams.extend({ rid: z.string().regex(/^\d{1,19}$/) }),
  response: z.object({
    dataset: z.string(),
    items: z.array(z.object({ kind: pursuitKind, key: z.string(), label: z.string() })),
  }),
})
export const pursue = endpoint({
  method: 'GET',
  path: '/pursuit',
  summary:
    'Everything known about one key on a time line, across all datasets of the snapshot, with clues and what was done about them. Sort: day (oldest first), -day.',
  permission: 'data.read',
  query: pursuitQuery,
  response: page(pursuitEntry).extend({
    /** The names and numbers under which it stands in the data, the commonest first. */
    called: z.array(z.string()),
    facets: z.object({ source: facet, year: facet }),
  }),
})
export const exportPursuit = endpoint({
  method: 'GET',
  path: '/pursuit.:format',
  summary: 'The time line as a file (`xlsx` or `csv`), at most 10,000 entries.',
  permission: 'data.read',
  params: z.object({ format: z.enum(['xlsx', 'csv']) }),
  query: pursuitQuery,
  response: z.any(),
  produces: 'file',
})
