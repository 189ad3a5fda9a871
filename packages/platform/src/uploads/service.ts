import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type Actor, platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { FileImport } from '../contract/imports.ts'
import { type PartialUpload, partBytes } from '../contract/uploads.ts'
import type { Imports } from '../data/imports.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { sourceById, sourceNames } from '../sources/store.ts'
import { type Db, newId } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import type { Parts } from './parts.ts'
import {
  deleteUpload,
  insertUpload,
  type StoredUpload,
  sameUpload,
  settleUpload,
  touchUpload,
  unfinishedOf,
  untouchedSince,
  uploadById,
} from './store.ts'

export interface Uploads {
  begin(actor: Actor, file: NewUpload): Promise<PartialUpload | Refusal>
  list(
    actor: Actor,
    query: { readonly page: number; readonly size: number },
  ): Promise<{ items: PartialUpload[]; total: number; page: number; size: number }>
  get(actor: Actor, id: string): Promise<PartialUpload | Refusal>
  send(actor: Actor, id: string, offset: number, stream: Readable): Promise<PartialUpload | Refusal>
  finish(
    actor: Actor,
    id: string,
    stated: { readonly from?: string | undefined; readonly to?: string | undefined },
  ): Promise<FileImport | Refusal>
  drop(actor: Actor, id: string): Promise<null | Refusal>
  /** Removes what nobody went on with. */
  expire(): Promise<void>
}

interface NewUpload {
  readonly name: string
  readonly folder: string
  readonly bytes: number
  readonly modifiedAt: string
  readonly source: string | null
  readonly dataset: string | null
  readonly again: boolean
}

interface UploadParts {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly imports: Imports
  readonly parts: Parts
  readonly dir: string
  readonly uploadBytes: number
}

const keptMs = 7 * 24 * 60 * 60_000
const mostUnfinished = 200
/** Left free on the disk, for everybody else's work. */
const sparedBytes = 1024 ** 3
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`

/** Files that come in parts, until all has arrived; then each goes through the one door of files. */
export function openUploads({ db, clock, seenBy, imports, parts, dir, uploadBytes }: UploadParts): Uploads {
  /** Who is sending a part now, by the upload: a line that broke may still look alive here when its sender is back. */
  const sending = new Map<string, { readonly stream: Readable; readonly over: Promise<unknown> }>()
  const finishing = new Set<string>()

  const show = async (actor: Actor, all: readonly StoredUpload[]): Promise<PartialUpload[]> => {
    const names = await sourceNames(
      db,
      actor,
      all.map(({ sourceId }) => sourceId),
    )
    return Promise.all(
      all.map(async (one) => ({
        id: one.id,
        name: one.name,
        folder: one.folder,
        bytes: one.bytes,
        received: one.importId === null ? await parts.received(one.id) : one.bytes,
        modifiedAt: one.modifiedAt,
        source: names.get(one.sourceId ?? '') ?? null,
        startedAt: one.startedAt,
        touchedAt: one.touchedAt,
        keptUntil: new Date(Date.parse(one.touchedAt) + keptMs).toISOString(),
      })),
    )
  }
  const showOne = async (actor: Actor, one: StoredUpload): Promise<PartialUpload | Refusal> =>
    (await show(actor, [one]))[0] ?? refuse('not-found', 'upload.not-found')
  const found = async (actor: Actor, id: string): Promise<StoredUpload | Refusal> =>
    (await uploadById(db, actor, id)) ?? refuse('not-found', 'upload.not-found')
  const sourceRefused = async (actor: Actor, id: string | null): Promise<Refusal | undefined> => {
    if (id === null) return undefined
    const source = await sourceById(db, actor, id)
    if (!source) return refuse('not-found', 'source.not-found')
    return source.stopped ? refuse('conflict', 'source.stopped', { name: source.name }) : undefined
  }

  return {
    async begin(actor, { source, ...file }) {
      if (file.bytes > uploadBytes) return refuse('too-large', 'import.too-large', { limit: megabytes(uploadBytes) })
      if (file.dataset !== null && !seenBy(actor).standards.has(file.dataset))
        return refuse('invalid', 'import.unknown-dataset', { dataset: file.dataset })
      const refused = await sourceRefused(actor, source)
      if (refused) return refused
      const same = await sameUpload(db, actor, { ...file, sourceId: source })
      if (same) return showOne(actor, same)
      if ((await unfinishedOf(db, actor)).length >= mostUnfinished) return refuse('too-many', 'upload.too-many', { most: mostUnfinished })
      const disk = existsSync(dir) ? await statfs(dir) : undefined
      // It will be here in parts, and then sealed as an original beside them.
      if (disk && disk.bavail * disk.bsize < 2 * file.bytes + sparedBytes)
        return refuse('unavailable', 'upload.no-room', { size: megabytes(file.bytes) })
      const at = clock().toISOString()
      const one: StoredUpload = {
        ...file,
        id: newId('upload'),
        organisationId: actor.organisationId,
        userId: actor.id,
        sourceId: source,
        startedBy: actor.name,
        startedAt: at,
        touchedAt: at,
        importId: null,
      }
      await db.transaction().execute(async (tx) => {
        await insertUpload(tx, one)
        await record(tx, actor, clock(), { action: 'upload.begin', object: one.id, values: { file: one.name, bytes: one.bytes } })
      })
      return showOne(actor, one)
    },

    async list(actor, { page, size }) {
      const all = await unfinishedOf(db, actor)
      return { items: await show(actor, all.slice((page - 1) * size, page * size)), total: all.length, page, size }
    },

    async get(actor, id) {
      const one = await found(actor, id)
      return isRefusal(one) ? one : showOne(actor, one)
    },

    async send(actor, id, offset, stream) {
      const drop = (refusal: Refusal): Refusal => {
        stream.resume()
        return refusal
      }
      const one = await found(actor, id)
      if (isRefusal(one)) return drop(one)
      if (one.importId !== null || finishing.has(id)) return drop(refuse('conflict', 'upload.over'))
      const before = sending.get(id)
      before?.stream.destroy()
      await before?.over
      // Two that waited for the same one: the first of them goes on.
      if (sending.has(id)) return drop(refuse('conflict', 'upload.busy'))
      const work = (async () => {
        const received = await parts.received(id)
        if (offset !== received) return drop(refuse('conflict', 'upload.offset', { received, offset }))
        const end = await parts.add(id, offset, Math.min(one.bytes, offset + partBytes), stream)
        await touchUpload(db, id, clock().toISOString())
        return end
      })()
      sending.set(id, { stream, over: work.catch(() => undefined) })
      try {
        const end = await work
        if (isRefusal(end)) return end
        return await showOne(actor, one)
      } catch (error) {
        // The line broke: there is nobody to answer, and what arrived counts.
        if (stream.destroyed && !isOurs(error)) return refuse('conflict', 'upload.broken')
        throw error
      } finally {
        sending.delete(id)
      }
    },

    async finish(actor, id, stated) {
      const one = await found(actor, id)
      if (isRefusal(one)) return one
      if (one.importId !== null) return imports.get(actor, one.importId)
      const received = await parts.received(id)
      if (sending.has(id) || received !== one.bytes) return refuse('conflict', 'upload.not-all', { received, bytes: one.bytes })
      if (finishing.has(id)) return refuse('conflict', 'upload.busy')
      finishing.add(id)
      try {
        const answer = await imports.upload(
          actor,
          { name: one.name, stream: parts.read(id), cut: () => false },
          {
            ...(one.sourceId === null ? {} : { source: one.sourceId }),
            ...(one.dataset === null ? {} : { dataset: one.dataset }),
            again: one.again,
            ...stated,
            also: (tx, file) => settleUpload(tx, id, file.id),
          },
        )
        if (!isRefusal(answer)) await parts.remove(id)
        return answer
      } finally {
        finishing.delete(id)
      }
    },

    async drop(actor, id) {
      const one = await found(actor, id)
      if (isRefusal(one)) return one
      if (one.importId !== null || finishing.has(id)) return refuse('conflict', 'upload.over')
      const under = sending.get(id)
      under?.stream.destroy()
      await under?.over
      await db.transaction().execute(async (tx) => {
        await deleteUpload(tx, id)
        await record(tx, actor, clock(), { action: 'upload.drop', object: id, values: { file: one.name } })
      })
      await parts.remove(id)
      return null
    },

    async expire() {
      for (const one of await untouchedSince(db, new Date(clock().getTime() - keptMs).toISOString())) {
        if (sending.has(one.id) || finishing.has(one.id)) continue
        await db.transaction().execute(async (tx) => {
          await deleteUpload(tx, one.id)
          // What was finished is an import long since; only its trace here goes.
          if (one.importId === null)
            await record(tx, platformActor(one.organisationId), clock(), {
              action: 'upload.expire',
              object: one.id,
              values: { file: one.name, by: one.startedBy },
            })
        })
        await parts.remove(one.id)
      }
    },
  }
}

/** A full disk, say: not the sender's line. */
const isOurs = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EIO')
