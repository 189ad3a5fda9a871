import { PassThrough, Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { ExportMark } from './mark.ts'
import { addNoteSheet, noteLine, printedMark } from './note.ts'

export { chinaMoment } from './china-moment.ts'

/** Head and rows of a table, said once for both forms. */
export interface Table {
  readonly title: string
  readonly columns: readonly { readonly label: string; readonly width?: number }[]
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>
}
/** A table on its way to a file, marked: it was logged. */
export interface TableFile extends Table {
  readonly mark: ExportMark
}
export type Cell = string | number | boolean | null
export type TableFormat = 'xlsx' | 'csv'

export const mediaTypes: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** What a spreadsheet cell can hold. */
const longest = 32_767
const clip = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/**
 * Text from agencies' files may begin like a formula, and a spreadsheet that opens a CSV would calculate it; some read the full-width
 * signs alike. The apostrophe makes it text. In a workbook cells have types and text stays text.
 */
const harmless = (text: string): string => (/^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text)

const csvCell = (value: Cell): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  // A plain negative number is no formula.
  const text = /^-?\d+(\.\d+)?$/.test(value) ? value : harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function* csvLines(table: TableFile): AsyncIterable<string> {
  // The mark tells spreadsheets that the file is UTF-8.
  yield `\uFEFF${table.columns.map((column) => csvCell(column.label)).join(',')}\r\n`
  let rows = 0
  for await (const row of table.rows) {
    rows += 1
    yield `${row.map(csvCell).join(',')}\r\n`
  }
  // As wide as the table, for programs that take no other line.
  yield `${csvCell(noteLine(table.mark, table.title, rows))}${','.repeat(Math.max(0, table.columns.length - 1))}\r\n`
}

async function writeWorkbook(table: TableFile, out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(table.title.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
    headerFooter: printedMark(table.mark, table.title),
  })
  sheet.columns = table.columns.map((column) => ({ header: column.label, width: column.width ?? 18 }))
  sheet.getRow(1).font = { bold: true }
  let rows = 0
  for await (const row of table.rows) {
    rows += 1
    sheet.addRow(row.map((value) => (typeof value === 'string' ? clip(value) : value))).commit()
  }
  sheet.commit()
  addNoteSheet(workbook, table.mark, table.title, rows)
  await workbook.commit()
}

/** The file as a stream; a failure while rows are read breaks the download rather than ending it as if it were whole. */
function tableStream(table: TableFile, format: TableFormat): Readable {
  if (format === 'csv') return Readable.from(csvLines(table))
  const out = new PassThrough()
  writeWorkbook(table, out).catch((error) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

/** A file on its way out. Its number is in its name too, where a person sees it first. */
export interface FileAnswer {
  readonly name: string
  readonly mediaType: string
  readonly stream: Readable
  readonly mark: ExportMark
}

export const fileName = (title: string, { serial }: ExportMark, format: TableFormat): string => `${title} ${serial}.${format}`

/** A marked table as the answer of an endpoint. */
export const tableAnswer = (table: TableFile, format: TableFormat): FileAnswer => ({
  name: fileName(table.title, table.mark, format),
  mediaType: mediaTypes[format],
  stream: tableStream(table, format),
  mark: table.mark,
})
