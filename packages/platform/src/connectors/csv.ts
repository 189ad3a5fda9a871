/**
 * Records of delimited text, read as forgivingly as a spreadsheet does and never losing count: blank lines are records too, so
 * that a record's number is the line that a person sees. A quote that never closes is taken for a character of its line.
 */
export interface TextRecord {
  readonly cells: string[]
  /** How it had to be mended. */
  readonly flaw?: 'quote' | 'too-long'
}

/** A quoted cell that runs on for longer than this has lost its closing quote. */
const longestQuoted = 400_000
const longestCell = 1_000_000
/** A row with more text than this in all would not fit into one line on its way. */
const longestRow = 4_000_000
const beginning = 1000
/** A record of more characters or cells than this is no record: its line ends were lost, or the file is something else. */
const longestRecord = 48_000_000
const mostCells = 20_000

/** No line ends where they should be: to read on would hold the whole file in memory. */
export class EndlessRecord extends Error {
  /** Number of the record, from 1. */
  readonly record: number
  constructor(record: number) {
    super(`record ${record} does not end`)
    this.record = record
  }
}

export interface CsvReader {
  /** Gives the records that are complete with this piece. */
  push(text: string): TextRecord[]
  end(): TextRecord[]
}

/** Where a letter stands next: asked for the same stretch again and again, a text is gone through once. */
function placesOf(letter: string, text: () => string): { after(from: number): number; startOver(): void } {
  let asked = 0
  let found = -1
  let known = false
  return {
    after(from) {
      if (known && from >= asked && (found < 0 || from <= found)) return found
      known = true
      asked = from
      found = text().indexOf(letter, from)
      return found
    },
    startOver() {
      known = false
    },
  }
}

export function csvReader(delimiter: string, most = mostCells): CsvReader {
  let buffer = ''
  let before = 0
  const d = delimiter.charCodeAt(0)
  const [quotes, breaks] = [placesOf('"', () => buffer), placesOf('\n', () => buffer)]
  /** Between these each quote stands beside another: none of them closes anything. */
  let doubled = { from: 0, to: 0 }
  let run = { from: 0, to: 0 }

  /** Parses one record at `start`; null when more text is needed. */
  function record(start: number, final: boolean): { cells: string[]; next: number; flaw: TextRecord['flaw'] } | null {
    const cells: string[] = []
    let flaw: TextRecord['flaw']
    let at = start
    for (;;) {
      if (buffer.charCodeAt(at) === 34) {
        const quoted = quotedCell(at, final)
        if (quoted === 'more') return null
        if (quoted) {
          cells.push(quoted.text)
          if (quoted.mended) flaw = 'quote'
          at = quoted.next
        } else {
          flaw = 'quote'
          const end = plainEnd(at)
          if (end === buffer.length && !final) return null
          cells.push(buffer.slice(at, end))
          at = end
        }
      } else {
        const end = plainEnd(at)
        if (end === buffer.length && !final) return null
        cells.push(buffer.slice(at, end))
        at = end
      }
      if (at >= buffer.length) return { cells, next: at, flaw }
      const c = buffer.charCodeAt(at)
      if (c === d) {
        at++
        if (cells.length > most) throw new EndlessRecord(before + 1)
        continue
      }
      if (c === 13) {
        if (at + 1 >= buffer.length && !final) return null
        return { cells, next: at + (buffer.charCodeAt(at + 1) === 10 ? 2 : 1), flaw }
      }
      return { cells, next: at + 1, flaw }
    }
  }

  function plainEnd(at: number): number {
    for (let i = at; i < buffer.length; i++) {
      const c = buffer.charCodeAt(i)
      if (c === d || c === 10 || c === 13) return i
    }
    return buffer.length
  }

  /**
   * A cell that begins with a quote; undefined when the quote can't be one that encloses. What was gone through for a cell that then proved to be none
   * is not gone through again for the next: of lines that all begin so, each would else be read to the end of all.
   */
  function quotedCell(at: number, final: boolean): { text: string; next: number; mended: boolean } | 'more' | undefined {
    let from = at + 1
    let mended = false
    /** Whether all quotes behind it back to `doubled.from` are doubled. */
    let linked = false
    for (;;) {
      const first = quotes.after(from)
      if (first < 0) {
        if (!final && buffer.length - at < longestQuoted) return 'more'
        return undefined
      }
      const broken = (): boolean => {
        const end = breaks.after(at)
        return end >= 0 && end < first
      }
      const begins = buffer.charCodeAt(first - 1) !== 34
      if (begins && first >= doubled.from && first < doubled.to) {
        from = doubled.to
        linked = true
        continue
      }
      // Two by two they stand for one each; of an odd number the last is left over.
      const end = runEnd(first)
      const even = (end - first) % 2 === 0
      if (end - (even ? 2 : 1) - at > longestQuoted && broken()) return undefined
      if (even) {
        from = end
        if (!begins || end === buffer.length) continue
        if (linked) doubled.to = end
        else if (doubled.from <= first) {
          doubled = { from: first, to: end }
          linked = true
        }
        continue
      }
      if (end >= buffer.length && !final) return 'more'
      const after = end < buffer.length ? buffer.charCodeAt(end) : 10
      if (after === d || after === 10 || after === 13) return { text: single(at + 1, end - 1), next: end, mended }
      const blanks = /^[ \t]+(?=[\r\n]|$)/.exec(buffer.slice(end, end + 8))
      if (blanks && end + 8 < buffer.length) return { text: single(at + 1, end - 1), next: end + blanks[0].length, mended }
      // A quote inside, not doubled. On the first line it is a slip of the writer; after a line break the opening one was stray.
      if (broken()) return undefined
      from = end
      mended = true
      linked = false
    }
  }

  /** Where quotes that stand side by side end; of many it is remembered. */
  function runEnd(from: number): number {
    if (from >= run.from && from < run.to) return run.to
    let to = from
    while (buffer.charCodeAt(to) === 34) to++
    if (to - from > 100) run = { from, to }
    return to
  }

  /** The text between two quotes, with doubled ones as one. */
  const single = (from: number, to: number): string => {
    const text = buffer.slice(from, to)
    return text.includes('""') ? text.replaceAll('""', '"') : text
  }

  const finish = (cells: string[], flaw: TextRecord['flaw']): TextRecord => {
    const most = cells.reduce((sum, cell) => sum + cell.length, 0) > longestRow ? beginning : longestCell
    let long = false
    cells.forEach((cell, index) => {
      if (cell.length <= most) return
      cells[index] = cell.slice(0, beginning)
      long = true
    })
    return long ? { cells, flaw: 'too-long' } : flaw ? { cells, flaw } : { cells }
  }

  function drain(final: boolean): TextRecord[] {
    const records: TextRecord[] = []
    let at = 0
    quotes.startOver()
    breaks.startOver()
    doubled = { from: 0, to: 0 }
    run = { from: 0, to: 0 }
    while (at < buffer.length) {
      const found = record(at, final)
      if (!found) break
      records.push(finish(found.cells, found.flaw))
      before++
      at = found.next
    }
    buffer = final ? '' : buffer.slice(at)
    if (buffer.length > longestRecord) throw new EndlessRecord(before + 1)
    return records
  }

  let waiting = 0
  return {
    push(text) {
      buffer += text
      // Without this a huge unfinished cell would be scanned again for every piece that comes.
      if (buffer.length < waiting && buffer.length <= longestRecord) return []
      const records = drain(false)
      waiting = buffer.length > longestQuoted ? buffer.length * 1.5 : 0
      return records
    },
    end: () => drain(true),
  }
}

const delimiters = [',', '\t', ';', '|', '，', '\u001f'] as const

/** The delimiter under which the first records are most alike and widest. */
export function delimiterOf(sample: string): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const reader = csvReader(delimiter, Number.POSITIVE_INFINITY)
    const records = reader.push(sample.slice(0, 200_000)).slice(0, 100)
    const widths = (records.length > 0 ? records : reader.end().slice(0, 100))
      .map((record) => record.cells.length)
      .filter((width) => width > 1)
    if (widths.length === 0) continue
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!
    const all = Math.max(1, records.length)
    const score = (times / all) * (times / widths.length) * Math.log2(width + 1)
    if (score > best.score + 1e-9) best = { delimiter, score }
  }
  return best.delimiter
}
