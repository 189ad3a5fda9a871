import ExcelJS from 'exceljs'
import type { TextRecord } from './csv.ts'
import type { SourceTable } from './file.ts'
import type { Workbook } from './zip.ts'

/** Sheets of a workbook as records of text: the value that a person sees, where the file keeps one. */

const two = (n: number): string => String(n).padStart(2, '0')

/** Dates come as moments in UTC that stand for a wall clock. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  // A serial number is a float: half a second either way belongs to the whole second.
  const moment = new Date(Math.round(date.getTime() / 1000) * 1000)
  const day = `${String(moment.getUTCFullYear()).padStart(4, '0')}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`
  const clock = `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())}`
  return clock === '00:00:00' ? day : `${day} ${clock}`
}

/** Fifteen significant digits are what a spreadsheet keeps; a longer number has lost its end and is written so that it shows. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value))
    return Math.abs(value) < Number.MAX_SAFE_INTEGER
      ? String(value)
      : value
          .toExponential(14)
          .replace(/\.?0+e/, 'e')
          .replace('e', 'E')
  return String(Number(value.toPrecision(15)))
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return dateText(value)
  if (typeof value !== 'object') return ''
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: { text?: unknown }) => (typeof run.text === 'string' ? run.text : '')).join('')
  if ('result' in value) return cellText(value.result)
  if ('text' in value) return cellText(value.text)
  if ('error' in value && typeof value.error === 'string') return value.error
  return ''
}

const longestCell = 1_000_000
const batch = 1000
/** A row number far beyond the last filled row is a trick or a stray format; the gap is not filled in with blank records one by one. */
const longestGap = 100_000

export async function* workbookTables(path: string, _workbook: Workbook, signal?: AbortSignal): AsyncGenerator<SourceTable> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    entries: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
  })
  for await (const sheet of reader) {
    signal?.throwIfAborted()
    async function* records(): AsyncGenerator<readonly TextRecord[]> {
      let pending: TextRecord[] = []
      let last = 0
      for await (const row of sheet) {
        const number = Number(row.number)
        for (let gap = last + 1; gap < number && gap - last <= longestGap; gap++) pending.push({ cells: [] })
        last = number
        const values = Array.isArray(row.values) ? row.values : []
        const cells: string[] = []
        let long = false
        for (let index = 1; index < values.length; index++) {
          const text = cellText(values[index])
          if (text.length > longestCell) long = true
          cells.push(text.length > longestCell ? text.slice(0, 1000) : text)
        }
        pending.push(long ? { cells, flaw: 'too-long' } : { cells })
        if (pending.length >= batch) {
          signal?.throwIfAborted()
          yield pending
          pending = []
        }
      }
      if (pending.length > 0) yield pending
    }
    const name = 'name' in sheet && typeof sheet.name === 'string' ? sheet.name : null
    // The reader has turned serial numbers of date cells into dates of the right system already.
    yield { sheet: name, records: records(), from1904: false }
  }
}
