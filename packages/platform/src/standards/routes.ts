import '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import * as contract from '../contract/standards.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Standards } from './service.ts'

const mostMegabytes = 20

interface Form {
  readonly name: string
  readonly bytes: Buffer
  /** The field `draft`, which has to stand before the file. */
  readonly draft: unknown
}

async function formOf(request: FastifyRequest): Promise<Form | Refusal> {
  const file = await request.file({ limits: { fileSize: mostMegabytes * 1024 ** 2, files: 1, fieldSize: 1024 ** 2 } })
  if (!file) return refuse('invalid', 'standards.none')
  const chunks: Buffer[] = []
  for await (const chunk of file.file) chunks.push(chunk as Buffer)
  if (file.file.truncated) return refuse('too-large', 'standards.too-large', { limit: `${mostMegabytes} MB` })
  const said = file.fields.draft
  const text = said && !Array.isArray(said) && 'value' in said ? said.value : undefined
  let draft: unknown
  try {
    draft = typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    draft = undefined
  }
  return { name: file.filename, bytes: Buffer.concat(chunks), draft }
}

export const standardRoutes = (standards: Standards): Route[] => [
  route(contract.listStandards, ({ actor, query }) => standards.list(actor, query)),
  route(contract.exportStandards, async ({ actor, params, query }) =>
    tableAnswer(await standards.export(actor, query, params.format), params.format),
  ),
  route(contract.getStandard, ({ actor, params }) => standards.get(actor, params.id)),
  route(contract.proposeStandardOf, async ({ actor, request }) => {
    const form = await formOf(request)
    return 'refused' in form ? form : standards.propose(actor, form)
  }),
  route(contract.checkStandard, ({ actor, body }) => standards.check(actor, body.draft)),
  route(contract.tryStandard, async ({ actor, request }) => {
    const form = await formOf(request)
    if ('refused' in form) return form
    const draft = contract.standardDraft.safeParse(form.draft)
    return draft.success ? standards.try(actor, draft.data, form) : refuse('invalid', 'standards.no-draft')
  }),
  route(contract.standardFolder, ({ actor, body }) => standards.folder(actor, body.draft)),
  route(contract.installStandard, ({ actor, body }) => standards.install(actor, body)),
  route(contract.removeStandard, ({ actor, params, body }) => standards.remove(actor, params.id, body.reason)),
]
