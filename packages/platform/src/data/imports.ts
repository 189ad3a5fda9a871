import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { FileImport } from '../contract/imports.ts'
import type { JobState } from '../contract/shapes.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { showJob } from '../jobs/show.ts'
import { cancelJob, insertJob, type JobView, jobViews } from '../jobs/store.ts'
import { spanAsked } from '../reach/span.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceById, sourceNames } from '../sources/store.ts'
import { atOnce, newId, type Queries, type Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { ImportParts } from './import-job.ts'
import { pageOfQuarantine, type QuarantinedRow } from './quarantine.ts'
import { receive, removeQuietly } from './raw-files.ts'
import { shownParts } from './report.ts'
import { maskText } from './secrecy/mask.ts'
import { unseal } from './secrecy/seal.ts'
import { importById, insertImport, pageOfImports, type StoredImport, sameBytes } from './stored-imports.ts'

export interface Upload {
  readonly name: string
  readonly stream: Readable
  /** True when the stream was cut off at the size limit. */
  readonly cut: () => boolean
}

interface Quarantined {
  part: string | null
  rowNo: number
  reasons: string[]
  cells: { column: string; text: string }[]
}

export interface Imports {
  upload(
    actor: Actor,
    upload: Upload | undefined,
    asked: {
      source?: string | undefined
      dataset?: string | undefined
      again?: boolean | undefined
      /** From which day to which it is complete, where whoever sends it says so. */
      from?: string | undefined
      to?: string | undefined
      /** What else is written in the transaction that acknowledges the file. */
      also?: (tx: Tx, one: StoredImport) => Promise<void>
    },
  ): Promise<FileImport | Refusal>
  list(
    actor: Actor,
    query: { page: number; size: number; q?: string | undefined; state?: JobState | undefined; source?: string | undefined },
  ): Promise<{ items: FileImport[]; total: number; page: number; size: number }>
  get(actor: Actor, id: string): Promise<FileImport | Refusal>
  cancel(actor: Actor, id: string): Promise<FileImport | Refusal>
  quarantine(
    actor: Actor,
    id: string,
    query: { page: number; size: number },
  ): Promise<{ items: Quarantined[]; total: number; page: number; size: number } | Refusal>
  exportQuarantine(actor: Actor, id: string): Promise<TableFile | Refusal>
}

const mostExported = 100_000
const cells = z.array(z.object({ column: z.string(), text: z.string() }))

export function openImports(parts: ImportParts & { readonly wake: () => void; readonly uploadBytes: number }): Imports {
  const { db, clock, seenBy, keys, lake, raw, wake, uploadBytes } = parts

  const show = (one: StoredImport, job: JobView | undefined, source: FileImport['source'], actor: Actor): FileImport => {
    const { state, progress, endedAt, error } = showJob(job, actor.locale)
    const refusal = one.refusal ? tell({ code: one.refusal.code, values: one.refusal.values ?? {} }, actor.locale) : error
    return {
      id: one.id,
      file: one.file,
      bytes: one.bytes,
      sha256: one.sha256,
      state,
      progress,
      startedAt: one.startedAt,
      endedAt,
      importedBy: one.importedBy,
      refusal,
      sameAs: one.sameAs,
      corrects: one.corrects,
      source,
      parts: shownParts(one.parts, seenBy(actor)),
    }
  }
  const showAll = async (queries: Queries, actor: Actor, all: readonly StoredImport[]): Promise<FileImport[]> => {
    const jobs = await jobViews(
      queries,
      actor,
      all.map(({ jobId }) => jobId),
    )
    const sources = await sourceNames(
      queries,
      actor,
      all.map(({ sourceId }) => sourceId),
    )
    return all.map((one) => show(one, jobs.get(one.jobId), sources.get(one.sourceId ?? '') ?? null, actor))
  }
  const showOne = async (queries: Queries, actor: Actor, one: StoredImport): Promise<FileImport> => {
    const [shown] = await showAll(queries, actor, [one])
    if (!shown) throw new Error(`import ${one.id} was not shown`)
    return shown
  }

  /** Unknown cells are shown as they are written: nothing about a refused row may be hidden. */
  const open = (row: QuarantinedRow, actor: Actor): Quarantined => {
    const text = unseal(keys, row.sealed)
    const parsed = cells.safeParse(text === null ? [] : JSON.parse(text))
    return {
      part: row.part,
      rowNo: row.rowNo,
      reasons: row.reasons.map(({ code, values }) => maskText(tell({ code, values: values ?? {} }, actor.locale))),
      cells: parsed.success ? parsed.data.map((cell) => ({ column: cell.column, text: maskText(cell.text) })) : [],
    }
  }

  return {
    async upload(actor, upload, asked) {
      if (!upload) return refuse('invalid', 'import.no-file')
      const file = upload.name.split(/[/\\]/).at(-1) ?? upload.name
      if (asked.dataset !== undefined && !seenBy(actor).standards.has(asked.dataset)) {
        // What is not read would hold up the connection.
        upload.stream.resume()
        return refuse('invalid', 'import.unknown-dataset', { dataset: asked.dataset })
      }
      const stated = spanAsked(asked)
      if (stated && 'refused' in stated) {
        upload.stream.resume()
        return stated
      }
      const source = asked.source === undefined ? undefined : await sourceById(db, actor, asked.source)
      if (asked.source !== undefined && (!source || source.stopped)) {
        upload.stream.resume()
        return source ? refuse('conflict', 'source.stopped', { name: source.name }) : refuse('not-found', 'source.not-found')
      }
      const path = join(lake.workDir(`upload-${randomUUID()}`), 'file')
      try {
        const { bytes, sha256 } = await receive(upload.stream, path)
        if (upload.cut()) return refuse('too-large', 'import.too-large', { limit: `${Math.round(uploadBytes / 1024 ** 2)} MB` })
        if (bytes === 0) return refuse('invalid', 'import.empty', { file })
        await raw.keep(path, sha256)
        const now = clock()
        const fresh: StoredImport = {
          id: newId('import'),
          jobId: newId('job'),
          file,
          bytes,
          sha256,
          dataset: asked.dataset ?? null,
          sameAs: null,
          sourceId: source?.id ?? null,
          stated,
          corrections: [],
          corrects: null,
          importedBy: actor.name,
          startedAt: now.toISOString(),
          refusal: null,
          parts: [],
        }
        const one = await db.transaction().execute(async (tx) => {
          // Two who bring the same file at once go one after the other: the second learns of the first.
          await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 8421))`.execute(tx)
          const same = await sameBytes(tx, actor, sha256)
          const refusal =
            same && !asked.again ? { code: 'import.same', values: { at: same.startedAt.slice(0, 10), file: same.file } } : null
          const one: StoredImport = { ...fresh, sameAs: same?.id ?? null, refusal }
          await insertJob(tx, actor, now, { id: one.jobId, kind: 'import', subjectId: one.id, refused: one.refusal !== null })
          await insertImport(tx, actor, one)
          await asked.also?.(tx, one)
          await record(tx, actor, now, { action: 'import.upload', object: one.id, values: { file, bytes } })
          return one
        })
        wake()
        return await showOne(db, actor, one)
      } finally {
        await removeQuietly(join(path, '..'))
      }
    },

    async list(actor, query) {
      return atOnce(db, async (tx) => {
        const { imports, total } = await pageOfImports(tx, actor, query)
        return { items: await showAll(tx, actor, imports), total, page: query.page, size: query.size }
      })
    },

    async get(actor, id) {
      return atOnce(db, async (tx) => {
        const one = await importById(tx, actor, id)
        return one ? showOne(tx, actor, one) : refuse('not-found', 'import.not-found')
      })
    },

    async cancel(actor, id) {
      const one = await importById(db, actor, id)
      if (!one) return refuse('not-found', 'import.not-found')
      const outcome = await db.transaction().execute(async (tx) => {
        const cancelled = await cancelJob(tx, actor, one.jobId, clock())
        if (cancelled !== 'over') await record(tx, actor, clock(), { action: 'import.cancel', object: id, values: { file: one.file } })
        return cancelled
      })
      return outcome === 'over' ? refuse('conflict', 'import.over') : showOne(db, actor, one)
    },

    async quarantine(actor, id, query) {
      const one = await importById(db, actor, id)
      if (!one) return refuse('not-found', 'import.not-found')
      const { rows, total } = await db.transaction().execute(async (tx) => {
        await record(tx, actor, clock(), { action: 'quarantine.read', object: id, values: { file: one.file, page: query.page } })
        return pageOfQuarantine(tx, actor, id, query)
      })
      return { items: rows.map((row) => open(row, actor)), total, page: query.page, size: query.size }
    },

    async exportQuarantine(actor, id) {
      const one = await importById(db, actor, id)
      if (!one) return refuse('not-found', 'import.not-found')
      const { rows, mark } = await db.transaction().execute(async (tx) => {
        const found = await pageOfQuarantine(tx, actor, id, { page: 1, size: mostExported })
        const event = { action: 'quarantine.export', object: id, values: { file: one.file }, count: found.rows.length, asked: {} } as const
        return { rows: found.rows, mark: await recordExport(tx, actor, clock(), event) }
      })
      const opened = rows.map((row) => open(row, actor))
      const columns = [...new Set(opened.flatMap((row) => row.cells.map(({ column }) => column)))]
      const label = (code: string) => tell({ code: `data.column.${code}` }, actor.locale)
      return {
        mark,
        title: `${tell({ code: 'data.quarantine' }, actor.locale)} ${one.file}`,
        columns: [
          { label: label('part') },
          { label: label('row-no'), width: 8 },
          { label: label('reasons'), width: 50 },
          ...columns.map((column) => ({ label: column })),
        ],
        rows: opened.map((row) => {
          const texts = new Map(row.cells.map(({ column, text }) => [column, text]))
          return [row.part, row.rowNo, row.reasons.join('；'), ...columns.map((column) => texts.get(column) ?? null)]
        }),
      }
    },
  }
}
