import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Dictionary } from '@xiezhi/engine/data/dictionary'
import { dataMessages } from '@xiezhi/engine/data/messages'
import type { ColumnFields, Hints } from '@xiezhi/engine/data/recognise'
import { allWithCodes, type Standard } from '@xiezhi/engine/data/standard'
import { type Message, say } from '@xiezhi/engine/message'
import { archiveMembers, TooManyMembers } from '../../connectors/archive.ts'
import { EndlessRecord } from '../../connectors/csv.ts'
import { openFile, type SourceFile } from '../../connectors/file.ts'
import { NotJsonLine } from '../../connectors/ndjson.ts'
import { TooMuchText } from '../../connectors/xlsx-strings.ts'
import type { Inspection } from '../../contract/imports.ts'
import type { Session, Warehouse } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { findingsOf, noProblems, tellProblem } from './findings.ts'
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
  /** Codes that fields name, as they are known here. */
  readonly dictionaries?: ReadonlyMap<string, Dictionary> | undefined
  readonly keys: Keyring
  /** Everything is written here, and nothing elsewhere; it is the caller's to publish or throw away. */
  readonly workDir: string
  /** Number of the batch: rows of a higher one replace rows of a lower one. */
  readonly seq: number
  /** What has happened is not told for later than this; without it, nothing is said of days ahead. */
  readonly today?: string | undefined
  /** What a person says the file is. */
  readonly dataset?: string | undefined
  /** What a person says of single tables of the file, by sheet (null: the file has but one). It goes before `dataset`. */
  readonly corrections?: readonly Correction[] | undefined
  /** Column → field by dataset, as persons corrected this source's files before. */
  readonly remembered?: Hints['remembered']
  /** A table of so many rows at most is read without the engine; what this is changes how long it takes and nothing else. */
  readonly held?: { readonly rows: number; readonly characters: number } | undefined
  /** So many odd values are answered at a time; this too. */
  readonly mostWaiting?: number | undefined
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
  /** Columns counted in 万元 because a line above the heading says so: the heading alone would not tell. */
  readonly inTenThousands: readonly string[]
  /** JSON lines of row_no, reasons, cells [{column, text}]. */
  readonly quarantine: { readonly path: string }
  readonly counts: {
    readonly rows: number
    readonly taken: number
    readonly refused: number
    readonly skipped: number
    /** Rows of the table beyond those of the file: of several persons in one cell, each has one. */
    readonly added: number
  }
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
  /** So many numbers of rows are used. */
  readonly numbered: number
}

export interface FileImport {
  readonly sha256: string
  readonly bytes: number
  readonly parts: readonly PartImport[]
  readonly refusal?: Message
}

/** From one file to typed, keyed, tokenised tables beside each other in `workDir`; a sheet a part. Nothing is thrown for bad data. */
export async function importFile(warehouse: Warehouse, source: ImportSource, given: ImportOptions): Promise<FileImport> {
  const options = given.dictionaries ? { ...given, standards: allWithCodes(given.standards, given.dictionaries) } : given
  await mkdir(options.workDir, { recursive: true })
  const file = await openFile(source.path, options.signal)
  const base = { sha256: file.sha256, bytes: file.bytes }
  if (file.refusal && !file.archive) return { ...base, parts: [], refusal: file.refusal }
  const session = await warehouse.session()
  try {
    const taken: Taken = { parts: 0, rows: 0 }
    if (file.archive) return { ...base, ...(await importArchive(session, source, options, taken)) }
    const parts = await importTables(session, file, source, options, taken)
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

/** Of the engine; where it has no more room to write aside, that is no matter of the file. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Out of Memory Error') && !/max_temp_directory_size|No space/i.test(error.message)

/** What is wrong with the file itself, found while reading it; undefined for a failure of ours. */
function refusalOf(error: unknown): Message | undefined {
  if (error instanceof TooWide) return { code: 'file.too-wide', values: { columns: error.columns } }
  if (isOutOfMemory(error)) return { code: 'file.too-heavy' }
  if (!(error instanceof Unreadable)) return undefined
  if (error.cause instanceof TooMuchText) return { code: 'file.workbook-heavy' }
  if (error.cause instanceof NotJsonLine) return { code: 'file.json-line', values: { line: error.cause.line } }
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

/** What has been read before, so that parts and rows of one import are numbered through. */
interface Taken {
  parts: number
  rows: number
}

async function importTables(
  session: Session,
  file: SourceFile,
  source: ImportSource,
  options: ImportOptions,
  taken: Taken,
  member?: string,
): Promise<PartImport[]> {
  const parts: PartImport[] = []
  const hidden = new Set<PartImport>()
  const name = basename(source.name)
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
        mixed: file.mixed,
        member,
        base: join(options.workDir, `part-${taken.parts + 1}`),
        firstRid: options.seq * 1_000_000_000 + taken.rows,
      },
    )
    if (!part) continue
    taken.parts++
    taken.rows += part.numbered
    parts.push(part)
    if (table.hidden) hidden.add(part)
    options.onProgress?.({ stage: 'read', done: taken.rows, total: null })
  }
  // A sheet of explanations beside the data is not a part of it, and is told with the first that is.
  const withRows = parts.filter((part) => part.dataset !== null || part.counts.rows > 0)
  const kept = withRows.length > 0 ? withRows : parts.slice(0, 1)
  const left = parts.filter((part) => !kept.includes(part))
  const [first, ...others] = kept
  if (!first || left.length === 0) return kept
  const names = left.map((part) =>
    say(dataMessages, {
      code: hidden.has(part) ? 'file.sheet-hidden' : 'file.sheet',
      values: { sheet: part.inspection.sheet ?? '' },
    }),
  )
  return [withNote(first, { code: 'file.sheets-left-out', values: { names: names.join('、') } }), ...others]
}

function withNote(part: PartImport, message: Message): PartImport {
  const problems = noProblems()
  tellProblem(problems, { row: null, column: null, level: 'I', value: null, message })
  return {
    ...part,
    inspection: { ...part.inspection, findings: [...findingsOf(problems), ...part.inspection.findings] },
    findingCounts: [...part.findingCounts, ...problems.counts.values()],
  }
}

/**
 * The files of an archive as parts of one import. A file in it that can't be read is a part too, with the reason and without rows, so
 * that whoever sent it sees that nothing came of it.
 */
async function importArchive(
  session: Session,
  source: ImportSource,
  options: ImportOptions,
  taken: Taken,
): Promise<Pick<FileImport, 'parts' | 'refusal'>> {
  const parts: PartImport[] = []
  const damaged: Message[] = []
  try {
    for await (const { name, path, broken } of guarded(archiveMembers(source.path, join(options.workDir, 'member'), options.signal))) {
      if (broken) {
        damaged.push(broken)
        parts.push(await unreadPart(source, options, taken, name, broken))
        continue
      }
      const file = await openFile(path, options.signal)
      const refusal = file.archive ? { code: 'file.archive-nested' } : file.refusal
      try {
        const found = refusal ? [] : await importTables(session, file, source, options, taken, name)
        parts.push(...found)
        if (found.length === 0) parts.push(await unreadPart(source, options, taken, name, refusal ?? { code: 'file.no-table' }))
      } catch (error) {
        options.signal?.throwIfAborted()
        const unreadable = refusalOf(error)
        if (!unreadable) throw error
        parts.push(await unreadPart(source, options, taken, name, unreadable))
      }
    }
  } catch (error) {
    if (error instanceof Unreadable && error.cause instanceof TooManyMembers) return { parts: [], refusal: error.cause.refusal }
    throw error
  }
  if (parts.length === 0) return { parts, refusal: { code: 'file.archive-empty' } }
  if (damaged[0] && damaged.length === parts.length) return { parts, refusal: damaged[0] }
  return { parts }
}

async function unreadPart(
  source: ImportSource,
  options: ImportOptions,
  taken: Taken,
  member: string,
  reason: Message,
): Promise<PartImport> {
  const base = join(options.workDir, `part-${++taken.parts}`)
  const quarantine = { path: `${base}.quarantine.jsonl` }
  await writeFile(quarantine.path, '')
  const problems = noProblems()
  tellProblem(problems, { row: null, column: null, level: 'E', value: null, message: reason })
  return {
    inspection: {
      file: basename(source.name),
      verdict: 'reject',
      encoding: null,
      delimiter: null,
      sheet: member,
      header_rows: [],
      dataset: null,
      mapping: [],
      columns: [],
      rows: 0,
      findings: findingsOf(problems),
    },
    dataset: null,
    children: [],
    vault: { path: `${base}.vault.parquet` },
    inTenThousands: [],
    quarantine,
    counts: { rows: 0, taken: 0, refused: 0, skipped: 0, added: 0 },
    coverage: null,
    fields: [],
    latestEvent: null,
    findingCounts: [...problems.counts.values()],
    rows: null,
    raw: null,
    numbered: 0,
  }
}
