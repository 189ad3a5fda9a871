import { beginning, CellText, type SharedStrings, TooMuchText } from './xlsx-strings.ts'
import type { Styles } from './xlsx-styles.ts'
import { storedDate, storedNumber, storedText } from './xlsx-value.ts'
import { BrokenWorkbook, type XmlHandler, type XmlTag } from './xml.ts'

/** What the sheets of one workbook have in common. */
export interface SheetContext {
  readonly strings: SharedStrings
  readonly styles: Styles
  readonly from1904: boolean
  /** Characters that cells may still point to: a million cells may share one text of a million characters. */
  allowance: number
}

export const mostText = 4_000_000_000

export interface SheetRow {
  /** As the spreadsheet counts. */
  readonly number: number
  readonly cells: string[]
  readonly long: boolean
}

// The size of the grid (ECMA-376 18.3.1.73: 1,048,576 rows, 16,384 columns).
const lastRow = 1_048_576
const columns = 16_384
/** A row with more text than this in all would not fit into one line on its way. */
const longestRow = 4_000_000

/** Column of a reference such as `AB12`, counted from 0; -1 where there is none. */
export function columnOf(reference: string | undefined): number {
  if (reference === undefined) return -1
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const c = reference.charCodeAt(at) & ~32
    if (c < 65 || c > 90) break
    column = column * 26 + c - 64
    if (column > columns) throw new BrokenWorkbook(`column of ${reference.slice(0, 20)}`)
  }
  return column - 1
}

/** Reads the rows of a sheet into `rows`, from where they are to be taken after each piece. */
export function sheetReader(context: SheetContext, rows: SheetRow[]): XmlHandler {
  const { strings, styles, from1904 } = context
  const text = new CellText()
  let names: { data: string; row: string; cell: string; value: string; inline: string; text: string; phonetic: string } | undefined
  let listening = false
  let inData = false
  let inCell = false
  /** Of a sheet whose elements have no prefix. */
  let inRow = false
  let inInline = false
  let phonetic = false

  let number = 0
  let cells: string[] = []
  let long = false
  let length = 0
  let column = -1
  let type: string | undefined
  let style = 0

  function openRow(tag: XmlTag): void {
    const given = Number(tag.get('r') ?? Number.NaN)
    // Rows come in order; one that does not is counted on.
    number = given > number ? given : number + 1
    if (!Number.isInteger(number) || number > lastRow) throw new BrokenWorkbook('a row outside of the grid')
    inRow = names?.cell === 'c'
    cells = []
    column = -1
    long = false
    length = 0
  }

  function openCell(tag: XmlTag): void {
    const given = columnOf(tag.get('r'))
    column = given < 0 ? column + 1 : given
    if (column >= columns) throw new BrokenWorkbook('a cell outside of the grid')
    type = tag.get('t')
    style = type === undefined || type === 'n' ? Number(tag.get('s') ?? 0) : 0
    inCell = true
    text.clear()
  }

  function shared(at: number): string {
    const found = strings.texts[at]
    if (found === undefined) throw new BrokenWorkbook(`no shared string ${at}`)
    if (strings.long.has(at)) long = true
    context.allowance -= found.length
    if (context.allowance < 0) throw new TooMuchText('cells repeat too much text')
    return found
  }

  function cellText(): string {
    const stored = text.value
    if (type === undefined || type === 'n') return stored === '' ? '' : storedNumber(stored, styles[style] ?? 'number', from1904)
    if (type === 's') return stored.trim() === '' ? '' : shared(Number(stored))
    if (type === 'b') return stored === '' ? '' : stored.trim() === '1' || stored.trim() === 'true' ? 'TRUE' : 'FALSE'
    return type === 'd' ? storedDate(stored) : storedText(stored)
  }

  function closeCell(): void {
    inCell = false
    const value = cellText()
    if (text.long) long = true
    put(value)
  }

  function put(value: string): void {
    if (value === '') return
    while (cells.length < column) cells.push('')
    cells[column] = value
    length += value.length
  }

  /**
   * `<c r="B7" s="3" t="s"><v>12</v></c>`: nearly all of a large sheet. Taken in one go, which is several times as quick as tag by tag.
   */
  function plainCell(source: string, start: number): number {
    if (!inRow || inCell || source.charCodeAt(start + 1) !== 99 || !source.startsWith('<c r="', start)) return -1
    let at = start + 6
    let place = 0
    let c = source.charCodeAt(at)
    for (; c >= 65 && c <= 90; c = source.charCodeAt(++at)) place = place * 26 + c - 64
    if (place === 0 || place > columns) return -1
    while (c >= 48 && c <= 57) c = source.charCodeAt(++at)
    if (c !== 34) return -1
    at++
    let formatted = 0
    if (source.startsWith(' s="', at)) {
      for (at += 4, c = source.charCodeAt(at); c >= 48 && c <= 57; c = source.charCodeAt(++at)) formatted = formatted * 10 + c - 48
      if (c !== 34) return -1
      at++
    }
    let pointing = false
    if (source.startsWith(' t="s"', at)) {
      pointing = true
      at += 6
    }
    if (!source.startsWith('><v>', at)) return -1
    at += 4
    const from = at
    let index = 0
    for (c = source.charCodeAt(at); c >= 48 && c <= 57; c = source.charCodeAt(++at)) index = index * 10 + c - 48
    if (at === from || at - from > 15) return -1
    if (!pointing && c !== 60) for (; (c >= 48 && c <= 57) || c === 46 || c === 45 || c === 43 || c === 69; c = source.charCodeAt(++at));
    if (!source.startsWith('</v></c>', at)) return -1
    column = place - 1
    put(pointing ? shared(index) : storedNumber(source.slice(from, at), styles[formatted] ?? 'number', from1904))
    return at + 8
  }

  function closeRow(): void {
    inRow = false
    if (length > longestRow) {
      long = true
      cells = cells.map((cell) => (cell.length > beginning ? cell.slice(0, beginning) : cell))
    }
    rows.push({ number, cells, long })
  }

  return {
    get listening() {
      return listening
    },
    open(name, tag) {
      if (!names) {
        // The root tells which prefix stands for the language of sheets; what has another is some extension.
        const prefix = name.slice(0, name.indexOf(':') + 1)
        const of = (local: string): string => prefix + local
        names = {
          data: of('sheetData'),
          row: of('row'),
          cell: of('c'),
          value: of('v'),
          inline: of('is'),
          text: of('t'),
          phonetic: of('rPh'),
        }
      }
      if (!inData) {
        if (name === names.data) inData = true
      } else if (name === names.cell) openCell(tag)
      else if (name === names.value) listening = inCell
      else if (name === names.row) openRow(tag)
      else if (name === names.inline) inInline = inCell
      else if (name === names.phonetic) phonetic = true
      else if (name === names.text) listening = inInline && !phonetic
    },
    close(name) {
      if (!inData || !names) return
      if (name === names.value || name === names.text) listening = false
      else if (name === names.cell) closeCell()
      else if (name === names.row) closeRow()
      else if (name === names.inline) inInline = false
      else if (name === names.phonetic) phonetic = false
      else if (name === names.data) inData = false
    },
    text: (piece) => text.add(piece),
    element: plainCell,
  }
}
