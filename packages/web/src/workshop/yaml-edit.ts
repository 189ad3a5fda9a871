import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { danglingIn, isRecord, NotEditable, type Path, type Plain, pairOf, plainNode, read, same, usesOf, walk } from './yaml-read.ts'
import {
  afterKey,
  columnOf,
  dashBefore,
  endOf,
  flowItems,
  itemEnd,
  lineEnd,
  lineEndBefore,
  lineStart,
  type Splice,
  splice,
  trimmedEnd,
} from './yaml-splice.ts'
import { flow, word } from './yaml-write.ts'

/**
 * Edits of a YAML text by place. An edit writes nothing but the piece that changes: every other byte of the text, its comments, its
 * blank lines and its way of writing stay as they were. What is written anew stands on one line.
 */

/** Sets the value at a path, changing as little as there is to change. Maps and lists are compared entry by entry. */
export function setAt(text: string, path: Path, value: Plain): string {
  const last = path.at(-1)
  if (last === undefined) throw new NotEditable('place')
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
  throw new NotEditable('place', String(last))
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
  if (!isSeq(list)) throw new NotEditable('place', 'list')
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

/** Takes an entry or an item away. Comments that stood in it stay, each on a line of its own. */
export function removeAt(text: string, path: Path): string {
  const last = path.at(-1)
  if (last === undefined) throw new NotEditable('place')
  const { node: parent } = walk(text, path.slice(0, -1))
  if (!isCollection(parent)) throw new NotEditable('place', String(last))
  const index = isMap(parent)
    ? parent.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))
    : Number(last)
  const item = parent.items[index]
  if (!item) throw new NotEditable('place', String(last))
  if (parent.flow) {
    const items = flowItems(text, parent.range?.[0] ?? 0)
    const own = items[index]
    if (!own) throw new NotEditable('place', String(last))
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

/** Moves an item of a list to another place, with the comment behind it and with those that stand right above it. */
export function moveItem(text: string, path: Path, from: number, to: number): string {
  if (from === to) return text
  const { node: list } = walk(text, path)
  if (!isSeq(list)) throw new NotEditable('place', 'list')
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
  return inOrder(`${whole.slice(0, first)}${texts.join('')}${whole.slice(blocks.at(-1)?.to ?? first)}`)
}

/** Gives an entry of a map another name. */
export function renameKey(text: string, path: Path, name: string): string {
  const parent = walk(text, path.slice(0, -1)).node
  const pair = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined
  const range = (pair?.key as Node | undefined)?.range
  if (!range) throw new NotEditable('place', String(path.at(-1)))
  return splice(text, { from: range[0], to: range[1], with: word(name) })
}

/** Writes out every place that refers to a named piece, so that the piece can be changed or go by itself. */
export function writeOut(text: string, name: string): string {
  // The last place first, so that those before it stay where they are.
  const made = usesOf(text, name).reduce((left, { from, to, value }) => left.slice(0, from) + flow(value) + left.slice(to), text)
  read(made)
  return made
}

/** Refuses an order in which something is referred to before it has its name. */
function inOrder(made: string): string {
  const name = danglingIn(made)
  if (name !== undefined) throw new NotEditable('order', name)
  return made
}
