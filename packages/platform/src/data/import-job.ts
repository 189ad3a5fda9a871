import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Standard } from '@xiezhi/engine/data/standard'
import { z } from 'zod'
import { type Actor, platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { keepLeaving, leave, leavingOf, waits, wholeReadingOf } from '../databases/leaving.ts'
import { moveMarks } from '../databases/store.ts'
import { dictionariesOf } from '../dictionaries/store.ts'
import { chinaMoment } from '../export/table-file.ts'
import { completeJob, type Work } from '../jobs/runner.ts'
import { finishJob, type Job } from '../jobs/store.ts'
import { type Measured, measure } from '../quality/measure.ts'
import { keepQuality } from '../quality/store.ts'
import { stateAtUpload } from '../reach/at-upload.ts'
import { type Db, newId, type Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { quoteText } from '../warehouse/warehouse.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { rememberedFields } from './column-memory.ts'
import { askCompaction } from './compaction.ts'
import { type FileImport, importFile, type PartImport } from './import/import-file.ts'
import type { Lake } from './lake.ts'
import { insertQuarantine, type QuarantinedRow } from './quarantine.ts'
import { type RawFiles, removeQuietly } from './raw-files.ts'
import { storedPart } from './report.ts'
import type { Keyring } from './secrecy/keyring.ts'
import { seal } from './secrecy/seal.ts'
import { insertVault } from './secrecy/vault.ts'
import { type BatchFile, batchesOfImport, insertBatch, nextBatchSeq, type StoredBatch, takeOver } from './stored-batches.ts'
import { importById, reportImport, type StoredImport } from './stored-imports.ts'
import { withdrawInto } from './withdrawals.ts'

export interface ImportParts {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly keys: Keyring
  readonly lake: Lake
  readonly raw: RawFiles
  readonly warehouse: Warehouse
}

/** What moves into the lake for one part, with the batch that will name it. */
interface Published {
  readonly part: PartImport
  readonly batch: StoredBatch
  readonly files: readonly BatchFile[]
  readonly measured: Measured | null
}

/**
 * The work of an import: read and check the file aside, move the finished Parquet into the lake, then name it in the same
 * transaction that keeps the report, the quarantine, the sealed numbers and the log entry. Until then nobody sees any of it.
 */
export async function runImport(parts: ImportParts, job: Job, work: Work): Promise<void> {
  const { db, keys, lake, raw, warehouse } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const catalogue = parts.seenBy(actor)
  const one = await importById(db, actor, job.subjectId)
  if (!one) throw new Error(`import ${job.subjectId} is gone`)
  const dir = lake.workDir(job.id)
  await removeQuietly(dir)
  await mkdir(dir, { recursive: true })
  try {
    work.progress({ stage: tell({ code: 'import.stage.restore' }), done: 0, total: null })
    const path = join(dir, 'original')
    if (!(await raw.restore(one.sha256, path)))
      return await refuseImport(parts, job, actor, one, { code: raw.has(one.sha256) ? 'import.raw-damaged' : 'original.gone' }, [])
    const seq = await nextBatchSeq(db)
    const result = await importFile(
      warehouse,
      { path, name: one.file },
      {
        standards: catalogue.standards,
        dictionaries: (await dictionariesOf(db, actor, catalogue)).dictionaries,
        keys,
        workDir: join(dir, 'work'),
        seq,
        today: chinaMoment(parts.clock().toISOString()).slice(0, 10),
        ...(one.dataset ? { dataset: one.dataset } : {}),
        corrections: one.corrections,
        remembered: await rememberedFields(db, actor, one.sourceId),
        signal: work.signal,
        onProgress: ({ stage, done, total }) => work.progress({ stage: tell({ code: `import.stage.${stage}` }), done, total }),
      },
    )
    work.signal.throwIfAborted()
    const refusal = refusalOf(result)
    if (result.refusal || refusal)
      await refuseImport(parts, job, actor, one, result.refusal ?? refusal ?? { code: 'import.no-standard' }, result.parts)
    else {
      work.progress({ stage: tell({ code: 'import.stage.publish' }), done: 0, total: null })
      await publish(parts, job, actor, one, result.parts, seq)
    }
  } finally {
    await removeQuietly(dir)
  }

  /** A file of which nothing can be taken is no success, whatever was understood of it. */
  function refusalOf(result: FileImport): StoredMessage | undefined {
    // A list with its headings and nothing under them is a statement too: there were none. Words that are no headings of it say nothing.
    const states = ({ counts, inspection }: PartImport): boolean =>
      counts.refused === 0 && inspection.mapping.some(({ field }) => field !== null)
    if (result.parts.some((part) => part.table && (part.counts.taken > 0 || states(part)))) return undefined
    return { code: result.parts.some(({ counts }) => counts.refused > 0) ? 'import.all-refused' : 'import.no-standard' }
  }
}

async function refuseImport(
  { db, clock, keys }: ImportParts,
  job: Job,
  actor: Actor,
  one: StoredImport,
  refusal: StoredMessage,
  parts: readonly PartImport[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepQuarantine(tx, actor, keys, one.id, parts)
    await reportImport(tx, actor, one.id, { parts: parts.map((part) => storedPart(part, null)), refusal })
    await record(tx, actor, clock(), { action: 'import.refuse', object: one.id, values: { file: one.file } })
    await finishJob(tx, job, clock(), { state: 'failed', error: refusal })
  })
}

async function publish(
  { db, clock, seenBy, keys, lake, warehouse }: ImportParts,
  job: Job,
  actor: Actor,
  one: StoredImport,
  parts: readonly PartImport[],
  seq: number,
): Promise<void> {
  const catalogue = seenBy(actor)
  const moved: string[] = []
  try {
    const published: Published[] = []
    const vaults: string[] = []
    for (const [index, part] of parts.entries()) {
      const { dataset, table } = part
      if (dataset === null || !table || (part.counts.taken === 0 && part.counts.refused > 0)) continue
      const standard = catalogue.standards.get(dataset)
      const measured = standard ? await measureIn(warehouse, standard, table.path, part) : null
      const files: BatchFile[] = []
      for (const file of [{ dataset, path: table.path }, ...part.children]) {
        const path = await lake.publish(file.path, file.dataset, `${String(seq).padStart(8, '0')}-${index + 1}`)
        moved.push(path)
        files.push({ dataset: file.dataset, path })
      }
      vaults.push(part.vault.path)
      const batch: StoredBatch = {
        id: newId('batch'),
        seq,
        dataset,
        file: one.file,
        part: part.inspection.sheet,
        importId: one.id,
        lawLoadId: null,
        sourceId: one.sourceId,
        replacedBy: null,
        rows: part.counts.taken + part.counts.added,
        refused: part.counts.refused,
        coverage: part.coverage,
        latestEvent: part.latestEvent,
        fields: part.fields,
        publishedAt: clock().toISOString(),
        publishedBy: one.importedBy,
      }
      published.push({ part, batch, files, measured })
    }
    const whole = await wholeReadingOf(db, actor, one)
    const fresh = published.map(({ batch, files }) => ({ dataset: batch.dataset, path: lake.absolute(files[0]?.path ?? '') }))
    const instead = one.corrects === null ? [] : await batchesOfImport(db, actor, one.corrects)
    const notTaken = parts.reduce((total, { counts }) => total + counts.refused + counts.skipped, 0)
    const leaving = whole && (await leavingOf(db, actor, { warehouse, lake }, whole, { fresh, notTaken, instead }))
    await db.transaction().execute(async (tx) => {
      await keepVault(tx, actor, warehouse, vaults)
      await keepQuarantine(tx, actor, keys, one.id, parts)
      for (const { batch, files, measured } of published) {
        await insertBatch(tx, actor, batch, files)
        if (measured) await keepQuality(tx, actor, batch, measured, chinaMoment(batch.publishedAt))
        if (one.stated) {
          const title = catalogue.standards.get(batch.dataset)?.label ?? batch.dataset
          await stateAtUpload(tx, { ...actor, name: one.importedBy }, clock(), { ...batch, title }, one.stated)
        }
      }
      for (const dataset of new Set(published.map(({ batch }) => batch.dataset))) await askCompaction(tx, actor, clock(), dataset)
      // The same file, its columns said anew, takes the place of what it brought before.
      if (one.corrects !== null)
        for (const id of instead) {
          for (const { batch } of published) await takeOver(tx, actor, id, batch)
          await withdrawInto(tx, actor, clock(), { id, file: one.file }, tell({ code: 'import.corrected' }))
        }
      await moveMarks(tx, actor, one, clock().toISOString())
      if (whole && leaving) {
        await keepLeaving(tx, actor, whole.pullId, leaving)
        const batches = published.map(({ batch }) => batch)
        if (leaving.leaving > 0 && !waits(leaving, whole.share))
          await leave(tx, actor, clock(), whole, batches, { leaving: leaving.leaving, reason: tell({ code: 'database.left-by-itself' }) })
      }
      const batchOf = new Map(published.map(({ part, batch }) => [part, batch.id]))
      await reportImport(tx, actor, one.id, { parts: parts.map((part) => storedPart(part, batchOf.get(part) ?? null)), refusal: null })
      const sum = (count: (part: PartImport) => number): number => parts.reduce((total, part) => total + count(part), 0)
      await record(tx, actor, clock(), {
        action: 'import.publish',
        object: one.id,
        values: { file: one.file, taken: sum((part) => part.counts.taken), refused: sum((part) => part.counts.refused) },
      })
      await completeJob(tx, job, clock())
    })
  } catch (error) {
    await lake.unpublish(moved)
    throw error
  }
}

async function measureIn(warehouse: Warehouse, standard: Standard, path: string, part: PartImport): Promise<Measured> {
  const session = await warehouse.session()
  try {
    return await measure(session, standard, path, part)
  } finally {
    session.close()
  }
}

const vaultRow = z.object({ token: z.string(), kind: z.string(), sealed: z.string(), mask: z.string() })

/** Sealed numbers go into the store, from where a number can be had back by its token; the lake holds tokens alone. */
async function keepVault(tx: Tx, actor: Actor, warehouse: Warehouse, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return
  const session = await warehouse.session()
  try {
    for (const path of paths)
      for await (const rows of session.stream(`SELECT token, kind, sealed, mask FROM read_parquet(${quoteText(path)}) ORDER BY token`))
        await insertVault(
          tx,
          actor,
          rows.map((row) => vaultRow.parse(row)),
        )
  } finally {
    session.close()
  }
}

const message = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
const quarantineLine = z.object({ row_no: z.number().int(), reasons: z.array(message), cells: z.unknown() })

/** Refused rows with their original text, which may hold people's numbers: sealed like the numbers themselves. */
async function keepQuarantine(tx: Tx, actor: Actor, keys: Keyring, importId: string, parts: readonly PartImport[]): Promise<void> {
  let ordinal = 0
  for (const part of parts) {
    const lines = createInterface({ input: createReadStream(part.quarantine.path), crlfDelay: Number.POSITIVE_INFINITY })
    let waiting: z.infer<typeof quarantineLine>[] = []
    const flush = async (): Promise<void> => {
      const sealed = seal(
        keys,
        waiting.map((line) => JSON.stringify(line.cells)),
      )
      const rows: QuarantinedRow[] = waiting.map((line, index) => {
        ordinal += 1
        return { ordinal, part: part.inspection.sheet, rowNo: line.row_no, reasons: line.reasons, sealed: sealed[index] ?? '' }
      })
      waiting = []
      if (rows.length > 0) await insertQuarantine(tx, actor, importId, rows)
    }
    for await (const line of lines) {
      if (line === '') continue
      waiting.push(quarantineLine.parse(JSON.parse(line)))
      if (waiting.length >= 500) await flush()
    }
    await flush()
  }
}
