import { z } from 'zod'
import { spanQuery } from './coverage.ts'
import { endpoint } from './endpoint.ts'
import { fileImport } from './imports.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'

/** Large files that come in parts: a broken line, a closed page or a server that was restarted costs the part that was on its way. */

/** As much as a part may hold. */
export const partBytes = 16 * 1024 * 1024

export const partialUpload = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The folder that it was chosen with; empty where it came alone. */
    folder: z.string(),
    bytes: z.number().int(),
    /** So much has arrived: the next part begins here. */
    received: z.number().int(),
    modifiedAt: z.string(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    startedAt: moment,
    touchedAt: moment,
    /** From then on it is removed, if nothing more comes. */
    keptUntil: moment,
  })
  .meta({ id: 'PartialUpload' })
export type PartialUpload = z.infer<typeof partialUpload>

export const beginUpload = endpoint({
  method: 'POST',
  path: '/uploads',
  summary:
    'Begin to send a file in parts. The same file again (name, folder, size, moment of change, source) answers the unfinished upload of before: go on at `received`.',
  permission: 'data.import',
  body: z.object({
    name: z.string().min(1).max(300),
    folder: z.string().max(1000).default(''),
    bytes: z.number().int().min(1),
    modifiedAt: z.string().max(40).default(''),
    source: z.string().max(200).nullable().default(null),
    dataset: z.string().max(100).nullable().default(null),
    again: z.boolean().default(false),
  }),
  response: partialUpload,
  status: 201,
})
export const listUploads = endpoint({
  method: 'GET',
  path: '/uploads',
  summary: 'Unfinished uploads of one’s own, the newest first.',
  permission: 'data.import',
  query: listQuery.omit({ sort: true, q: true }),
  response: page(partialUpload),
})
export const getUpload = endpoint({
  method: 'GET',
  path: '/uploads/:id',
  summary: 'How much of a file has arrived.',
  permission: 'data.import',
  params: idParams,
  response: partialUpload,
})
export const sendPart = endpoint({
  method: 'PUT',
  path: '/uploads/:id/content',
  summary:
    'Send the next part (`application/octet-stream`, at most 16 MB). `offset` is where it begins; another than what has arrived is refused with 409. What arrived of a part that broke off counts.',
  permission: 'data.import',
  params: idParams,
  query: z.object({ offset: z.coerce.number().int().min(0) }),
  consumes: 'bytes',
  response: partialUpload,
})
export const finishUpload = endpoint({
  method: 'POST',
  path: '/uploads/:id/finish',
  summary:
    'All parts are there: bring the file in, as if it had been uploaded in one. Asked again it answers the same import. `from` and `to` state from which day to which it is complete.',
  permission: 'data.import',
  params: idParams,
  query: z.object(spanQuery),
  response: fileImport,
  status: 202,
})
export const dropUpload = endpoint({
  method: 'DELETE',
  path: '/uploads/:id',
  summary: 'Give up an unfinished upload; what has arrived is removed.',
  permission: 'data.import',
  params: idParams,
  response: z.null(),
  status: 204,
})
