import { Buffer } from 'node:buffer'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { AS_OF } from './days.ts'

/** A day that a spreadsheet holds as a day, not as text. */
export interface DayCell {
  readonly day: string
}
export type Cell = string | number | null | DayCell
export type Row = readonly Cell[]

export interface Sheet {
  readonly name: string
  /** Stands over the whole width, above the header. */
  readonly title?: string
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  /** Totals, notes and signatures under the last row. */
  readonly foot?: readonly Row[]
}

/** The headings of a form, written as they stand side by side. */
export const columns = (text: string): string[] => text.trim().split(/\s+/)

export type Encoding = 'utf8' | 'utf8-bom' | 'gbk' | 'gb18030'

export interface Paper {
  readonly name: string
  readonly provider: string
  readonly datasets: readonly string[]
  readonly sheets: readonly Sheet[]
  /** None: a workbook. */
  readonly encoding?: Encoding
}

export const bytesOf = (paper: Paper): Promise<Buffer> | Buffer =>
  paper.encoding ? csv(paper.sheets[0]!, paper.encoding) : workbook(paper.sheets)

function csv(sheet: Sheet, encoding: Encoding): Buffer {
  const quote = (cell: Cell): string => {
    const text = cell === null ? '' : typeof cell === 'object' ? cell.day : String(cell)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [...(sheet.title ? [[sheet.title]] : []), sheet.header, ...sheet.rows, ...(sheet.foot ?? [])]
  const text = `${lines.map((cells) => cells.map(quote).join(',')).join('\r\n')}\r\n`
  if (encoding === 'utf8' || encoding === 'utf8-bom') return Buffer.from((encoding === 'utf8' ? '' : '\ufeff') + text)
  return iconv.encode(text, encoding)
}

const STAMP = new Date(`${AS_OF}T00:00:00Z`)

async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.creator = book.lastModifiedBy = '示范数据'
  book.created = book.modified = STAMP
  for (const { name, title, header, rows, foot = [] } of sheets) {
    const sheet = book.addWorksheet(name)
    if (title) {
      sheet.addRow([title])
      if (header.length > 1) sheet.mergeCells(1, 1, 1, header.length)
    }
    sheet.addRow([...header])
    for (const row of [...rows, ...foot]) {
      const added = sheet.addRow(row.map((cell) => (cell !== null && typeof cell === 'object' ? new Date(`${cell.day}T00:00:00Z`) : cell)))
      for (const [i, cell] of row.entries()) if (cell !== null && typeof cell === 'object') added.getCell(i + 1).numFmt = 'yyyy/m/d'
    }
  }
  return withoutClock(Buffer.from(await book.xlsx.writeBuffer()))
}

/** The archive inside a workbook notes when each part was packed; one fixed minute makes the bytes the same each time. */
function withoutClock(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let entry = zip.readUInt32LE(end + 16)
  const date = ((2026 - 1980) << 9) | (10 << 5) | 30
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const local = zip.readUInt32LE(entry + 42)
    for (const [at, value] of [
      [entry + 12, 0],
      [entry + 14, date],
      [local + 10, 0],
      [local + 12, date],
    ] as const)
      zip.writeUInt16LE(value, at)
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32)
  }
  return zip
}
