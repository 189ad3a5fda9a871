import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import type { Position, Report } from '../finding.ts'
import { readPlainYaml } from './plain-yaml.ts'

/** A YAML file as words, lists and maps that know where they stand. Every word stays text: `0123` is not a number here. */
export type SourceNode = SourceWord | SourceList | SourceMap

export interface SourceWord {
  readonly kind: 'word'
  readonly text: string
  /** An empty value, `null` or `~`, written without quotes. */
  readonly empty: boolean
  readonly at: Position
  /** Where the character at this offset of `text` stands in the file (escapes and folded lines counted). */
  readonly placeOf: (offset: number) => Position
}

export interface SourceList {
  readonly kind: 'list'
  readonly items: readonly SourceNode[]
  readonly at: Position
}

export interface SourceMap {
  readonly kind: 'map'
  readonly entries: readonly { readonly key: SourceWord; readonly value: SourceNode }[]
  readonly at: Position
}

const mostNodes = 100_000
const mostLetters = 2_000_000

/** What the library says of the mistakes that people make, in our words. */
const said: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'model.yaml-alias',
  BAD_INDENT: 'model.yaml-indent',
  BAD_SCALAR_START: 'model.yaml-start',
  BLOCK_AS_IMPLICIT_KEY: 'model.yaml-nested',
  BLOCK_IN_FLOW: 'model.yaml-unclosed',
  DUPLICATE_KEY: 'model.yaml-twice',
  MISSING_CHAR: 'model.yaml-unclosed',
  MULTILINE_IMPLICIT_KEY: 'model.yaml-colon',
  MULTIPLE_DOCS: 'model.yaml-documents',
  TAB_AS_INDENT: 'model.yaml-tab',
  UNEXPECTED_TOKEN: 'model.yaml-unexpected',
}

export function readYaml(text: string, report: Report, file?: string): SourceNode | undefined {
  return readPlain(text, file) ?? readAnyYaml(text, report, file)
}

/** Only what is written plainly, without the library; the same tree. */
export function readPlain(text: string, file?: string): SourceNode | undefined {
  const positionAt = openPositions(text, file)
  return readPlainYaml<SourceNode, SourceWord>(text, {
    word: (value, start, end, style) => new WordOfFile(text, positionAt, value, start, end, style),
    list: (items, start) => ({ kind: 'list', items, at: positionAt(start) }),
    map: (entries, start) => ({ kind: 'map', entries, at: positionAt(start) }),
  })
}
/** Positions of offsets, counted from one. */
function openPositions(text: string, file: string | undefined): (offset: number) => Position {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  let low = 0
  return (offset) => {
    // Mostly in the line that was asked for last.
    if (offset < starts[low]! || (low + 1 < starts.length && offset >= starts[low + 1]!)) {
      let high = starts.length - 1
      low = 0
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (starts[middle]! <= offset) low = middle
        else high = middle - 1
      }
    }
    const [line, column] = [low + 1, offset - starts[low]! + 1]
    return file === undefined ? { line, column } : { line, column, file }
  }
}

/** There are tens of thousands in a catalogue, and few are asked where a letter of theirs stands. */
class WordOfFile implements SourceWord {
  readonly kind = 'word'
  readonly text: string
  readonly empty: boolean
  readonly at: Position
  readonly #file: string
  readonly #positionAt: (offset: number) => Position
  readonly #start: number
  readonly #end: number
  readonly #escapes: boolean

  constructor(
    file: string,
    positionAt: (offset: number) => Position,
    value: string,
    start: number,
    end: number,
    style: 'plain' | 'single' | 'double' | 'folded',
  ) {
    this.text = value
    this.empty = style === 'plain' && (value === '' || value === 'null' || value === '~')
    this.at = positionAt(start)
    this.#file = file
    this.#positionAt = positionAt
    this.#start = start
    this.#end = end
    this.#escapes = style === 'double'
  }

  get placeOf(): (offset: number) => Position {
    const positionAt = this.#positionAt
    const align = aligner(this.#file, this.#start, this.#end, this.text, this.#escapes)
    return (offset) => positionAt(align(offset))
  }
}

/** All of YAML, by the library. */
export function readAnyYaml(text: string, report: Report, file?: string): SourceNode | undefined {
  const positionAt = openPositions(text, file)
  if (text.length > mostLetters) {
    report.error(positionAt(mostLetters), 'model.yaml-depth')
    return undefined
  }
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false })
  // One slip of form makes the reader stumble over all that follows: only the first is worth saying.
  const [first] = document.errors
  if (first) {
    // The library goes as deep as the text does, and says so in its own way.
    const deep = first.message.includes('call stack')
    const listType = /\btext\[\]/.test(text.slice(Math.max(0, first.pos[0] - 5), first.pos[0] + 2))
    report.error(
      positionAt(first.pos[0]),
      deep ? 'model.yaml-depth' : listType ? 'model.yaml-list-type' : (said[first.code] ?? 'model.yaml'),
      {
        detail: first.message,
      },
    )
    return undefined
  }

  let nodes = 0
  let overfull: Position | undefined
  const convert = (node: unknown, fallback: number, depth: number): SourceNode => {
    // Aliases of aliases can unfold without end.
    if (depth > 100 || ++nodes > mostNodes) {
      overfull ??= positionAt(fallback)
      nodes = mostNodes
      return emptyWord(overfull)
    }
    if (isAlias(node)) return convert(node.resolve(document), fallback, depth + 1)
    const start = (node as Node | null)?.range?.[0] ?? fallback
    const at = positionAt(start)
    if (isSeq(node)) return { kind: 'list', at, items: node.items.map((item) => convert(item, start, depth + 1)) }
    if (isMap(node)) {
      const entries = node.items.map((pair) => {
        const key = convert(pair.key, start, depth + 1)
        const keyStart = (pair.key as Node | null)?.range?.[0] ?? start
        if (key.kind !== 'word') report.error(key.at, 'model.yaml-key')
        return { key: key.kind === 'word' ? key : emptyWord(key.at), value: convert(pair.value, keyStart, depth + 1) }
      })
      return { kind: 'map', at, entries }
    }
    if (!isScalar(node)) return emptyWord(at)
    const style = node.type === 'PLAIN' || node.type === undefined ? 'plain' : node.type === 'QUOTE_DOUBLE' ? 'double' : 'single'
    return new WordOfFile(text, positionAt, String(node.value ?? ''), start, node.range?.[1] ?? start, style)
  }
  const root = convert(document.contents, 0, 0)
  if (!overfull) return root
  // Of half a file nothing more is worth saying.
  report.error(overfull, 'model.yaml-depth')
  return undefined
}

const emptyWord = (at: Position): SourceWord => ({ kind: 'word', text: '', empty: true, at, placeOf: () => at })

/**
 * Finds for an offset in the value of a scalar its offset in the file: walks both side by side and skips what the value
 * does not have (quotes, escapes, the indentation of folded lines).
 */
function aligner(text: string, start: number, end: number, value: string, escapes: boolean): (offset: number) => number {
  const first = text[start] === '"' || text[start] === "'" ? start + 1 : start
  // As it stands in the file, letter by letter: nearly always.
  if (text.startsWith(value, first) && !(escapes && value.includes('\\')))
    return (offset) => Math.min(first + Math.min(offset, value.length), end)
  let places: number[] | undefined
  const build = (): number[] => {
    const result: number[] = []
    let from = first
    for (const letter of value.split('')) {
      if (escapes && text[from] === '\\') {
        result.push(from)
        from += text[from + 1] === 'x' ? 4 : text[from + 1] === 'u' ? 6 : text[from + 1] === 'U' ? 10 : 2
        continue
      }
      let at = from
      while (at < end && text[at] !== letter) at++
      if (at >= end) at = from
      result.push(at)
      from = at + 1
    }
    result.push(Math.min(from, end))
    return result
  }
  return (offset) => {
    places ??= build()
    return places[Math.min(offset, places.length - 1)] ?? start
  }
}
