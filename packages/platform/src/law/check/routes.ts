import '@fastify/multipart'
import * as contract from '../../contract/law-check.ts'
import { type Route, route } from '../../http/route.ts'
import { refuse } from '../../refusal.ts'
import type { LawCheck } from './service.ts'

const mostMegabytes = 20

export const lawCheckRoutes = (check: LawCheck): Route[] => [
  route(contract.checkText, ({ actor, body }) => check.check(actor, body)),
  route(contract.readDocument, async ({ request }) => {
    const tooLarge = refuse('too-large', 'document.too-large', { limit: `${mostMegabytes} MB` })
    const file = await request.file({ limits: { fileSize: mostMegabytes * 1024 ** 2, files: 1 } })
    if (!file) return refuse('invalid', 'document.none')
    const chunks: Buffer[] = []
    for await (const chunk of file.file) chunks.push(chunk as Buffer)
    return file.file.truncated ? tooLarge : check.document(file.filename, Buffer.concat(chunks))
  }),
]
