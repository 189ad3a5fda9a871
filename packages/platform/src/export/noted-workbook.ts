import { PassThrough, type Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { tell } from '../texts.ts'
import type { ExportMark } from './mark.ts'
import { addNoteSheet, printedMark } from './note.ts'
import { type FileAnswer, fileName, mediaTypes } from './table-file.ts'

/** A row of texts with notes at single cells, by their place from 0. */
export interface NotedRow {
  readonly sheet: string
  /** Headings of the row's sheet; the same for every row of one sheet. */
  readonly headings: readonly string[]
  readonly cells: readonly string[]
  readonly notes: ReadonlyMap<number, string>
}

/** Rows with notes on their way to a file, marked: it was logged. */
export interface NotedFile {
  readonly title: string
  readonly rows: AsyncIterable<NotedRow>
  readonly mark: ExportMark
}

/** A sheet ends at 1,048,576 rows; what is more goes on in the next one. */
const mostRows = 1_000_000
const longest = 32_767

const sheetName = (wanted: string, used: Set<string>): string => {
  const base = wanted.replace(/[\\/?*[\]:']/g, ' ').trim() || '1'
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : ` ${number}`
    const name = `${base.slice(0, 31 - end.length)}${end}`
    if (used.has(name.toLowerCase())) continue
    used.add(name.toLowerCase())
    return name
  }
}

async function write({ title, rows, mark }: NotedFile, out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const names = new Set<string>()
  let open: { readonly of: string; readonly sheet: ExcelJS.Worksheet; rows: number } | undefined
  let count = 0
  for await (const row of rows) {
    count += 1
    if (open?.of !== row.sheet || open.rows >= mostRows) {
      open?.sheet.commit()
      const sheet = workbook.addWorksheet(sheetName(row.sheet, names), {
        views: [{ state: 'frozen', ySplit: 1 }],
        headerFooter: printedMark(mark, title),
      })
      // Every cell is text: whoever types a long number into one gets it as typed, not rounded.
      sheet.columns = row.headings.map((header) => ({ header, width: 18, style: { numFmt: '@' } }))
      sheet.getRow(1).font = { bold: true }
      open = { of: row.sheet, sheet, rows: 0 }
    }
    open.rows++
    const line = open.sheet.addRow(row.cells.map((cell) => (cell === '' ? null : cell.slice(0, longest))))
    for (const [place, note] of row.notes) {
      const cell = line.getCell(place + 1)
      cell.note = note.slice(0, longest)
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF1B8' } }
    }
    line.commit()
  }
  open?.sheet.commit()
  addNoteSheet(workbook, mark, title, count, sheetName(tell({ code: 'export.sheet' }, mark.locale), names))
  await workbook.commit()
}

/** A workbook whose cells are text alone, so that nothing in it is calculated, with notes at the cells that they speak of. */
function notedWorkbook(file: NotedFile): Readable {
  const out = new PassThrough()
  write(file, out).catch((error) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

export const notedAnswer = (file: NotedFile): FileAnswer => ({
  name: fileName(file.title, file.mark, 'xlsx'),
  mediaType: mediaTypes.xlsx,
  stream: notedWorkbook(file),
  mark: file.mark,
})
