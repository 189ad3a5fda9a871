import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { mappingPreview } from './imports.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)
const said = z.string().trim().min(1).max(200)

export const draftField = z.object({
  column: z.string().max(500),
  id: identifier,
  label: said,
  type: z.string().max(40),
  kind: z.string().max(40).nullable(),
  required: z.enum(['Y', 'C', 'N']),
  sensitivity: z.enum(['none', 'personal', 'sensitive']),
  event: z.boolean(),
  aliases: z.array(said).max(100),
  codes: z.array(z.object({ code: said, also: z.array(said).max(50) })).max(500),
  dictionary: z.string().max(60).nullable(),
})
export type DraftFieldView = z.infer<typeof draftField>

export const standardDraft = z.object({
  id: identifier,
  label: said,
  purpose: z.string().trim().min(2).max(500),
  source: z.string().trim().min(2).max(200),
  naturalKey: z.array(identifier).max(8),
  marks: z.array(identifier).max(12),
  fields: z.array(draftField).min(1).max(300),
})
export type StandardDraftView = z.infer<typeof standardDraft>

const reasons = z.array(z.string())

export const officeStandard = z
  .object({
    id: z.string(),
    title: z.string(),
    version: z.number().int(),
    fields: z.number().int(),
    batches: z.number().int(),
    by: z.string(),
    at: moment,
    reason: z.string(),
    /** Taken away; its versions stay on record. */
    removed: z.boolean(),
  })
  .meta({ id: 'OfficeStandard' })
export type OfficeStandard = z.infer<typeof officeStandard>

export const listStandards = endpoint({
  method: 'GET',
  path: '/standards',
  summary: 'Data standards that the office has made itself, beside those of the product.',
  permission: 'data.read',
  query: listQuery,
  response: page(officeStandard),
})
export const exportStandards = exportOf(listStandards)
export const getStandard = endpoint({
  method: 'GET',
  path: '/standards/:id',
  summary: 'One of them as a draft, to be changed into its next version.',
  permission: 'data.read',
  params: idParams,
  response: officeStandard.extend({ draft: standardDraft, yaml: z.string() }),
})
export const proposeStandardOf = endpoint({
  method: 'POST',
  path: '/standards/propose',
  summary:
    'Propose a standard out of a file (multipart field `file`): fields with types, codes, keys and sensitivity, each with its reason. Nothing is kept.',
  permission: 'data.import',
  response: z.object({
    file: z.string(),
    rows: z.number().int(),
    /** The standard that the file is of already. */
    known: z.object({ id: z.string(), title: z.string() }).nullable(),
    draft: standardDraft.omit({ id: true, purpose: true, source: true }),
    columns: z.array(z.object({ id: z.string(), reasons, samples: z.array(z.string()) })),
  }),
  consumes: 'multipart',
})
export const checkStandard = endpoint({
  method: 'POST',
  path: '/standards/check',
  summary: 'Is the draft a standard? Tells what is wrong with it, and gives its file.',
  permission: 'data.import',
  body: z.object({ draft: standardDraft }),
  response: z.object({ problems: z.array(z.string()), yaml: z.string() }),
})
export const tryStandard = endpoint({
  method: 'POST',
  path: '/standards/try',
  summary:
    'Import a file by the draft, aside: multipart with the field `draft` (JSON) before `file`. Gives its first rows as they would stand, masked, and what is wrong. Nothing is kept.',
  permission: 'data.import',
  response: z.object({ preview: mappingPreview, skipped: z.number().int(), rows: z.number().int() }),
  consumes: 'multipart',
})
export const standardFolder = endpoint({
  method: 'POST',
  path: '/standards/folder',
  summary: 'The folder of the catalogue that the draft is, as a zip: `standard.yml` and an invented `sample.csv`.',
  permission: 'data.import',
  body: z.object({ draft: standardDraft }),
  response: z.any(),
  produces: 'file',
})
export const installStandard = endpoint({
  method: 'POST',
  path: '/standards',
  summary:
    'Put the draft in use in this office: files of it are recognised like any other from then on. `version` is the one it changes; 0: it is new.',
  permission: 'data.import',
  body: z.object({ draft: standardDraft, version: z.number().int().min(0), reason: z.string().trim().min(2).max(500) }),
  response: officeStandard,
  status: 201,
})
export const removeStandard = endpoint({
  method: 'POST',
  path: '/standards/:id/removal',
  summary: 'Take a standard of the office away. Refused while batches of it are visible: withdraw them first.',
  permission: 'data.import',
  params: idParams,
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  response: officeStandard,
})
