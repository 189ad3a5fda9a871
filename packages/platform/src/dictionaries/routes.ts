import '@fastify/multipart'
import * as contract from '../contract/dictionaries.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { Dictionaries } from './service.ts'

const mostMegabytes = 10

export const dictionaryRoutes = (dictionaries: Dictionaries): Route[] => [
  route(contract.listDictionaries, ({ actor, query }) => dictionaries.list(actor, query)),
  route(contract.exportDictionaries, async ({ actor, params, query }) =>
    tableAnswer(await dictionaries.export(actor, query, params.format), params.format),
  ),
  route(contract.getDictionary, ({ actor, params }) => dictionaries.get(actor, params.id)),
  route(contract.listCodes, ({ actor, params, query }) => dictionaries.codes(actor, params.id, query)),
  route(contract.exportCodes, async ({ actor, params, query }) => {
    const table = await dictionaries.exportCodes(actor, params.id, query, params.format)
    return isRefusal(table) ? table : tableAnswer(table, params.format)
  }),
  route(contract.readTable, async ({ actor, params, query, request }) => {
    const file = await request.file({ limits: { fileSize: mostMegabytes * 1024 ** 2, files: 1 } })
    if (!file) return refuse('invalid', 'dictionaries.none')
    const chunks: Buffer[] = []
    for await (const chunk of file.file) chunks.push(chunk as Buffer)
    if (file.file.truncated) return refuse('too-large', 'dictionaries.too-large', { limit: `${mostMegabytes} MB` })
    return dictionaries.read(actor, params.id, query.mode, Buffer.concat(chunks))
  }),
  route(contract.loadTable, ({ actor, params, body }) => dictionaries.load(actor, params.id, body)),
  route(contract.undoLoad, ({ actor, params, body }) => dictionaries.undo(actor, params.id, body)),
]
