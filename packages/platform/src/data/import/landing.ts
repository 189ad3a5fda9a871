import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type RecordKind, recordKinds } from '@xiezhi/engine/data/body'
import { type Hints, type Layout, recognise } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import { surplusMender } from '@xiezhi/engine/data/surplus'
import type { TextRecord } from '../../connectors/csv.ts'
import type { SourceTable } from '../../connectors/file.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'

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
  readonly path: string
  readonly flaws: readonly RowFlaw[]
}

/** A record whose shape was wrong. `wide` and `too-long` can't be read by columns. */
export interface RowFlaw {
  readonly row: number
  readonly flaw: 'quote' | 'too-long' | 'wide' | 'narrow' | 'mended' | 'surplus'
}

const lookahead = 60
const separator = '\u001f'

const cut = (cells: readonly string[]): number => {
  let end = cells.length
  while (end > 0 && cells[end - 1]!.trim() === '') end--
  return end
}

function flawOf(
  record: TextRecord,
  count: number,
  width: number,
  mended: 'mended' | 'surplus' | undefined,
  text: boolean,
): RowFlaw['flaw'] | null {
  if (record.flaw === 'too-long') return 'too-long'
  if (count > width) return mended ?? 'wide'
  // A workbook leaves out empty cells at the end of a row; a text file that does so has lost something.
  return record.flaw ?? (text && count < width ? 'narrow' : null)
}

/** One cell for the landing file: quoted where it would break the line. A character that the engine can't hold is dropped. */
function written(cell: string): string {
  if (cell === '') return ''
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell
  const breaks = ['"', '\r', '\n', separator].some((each) => text.includes(each))
  return breaks ? `"${text.replaceAll('"', '""')}"` : text
}

export const rawColumn = (index: number): string => `c${index}`

/** Columns beside the cells: the row's number among the rows, its number in the file, what was wrong with it, cells beyond the heading. */
const fixed = ['i', 'row_no', 'flaw', 'extra'] as const

export async function land(
  session: Session,
  table: SourceTable,
  standards: readonly Standard[],
  hints: Hints,
  base: string,
  delimiter: string,
  signal?: AbortSignal,
): Promise<Landed | null> {
  const source = table.records[Symbol.asyncIterator]()
  const first: TextRecord[] = []
  let ended = false
  while (first.length < lookahead && !ended) {
    const next = await source.next()
    if (next.done) ended = true
    else for (const record of next.value) first.push(record)
  }
  const layout = recognise(
    first.slice(0, lookahead).map((record) => record.cells),
    standards,
    hints,
  )
  if (layout.columns.length === 0) return null

  const text = `${base}.rows.tmp`
  const out = createWriteStream(text)
  const kindOf = recordKinds(layout.columns)
  const width = layout.columns.length
  const skipped = { blank: 0, header: 0, total: 0, note: 0, title: 0 }
  const flaws: RowFlaw[] = []
  const standard = standards.find((each) => each.id === layout.dataset)
  const mend = standard ? surplusMender(standard, layout.uses, delimiter) : null
  const lastHeader = layout.headerRecords.at(-1)!
  let number = 0
  let rows = 0

  const take = (record: TextRecord): string => {
    const at = number++
    if (at <= lastHeader) {
      if (!layout.headerRecords.includes(at)) skipped[cut(record.cells) === 0 ? 'blank' : 'title']++
      return ''
    }
    const kind = kindOf(record.cells)
    if (kind !== 'row') {
      skipped[kind]++
      return ''
    }
    rows++
    let { cells } = record
    const count = cells.length > width ? cut(cells) : cells.length
    const mended = count > width && record.flaw !== 'too-long' && mend ? mend(cells.slice(0, count)) : null
    const flaw = flawOf(record, count, width, mended?.kind, table.sheet === null)
    if (flaw) flaws.push({ row: rows, flaw })
    const beyond = count > width && mended?.kind !== 'mended' ? cells.slice(width, count).join(separator) : ''
    if (mended) cells = [...mended.cells]
    const parts = [String(rows), String(at + 1), flaw ?? '', written(beyond)]
    for (let index = 0; index < width; index++) parts.push(written(cells[index] ?? ''))
    return `${parts.join(separator)}\n`
  }

  const write = async (records: readonly TextRecord[]): Promise<void> => {
    signal?.throwIfAborted()
    let lines = ''
    for (const record of records) lines += take(record)
    if (lines !== '' && !out.write(lines)) await once(out, 'drain')
  }
  try {
    await write(first)
    while (!ended) {
      const next = await source.next()
      if (next.done) ended = true
      else await write(next.value)
    }
  } finally {
    out.end()
    await finished(out)
  }

  const path = `${base}.raw.parquet`
  const columns = [
    ...fixed.map((name) => [name, name === 'i' || name === 'row_no' ? 'BIGINT' : 'VARCHAR']),
    ...layout.columns.map((_, index) => [rawColumn(index), 'VARCHAR']),
  ]
  const struct = columns.map(([name, type]) => `${quoteText(name!)}: ${quoteText(type!)}`).join(', ')
  // Some other separator is always used here, so no sniffing; a line is at most a few cells of a million characters.
  const read = `read_csv(${quoteText(text)}, auto_detect = false, header = false, delim = '${separator}', quote = '"', escape = '"', new_line = '\\n', max_line_size = 16000000, columns = {${struct}})`
  await session.run(
    `COPY (SELECT ${columns.map(([name]) => quoteName(name!)).join(', ')} FROM ${read}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION snappy)`,
    undefined,
    { signal },
  )
  return { layout, headerRows: layout.headerRecords.map((record) => record + 1), rows, skipped, path, flaws }
}
