import type { FastifyReply } from 'fastify'
import {
  checkDraft,
  createDraft,
  deleteDraft,
  exportDrafts,
  getDraft,
  getEdition,
  getLanguage,
  listColleagues,
  listDrafts,
  listEditions,
  makeCase,
  previewStep,
  publishDraft,
  runDraftCases,
  saveDraft,
  shareDraft,
  tryDraft,
} from '../contract/workshop.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Workshop } from './service.ts'

/** Told when the person no longer waits for the answer. */
const goneOf = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort()
  })
  return gone.signal
}

export const workshopRoutes = ({ drafts, ...workshop }: Workshop): Route[] => [
  route(listDrafts, ({ actor, query }) => drafts.list(actor, query)),
  route(exportDrafts, async ({ actor, params, query }) => {
    const table = await drafts.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(getDraft, ({ actor, params }) => drafts.get(actor, params.id)),
  route(createDraft, ({ actor, body }) => drafts.create(actor, body)),
  route(saveDraft, ({ actor, params, body }) => drafts.save(actor, params.id, body)),
  route(shareDraft, ({ actor, params, body }) => drafts.share(actor, params.id, body.users)),
  route(deleteDraft, ({ actor, params }) => drafts.remove(actor, params.id)),
  route(listEditions, async ({ actor, params, query }) => drafts.editions(actor, params.id, query)),
  route(getEdition, ({ actor, params }) => drafts.edition(actor, params.id, params.edition)),
  route(listColleagues, ({ actor }) => drafts.colleagues(actor)),
  route(getLanguage, ({ actor }) => workshop.language(actor)),
  route(checkDraft, ({ actor, body }) => workshop.check(actor, body.files)),
  route(previewStep, ({ actor, body, reply }) => workshop.preview(actor, body, goneOf(reply))),
  route(tryDraft, ({ actor, body, reply }) => workshop.attempt(actor, body, goneOf(reply))),
  route(makeCase, ({ actor, body, reply }) => workshop.makeCase(actor, body, goneOf(reply))),
  route(runDraftCases, ({ actor, body }) => workshop.cases(actor, body.files)),
  route(publishDraft, ({ actor, params, body }) => workshop.publish(actor, params.id, body)),
]
