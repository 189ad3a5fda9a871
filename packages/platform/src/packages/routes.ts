import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import {
  acceptSigner,
  deletePackage,
  downloadPackage,
  endSigner,
  exportPackages,
  exportReadiness,
  exportShelf,
  getPackage,
  installPackage,
  installPackedStandard,
  listPackages,
  listReadiness,
  listShelf,
  listSigners,
  receivePackage,
  takeFromShelf,
  tryPackage,
} from '../contract/packages.ts'
import type { ListFiles } from '../export/list-file.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { largestPackage } from './content.ts'
import type { MakePackage } from './make.ts'
import type { ReadinessLists } from './readiness-service.ts'
import type { Packages } from './service.ts'
import type { PackageShelf } from './shelf.ts'
import { shelfTable } from './shelf-table.ts'
import type { Signers } from './signers.ts'

export interface PackageServices {
  readonly packages: Packages
  readonly make: MakePackage
  readonly signers: Signers
  readonly shelf: PackageShelf
  readonly readiness: ReadinessLists
  readonly file: ListFiles
}

export const packageRoutes = ({ packages, make, signers, shelf, readiness, file }: PackageServices): Route[] => [
  route(listPackages, ({ actor, query }) => packages.list(actor, query)),
  route(exportPackages, async ({ actor, params, query }) => tableAnswer(await packages.export(actor, query, params.format), params.format)),
  route(getPackage, ({ actor, params }) => packages.get(actor, params.id)),
  route(receivePackage, async ({ actor, request }) => {
    const file = await request.file()
    if (!file) return refuse('invalid', 'package.no-file')
    const text = await textIn(file)
    return typeof text === 'string' ? packages.receive(actor, { name: file.filename, text }) : text
  }),
  route(tryPackage, ({ actor, params, body }) => packages.try(actor, params.id, body.model)),
  route(installPackage, ({ actor, params, body }) => packages.install(actor, params.id, body)),
  route(installPackedStandard, ({ actor, params, body }) => packages.installStandard(actor, params.id, body)),
  route(deletePackage, ({ actor, params }) => packages.remove(actor, params.id)),
  route(downloadPackage, async ({ actor, query }) => {
    const made = await make(actor, query)
    if (isRefusal(made)) return made
    return { name: made.name, mediaType: 'application/json', stream: Readable.from([made.text]), mark: made.mark }
  }),
  route(listSigners, ({ actor }) => signers.list(actor)),
  route(acceptSigner, ({ actor, body }) => signers.accept(actor, body)),
  route(endSigner, ({ actor, body }) => signers.end(actor, body.fingerprint)),
  route(listShelf, ({ actor, query }) => shelf.list(actor, query)),
  route(exportShelf, (asked) => file(asked, shelf.list, shelfTable)),
  route(takeFromShelf, ({ actor, body }) => shelf.take(actor, body.file)),
  route(listReadiness, ({ actor, query }) => readiness.list(actor, query)),
  route(exportReadiness, async ({ actor, params, query }) =>
    tableAnswer(await readiness.export(actor, query, params.format), params.format),
  ),
]

async function textIn({ file }: MultipartFile): Promise<string | Refusal> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of file) {
    size += piece.length
    // The rest is read away, so that the answer reaches whoever is still sending.
    if (size <= largestPackage) pieces.push(piece)
  }
  return size > largestPackage
    ? refuse('too-large', 'package.too-large', { mb: largestPackage / 1024 / 1024 })
    : Buffer.concat(pieces).toString('utf8')
}
