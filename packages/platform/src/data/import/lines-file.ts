import { quoteText } from '../../warehouse/warehouse.ts'

/**
 * Between the cells of files that only the engine reads: no text that people write has it. Reading such a file takes a fraction of the time
 * that handing over each value does.
 */
export const separator = '\u001f'
const breaks = new RegExp(`["\\r\\n${separator}]`)

/** One cell for such a file: quoted where it would break the line. */
export const written = (cell: string | null): string => (cell === null ? '' : breaks.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/**
 * Such a file as a table of a statement. No sniffing; a line is at most a few cells of a million characters. What is read at once is
 * bounded: left to itself the engine holds sixteen lines of that length.
 */
export function readLines(path: string, columns: readonly (readonly [string, 'BIGINT' | 'VARCHAR'])[]): string {
  const struct = columns.map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`).join(', ')
  return `read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = '${separator}', quote = '"', escape = '"', new_line = '\\n', max_line_size = 16000000, buffer_size = 32000000, columns = {${struct}})`
}
