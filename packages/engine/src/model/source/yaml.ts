import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Position, Report } from '../finding.ts'

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

export function readYaml(text: string, report: Report, file?: string): SourceNode | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), ...(file !== undefined && { file }) }
  }
  // One slip of form makes the reader stumble over all that follows: only the first is worth saying.
  const [first] = document.errors
  if (first) {
    const listType = /\btext\[\]/.test(text.slice(Math.max(0, first.pos[0] - 5), first.pos[0] + 2))
    report.error(positionAt(first.pos[0]), listType ? 'model.yaml-list-type' : 'model.yaml', { detail: first.message })
    return undefined
  }

  let nodes = 0
  const convert = (node: unknown, fallback: number, depth: number): SourceNode => {
    // Aliases of aliases can unfold without end.
    if (depth > 100 || ++nodes > mostNodes) {
      if (nodes <= mostNodes + 1) report.error(positionAt(fallback), 'model.yaml-depth')
      nodes = Math.max(nodes, mostNodes + 1)
      return emptyWord(positionAt(fallback))
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
    const value = String(node.value ?? '')
    const plain = node.type === 'PLAIN' || node.type === undefined
    const end = node.range?.[1] ?? start
    const align = aligner(text, start, end, value, node.type === 'QUOTE_DOUBLE')
    return {
      kind: 'word',
      text: value,
      empty: plain && (value === '' || value === 'null' || value === '~'),
      at,
      placeOf: (offset) => positionAt(align(offset)),
    }
  }
  return convert(document.contents, 0, 0)
}

const emptyWord = (at: Position): SourceWord => ({ kind: 'word', text: '', empty: true, at, placeOf: () => at })

/**
 * Finds for an offset in the value of a scalar its offset in the file: walks both side by side and skips what the value
 * does not have (quotes, escapes, the indentation of folded lines).
 */
function aligner(text: string, start: number, end: number, value: string, escapes: boolean): (offset: number) => number {
  let places: number[] | undefined
  const build = (): number[] => {
    const result: number[] = []
    let from = text[start] === '"' || text[start] === "'" ? start + 1 : start
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
