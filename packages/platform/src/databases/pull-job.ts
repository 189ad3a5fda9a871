import { Readable } from 'node:stream'
import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Imports } from '../data/imports.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { unseal } from '../data/secrecy/seal.ts'
import { chinaMoment } from '../export/table-file.ts'
import { completeJob, Failed, type Work } from '../jobs/runner.ts'
import type { Job } from '../jobs/store.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import type { Db, Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import { type AllowedAddress, isAllowed } from './address.ts'
import { csvRows } from './csv-rows.ts'
import { openSession } from './open-session.ts'
import type { DatabaseSession, Patience, Range } from './session.ts'
import { lastBrought, linkById, pullById, type StoredLink, settlePull } from './store.ts'
import { troubleOf } from './trouble.ts'

export interface PullParts {
  readonly db: Db
  readonly clock: () => Date
  readonly keys: Keyring
  readonly imports: Imports
  readonly allowed: readonly AllowedAddress[]
  readonly patience: Patience
  /** The largest file that a reading may become. */
  readonly pullBytes: number
}

/** The rows are those of the last time. */
class Unchanged extends Error {}

const failed = (code: string, values?: Readonly<Record<string, string>>): Failed =>
  new Failed(values ? { code, values } : { code }, new Error(code))
const refused = ({ message }: Refusal): Failed => new Failed({ code: message.code, values: message.values ?? {} }, new Error(message.code))

/**
 * The work of a reading: from the database's cursor through a CSV into the one door of files. The transaction that acknowledges the file ends the
 * reading; the mark moves when the file's batches are published. A line that breaks before leaves nothing, and the next reading begins where this did.
 */
export async function runPull(parts: PullParts, job: Job, work: Work): Promise<void> {
  const { db, clock, keys, imports, allowed, patience, pullBytes } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const pull = await pullById(db, actor, job.subjectId)
  const link = pull && (await linkById(db, actor, pull.linkId))
  if (!pull || !link) throw failed('database.removed')
  const password = unseal(keys, link.sealed)
  if (password === null) throw failed('database.sealed')
  if (!isAllowed(allowed, link.host, link.port)) throw failed('database.not-allowed', { host: link.host, port: String(link.port) })
  const source = await sourceById(db, actor, link.sourceId)

  work.progress({ stage: tell({ code: 'database.stage.connect' }), done: 0, total: null })
  let session: DatabaseSession | undefined
  const stop = (): void => void session?.close()
  work.signal.addEventListener('abort', stop)
  try {
    session = await openSession({ ...link, password }, patience)
    work.signal.throwIfAborted()
    const wanted = wantedOf(link)
    const columns = await session.columns(wanted)
    const binary = columns.filter((column) => column.binary)
    if (binary.length > 0) throw failed('database.binary', { columns: binary.map(({ name }) => name).join('、') })
    const range = await rangeOf(session, link, pull.whole)
    // Nothing new, and nothing to take in.
    if (range === 'nothing') return await settle('nothing', 0, null)

    let rows = 0
    let bytes = 0
    const stage = tell({ code: 'database.stage.read' })
    const counted = async function* (): AsyncGenerator<Buffer> {
      if (!session) return
      const lines = csvRows(
        columns.map(({ name }) => name),
        session.rows(wanted, columns, range),
        (count) => {
          rows += count
          work.progress({ stage, done: rows, total: null })
        },
      )
      for await (const text of lines) {
        work.signal.throwIfAborted()
        bytes += text.length
        if (bytes > pullBytes) throw failed('database.too-large', { limit: `${Math.round(pullBytes / 1024 ** 3)} GB` })
        yield text
      }
    }
    const toMark = range?.upTo ?? null
    const answer = await imports
      .upload(
        actor,
        { name: fileName(link, clock()), stream: Readable.from(counted(), { objectMode: false }), cut: () => false },
        {
          source: link.sourceId,
          ...(link.dataset ? { dataset: link.dataset } : {}),
          again: true,
          also: async (tx, one) => {
            const last = await lastBrought(tx, actor, link.id)
            if (
              last?.state === 'succeeded' &&
              last.sha256 === one.sha256 &&
              last.generation === link.generation &&
              (last.whole || !pull.whole)
            )
              throw new Unchanged()
            await settlePull(tx, actor, pull.id, { outcome: 'arrived', rows, fromMark: link.mark, toMark, importId: one.id })
            await completeJob(tx, job, clock())
          },
        },
      )
      .catch((error: unknown) => {
        if (error instanceof Unchanged) return 'unchanged' as const
        throw error
      })
    if (answer === 'unchanged') await settle('unchanged', rows, toMark)
    else if (isRefusal(answer)) throw refused(answer)
  } catch (error) {
    work.signal.throwIfAborted()
    throw error instanceof Failed || ours(error) ? error : new Failed(troubleOf(error), error)
  } finally {
    work.signal.removeEventListener('abort', stop)
    await session?.close()
  }

  async function settle(outcome: 'nothing' | 'unchanged', rows: number, toMark: string | null): Promise<void> {
    await db.transaction().execute(async (tx: Tx) => {
      if (!pull || !link) return
      await settlePull(tx, actor, pull.id, { outcome, rows, fromMark: link.mark, toMark, importId: null })
      await record(tx, actor, clock(), {
        action: 'database.nothing',
        object: link.id,
        values: { name: link.name, source: source?.name ?? '' },
      })
      await completeJob(tx, job, clock())
    })
  }
}

/** A full disk, say, is no trouble of the database. */
const ours = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

export const wantedOf = ({ table, query }: Pick<StoredLink, 'table' | 'query'>): { table: string } | { query: string } =>
  query === null ? { table: table ?? '' } : { query }

/** From the mark to the highest value that there is now; read before the rows, in one view with them. */
async function rangeOf(session: DatabaseSession, link: StoredLink, whole: boolean): Promise<Range | undefined | 'nothing'> {
  if (link.markColumn === null) return undefined
  const column = (await session.columns(wantedOf(link))).find(({ name }) => name === link.markColumn)
  if (!column?.mark) throw failed(column ? 'database.no-mark' : 'database.no-mark-column', { column: link.markColumn })
  const from = whole ? { column, after: null, lookBack: 0 } : { column, after: link.mark, lookBack: link.lookBack }
  const upTo = await session.highest(wantedOf(link), { ...from, lookBack: 0 })
  if (upTo === null && link.mark !== null && !whole) return link.lookBack > 0 ? { ...from, upTo: link.mark } : 'nothing'
  return { ...from, upTo }
}

const fileName = (link: StoredLink, at: Date): string =>
  `${link.name.replace(/[^\w\u4e00-\u9fff.-]/g, '_')}_${chinaMoment(at.toISOString()).replace(/\D/g, '')}.csv`
