import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/** How a source's data come in. */
export const sourceKind = z.enum(['upload'])
export type SourceKind = z.infer<typeof sourceKind>

/** What a person says of a source. Terms are those of procedures: legal basis and purpose (网络数据安全管理条例 12, 个人信息保护法 34). */
export const sourceFacts = z.object({
  name: z.string().trim().min(1).max(100),
  /** Unified code of the agency, where the source is one. */
  agencyCode: z
    .string()
    .trim()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
    .nullable(),
  contact: z.string().trim().max(200),
  legalBasis: z.string().trim().max(500),
  purpose: z.string().trim().max(500),
  usedFrom: day.nullable(),
  /** Last day on which its data may be used; null: no end was agreed. */
  usedUntil: day.nullable(),
  /** Calendar days for which original files are kept from their arrival; they are destroyed when these are over. Null: none agreed, they stay. */
  keepRawDays: z.number().int().min(1).max(36_500).nullable(),
})
export type SourceFacts = z.infer<typeof sourceFacts>

export const source = sourceFacts
  .extend({
    id: z.string(),
    kind: sourceKind,
    stopped: z.boolean(),
    /** Today lies outside the agreed term of use. */
    outOfTerm: z.boolean(),
    datasets: z.array(z.object({ id: z.string(), title: z.string() })),
    files: z.number().int(),
    rows: z.number().int(),
    refused: z.number().int(),
    lastArrivedAt: moment.nullable(),
    createdBy: z.string(),
    createdAt: moment,
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof source>

const sourceFilter = listQuery.extend({ stopped: z.enum(['yes', 'no']).optional() })

export const listSources = endpoint({
  method: 'GET',
  path: '/sources',
  summary: 'From whom data come: contact, legal basis, purpose, term of use, what has arrived.',
  permission: 'data.read',
  query: sourceFilter,
  response: page(source),
})
export const exportSources = exportOf(listSources)
export const getSource = endpoint({
  method: 'GET',
  path: '/sources/:id',
  summary: 'One source.',
  permission: 'data.read',
  params: idParams,
  response: source,
})
export const createSource = endpoint({
  method: 'POST',
  path: '/sources',
  summary: 'Register a source; its name is unique in the office.',
  permission: 'data.import',
  body: sourceFacts,
  response: source,
  status: 201,
})
export const changeSource = endpoint({
  method: 'PUT',
  path: '/sources/:id',
  summary: 'Change what is said of a source, or stop it: a stopped source takes no more data, what it brought stays.',
  permission: 'data.import',
  params: idParams,
  body: sourceFacts.extend({ stopped: z.boolean() }),
  response: source,
})
