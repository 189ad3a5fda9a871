import { isMap, type Node, type Pair, parseDocument, visit, type YAMLSeq } from 'yaml'
import { commentsIn } from './yaml-comments.ts'
import { keepNamed, read } from './yaml-read.ts'

/** Places in a text as its lines and brackets have them, and the change of one piece of it. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly with: string
}

export const endOf = (pair: Pair): number => {
  const value = pair.value as Node | null
  const key = (pair.key as Node).range?.[1] ?? 0
  return Math.max(key, value?.range?.[1] ?? 0)
}
export const itemEnd = (list: YAMLSeq, at: number): number => (list.items[at] as Node | undefined)?.range?.[1] ?? list.range?.[1] ?? 0

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
export const columnOf = (text: string, at: number): number => at - lineStart(text, at)
/** The end of the line on which something ends, its comment included; of a block that has taken the line's end, that line. */
export const lineEnd = (text: string, at: number): number => {
  let end = at
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--
  const next = text.indexOf('\n', end)
  return next < 0 ? text.length : next
}

export const afterKey = (text: string, from: number): number => {
  let at = from
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--
  return text[at - 1] === ':' ? at : from
}
export const lineEndBefore = (text: string, to: number): number => {
  let at = to
  while (at > 0 && text[at - 1] === '\n') at--
  return at
}
export const trimmedEnd = (text: string, from: number, to: number): number => {
  let at = to
  while (at > from && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

export const dashBefore = (text: string, at: number): number => {
  const dash = text.lastIndexOf('-', at)
  return dash < 0 ? at : dash
}

/** Where the entries of the flow collection that begins here stand. */
export function flowItems(text: string, from: number): readonly { readonly from: number; readonly to: number }[] {
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

/** Makes the change, puts back the comments that stood in what went, and takes the whole back if it is no YAML any more. */
export function splice(text: string, { from, to, with: piece }: Splice): string {
  keepNamed(text, from, to)
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
