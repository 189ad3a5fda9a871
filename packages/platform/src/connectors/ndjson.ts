import { createReadStream } from 'node:fs'
import { EndlessRecord, type TextRecord } from './csv.ts'

/**
 * JSON lines: an object a line, as agencies' systems send them. The names are the heading, in the order in which they first come;
 * numbers are taken as they are written, so that an identity number sent as a number keeps all its digits.
 */

/** A line that is no object of plain values. */
export class NotJsonLine extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} is no JSON object`)
    this.line = line
  }
}

const mostNames = 2000
const longestLine = 1_000_000
/** So many lines, or so many characters of them, are handed on at a time. */
const chunk = { lines: 500, characters: 4_000_000 }

/** Numbers of sixteen digits and more lose digits as numbers: they become texts before they are read. Texts are passed over. */
const keepDigits = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?/g, (found) => (found.startsWith('"') ? found : `"${found}"`))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One line as its names and texts; null for an empty line; undefined when it is something else. */
export function readJsonLine(line: string): ReadonlyMap<string, string> | null | undefined {
  const text = line.trim()
  if (text === '') return null
  if (text.length > longestLine || !text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(keepDigits(text))
    if (!isObject(value)) return undefined
    return new Map(Object.entries(value).map(([name, one]) => [name, written(one)]))
  } catch {
    return undefined
  }
}

function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')) return value.join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

async function* lines(path: string, signal: AbortSignal | undefined): AsyncGenerator<ReadonlyMap<string, string> | null> {
  let at = 0
  for await (const line of textLines(path, signal)) {
    at += 1
    const read = readJsonLine(at === 1 ? line.replace(/^\ufeff/, '') : line)
    if (read === undefined) throw line.length > longestLine ? new EndlessRecord(at) : new NotJsonLine(at)
    yield read
  }
}

/** Of a line that is longer than any object the beginning alone: it is refused, and a file without line ends is never held whole. */
async function* textLines(path: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18, ...(signal ? { signal } : {}) })) {
    const found = (rest + String(piece)).split(/\r\n|\n|\r(?=[^\n])/)
    rest = found.pop() ?? ''
    yield* found
    if (rest.length > 2 * longestLine) break
  }
  if (rest !== '') yield rest
}

/**
 * Two passes: the names first, since any line may bring one more. They stand before all lines of the file, and an empty line is a blank record:
 * a record's number, counted from 0, is that of its line.
 */
export async function* jsonRecords(path: string, signal?: AbortSignal): AsyncGenerator<readonly TextRecord[]> {
  const names = new Set<string>()
  for await (const read of lines(path, signal)) {
    for (const name of read?.keys() ?? []) names.add(name)
    if (names.size > mostNames) break
  }
  let waiting: TextRecord[] = [{ cells: [...names] }]
  let characters = 0
  for await (const read of lines(path, signal)) {
    const cells = read ? Array.from(names, (name) => read.get(name) ?? '') : []
    waiting.push({ cells })
    for (const cell of cells) characters += cell.length
    if (waiting.length < chunk.lines && characters < chunk.characters) continue
    yield waiting
    waiting = []
    characters = 0
  }
  yield waiting
}
