import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ColumnFields, Hints } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'
import { EndlessRecord } from '../../connectors/csv.ts'
import { openFile, type SourceFile } from '../../connectors/file.ts'
import type { Inspection } from '../../contract/imports.ts'
import type { Session, Warehouse } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { importTable } from './import-table.ts'
import { TooWide } from './landing.ts'

export interface ImportSource {
  readonly path: string
  /** What the file is called by those who sent it. */
  readonly name: string
}

/** What a person says that a table is, and which of its columns is which field (null: none). */
export interface Correction {
  readonly sheet: string | null
  readonly dataset: string
  readonly mapping: ColumnFields
}

export interface ImportOptions {
  readonly standards: ReadonlyMap<string, Standard>
  readonly keys: Keyring
  /** Everything is written here, and nothing elsewhere; it is the caller's to publish or throw away. */
  readonly workDir: string
  /** Number of the batch: rows of a higher one replace rows of a lower one. */
  readonly seq: number
  /** What a person says the file is. */
  readonly dataset?: string | undefined
  /** What a person says of single tables of the file, by sheet (null: the file has but one). It goes before `dataset`. */
  readonly corrections?: readonly Correction[] | undefined
  /** Column → field by dataset, as persons corrected this source's files before. */
  readonly remembered?: Hints['remembered']
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

export interface ImportProgress {
  readonly stage: string
  readonly done: number
  readonly total: number | null
}

export interface PartImport {
  readonly inspection: Inspection
  readonly dataset: string | null
  readonly table?: { readonly path: string }
  readonly children: readonly { readonly dataset: string; readonly path: string }[]
  /** Parquet of token, kind, sealed: one row for each person's number. */
  readonly vault: { readonly path: string }
  /** JSON lines of row_no, reasons, cells [{column, text}]. */
  readonly quarantine: { readonly path: string }
  readonly counts: { readonly rows: number; readonly taken: number; readonly refused: number; readonly skipped: number }
  readonly coverage: { readonly from: string; readonly to: string } | null
  /** Fields that the file brings. */
  readonly fields: readonly string[]
  readonly latestEvent: string | null
  /** Every finding counted, beyond what `inspection` lists. */
  readonly findingCounts: readonly { readonly code: string; readonly level: 'E' | 'W' | 'I'; readonly count: number }[]
  /** All rows as read, refused ones too (`i`, hidden columns, fields): for `inspect --rows`. */
  readonly rows: { readonly path: string } | null
  /** The untouched rows. */
  readonly raw: { readonly path: string } | null
}

export interface FileImport {
  readonly sha256: string
  readonly bytes: number
  readonly parts: readonly PartImport[]
  readonly refusal?: Message
}

/** From one file to typed, keyed, tokenised tables beside each other in `workDir`; a sheet a part. Nothing is thrown for bad data. */
export async function importFile(warehouse: Warehouse, source: ImportSource, options: ImportOptions): Promise<FileImport> {
  await mkdir(options.workDir, { recursive: true })
  const file = await openFile(source.path, options.signal)
  const base = { sha256: file.sha256, bytes: file.bytes }
  if (file.refusal) return { ...base, parts: [], refusal: file.refusal }
  const session = await warehouse.session()
  try {
    const parts = await importTables(session, file, source, options)
    return parts.length === 0 ? { ...base, parts, refusal: { code: 'file.no-table' } } : { ...base, parts }
  } catch (error) {
    options.signal?.throwIfAborted()
    const refusal = refusalOf(error)
    if (refusal) return { ...base, parts: [], refusal }
    throw error
  } finally {
    session.close()
  }
}

/** A source that breaks off while it is being read. */
class Unreadable extends Error {}

/** What is wrong with the file itself, found while reading it; undefined for a failure of ours. */
function refusalOf(error: unknown): Message | undefined {
  if (error instanceof TooWide) return { code: 'file.too-wide', values: { columns: error.columns } }
  if (!(error instanceof Unreadable)) return undefined
  if (error.cause instanceof EndlessRecord) return { code: 'file.endless-record', values: { record: error.cause.record } }
  return { code: 'file.truncated' }
}

async function* guarded<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    if (error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ENOENT'))) throw error
    throw new Unreadable(error instanceof Error ? error.message : '', { cause: error })
  }
}

async function importTables(session: Session, file: SourceFile, source: ImportSource, options: ImportOptions): Promise<PartImport[]> {
  const parts: PartImport[] = []
  const name = basename(source.name)
  let rows = 0
  for await (const table of guarded(file.tables)) {
    const records = guarded(table.records)
    const part = await importTable(
      session,
      { ...table, records },
      {
        ...options,
        file: name,
        encoding: file.encoding,
        delimiter: file.delimiter,
        damaged: file.damaged,
        base: join(options.workDir, `part-${parts.length + 1}`),
        firstRid: options.seq * 1_000_000_000 + rows,
      },
    )
    if (!part) continue
    rows += part.counts.rows
    parts.push(part)
    options.onProgress?.({ stage: 'read', done: rows, total: null })
  }
  // A sheet of explanations beside the data is not a part of it.
  const withRows = parts.filter((part) => part.dataset !== null || part.counts.rows > 0)
  return withRows.length > 0 ? withRows : parts.slice(0, 1)
}
