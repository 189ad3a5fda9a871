import { columnOf, type SheetContext } from './xlsx-sheet.ts'
import { TooMuchText } from './xlsx-strings.ts'
import { BrokenWorkbook } from './xml.ts'
import type { Archive } from './zip.ts'

/**
 * Cells of one column merged over several rows: what stands in the first is said of all of them. Only these are filled; what is merged
 * across columns is a title or a heading.
 */
export type Merges = ReadonlyMap<number, readonly { readonly column: number; readonly last: number }[]>

const merge = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g
/** Longer than any such tag: what may be cut by the end of a piece. */
const longestTag = 200
const mostMerges = 600_000

/** They stand behind the rows in the file, so it is gone through once before. */
export async function mergesOf(archive: Archive, part: string, signal?: AbortSignal): Promise<Merges> {
  const merges = new Map<number, { column: number; last: number }[]>()
  let count = 0
  let rest = ''
  for await (const piece of archive.text(part, signal)) {
    const text = rest + piece
    const from = text.includes('mergeCell') ? text : ''
    let end = 0
    for (const found of from.matchAll(merge)) {
      end = found.index + found[0].length
      const [, left, first, right, last] = found
      if (left !== right || Number(last) <= Number(first)) continue
      if (++count > mostMerges) throw new BrokenWorkbook('too many merged cells')
      const row = merges.get(Number(first)) ?? []
      row.push({ column: columnOf(left), last: Number(last) })
      merges.set(Number(first), row)
    }
    rest = text.slice(Math.max(end, text.length - longestTag))
  }
  return merges
}

/** Fills the rows of a sheet as they come. A row that has nothing of its own stays blank. */
export function mergeFiller(merges: Merges, context: SheetContext): (number: number, cells: string[]) => void {
  const open = new Map<number, { readonly last: number; readonly text: string }>()
  return (number, cells) => {
    const own = cells.some((cell) => cell !== '')
    for (const [column, { last, text }] of open) {
      if (number > last) open.delete(column)
      else if (own && (cells[column] ?? '') === '') {
        context.allowance -= text.length
        if (context.allowance < 0) throw new TooMuchText('cells repeat too much text')
        while (cells.length < column) cells.push('')
        cells[column] = text
      }
    }
    for (const { column, last } of merges.get(number) ?? []) {
      const text = cells[column] ?? ''
      if (text !== '') open.set(column, { last, text })
    }
  }
}
