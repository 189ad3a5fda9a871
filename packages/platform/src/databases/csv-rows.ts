import type { Cells } from './session.ts'

/** Rows of a database as the file that they become: UTF-8, commas, a heading first; what is nothing there is empty here. */

const written = (cell: string | null): string =>
  cell === null ? '' : /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** A lone empty cell is written with its quotes, or its row would be an empty line. */
const line = (cells: Cells): string => (cells.length === 1 && !cells[0] ? '""' : cells.map(written).join(','))

export async function* csvRows(
  names: readonly string[],
  chunks: AsyncIterable<readonly Cells[]>,
  onRows: (count: number) => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${line(names)}\r\n`)
  for await (const chunk of chunks) {
    yield Buffer.from(chunk.map((cells) => `${line(cells)}\r\n`).join(''))
    onRows(chunk.length)
  }
}
