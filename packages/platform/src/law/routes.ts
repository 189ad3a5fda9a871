import '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import * as contract from '../contract/law.ts'
import type { ListFiles } from '../export/list-file.ts'
import { type Route, route } from '../http/route.ts'
import { mostFiles } from './files.ts'
import type { Instruments } from './instruments.ts'
import { instrumentTable, loadTable, reviewTable } from './list-tables.ts'
import type { ComingFile, LawLoads } from './loads.ts'
import type { Reading } from './reading.ts'
import type { LawReviews } from './reviews.ts'

export interface LawServices {
  readonly instruments: Instruments
  readonly reading: Reading
  readonly loads: LawLoads
  readonly reviews: LawReviews
  readonly file: ListFiles
  readonly uploadBytes: number
}

/** All files of a form; names keep their folders. */
async function* filesOf(request: FastifyRequest, fileSize: number): AsyncGenerator<ComingFile> {
  const parts = request.files({ preservePath: true, limits: { files: mostFiles, parts: mostFiles + 10, fileSize } })
  for await (const { filename, file } of parts) yield { name: filename, stream: file, cut: () => file.truncated }
}

export const lawRoutes = ({ instruments, reading, loads, reviews, file, uploadBytes }: LawServices): Route[] => [
  route(contract.listInstruments, ({ actor, query }) => instruments.list(actor, query)),
  route(contract.exportInstruments, (asked) => file(asked, instruments.list, instrumentTable)),
  route(contract.getInstrument, ({ actor, params, query }) => instruments.get(actor, params.law, query.on)),
  route(contract.getVersion, ({ actor, params }) => reading.version(actor, params.law, params.version)),
  route(contract.compareVersions, ({ actor, params, query }) => reading.compare(actor, params.law, query.from, query.to)),
  route(contract.getArticle, ({ actor, params, query }) => reading.article(actor, params.law, params.article, query.on)),
  route(contract.searchLaw, ({ actor, query }) => reading.search(actor, query)),
  route(contract.loadLaw, ({ actor, query, request }) => loads.load(actor, filesOf(request, uploadBytes), query.hold !== 'false')),
  route(contract.listLoads, ({ actor, query }) => loads.list(actor, query)),
  route(contract.exportLoads, (asked) => file(asked, loads.list, loadTable)),
  route(contract.getLoad, ({ actor, params }) => loads.get(actor, params.id)),
  route(contract.publishLoad, ({ actor, params }) => loads.publish(actor, params.id)),
  route(contract.cancelLoad, ({ actor, params }) => loads.cancel(actor, params.id)),
  route(contract.listReviews, ({ actor, query }) => reviews.list(actor, query)),
  route(contract.exportReviews, (asked) => file(asked, reviews.list, reviewTable)),
  route(contract.closeReview, ({ actor, params, body }) => reviews.close(actor, params.id, body.note)),
]
