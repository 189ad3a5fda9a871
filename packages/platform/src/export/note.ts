import { exportMarker } from '@xiezhi/engine/data/body'
import type ExcelJS from 'exceljs'
import { tell } from '../texts.ts'
import { chinaMoment } from './china-moment.ts'
import type { ExportMark } from './mark.ts'

/** What the mark says, line by line. */
function linesOf(mark: ExportMark, title: string, rows: number): readonly (readonly [string, string])[] {
  const word = (code: string, values = {}): string => tell({ code: `export.${code}`, values }, mark.locale)
  return [
    [word('serial'), mark.serial],
    [word('title'), title],
    [word('office'), mark.office],
    [word('by'), mark.by],
    [word('at'), chinaMoment(mark.at)],
    [word('condition'), mark.asked],
    [word('rows'), mark.of === null ? String(rows) : word('cut', { rows, of: mark.of })],
    [word('persons'), mark.whole === null ? word('masked') : word('whole', { reason: mark.whole })],
    [word('secrecy'), word('duty')],
  ]
}

/**
 * The mark as one line of text, for the foot of a CSV. It begins as our reader of files knows it (`exportMarker`), so that the file can
 * come in again with the line passed over, and other programs see one more row, not a broken file.
 */
export const noteLine = (mark: ExportMark, title: string, rows: number): string =>
  `${exportMarker}：${linesOf(mark, title, rows)
    .map(([label, text]) => `${label} ${text}`)
    .join('；')}`

const most = 255
/** In a header or footer `&` is a command. */
const printed = (text: string): string => text.replaceAll('&', '&&')
const clipped = (parts: readonly (readonly [string, string])[]): string => {
  const room = Math.floor((most - parts.length * 2) / parts.length)
  return parts.map(([side, text]) => `${side}${text.length > room ? text.slice(0, room).replace(/&+$/, '') : text}`).join('')
}

/** At the top and foot of each printed page: whose it is, its number, who took it and when. */
export function printedMark(mark: ExportMark, title: string): { oddHeader: string; oddFooter: string } {
  const word = (code: string, values: Record<string, string> = {}): string => tell({ code: `export.${code}`, values }, mark.locale)
  return {
    oddHeader: clipped([
      ['&L', printed(word('header', { office: mark.office, title }))],
      ['&R', `${word('serial')} ${mark.serial}`],
    ]),
    oddFooter: clipped([
      ['&L', printed(word('footer', { by: mark.by, at: chinaMoment(mark.at) }))],
      ['&R', word('page', { page: '&P', pages: '&N' })],
    ]),
  }
}

/** The sheet behind the data that says what the file is. Files that come in are read without it. */
export function addNoteSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  mark: ExportMark,
  title: string,
  rows: number,
  /** A name that no other sheet has. */
  name = tell({ code: 'export.sheet' }, mark.locale),
): void {
  const sheet = workbook.addWorksheet(name)
  sheet.columns = [{ width: 18 }, { width: 90 }]
  const head = sheet.addRow([exportMarker])
  head.font = { bold: true }
  head.commit()
  for (const line of linesOf(mark, title, rows)) sheet.addRow([...line]).commit()
  sheet.commit()
}
