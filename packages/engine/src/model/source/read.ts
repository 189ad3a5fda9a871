import { parseExpression } from '../expression/parse.ts'
import type { Expression } from '../expression/tree.ts'
import type { Position, Report } from '../finding.ts'
import { nearest } from '../nearest.ts'
import type { Named, Order, Pair, Renamed, Word } from '../source.ts'
import type { SourceMap, SourceNode, SourceWord } from './yaml.ts'

/** Reads the pieces of a model file. Each reader reports what is wrong and gives nothing, so that the rest is still read. */

export const missingWord = (at: Position): Word => ({ text: '', at })

/** A map whose keys are all known; strange ones are reported with the nearest known one. */
export function readMap(node: SourceNode | undefined, known: readonly string[], what: string, report: Report): Fields | undefined {
  if (!node) return undefined
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what })
    return undefined
  }
  for (const { key } of node.entries) {
    if (known.includes(key.text)) continue
    const near = nearest(key.text, known)
    if (near) report.error(key.at, 'model.unknown-field-near', { field: key.text, what, near })
    else report.error(key.at, 'model.unknown-field', { field: key.text, what, known: known.join(', ') })
  }
  return new Fields(node, what, report)
}

/** The fields of one map, read by name. */
export class Fields {
  readonly at: Position
  readonly #map: SourceMap
  readonly #what: string
  readonly #report: Report

  constructor(map: SourceMap, what: string, report: Report) {
    this.at = map.at
    this.#map = map
    this.#what = what
    this.#report = report
  }

  node(name: string): SourceNode | undefined {
    const value = this.#map.entries.find(({ key }) => key.text === name)?.value
    return value?.kind === 'word' && value.empty ? undefined : value
  }

  required(name: string): SourceNode | undefined {
    const value = this.node(name)
    if (!value) this.#report.error(this.at, 'model.missing-field', { field: name, what: this.#what })
    return value
  }

  word(name: string): Word {
    const node = this.required(name)
    return (node && readWord(node, name, this.#report)) ?? missingWord(this.at)
  }

  optionalWord(name: string): Word | undefined {
    const node = this.node(name)
    return node && readWord(node, name, this.#report)
  }

  words(name: string): readonly Word[] {
    const node = this.node(name)
    return node ? readWords(node, name, this.#report) : []
  }

  /** One word or several: `function: 行政检察` or `function: [行政检察, 公益诉讼检察]`. */
  wordOrWords(name: string): readonly Word[] {
    const node = this.node(name)
    if (node?.kind === 'word') return [toWord(node)]
    return node ? readWords(node, name, this.#report) : []
  }

  expression(name: string): Expression | undefined {
    const node = this.node(name)
    return node && readExpression(node, name, this.#report)
  }
}

export const toWord = (node: SourceWord): Word => ({ text: node.text, at: node.at })

export function readWord(node: SourceNode, what: string, report: Report): Word | undefined {
  if (node.kind === 'word') return toWord(node)
  report.error(node.at, 'model.want-word', { what })
  return undefined
}

export function readList(node: SourceNode, what: string, report: Report): readonly SourceNode[] {
  if (node.kind === 'list') return node.items
  report.error(node.at, 'model.want-list', { what })
  return []
}

export const readWords = (node: SourceNode, what: string, report: Report): readonly Word[] =>
  readList(node, what, report).flatMap((item) => readWord(item, what, report) ?? [])

export function readExpression(node: SourceNode, what: string, report: Report): Expression | undefined {
  if (node.kind !== 'word') {
    report.error(node.at, 'model.want-expression', { what })
    return undefined
  }
  const parsed = parseExpression(node.text, node.placeOf)
  if ('expression' in parsed) return parsed.expression
  report.error(node.placeOf(parsed.fault.offset), parsed.fault.code, parsed.fault.values)
  return undefined
}

/** The single entry of a map such as `{a: b}`. */
function single(node: SourceMap, what: string, report: Report): { key: SourceWord; value: SourceNode } | undefined {
  if (node.entries.length === 1) return node.entries[0]
  report.error(node.at, 'model.want-single', { what })
  return undefined
}

export const readPairs = (node: SourceNode, what: string, report: Report): readonly Pair[] =>
  readList(node, what, report).flatMap((item): Pair[] => {
    if (item.kind === 'word') return [{ left: toWord(item), right: toWord(item) }]
    if (item.kind === 'list') {
      report.error(item.at, 'model.want-pair', { what })
      return []
    }
    const entry = single(item, what, report)
    const right = entry && readWord(entry.value, what, report)
    return entry && right ? [{ left: toWord(entry.key), right }] : []
  })

/** `agency_name` or `agency_name as org_name`. */
export const readTakes = (node: SourceNode, what: string, report: Report): readonly Renamed[] =>
  readList(node, what, report).flatMap((item): Renamed[] => {
    const found = readPattern(item, /^\s*(\S+)(?:\s+[aA][sS]\s+(\S+))?\s*$/d, 'model.want-take', what, report)
    return found ? [{ name: found[0]!, as: found[1] ?? found[0]! }] : []
  })

/** The words that a pattern finds in a scalar, each with its own place. */
function readPattern(
  node: SourceNode,
  pattern: RegExp,
  code: string,
  what: string,
  report: Report,
): readonly (Word | undefined)[] | undefined {
  if (node.kind !== 'word') {
    report.error(node.at, 'model.want-word', { what })
    return undefined
  }
  const found = pattern.exec(node.text)
  if (!found) report.error(node.at, code, { text: node.text })
  return found?.slice(1).map((text, i): Word | undefined => {
    const span = found.indices?.[i + 1]
    return span && { text: text!, at: node.placeOf(span[0]) }
  })
}

export const readPicks = (node: SourceNode, what: string, report: Report): readonly Named[] =>
  readList(node, what, report).flatMap((item): readonly Named[] => {
    if (item.kind === 'word') return [{ as: toWord(item), expression: { kind: 'name', name: item.text, at: item.at } }]
    if (item.kind === 'map') return readFormulas(item, what, report)
    report.error(item.at, 'model.want-pick', { what })
    return []
  })

export function readFormulas(node: SourceNode, what: string, report: Report): readonly Named[] {
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what })
    return []
  }
  return node.entries.flatMap(({ key, value }) => {
    const expression = readExpression(value, key.text, report)
    return expression ? [{ as: toWord(key), expression }] : []
  })
}

/** `decision_date` or `decision_date desc`. */
export const readOrders = (node: SourceNode, what: string, report: Report): readonly Order[] =>
  readList(node, what, report).flatMap((item): Order[] => {
    const found = readPattern(item, /^\s*(\S+)(?:\s+(asc|desc))?\s*$/di, 'model.want-order', what, report)
    return found ? [{ name: found[0]!, descending: found[1]?.text.toLowerCase() === 'desc' }] : []
  })
