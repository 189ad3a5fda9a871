import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit, type YAMLMap } from 'yaml'

/** Reading a YAML text by place. */
export type Path = readonly (string | number)[]
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/**
 * The text is not edited by place: it is no YAML (`text`), the place is not there (`place`) or stands for what is written elsewhere (`alias`),
 * what would go has a name by which other places refer to it (`anchor`), or what refers would stand before what is named (`order`).
 */
export class NotEditable extends Error {
  readonly why: 'text' | 'place' | 'alias' | 'anchor' | 'order'
  readonly subject: string
  /** Of an anchor: how many places refer to it, and where the first of them stands. */
  readonly uses: number
  readonly at: number

  constructor(why: NotEditable['why'], subject = '', uses = 0, at = 0) {
    super(`${why} ${subject}`)
    this.why = why
    this.subject = subject
    this.uses = uses
    this.at = at
  }
}

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

export const read = (text: string) => {
  const document = documentOf(text)
  if (document.errors.length > 0) throw new NotEditable('text', document.errors[0]?.message ?? '')
  return document
}

/** The first name that is referred to before anything has it. */
export function danglingIn(text: string): string | undefined {
  const known = new Set<string>()
  let found: string | undefined
  visit(read(text), {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) known.add(node.anchor)
      } else if (!known.has(node.source)) found ??= node.source
    },
  })
  return found
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

export const pairOf = (map: YAMLMap, name: string): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name)

export interface Place {
  readonly node: Node
  /** Where the innermost item of a block list or map begins that the value stands in. */
  readonly item: number
}

export function walk(text: string, path: Path): Place {
  const document = read(text)
  let node: unknown = document.contents
  let item = 0
  for (const part of path) {
    if (isAlias(node)) throw new NotEditable('alias', node.source)
    if (isMap(node)) {
      const pair = pairOf(node, String(part))
      if (!pair) throw new NotEditable('place', String(part))
      if (!node.flow) item = (pair.key as Node).range?.[0] ?? item
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      const next = node.items[part]
      if (!next) throw new NotEditable('place', String(part))
      if (!node.flow) item = (next as Node).range?.[0] ?? item
      node = next
    } else throw new NotEditable('place', String(part))
  }
  if (!node) throw new NotEditable('place')
  return { node: node as Node, item }
}

export const isRecord = (value: Plain): value is { readonly [name: string]: Plain | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const plainNode = (node: Node | null): Plain => {
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', plainNode(pair.value as Node | null)]),
    )
  if (isSeq(node)) return node.items.map((item) => plainNode(item as Node))
  if (isScalar(node)) return node.source !== undefined && node.type === 'PLAIN' ? node.source : String(node.value ?? '')
  return isAlias(node) ? `*${node.source}` : ''
}

export const same = (a: Plain | undefined, b: Plain | undefined): boolean => {
  if (isRecord(a ?? null) && isRecord(b ?? null)) {
    const [left, right] = [a as Record<string, Plain>, b as Record<string, Plain>]
    const names = new Set([...Object.keys(left), ...Object.keys(right)])
    return [...names].every((name) => same(left[name], right[name]))
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => same(one, b[at]))
  return a !== undefined && b !== undefined && typeof a !== 'object' && typeof b !== 'object' && String(a) === String(b)
}

/** Refuses to let a piece of the text go that has a name by which what stays refers to it. */
export function keepNamed(text: string, from: number, to: number): void {
  const named = new Set<string>()
  const uses = new Map<string, number[]>()
  visit(read(text), {
    Node(_, node) {
      if (isAlias(node)) {
        const at = node.range?.[0] ?? 0
        if (at < from || at >= to) uses.set(node.source, [...(uses.get(node.source) ?? []), at])
      } else if (node.anchor !== undefined) {
        const at = text.lastIndexOf(`&${node.anchor}`, node.range?.[0] ?? 0)
        if (at >= from && at < to) named.add(node.anchor)
      }
    },
  })
  for (const name of named) {
    const places = uses.get(name) ?? []
    if (places.length > 0) throw new NotEditable('anchor', name, places.length, places[0])
  }
}

/** Where a text refers to the piece that has a name, the last place first. */
export function usesOf(text: string, name: string): readonly { readonly from: number; readonly to: number; readonly value: Plain }[] {
  const document = read(text)
  const found: { from: number; to: number; value: Plain }[] = []
  visit(document, {
    Alias(_, node) {
      if (node.source !== name || !node.range) return
      const named = node.resolve(document)
      if (named) found.unshift({ from: node.range[0], to: node.range[1], value: plainNode(named) })
    },
  })
  return found
}
