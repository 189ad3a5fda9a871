import { PassThrough, Readable } from 'node:stream'
import ExcelJS from 'exceljs'

/** A table on its way to a file: head and rows, said once for both forms. */
export interface TableFile {
  readonly title: string
  readonly columns: readonly { readonly label: string; readonly width?: number }[]
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>
}
export type Cell = string | number | boolean | null
export type TableFormat = 'xlsx' | 'csv'

export const mediaTypes: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

const chinaClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
/** A moment as people in China read it in a table: `2026-11-02 10:00:00`. */
export const chinaMoment = (iso: string): string => chinaClock.format(new Date(iso))

/** What a spreadsheet cell can hold. */
const longest = 32_767
const clip = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/**
 * Text from agencies' files may begin like a formula, and a spreadsheet that opens a CSV would calculate it. The apostrophe
 * makes it text. In a workbook cells have types and text stays text.
 */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

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
  for await (const row of table.rows) yield `${row.map(csvCell).join(',')}\r\n`
}

async function writeWorkbook(table: TableFile, out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(table.title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = table.columns.map((column) => ({ header: column.label, width: column.width ?? 18 }))
  sheet.getRow(1).font = { bold: true }
  for await (const row of table.rows) sheet.addRow(row.map((value) => (typeof value === 'string' ? clip(value) : value))).commit()
  sheet.commit()
  await workbook.commit()
}

/** The file as a stream; a failure while rows are read breaks the download rather than ending it as if it were whole. */
export function tableStream(table: TableFile, format: TableFormat): Readable {
  if (format === 'csv') return Readable.from(csvLines(table))
  const out = new PassThrough()
  writeWorkbook(table, out).catch((error) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}
