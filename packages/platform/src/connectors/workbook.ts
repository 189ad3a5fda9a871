import type { TextRecord } from './csv.ts'
import type { SourceTable } from './file.ts'
import { mergeFiller, mergesOf } from './xlsx-merges.ts'
import { readParts } from './xlsx-parts.ts'
import { mostText, type SheetContext, type SheetRow, sheetReader } from './xlsx-sheet.ts'
import { xmlReader } from './xml.ts'
import { type Archive, openArchive, type Workbook } from './zip.ts'

/** Sheets of a workbook as records of text, in the workbook's order: the value that a person sees, where the file keeps one. */
export interface SheetTable extends SourceTable {
  readonly sheet: string
  /** A person who opens the workbook does not see it. Its records are there all the same. */
  readonly hidden: boolean
}

/** So many rows, or so many characters of them, are handed on at a time. */
const batch = { rows: 1000, characters: 4_000_000 }

async function* rowsOf(archive: Archive, part: string, context: SheetContext, signal?: AbortSignal): AsyncGenerator<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  const reader = xmlReader(sheetReader(context, rows))
  for await (const text of archive.text(part, signal)) {
    reader.push(text)
    if (rows.length > 0) yield rows.splice(0)
  }
  reader.end()
}

/** Rows that the file leaves out are blank records, so that a record's number is the row that a person sees. */
async function* records(archive: Archive, part: string, context: SheetContext, signal?: AbortSignal): AsyncGenerator<TextRecord[]> {
  const merges = await mergesOf(archive, part, signal)
  const fill = merges.size > 0 ? mergeFiller(merges, context) : null
  let pending: TextRecord[] = []
  let characters = 0
  let last = 0
  for await (const rows of rowsOf(archive, part, context, signal)) {
    for (const { number, cells, long } of rows) {
      fill?.(number, cells)
      while (++last < number) {
        pending.push({ cells: [] })
        if (pending.length < batch.rows) continue
        yield pending
        pending = []
      }
      pending.push(long ? { cells, flaw: 'too-long' } : { cells })
      for (const cell of cells) characters += cell.length
      if (pending.length < batch.rows && characters < batch.characters) continue
      yield pending
      pending = []
      characters = 0
      signal?.throwIfAborted()
    }
  }
  if (pending.length > 0) yield pending
}

/** After the last sheet nothing points to the texts of the workbook any more: what follows may have their memory. */
async function* thenForget(records: AsyncIterable<TextRecord[]>, { strings }: SheetContext): AsyncGenerator<TextRecord[]> {
  yield* records
  strings.texts.length = 0
  strings.long.clear()
}

export async function* workbookTables(path: string, _workbook: Workbook, signal?: AbortSignal): AsyncGenerator<SheetTable> {
  signal?.throwIfAborted()
  const archive = await openArchive(path)
  try {
    const { sheets, from1904, strings, styles } = await readParts(archive, signal)
    const context: SheetContext = { strings, styles, from1904, allowance: mostText }
    for (const [at, { name, hidden, part }] of sheets.entries()) {
      signal?.throwIfAborted()
      const read = records(archive, part, context, signal)
      yield { sheet: name, hidden, records: at === sheets.length - 1 ? thenForget(read, context) : read, from1904 }
    }
  } finally {
    archive.close()
  }
}
