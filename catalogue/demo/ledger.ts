import { type Cell, columns, type Row, type Sheet } from './files.ts'

const cell = (text: string): Cell => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : text === '' ? null : text)

/** One row, its cells parted by |; a day goes in as a day, a gap as a gap. */
export const row = (line: string): Row => line.split('|').map((text) => cell(text.trim()))

/** Rows as a form shows them, a line each: few enough to be written out by hand. */
export const rowsOf = (lines: string): Row[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(row)

/** The same rows with their days as one office writes them, as text. */
export const inHand = (rows: readonly Row[], write: (iso: string) => string): Row[] =>
  rows.map((cells) => cells.map((it) => (it !== null && typeof it === 'object' ? write(it.day) : it)))

export const sheet = (name: string, header: string, rows: readonly Row[] | string, title?: string): Sheet => ({
  name,
  header: columns(header),
  rows: typeof rows === 'string' ? rowsOf(rows) : rows,
  ...(title ? { title } : {}),
})
