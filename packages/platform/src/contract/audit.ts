import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, listQuery, moment, page } from './shapes.ts'

export const auditEntry = z
  .object({
    seq: z.number().int(),
    at: moment,
    actor: z.string(),
    action: z.string(),
    actionLabel: z.string(),
    object: z.string().nullable(),
    detail: z.string(),
    address: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'The hash-chained log, the newest first.',
  permission: 'audit.read',
  query: listQuery.extend({
    action: z.string().optional(),
    actor: z.string().optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  response: page(auditEntry).extend({ actions: z.array(z.object({ value: z.string(), label: z.string() })) }),
})
export const verifyAudit = endpoint({
  method: 'POST',
  path: '/audit/verify',
  summary: 'Recompute the chain from its first entry.',
  permission: 'audit.read',
  response: z.object({
    intact: z.boolean(),
    entries: z.number().int(),
    firstBroken: z.number().int().nullable(),
    head: z.string().nullable(),
  }),
})
export const exportAudit = exportOf(listAudit, 'The filtered log as a file (`xlsx` or `csv`), at most 100,000 entries.')
