// @ts-check
/**
 * Reads an old workbook in a thread of its own, so that a file made to hang a reader or to fill the memory ends this thread and no more.
 * Plain JavaScript: a thread is started by the engine itself, without whatever translates the rest.
 *
 * A cell is told as `=text`, or `#format number`; what a format makes of a number is for the reader of all workbooks to say.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { read, set_cptable } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'

/** @typedef {{ source: Uint8Array | string, page: boolean, mostCells: number, mostCharacters: number, longestCell: number }} Task */

/** @type {Record<number, string>} */
const errors = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A', 43: '#N/A' }

/**
 * Ends of cells and rows that HTML lets be left out, which the reader needs.
 * @param {string} page
 */
function closed(page) {
  /** @type {string[]} */
  const parts = []
  let from = 0
  let cell = ''
  let row = false
  for (const { 0: tag, 1: end, 2: name, index } of page.matchAll(/<(\/?)(td|th|tr|table)\b[^>]*>/gi)) {
    const what = String(name).toLowerCase()
    parts.push(spelt(page.slice(from, index)))
    from = index + tag.length
    const isCell = what === 'td' || what === 'th'
    if (cell !== '' && !(end && isCell)) parts.push(`</${cell}>`)
    if (row && !isCell && !(end && what === 'tr')) parts.push('</tr>')
    cell = isCell && !end ? what : ''
    if (what === 'tr') row = !end
    else if (what === 'table') row = false
    parts.push(tag)
  }
  parts.push(spelt(page.slice(from)))
  return parts.join('')
}

/** What pages write by name where a letter would do. @type {Record<string, string>} */
const named = {
  middot: '·',
  bull: '•',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  times: '×',
  divide: '÷',
  yen: '¥',
  deg: '°',
  laquo: '《',
  raquo: '》',
  lang: '〈',
  rang: '〉',
}

/**
 * Characters written by their number or name, which the reader leaves as they stand. Marks of the page itself stay for it to read.
 * @param {string} text
 */
const spelt = (text) =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{3,6}));/g, (whole, decimal, hexadecimal, name) => {
        if (name) return named[name] ?? whole
        const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return whole
        // < > & and quotes are told to the reader by the names that it knows.
        return { 34: '&quot;', 38: '&amp;', 39: "'", 60: '&lt;', 62: '&gt;' }[code] ?? (code < 32 ? ' ' : String.fromCodePoint(code))
      })
    : text

/** More than any program that saves in these forms can write. */
const [mostRows, mostColumns] = [3_000_000, 20_000]

class Heavy extends Error {
  name = 'Heavy'
}

/** @param {Task} task */
function readAll({ source, page, mostCells, mostCharacters, longestCell }) {
  set_cptable(codepages)
  const book = read(typeof source === 'string' && page ? closed(source) : source, {
    type: typeof source === 'string' ? 'string' : 'buffer',
    dense: true,
    raw: true,
    cellNF: true,
    cellText: false,
    cellFormula: false,
    cellHTML: false,
    cellStyles: false,
    cellDates: false,
    bookVBA: false,
  })
  /** @type {string[]} */
  const formats = []
  const numberOf = new Map()
  let cells = 0
  let characters = 0
  /** @param {any} cell */
  const told = (cell) => {
    if (!cell || cell.v === undefined || cell.v === null || cell.v === '') return ''
    if (cell.t === 'n') {
      const format = String(cell.z ?? 'General')
      if (!numberOf.has(format)) numberOf.set(format, formats.push(format) - 1)
      return `#${numberOf.get(format)} ${cell.v}`
    }
    if (cell.t === 'b') return cell.v ? '=TRUE' : '=FALSE'
    if (cell.t === 'e') return `=${errors[cell.v] ?? '#N/A'}`
    const text = String(cell.v)
    // One more than may be: whoever counts sees that it was cut.
    return text.length > longestCell ? `=${text.slice(0, longestCell + 1)}` : `=${text}`
  }
  const sheets = book.SheetNames.map((name, index) => {
    /** @type {any[][]} */
    const data = book.Sheets[name]?.['!data'] ?? []
    // A cell may say that it is a thousand million columns wide, or stands in such a row: to fill up to it would end the whole process, not
    // this thread alone.
    if (data.length > mostRows) throw new Heavy()
    /** @type {string[][]} */
    const records = []
    for (let row = 0; row < data.length; row++) {
      const record = []
      const given = data[row] ?? []
      if (given.length > mostColumns) throw new Heavy()
      for (let column = 0; column < given.length; column++) {
        const text = told(given[column])
        record.push(text)
        characters += text.length
      }
      while (record.at(-1) === '') record.pop()
      cells += record.length
      if (cells > mostCells || characters > mostCharacters) throw new Heavy()
      records.push(record)
    }
    // Cells of one column merged over several rows: what stands in the first is said of all that have something of their own.
    for (const { s, e } of book.Sheets[name]?.['!merges'] ?? []) {
      const text = records[s.r]?.[s.c] ?? ''
      if (s.c !== e.c || text === '') continue
      for (let row = s.r + 1; row <= Math.min(e.r, records.length - 1); row++) {
        const record = records[row]
        if (!record?.some((cell) => cell !== '') || (record[s.c] ?? '') !== '') continue
        while (record.length < s.c) record.push('')
        record[s.c] = text
        characters += text.length
        if (characters > mostCharacters) throw new Heavy()
      }
    }
    return { name, hidden: Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0, records }
  })
  return { sheets, formats, from1904: book.Workbook?.WBProps?.date1904 === true }
}

try {
  parentPort?.postMessage(readAll(workerData))
} catch (error) {
  const message = error instanceof Error ? error.message : ''
  parentPort?.postMessage({ fault: /password|encrypt/i.test(message) ? 'locked' : error instanceof Heavy ? 'heavy' : 'damaged' })
}
