import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/**
 * Edits of a YAML text by place. An edit writes nothing but the piece that changes: every other byte of the text, its comments, its
 * blank lines and its way of writing stay as they were. What is written anew stands on one line.
 */
export type Path = readonly (string | number)[]
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/** The text cannot be edited by place: it is no YAML, or the place is not there. The person mends the text first. */
export class NotEditable extends Error {}

/** One text is asked about many times while it is drawn; nobody changes a document. */
const kept: { readonly text: string; readonly document: ReturnType<typeof parseDocument> }[] = []
const documentOf = (text: string): ReturnType<typeof parseDocument> => {
  const known = kept.find((one) => one.text === text)
  if (known) return known.document
  const document = parseDocument(text, { prettyErrors: false, keepSourceTokens: true })
  kept.unshift({ text, document })
  kept.length = Math.min(kept.length, 3)
  return document
}

const read = (text: string) => {
  const document = documentOf(text)
  if (document.errors.length > 0) throw new NotEditable(document.errors[0]?.message ?? '')
  return document
}

/** The text as plain values; nothing while it is no YAML. */
export function plainOf(text: string): Plain | undefined {
  const document = parseDocument(text, { prettyErrors: false, schema: 'failsafe' })
  if (document.errors.length > 0) return undefined
  try {
    return toPlain(document.toJS({ maxAliasCount: 1000 }))
  } catch {
    return undefined
  }
}
const toPlain = (value: unknown): Plain => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(toPlain)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toPlain(one)]))
  return String(value)
}

/** Where the value at a path stands: offsets of the text. */
export function rangeOf(text: string, path: Path): { readonly from: number; readonly to: number } | undefined {
  let node: unknown = documentOf(text).contents
  for (const part of path) {
    if (isMap(node)) node = pairOf(node, String(part))?.value
    else if (isSeq(node) && typeof part === 'number') node = node.items[part]
    else return undefined
  }
  const range = (node as Node | null | undefined)?.range
  return range ? { from: range[0], to: range[1] } : undefined
}

const pairOf = (map: YAMLMap, name: string): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name)

/** A value on one line, as it stands inside of `{ }` or `[ ]` too. */
export function flow(value: Plain): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return word(value)
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  const entries = Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [`${word(name)}: ${flow(one)}`]))
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Written bare where nothing can be misread; else in double quotes. Numbers and dates of the model language are words as well. */
const word = (text: string): string =>
  /^[\p{L}\p{N}_$][\p{L}\p{N}_.$/#·（）“”《》〔〕、，。；-]*(?: [\p{L}\p{N}_.$-]+)*$/u.test(text) &&
  !/^(?:null|true|false|~|yes|no|on|off)$/i.test(text) &&
  !/ #/.test(text)
    ? text
    : JSON.stringify(text)

interface Splice {
  readonly from: number
  readonly to: number
  readonly with: string
}

interface Place {
  readonly node: Node
  /** Where the innermost item of a block list or map begins that the value stands in. */
  readonly item: number
}

function walk(text: string, path: Path): Place {
  const document = read(text)
  let node: unknown = document.contents
  let item = 0
  for (const part of path) {
    if (isAlias(node)) throw new NotEditable('alias')
    if (isMap(node)) {
      const pair = pairOf(node, String(part))
      if (!pair) throw new NotEditable(String(part))
      if (!node.flow) item = (pair.key as Node).range?.[0] ?? item
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      const next = node.items[part]
      if (!next) throw new NotEditable(String(part))
      if (!node.flow) item = (next as Node).range?.[0] ?? item
      node = next
    } else throw new NotEditable(String(part))
  }
  if (!node) throw new NotEditable('empty')
  return { node: node as Node, item }
}

/** Sets the value at a path, changing as little as there is to change. Maps and lists are compared entry by entry. */
export function setAt(text: string, path: Path, value: Plain): string {
  const last = path.at(-1)
  if (last === undefined) throw new NotEditable('root')
  const parent = walk(text, path.slice(0, -1)).node
  if (isMap(parent)) {
    const pair = pairOf(parent, String(last))
    if (!pair) return value === undefined ? text : addEntry(text, parent, String(last), value)
    const node = pair.value as Node | null
    const empty = !node?.range || (isScalar(node) && node.source === '' && node.range[0] === node.range[1])
    if (empty) {
      const at = (pair.key as Node).range?.[1] ?? 0
      const colon = text.indexOf(':', at)
      return splice(text, { from: colon + 1, to: colon + 1, with: ` ${flow(value)}` })
    }
    return replace(text, path, node, value)
  }
  if (isSeq(parent) && typeof last === 'number') {
    const node = parent.items[last] as Node | undefined
    if (!node) return insertAt(text, path.slice(0, -1), last, value)
    return replace(text, path, node, value)
  }
  throw new NotEditable(String(last))
}

function replace(text: string, path: Path, node: Node, value: Plain): string {
  if (same(plainNode(node), value)) return text
  if (isMap(node) && isRecord(value)) {
    let made = text
    const before = node.items.flatMap((pair) => (isScalar(pair.key) ? [String(pair.key.value)] : []))
    for (const name of before) if (value[name] === undefined) made = removeAt(made, [...path, name])
    // A map that would be left with nothing is written anew.
    for (const [name, one] of Object.entries(value)) if (one !== undefined) made = setAt(made, [...path, name], one)
    return made
  }
  if (isSeq(node) && Array.isArray(value)) {
    const before = node.items.map((item) => plainNode(item as Node))
    let start = 0
    while (start < before.length && start < value.length && same(before[start], value[start])) start++
    let end = 0
    while (end < before.length - start && end < value.length - start && same(before.at(-1 - end), value.at(-1 - end))) end++
    let made = text
    const [gone, come] = [before.length - start - end, value.length - start - end]
    for (let at = 0; at < Math.min(gone, come); at++) made = setAt(made, [...path, start + at], value[start + at] ?? null)
    for (let at = gone - 1; at >= come; at--) made = removeAt(made, [...path, start + at])
    for (let at = gone; at < come; at++) made = insertAt(made, path, start + at, value[start + at] ?? null)
    return made
  }
  const [from, to] = node.range ?? [0, 0]
  // A block text ends with its line, which the next entry needs.
  const end =
    isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL')
      ? lineEndBefore(text, to)
      : isCollection(node) && !node.flow
        ? trimmedEnd(text, from, to)
        : to
  // A block list begins on a line of its own; what replaces it stands behind its key.
  const start = isCollection(node) && !node.flow ? afterKey(text, from) : from
  // Who wrote it in quotes finds it in quotes.
  const piece = isScalar(node) && node.type === 'QUOTE_DOUBLE' && typeof value !== 'object' ? JSON.stringify(String(value)) : flow(value)
  return splice(text, { from: start, to: end, with: start < from ? ` ${piece}` : piece })
}

const afterKey = (text: string, from: number): number => {
  let at = from
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--
  return text[at - 1] === ':' ? at : from
}
const lineEndBefore = (text: string, to: number): number => {
  let at = to
  while (at > 0 && text[at - 1] === '\n') at--
  return at
}
const trimmedEnd = (text: string, from: number, to: number): number => {
  let at = to
  while (at > from && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

const isRecord = (value: Plain): value is { readonly [name: string]: Plain | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const plainNode = (node: Node | null): Plain => {
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', plainNode(pair.value as Node | null)]),
    )
  if (isSeq(node)) return node.items.map((item) => plainNode(item as Node))
  if (isScalar(node)) return node.source !== undefined && node.type === 'PLAIN' ? node.source : String(node.value ?? '')
  return isAlias(node) ? `*${node.source}` : ''
}

const same = (a: Plain | undefined, b: Plain | undefined): boolean => {
  if (isRecord(a ?? null) && isRecord(b ?? null)) {
    const [left, right] = [a as Record<string, Plain>, b as Record<string, Plain>]
    const names = new Set([...Object.keys(left), ...Object.keys(right)])
    return [...names].every((name) => same(left[name], right[name]))
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => same(one, b[at]))
  return a !== undefined && b !== undefined && typeof a !== 'object' && typeof b !== 'object' && String(a) === String(b)
}

/** An entry more at the end of a map. */
function addEntry(text: string, map: YAMLMap, name: string, value: Plain): string {
  const [from = 0, to = 0] = map.range ?? []
  const entry = `${word(name)}: ${flow(value)}`
  if (map.flow) return splice(text, intoFlow(text, from, to, map.items.length, map.items.length, entry, '}'))
  const last = map.items.at(-1)
  const first = map.items[0]
  const indent = first ? columnOf(text, (first.key as Node).range?.[0] ?? from) : columnOf(text, from)
  const at = last ? lineEnd(text, endOf(last)) : lineEnd(text, from)
  return splice(text, { from: at, to: at, with: `\n${' '.repeat(indent)}${entry}` })
}

/** An item more in a list, before the one that stands there now. */
export function insertAt(text: string, path: Path, at: number, value: Plain): string {
  const { node: list } = walk(text, path)
  if (!isSeq(list)) throw new NotEditable('list')
  const [from = 0, to = 0] = list.range ?? []
  if (list.flow) {
    // An empty list of steps becomes a list with a line for each.
    if (list.items.length === 0 && path.length === 1) {
      const key = columnOf(text, keyStart(text, path))
      const lead = /[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0
      return splice(text, { from: from - lead, to, with: `\n${' '.repeat(key + 2)}- ${flow(value)}` })
    }
    return splice(text, intoFlow(text, from, to, at, list.items.length, flow(value), ']'))
  }
  const indent = ' '.repeat(columnOf(text, from))
  const following = list.items[at] as Node | undefined
  if (following && at > 0) {
    const after = lineEnd(text, itemEnd(list, at - 1))
    return splice(text, { from: after, to: after, with: `\n${indent}- ${flow(value)}` })
  }
  if (following) return splice(text, { from, to: from, with: `- ${flow(value)}\n${indent}` })
  const after = lineEnd(text, itemEnd(list, list.items.length - 1))
  return splice(text, { from: after, to: after, with: `\n${indent}- ${flow(value)}` })
}

const keyStart = (text: string, path: Path): number => {
  const parent = walk(text, path.slice(0, -1)).node
  const pair = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined
  return (pair?.key as Node | undefined)?.range?.[0] ?? 0
}

/** Between the brackets: after the item before it, or at the front. */
function intoFlow(text: string, from: number, to: number, at: number, count: number, entry: string, close: string): Splice {
  const inner = text.slice(from + 1, to - 1)
  if (count === 0) {
    const pad = close === '}' ? ' ' : ''
    return {
      from: from + 1,
      to: from + 1 + (inner.trim() === '' ? inner.length : 0),
      with: `${pad}${entry}${inner.trim() === '' ? pad : ''}`,
    }
  }
  const nodes = flowItems(text, from)
  if (at >= nodes.length) {
    const end = nodes.at(-1)?.to ?? from + 1
    return { from: end, to: end, with: `, ${entry}` }
  }
  const start = nodes[at]?.from ?? from + 1
  return { from: start, to: start, with: `${entry}, ` }
}

/** Where the entries of the flow collection that begins here stand. */
function flowItems(text: string, from: number): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = []
  visit(read(text), {
    Collection(_, node) {
      if (node.range?.[0] !== from || !node.flow) return undefined
      for (const item of node.items) {
        if (isMap(node)) {
          const pair = item as Pair
          found.push({ from: (pair.key as Node).range?.[0] ?? 0, to: endOf(pair) })
        } else found.push({ from: (item as Node).range?.[0] ?? 0, to: (item as Node).range?.[1] ?? 0 })
      }
      return visit.BREAK
    },
  })
  return found
}

const endOf = (pair: Pair): number => {
  const value = pair.value as Node | null
  const key = (pair.key as Node).range?.[1] ?? 0
  return Math.max(key, value?.range?.[1] ?? 0)
}
const itemEnd = (list: YAMLSeq, at: number): number => (list.items[at] as Node | undefined)?.range?.[1] ?? list.range?.[1] ?? 0

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
const columnOf = (text: string, at: number): number => at - lineStart(text, at)
/** The end of the line on which something ends, its comment included; of a block that has taken the line's end, that line. */
const lineEnd = (text: string, at: number): number => {
  let end = at
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--
  const next = text.indexOf('\n', end)
  return next < 0 ? text.length : next
}

/** Takes an entry or an item away. Comments that stood in it stay, each on a line of its own. */
export function removeAt(text: string, path: Path): string {
  const last = path.at(-1)
  if (last === undefined) throw new NotEditable('root')
  const { node: parent } = walk(text, path.slice(0, -1))
  if (!isCollection(parent)) throw new NotEditable(String(last))
  const index = isMap(parent)
    ? parent.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))
    : Number(last)
  const item = parent.items[index]
  if (!item) throw new NotEditable(String(last))
  if (parent.flow) {
    const items = flowItems(text, parent.range?.[0] ?? 0)
    const own = items[index]
    if (!own) throw new NotEditable(String(last))
    const [before, after] = [items[index - 1], items[index + 1]]
    if (items.length === 1) {
      const [from = 0, to = 0] = parent.range ?? []
      return splice(text, { from: from + 1, to: to - 1, with: '' })
    }
    return splice(text, before ? { from: before.to, to: own.to, with: '' } : { from: own.from, to: after?.from ?? own.to, with: '' })
  }
  const isPair = isMap(parent)
  const start = isPair ? (((item as Pair).key as Node).range?.[0] ?? 0) : dashBefore(text, (item as Node).range?.[0] ?? 0)
  const end = isPair ? endOf(item as Pair) : itemEnd(parent as YAMLSeq, index)
  if (parent.items.length === 1) {
    // Nothing of the list is left: it is written as an empty one, behind its key.
    const from = path.length === 1 ? lineStart(text, start) : afterKey(text, parent.range?.[0] ?? start)
    const close = isPair ? '{}' : '[]'
    if (path.length > 1) return splice(text, { from, to: trimmedEnd(text, start, end), with: ` ${close}` })
  }
  const firstOnLine = text.slice(lineStart(text, start), start).trim() === ''
  if (firstOnLine) return splice(text, { from: lineStart(text, start), to: Math.min(text.length, lineEnd(text, end) + 1), with: '' })
  // The first entry of an item stands behind the dash of its list: the next one takes its place.
  const next = parent.items[index + 1]
  const nextStart = next ? (isPair ? ((next as Pair).key as Node).range?.[0] : dashBefore(text, (next as Node).range?.[0] ?? 0)) : undefined
  return splice(text, { from: start, to: nextStart ?? lineEnd(text, end), with: '' })
}

const dashBefore = (text: string, at: number): number => {
  const dash = text.lastIndexOf('-', at)
  return dash < 0 ? at : dash
}

/** Moves an item of a list to another place, with the comment behind it and with those that stand right above it. */
export function moveItem(text: string, path: Path, from: number, to: number): string {
  if (from === to) return text
  const { node: list } = walk(text, path)
  if (!isSeq(list)) throw new NotEditable('list')
  if (list.flow) {
    const items = list.items.map((item) => plainNode(item as Node))
    const [moved] = items.splice(from, 1)
    items.splice(to, 0, moved ?? null)
    const [start = 0, end = 0] = list.range ?? []
    return splice(text, { from: start, to: end, with: flow(items) })
  }
  const spans = list.items.map((item, at) => {
    const start = lineStart(text, dashBefore(text, (item as Node).range?.[0] ?? 0))
    return { start, end: lineEnd(text, itemEnd(list, at)) + 1 }
  })
  const first = spans[0]?.start ?? 0
  // Every line between two items belongs to the one below it, so that headings go along.
  const blocks = spans.map(({ end }, at) => ({ from: at === 0 ? first : (spans[at - 1]?.end ?? first), to: end }))
  const whole = text.endsWith('\n') ? text : `${text}\n`
  const texts = blocks.map((block) => whole.slice(block.from, block.to))
  const [moved] = texts.splice(from, 1)
  texts.splice(to, 0, moved ?? '')
  return `${whole.slice(0, first)}${texts.join('')}${whole.slice(blocks.at(-1)?.to ?? first)}`
}

/** Gives an entry of a map another name. */
export function renameKey(text: string, path: Path, name: string): string {
  const parent = walk(text, path.slice(0, -1)).node
  const pair = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined
  const range = (pair?.key as Node | undefined)?.range
  if (!range) throw new NotEditable(String(path.at(-1)))
  return splice(text, { from: range[0], to: range[1], with: word(name) })
}

/** Makes the change, puts back the comments that stood in what went, and takes the whole back if it is no YAML any more. */
function splice(text: string, { from, to, with: piece }: Splice): string {
  const gone = commentsIn(text).filter(({ at, end }) => at >= from && end <= to)
  let made = text.slice(0, from) + piece + text.slice(to)
  const missing = gone.filter(({ comment }) => !piece.includes(comment))
  if (missing.length > 0) {
    const at = lineStart(made, from)
    const indent = /^ */.exec(text.slice(lineStart(text, from)))?.[0] ?? ''
    const safe = blockLine(made, at)
    made = `${made.slice(0, safe)}${missing.map(({ comment }) => `${indent}${comment}\n`).join('')}${made.slice(safe)}`
  }
  read(made)
  return made
}

/** A comment on a line of its own is put before the item that the place is in, never into a word of several lines. */
const blockLine = (text: string, at: number): number => {
  const document = parseDocument(text, { prettyErrors: false })
  let start = 0
  visit(document, {
    Scalar(_, node) {
      const [from = 0, , to = 0] = node.range ?? []
      if (from < at && at < to) start = lineStart(text, from)
    },
  })
  return start === 0 ? at : start
}

interface Comment {
  readonly at: number
  readonly end: number
  readonly comment: string
}

const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f'])

/** Every comment of a text; what looks like one inside of words is none. */
export function commentsIn(text: string): readonly Comment[] {
  const found: Comment[] = []
  let at = 0
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) found.push({ at, end: at + token.length, comment: token })
    // Marks of the lexer itself take no place in the text.
    if (!marks.has(token)) at += token.length
  }
  return found
}
