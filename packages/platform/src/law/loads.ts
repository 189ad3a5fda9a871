import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { LawLoad } from '../contract/law.ts'
import type { Lake } from '../data/lake.ts'
import { type RawFiles, removeQuietly } from '../data/raw-files.ts'
import { showJob } from '../jobs/show.ts'
import { cancelJob, insertJob, type JobView, jobViews } from '../jobs/store.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, newId, type Queries } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { isLeftover, isOtherDocument, kindOf } from './files.ts'
import { insertLoad, loadById, pageOfLoads, type StoredLoad, settleLoad } from './load-store.ts'
import { writeParcel } from './parcel.ts'

/** A file on its way in; its name may hold folders. */
export interface ComingFile {
  readonly name: string
  readonly stream: Readable
  /** True when the stream was cut off at the size limit. */
  readonly cut: () => boolean
}

export interface LawLoads {
  /** `hold`: what changes under models, limits or clues waits for a word. */
  load(actor: Actor, files: AsyncIterable<ComingFile>, hold: boolean): Promise<LawLoad | Refusal>
  list(actor: Actor, query: { page: number; size: number; q?: string | undefined }): Promise<Page>
  get(actor: Actor, id: string): Promise<LawLoad | Refusal>
  publish(actor: Actor, id: string): Promise<LawLoad | Refusal>
  cancel(actor: Actor, id: string): Promise<LawLoad | Refusal>
}
interface Page {
  items: LawLoad[]
  total: number
  page: number
  size: number
}

export interface LawLoadsParts {
  readonly db: Db
  readonly clock: () => Date
  readonly lake: Lake
  readonly raw: RawFiles
  readonly wake: () => void
  /** For all files of a load together. */
  readonly uploadBytes: number
}

const told = (message: StoredMessage, actor: Actor): string => tell({ code: message.code, values: message.values ?? {} }, actor.locale)

function show(one: StoredLoad, job: JobView | undefined, actor: Actor): LawLoad {
  const { state, progress, endedAt, error } = showJob(job, actor.locale)
  const { report } = one
  return {
    id: one.id,
    state: one.held === 'discarded' ? 'discarded' : one.held === 'waiting' ? 'held' : state,
    progress,
    startedAt: one.startedAt,
    endedAt,
    by: one.loadedBy,
    label: one.label,
    error,
    counts: report?.counts ?? null,
    refused: report?.refused.map(({ file, reason }) => ({ file, reason: told(reason, actor) })) ?? [],
    aside: report?.aside.map(({ law, versionDate, reason }) => ({ law, versionDate, reason: told(reason, actor) })) ?? [],
    reviews: report?.reviews ?? 0,
  }
}

/** What a load is called in lists: its one file, the folder that all of it lies in, or the first file and how many there are. */
export function labelOf(files: readonly string[]): string {
  const [first = ''] = files
  const folder = first.includes('/') ? first.slice(0, first.indexOf('/')) : undefined
  if (files.length === 1) return first
  if (folder !== undefined && files.every((file) => file.startsWith(`${folder}/`))) return folder
  return tell({ code: 'law.load-label', values: { first, files: files.length } })
}

/** Keeps the parcel and asks for the work, in one transaction with the log. */
export async function beginLoad(
  { db, clock, raw }: Pick<LawLoadsParts, 'db' | 'clock' | 'raw'>,
  actor: Actor,
  parcel: {
    readonly path: string
    readonly bytes: number
    readonly sha256: string
    readonly label: string
    readonly files: number
    readonly hold: boolean
  },
): Promise<StoredLoad> {
  await raw.keep(parcel.path, parcel.sha256)
  const now = clock()
  const { label, files, bytes, sha256 } = parcel
  const started = { loadedBy: actor.name, startedAt: now.toISOString() }
  const held: StoredLoad['held'] = parcel.hold ? 'asked' : null
  const one = { id: newId('load'), jobId: newId('job'), label, files, bytes, sha256, held, ...started }
  await db.transaction().execute(async (tx) => {
    await insertJob(tx, actor, now, { id: one.jobId, kind: 'law-load', subjectId: one.id })
    await insertLoad(tx, actor, one)
    await record(tx, actor, now, { action: 'law.load', object: one.id, values: { label, files } })
  })
  return { ...one, report: null, foreseen: null }
}

/** The word on a load that waits: another job publishes it. */
export const confirmLoad = ({ db, clock }: Pick<LawLoadsParts, 'db' | 'clock'>, actor: Actor, id: string): Promise<StoredLoad | Refusal> =>
  db
    .transaction()
    .execute(async (tx) => {
      const one = await loadById(tx, actor, id)
      if (!one) return refuse('not-found', 'law.no-load')
      const jobId = newId('job')
      await insertJob(tx, actor, clock(), { id: jobId, kind: 'law-load', subjectId: id })
      if (!(await settleLoad(tx, actor, id, { jobId }))) throw new NotWaiting()
      await record(tx, actor, clock(), { action: 'law.confirm', object: id, values: { label: one.label } })
      return { ...one, held: null, jobId }
    })
    .catch((error: unknown) => {
      if (error instanceof NotWaiting) return refuse('conflict', 'law.not-waiting')
      throw error
    })

/** Nothing comes of a load that waits. False: it does not wait any more. */
export const putAwayLoad = ({ db, clock }: Pick<LawLoadsParts, 'db' | 'clock'>, actor: Actor, one: StoredLoad): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const settled = await settleLoad(tx, actor, one.id, 'discarded')
    if (settled) await record(tx, actor, clock(), { action: 'law.cancel', object: one.id, values: { label: one.label } })
    return settled
  })

export function openLawLoads(parts: LawLoadsParts): LawLoads {
  const { db, clock, lake, wake, uploadBytes } = parts
  const showOne = async (queries: Queries, actor: Actor, one: StoredLoad): Promise<LawLoad> =>
    show(one, (await jobViews(queries, actor, [one.jobId])).get(one.jobId), actor)

  return {
    async load(actor, coming, hold) {
      const path = join(lake.workDir(`law-${randomUUID()}`), 'parcel')
      const parcel = await writeParcel(path)
      try {
        const limit = `${Math.round(uploadBytes / 1024 ** 2)} MB`
        let bytes = 0
        let tooLarge = false
        for await (const { name, stream, cut } of coming) {
          const file = name.replaceAll('\\', '/').replace(/^\/+/, '')
          const wanted = !isLeftover(file) && (kindOf(file) !== undefined || isOtherDocument(file))
          // What is not read would hold up the connection.
          if (tooLarge || !wanted) {
            stream.resume()
            continue
          }
          bytes += await parcel.add(file, stream)
          tooLarge = cut() || bytes > uploadBytes
        }
        if (tooLarge) return refuse('too-large', 'law.too-large', { limit })
        const { files, ...kept } = await parcel.finish()
        if (!files.some((file) => kindOf(file) !== undefined && kindOf(file) !== '.csv')) return refuse('invalid', 'law.no-files')
        const one = await beginLoad(parts, actor, { path, ...kept, label: labelOf(files), files: files.length, hold })
        wake()
        return await showOne(db, actor, one)
      } finally {
        await parcel.close()
        await removeQuietly(join(path, '..'))
      }
    },

    list: (actor, query) =>
      atOnce(db, async (tx) => {
        const { loads, total } = await pageOfLoads(tx, actor, query)
        const ids = loads.map(({ jobId }) => jobId)
        const jobs = await jobViews(tx, actor, ids)
        return { items: loads.map((one) => show(one, jobs.get(one.jobId), actor)), total, page: query.page, size: query.size }
      }),

    get: (actor, id) =>
      atOnce(db, async (tx) => {
        const one = await loadById(tx, actor, id)
        return one ? showOne(tx, actor, one) : refuse('not-found', 'law.no-load')
      }),

    async publish(actor, id) {
      const outcome = await confirmLoad(parts, actor, id)
      if (isRefusal(outcome)) return outcome
      wake()
      return showOne(db, actor, outcome)
    },

    async cancel(actor, id) {
      const one = await loadById(db, actor, id)
      if (!one) return refuse('not-found', 'law.no-load')
      if (one.held === 'waiting') {
        const put = await putAwayLoad(parts, actor, one)
        return put ? showOne(db, actor, { ...one, held: 'discarded' }) : refuse('conflict', 'law.load-over')
      }
      const outcome = await db.transaction().execute(async (tx) => {
        const cancelled = await cancelJob(tx, actor, one.jobId, clock())
        if (cancelled !== 'over') await record(tx, actor, clock(), { action: 'law.cancel', object: id, values: { label: one.label } })
        return cancelled
      })
      return outcome === 'over' ? refuse('conflict', 'law.load-over') : showOne(db, actor, one)
    },
  }
}

/** Undoes the transaction: somebody else was quicker, or it never waited. */
class NotWaiting extends Error {}
