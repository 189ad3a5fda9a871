import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { dataMessages } from '@xiezhi/engine/data/messages'
import type { Standard } from '@xiezhi/engine/data/standard'
import { type Message, say } from '@xiezhi/engine/message'
import { loadCatalogue } from '../catalogue.ts'
import type { Inspection } from '../contract/imports.ts'
import { importFile, type PartImport } from '../data/import/import-file.ts'
import { shownOf } from '../data/import/shown.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import { type Cell, quoteName, quoteText, type Session, type Warehouse } from '../warehouse/warehouse.ts'
import { chinaToday } from './today.ts'

export interface InspectOptions {
  /** Adds `parsed`, the rows as read. */
  readonly rows?: boolean
  /** What a person says the file is. */
  readonly dataset?: string
  readonly signal?: AbortSignal
}

export type ParsedRow = Readonly<Record<string, Cell>>
export type InspectedPart = Inspection & { readonly parsed?: readonly ParsedRow[] }
/** Of several sheets, the one that holds the data stands at the top as well. */
export type InspectedFile = InspectedPart & { readonly parts?: readonly InspectedPart[] }

/** How a file is understood, with nothing kept. */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<InspectedFile> {
  const { standards, dictionaries } = loadCatalogue()
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-inspect-'))
  const warehouse = await openWarehouse({ directories: [work], memory: '1GB', threads: 2, tempDir: join(work, 'spill') })
  const name = basename(path)
  try {
    const result = await importFile(
      warehouse,
      { path: resolve(path), name },
      {
        standards,
        dictionaries,
        keys: scanKeyring(),
        workDir: work,
        seq: 1,
        today: chinaToday(),
        dataset: options.dataset,
        signal: options.signal,
      },
    )
    if (result.refusal) return refused(name, result.refusal)
    const parts = await Promise.all(result.parts.map((part) => inspected(warehouse, part, standards, options)))
    const main = parts.find((part) => part.dataset !== null) ?? [...parts].sort((a, b) => b.rows - a.rows)[0]!
    return parts.length > 1 ? { ...main, parts } : main
  } catch (error) {
    const reason = unreadable(error, resolve(path))
    if (reason === null) throw error
    return refused(name, { code: 'file.unreadable', values: { reason } })
  } finally {
    warehouse.close()
    rmSync(work, { recursive: true, force: true })
  }
}

/** What the file system says of a file that it does not give; null for every other failure. */
function unreadable(error: unknown, path: string): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const ofFile = error instanceof Error && 'path' in error && error.path === path
  return ofFile && ['EACCES', 'EPERM', 'EIO', 'EBUSY', 'ENOENT', 'EISDIR'].includes(code) ? code : null
}

function refused(file: string, refusal: Message): Inspection {
  const { code } = refusal
  return { ...nothing(file), findings: [{ row: null, column: null, code, level: 'E', value: null, message: say(dataMessages, refusal) }] }
}

const nothing = (file: string): Inspection => ({
  file,
  verdict: 'reject',
  encoding: null,
  delimiter: null,
  sheet: null,
  header_rows: [],
  dataset: null,
  mapping: [],
  columns: [],
  rows: 0,
  findings: [],
})

async function inspected(
  warehouse: Warehouse,
  part: PartImport,
  standards: ReadonlyMap<string, Standard>,
  options: InspectOptions,
): Promise<InspectedPart> {
  if (!options.rows) return part.inspection
  const session = await warehouse.session()
  try {
    const standard = part.dataset === null ? undefined : standards.get(part.dataset)
    return { ...part.inspection, parsed: standard ? await typedRows(session, part, standard) : await plainRows(session, part) }
  } finally {
    session.close()
  }
}

/** Every row with the values of its fields; a person's number in its masked form, under its own name. */
async function typedRows(session: Session, part: PartImport, standard: Standard): Promise<readonly ParsedRow[]> {
  if (!part.rows) return []
  const brought = new Set(part.fields)
  const columns = standard.fields.flatMap((field) => {
    if (!brought.has(field.id)) return []
    return [`${shownOf(field)} AS ${quoteName(field.id)}`]
  })
  const keys = standard.keys.map((key) => quoteName(key.id))
  const taken = `_missing IS NULL AND coalesce(flaw, '') NOT IN ('wide', 'too-long') AS _taken`
  return session.rows(
    `SELECT ${['i AS _row', '_row_no', taken, ...columns, ...keys].join(', ')} FROM read_parquet(${quoteText(part.rows.path)}) ORDER BY i`,
  )
}

async function plainRows(session: Session, part: PartImport): Promise<readonly ParsedRow[]> {
  if (!part.raw) return []
  const names = part.inspection.columns
  const columns = names.map((_, index) => `c${index}`)
  const rows = await session.rows(
    `SELECT ${['i AS _row', 'row_no AS _row_no', ...columns].join(', ')} FROM read_parquet(${quoteText(part.raw.path)}) ORDER BY i`,
  )
  return rows.map((row) => {
    const cells = names.map((name, index) => [name === '' ? `列${index + 1}` : name, maskCell(row[`c${index}`] ?? null)] as const)
    return { _row: row._row ?? null, _row_no: row._row_no ?? null, ...Object.fromEntries(cells) }
  })
}

const maskCell = (cell: Cell): Cell => (typeof cell === 'string' ? maskText(cell) : cell)
