import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { exportMarker, type RecordKind, recordKinds } from '@xiezhi/engine/data/body'
import { type Hints, type Layout, recognise } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import { surplusMender } from '@xiezhi/engine/data/surplus'
import type { TextRecord } from '../../connectors/csv.ts'
import type { SourceTable } from '../../connectors/file.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { readLines, separator, written } from './lines-file.ts'
import { landPlainly } from './plain-landing.ts'
import { holdsIdentities } from './plain-numbers.ts'
import { rawColumn, tokenColumn } from './raw-column.ts'
import type { SealedVault } from './sealed-vault.ts'

/**
 * The first half of an import: the rows of a table as text, untouched, with their numbers, in a file that the engine can read in
 * columns. Nothing is typed here; a changed mapping can start again from it.
 */
export interface Landed {
  readonly layout: Layout
  /** Record number, from 1, of each heading row. */
  readonly headerRows: readonly number[]
  readonly rows: number
  readonly skipped: Readonly<Record<Exclude<RecordKind, 'row'> | 'title', number>>
  /** The raw rows as a table of a statement: `i`, `row_no`, `flaw`, `extra`, and a column for each heading. */
  readonly relation: string
  /** The same without numbers, where single columns are asked for: the engine then keeps the words of a column as a dictionary. */
  readonly scan: string
  /** Both of them, of the rows numbered from … to alone, both included: no other rows are read for it. */
  readonly stretch: (from: number, to: number) => Stretch
  /** The columns beside which tokens of plainly written numbers of persons stand, and the names of these. */
  readonly tokens: ReadonlyMap<number, string>
  /** A scan of the relation gives the rows in their order. */
  readonly inOrder: boolean
  readonly path: string
  /** The rows themselves where they are few. */
  readonly held: readonly HeldRow[] | null
}

export interface Stretch {
  readonly relation: string
  readonly scan: string
}

export interface HeldRow {
  /** From 1. */
  readonly i: number
  readonly rowNo: number
  readonly flaw: string | null
  /** Cells beyond the heading. */
  readonly extra: string | null
  /** One for each column; an empty cell is null, as the engine reads it. */
  readonly cells: readonly (string | null)[]
}

/** A record whose shape was wrong. `wide` and `too-long` can't be read by columns. */
type Flaw = 'quote' | 'too-long' | 'wide' | 'narrow' | 'mended' | 'surplus'

/** So many records tell what a table is; where they are very long, fewer. */
const lookahead = { records: 60, characters: 8_000_000 }
/** Fifty times the widest standard. A stray mark in the last column of a sheet would else make a table of 16,384 columns. */
const mostColumns = 2000

/** A heading with more columns than any register has. */
export class TooWide extends Error {
  readonly columns: number
  constructor(columns: number) {
    super(`${columns} columns`)
    this.columns = columns
  }
}
/** A table that is smaller than this is never worth the engine's planning: it is read by the normalisers alone. */
const mostHeld = { rows: 2000, characters: 4_000_000 }

const cut = (cells: readonly string[]): number => {
  let end = cells.length
  while (end > 0 && cells[end - 1]!.trim() === '') end--
  return end
}

function flawOf(record: TextRecord, count: number, width: number, mended: 'mended' | 'surplus' | undefined, text: boolean): Flaw | null {
  if (record.flaw === 'too-long') return 'too-long'
  if (count > width) return mended ?? 'wide'
  // A workbook leaves out empty cells at the end of a row; a text file that does so has lost something.
  return record.flaw ?? (text && count < width ? 'narrow' : null)
}

/** A cell as the engine holds it: a character that it can't hold is dropped, and an empty cell is null. */
function held(cell: string | undefined): string | null {
  if (cell === undefined || cell === '') return null
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell
  return text === '' ? null : text
}

/** Columns beside the cells: the row's number among the rows, its number in the file, what was wrong with it, cells beyond the heading. */
const fixed = ['i', 'row_no', 'flaw', 'extra'] as const

export async function land(
  session: Session,
  table: SourceTable,
  standards: readonly Standard[],
  hints: Hints,
  base: string,
  delimiter: string,
  vault: Pick<SealedVault, 'tokenOf' | 'startOver'>,
  signal?: AbortSignal,
  most: { readonly rows: number; readonly characters: number } = mostHeld,
): Promise<Landed | null> {
  const source = table.records[Symbol.asyncIterator]()
  const first: TextRecord[] = []
  let ended = false
  for (let read = 0; first.length < lookahead.records && read < lookahead.characters && !ended; ) {
    const next = await source.next()
    if (next.done) ended = true
    else
      for (const record of next.value) {
        first.push(record)
        for (const cell of record.cells) read += cell.length
      }
  }
  // A workbook that went out from here says on a sheet of its own who took it: no data.
  if (first[0]?.cells[0] === exportMarker) {
    await source.return?.()
    return null
  }
  const layout = recognise(
    first.slice(0, lookahead.records).map((record) => record.cells),
    standards,
    hints,
  )
  if (layout.columns.length === 0) return null
  if (layout.columns.length > mostColumns) throw new TooWide(layout.columns.length)

  const standard = standards.find((each) => each.id === layout.dataset)
  const identities = layout.uses.flatMap(({ field }, index) => {
    const found = standard?.fields.find((each) => each.id === field)
    return found && holdsIdentities(found) ? [index] : []
  })
  const tokens = new Map(identities.map((index) => [index, tokenColumn(index)]))
  const made = identities.map((index) => `${vault.tokenOf(rawColumn(index))} AS ${tokenColumn(index)}`)
  const quick = ended ? null : await landQuickly(session, table, first, layout, made, base, signal)
  if (quick) {
    await source.return?.()
    return { ...quick, tokens }
  }
  // What was read of it might not have been its cells.
  await vault.startOver()
  const kindOf = recordKinds(layout.columns)
  const width = layout.columns.length
  const skipped = { blank: 0, header: 0, total: 0, note: 0, title: 0 }
  const mend = standard ? surplusMender(standard, layout.uses, delimiter) : null
  const lastHeader = layout.headerRecords.at(-1)!
  let number = 0
  let rows = 0
  /** Of the first record: lines and rows are counted from 1, but the names of JSON lines are in none. */
  const ownFirst = table.named ? 0 : 1

  const take = (record: TextRecord): HeldRow | null => {
    const at = number++
    if (at <= lastHeader) {
      if (!layout.headerRecords.includes(at)) skipped[cut(record.cells) === 0 ? 'blank' : 'title']++
      return null
    }
    const kind = kindOf(record.cells)
    if (kind !== 'row') {
      skipped[kind]++
      return null
    }
    rows++
    let { cells } = record
    const count = cells.length > width ? Math.max(width, cut(cells)) : cells.length
    const mended = count > width && record.flaw !== 'too-long' && mend ? mend(cells.slice(0, count)) : null
    const flaw = flawOf(record, count, width, mended?.kind, table.sheet === null)
    const beyond = count > width && mended?.kind !== 'mended' ? cells.slice(width, count).join(separator) : ''
    if (mended) cells = [...mended.cells]
    const kept: (string | null)[] = []
    for (let index = 0; index < width; index++) kept.push(held(cells[index]))
    return { i: rows, rowNo: at + ownFirst, flaw, extra: held(beyond), cells: kept }
  }

  const few: HeldRow[] = []
  let characters = 0
  let out: LandingFile | null = null
  const write = async (records: readonly TextRecord[]): Promise<void> => {
    signal?.throwIfAborted()
    for (const record of records) {
      const row = take(record)
      if (row === null) continue
      if (out) {
        if (out.add(row) > mostUnwritten) await out.flush()
      } else {
        few.push(row)
        for (const cell of row.cells) characters += cell?.length ?? 0
        if (few.length <= most.rows && characters <= most.characters) continue
        out = landingFile(`${base}.rows.tmp`)
        for (const each of few.splice(0)) out.add(each)
      }
    }
    await out?.flush()
  }
  try {
    await write(first)
    while (!ended) {
      const next = await source.next()
      if (next.done) ended = true
      else await write(next.value)
    }
  } finally {
    // TypeScript does not see that `write` sets it.
    await (out as LandingFile | null)?.end()
  }

  const path = `${base}.raw.parquet`
  const columns: readonly (readonly [string, 'BIGINT' | 'VARCHAR'])[] = [
    ...fixed.map((name) => [name, name === 'i' || name === 'row_no' ? 'BIGINT' : 'VARCHAR'] as const),
    ...layout.columns.map((_, index) => [rawColumn(index), 'VARCHAR'] as const),
  ]
  const copied = { session, path, columns, tokens: made, signal }
  if (out === null) await copyHeld(few, copied)
  else {
    await copyFile(`${base}.rows.tmp`, rows, copied)
    await unlink(`${base}.rows.tmp`)
  }
  return {
    layout,
    headerRows: table.named ? [] : layout.headerRecords.map((record) => record + 1),
    rows,
    skipped,
    relation: `read_parquet(${quoteText(path)})`,
    scan: `read_parquet(${quoteText(path)})`,
    stretch: (from, to) => {
      const some = `(SELECT * FROM read_parquet(${quoteText(path)}) WHERE i BETWEEN ${from} AND ${to})`
      return { relation: some, scan: some }
    },
    inOrder: out !== null,
    path,
    tokens: out === null ? new Map() : tokens,
    held: out === null ? few : null,
  }
}

/** Smaller files are as quick the long way. */
const leastQuick = 4_000_000

/** A large plain text by the engine's own reader; null where that is not surely the same. */
async function landQuickly(
  session: Session,
  { plain }: SourceTable,
  first: readonly TextRecord[],
  layout: Layout,
  tokens: readonly string[],
  base: string,
  signal: AbortSignal | undefined,
): Promise<Omit<Landed, 'tokens'> | null> {
  if (!plain || plain.bytes < leastQuick) return null
  const above = first.slice(0, layout.headerRecords.at(-1)! + 1)
  // The engine skips lines, not records.
  if (above.some(({ cells, flaw }) => flaw !== undefined || cells.some((cell) => /[\r\n]/.test(cell)))) return null
  const letters = first.reduce((sum, { cells }) => sum + cells.reduce((all, cell) => all + cell.length, 0), 0)
  const rowBytes = Math.max(1, (3 * letters) / Math.max(1, first.length))
  const landed = await landPlainly(session, { ...plain, rowBytes }, layout, tokens, base, signal)
  if (!landed) return null
  const titles = above.flatMap(({ cells }, at) => (layout.headerRecords.includes(at) ? [] : [cut(cells) === 0 ? 'blank' : 'title']))
  const count = (kind: string): number => titles.filter((each) => each === kind).length
  return {
    layout,
    headerRows: layout.headerRecords.map((record) => record + 1),
    rows: landed.rows,
    skipped: { blank: count('blank'), header: 0, total: 0, note: 0, title: count('title') },
    relation: landed.relation,
    scan: `read_parquet(${quoteText(`${base}.raw.parquet`)})`,
    stretch: landed.stretch,
    inOrder: true,
    path: `${base}.raw.parquet`,
    held: null,
  }
}

/** Characters that wait to be written. */
const mostUnwritten = 8_000_000

interface LandingFile {
  /** How many characters wait now. */
  add(row: HeldRow): number
  flush(): Promise<void>
  end(): Promise<void>
}

function landingFile(path: string): LandingFile {
  const out = createWriteStream(path)
  let lines = ''
  const flush = async (): Promise<void> => {
    if (lines !== '' && !out.write(lines)) await once(out, 'drain')
    lines = ''
  }
  return {
    add({ i, rowNo, flaw, extra, cells }) {
      lines += `${i}${separator}${rowNo}${separator}${flaw ?? ''}${separator}${written(extra)}`
      for (const cell of cells) lines += separator + written(cell)
      lines += '\n'
      return lines.length
    },
    flush,
    async end() {
      await flush()
      out.end()
      await finished(out)
    },
  }
}

interface Copied {
  readonly session: Session
  readonly path: string
  readonly columns: readonly (readonly [string, 'BIGINT' | 'VARCHAR'])[]
  /** Columns that are made of these. */
  readonly tokens: readonly string[]
  readonly signal: AbortSignal | undefined
}

/** Small groups of rows: a stretch of them is then read without the rest. */
const mostInGroup = { rows: 20_480, bytes: 64_000_000 }
const snappy = (rows: number): string => `(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${rows}, DICTIONARY_SIZE_LIMIT 2000)`

async function copyFile(text: string, rows: number, { session, path, columns, tokens, signal }: Copied): Promise<void> {
  const names = [...columns.map(([name]) => quoteName(name)), ...tokens].join(', ')
  // A group is held whole until it is written.
  const { size } = await stat(text)
  const group = Math.max(1, Math.min(mostInGroup.rows, Math.floor((mostInGroup.bytes * rows) / size)))
  await session.run(`COPY (SELECT ${names} FROM ${readLines(text, columns)}) TO ${quoteText(path)} ${snappy(group)}`, undefined, { signal })
}

async function copyHeld(rows: readonly HeldRow[], { session, path, columns, signal }: Copied): Promise<void> {
  const struct = columns.map(([name, type]) => `${quoteName(name)} ${type}`).join(', ')
  await session.run(`CREATE OR REPLACE TEMP TABLE held (${struct})`)
  if (rows.length > 0) {
    const values = [
      rows.map((row) => row.i),
      rows.map((row) => row.rowNo),
      rows.map((row) => row.flaw),
      rows.map((row) => row.extra),
      ...columns.slice(fixed.length).map((_, index) => rows.map((row) => row.cells[index] ?? null)),
    ]
    const types = columns.map(([, type]) => (type === 'BIGINT' ? ('bigint' as const) : ('text' as const)))
    await session.append('held', [{ types, columns: values }], { signal })
  }
  await session.run(`COPY held TO ${quoteText(path)} ${snappy(mostInGroup.rows)}`, undefined, { signal })
}
