import { exportAudit, listAudit, verifyAudit } from '../contract/audit.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Audit } from './service.ts'

export const auditRoutes = (audit: Audit): Route[] => [
  route(listAudit, ({ actor, query }) => audit.list(actor, query)),
  route(verifyAudit, ({ actor }) => audit.verify(actor)),
  route(exportAudit, async ({ actor, params, query }) => tableAnswer(await audit.export(actor, query), params.format)),
]
