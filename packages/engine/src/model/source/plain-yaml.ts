/** Makes a tree out of what is read; offsets are those of the text. */
export interface Build<T, W extends T = T> {
  word(value: string, start: number, end: number, style: 'plain' | 'single' | 'double' | 'folded'): W
  list(items: readonly T[], start: number): T
  map(entries: readonly { readonly key: W; readonly value: T }[], start: number): T
}

/**
 * Reads YAML as nearly all of it is written here: block maps and lists, on one line plain or quoted words, `[…]` and `{…}`, texts
 * folded by `>-`, and `*name` for what stood under `&name`. At anything else (tags, plain words over several lines) and at anything that may be wrong it gives nothing, and the whole
 * file is left to the library, which knows all of YAML, says what is wrong, and takes ten times as long.
 */
export function readPlainYaml<T, W extends T = T>(text: string, build: Build<T, W>): T | undefined {
  if (text.length > mostLetters || strange.test(text)) return undefined
  try {
    return new Reader(text, build).read()
  } catch (error) {
    if (error === unusual) return undefined
    throw error
  }
}

const mostLetters = 500_000
const mostDeep = 60
const mostAliases = 100
const unusual = Symbol('unusual')
// Tabs, returns and what cannot be seen; marks between documents; directives.
const strange = /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u00a0\ufeff]|^(?:---|\.\.\.|%)/mu
const indicators = new Set([...'?:,[]{}#&*!|>\'"%@`'])
const blockKey = /[^\s:#,[\]{}"'&*!|>%@`?-][^\s:#,[\]{}"']*(?=:(?: |$))/my
const anchor = /&([A-Za-z]\w*)(?= |$)/my
const alias = /\*([A-Za-z]\w*)(?=[ ,\]}]|$)/my
const escaped: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', '/': '/', n: '\n', t: '\t' }

interface Line {
  indent: number
  /** Where it begins to say something. */
  from: number
  readonly end: number
}

class Reader<T, W extends T> {
  readonly #text: string
  readonly #build: Build<T, W>
  readonly #lines: Line[] = []
  #line = 0
  #at = 0
  /** Of the line that is being read. */
  #end = 0
  /** What is enclosed and goes on in further lines stands deeper than this. */
  #outer = 0
  #depth = 0
  #aliases = 0
  readonly #anchors = new Map<string, T>()

  constructor(text: string, build: Build<T, W>) {
    this.#text = text
    this.#build = build
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start)
      const end = newline < 0 ? text.length : newline
      let from = start
      while (from < end && text[from] === ' ') from++
      if (from < end && text[from] !== '#') this.#lines.push({ indent: from - start, from, end })
      start = end + 1
    }
  }

  read(): T {
    const first = this.#lines[0]
    if (first?.indent !== 0) throw unusual
    const root = this.#block(0)
    if (this.#line < this.#lines.length) throw unusual
    return root
  }

  #block(indent: number): T {
    if (++this.#depth > mostDeep) throw unusual
    const block = this.#isItem(this.#lines[this.#line]!) ? this.#blockList(indent) : this.#blockMap(indent)
    this.#depth--
    return block
  }

  /** The line that stands at this depth; nothing where the block has ended. */
  #next(indent: number): Line | undefined {
    const line = this.#lines[this.#line]
    if (!line || line.indent < indent) return undefined
    if (line.indent > indent) throw unusual
    return line
  }

  #isItem({ from, end }: Line): boolean {
    return this.#text[from] === '-' && (from + 1 === end || this.#text[from + 1] === ' ')
  }

  #blockList(indent: number): T {
    const items: T[] = []
    const start = this.#lines[this.#line]!.from
    for (let line = this.#next(indent); line && this.#isItem(line); line = this.#next(indent)) {
      this.#begin(line, line.from + 1)
      if (this.#ended()) items.push(this.#below(indent + 1))
      else if (this.#keyEnd(this.#at) !== undefined) {
        // A map that begins on the line of its dash stands as deep as its first key.
        line.indent += this.#at - line.from
        line.from = this.#at
        items.push(this.#block(line.indent))
      } else items.push(this.#onLine(line))
    }
    return this.#build.list(items, start)
  }

  #blockMap(indent: number): T {
    const entries: { key: W; value: T }[] = []
    const keys = new Set<string>()
    const start = this.#lines[this.#line]!.from
    for (let line = this.#next(indent); line; line = this.#next(indent)) {
      const end = this.#keyEnd(line.from)
      if (end === undefined) throw unusual
      const name = this.#text.slice(line.from, end)
      this.#newKey(keys, name)
      const key = this.#build.word(name, line.from, end, 'plain')
      this.#begin(line, end + 1)
      entries.push({ key, value: this.#text[this.#at] === '&' ? this.#named(() => this.#ofKey(line, indent)) : this.#ofKey(line, indent) })
    }
    return this.#build.map(entries, start)
  }

  #ofKey(line: Line, indent: number): T {
    if (this.#text.startsWith('>-\n', this.#at)) return this.#folded(line, indent)
    return this.#ended() ? this.#below(indent + 1, indent) : this.#onLine(line)
  }

  /** What stands under `&name`; what stands in for others inside it would let a small file unfold without end. */
  #named(read: () => T): T {
    anchor.lastIndex = this.#at
    const name = anchor.exec(this.#text)?.[1]
    if (name === undefined) return read()
    this.#at += name.length + 1
    this.#spaces()
    const before = this.#aliases
    const value = read()
    if (this.#aliases > before) throw unusual
    this.#anchors.set(name, value)
    return value
  }

  /** Lines are joined by a space, those set deeper by a new line. */
  #folded(line: Line, indent: number): T {
    const start = this.#at
    const lines: string[] = []
    let [from, deep] = [line.end + 1, 0]
    for (let next = this.#lines[++this.#line]; next && next.indent > indent; next = this.#lines[++this.#line]) {
      // Between the lines that say something nothing else: no empty lines, no remarks.
      if (next.from - next.indent !== from || this.#text[next.end - 1] === ' ') throw unusual
      if (lines.length === 0) deep = next.indent
      if (next.indent < deep) throw unusual
      lines.push(this.#text.slice(next.from - next.indent + deep, next.end))
      from = next.end + 1
    }
    if (lines.length === 0 || /^ *#/.test(this.#text.slice(from, from + deep + 1)) || /^\n*[ ]+#/.test(this.#text.slice(from)))
      throw unusual
    const value = lines.reduce((all, one, at) => `${all}${one.startsWith(' ') || lines[at - 1]!.startsWith(' ') ? '\n' : ' '}${one}`)
    return this.#build.word(value, start, from - 1, 'folded')
  }

  #begin(line: Line, at: number): void {
    this.#at = at
    this.#end = line.end
    this.#spaces()
  }

  /** What follows on deeper lines; a list under a key may stand as deep as the key. */
  #below(least: number, list = least): T {
    const line = this.#lines[++this.#line]
    if (!line || (line.indent < least && !(line.indent === list && this.#isItem(line)))) throw unusual
    if (!'[{"\''.includes(this.#text[line.from]!)) return this.#block(line.indent)
    this.#begin(line, line.from)
    this.#outer = least - 1
    return this.#whole()
  }

  #onLine(line: Line): T {
    this.#outer = line.indent
    return this.#whole()
  }

  /** One value, and nothing else up to the end of its last line. */
  #whole(): T {
    const value = this.#value(false)
    if (!this.#ended()) throw unusual
    this.#line++
    return value
  }

  #keyEnd(from: number): number | undefined {
    blockKey.lastIndex = from
    return blockKey.test(this.#text) ? blockKey.lastIndex : undefined
  }

  #newKey(keys: Set<string>, name: string): void {
    if (keys.has(name) || name === '<<') throw unusual
    keys.add(name)
  }

  #spaces(): void {
    while (this.#at < this.#end && this.#text[this.#at] === ' ') this.#at++
  }

  /** Nothing but a remark until the end of the line. */
  #ended(): boolean {
    const before = this.#at
    this.#spaces()
    return this.#at === this.#end || (this.#text[this.#at] === '#' && (this.#at > before || this.#text[this.#at - 1] === ' '))
  }

  #value(flow: boolean): T {
    return this.#text[this.#at] === '&' ? this.#named(() => this.#unnamed(flow)) : this.#unnamed(flow)
  }

  #unnamed(flow: boolean): T {
    const letter = this.#text[this.#at]
    if (letter === '[') return this.#flowList()
    if (letter === '{') return this.#flowMap()
    if (letter === '*') return this.#alias()
    const { value, start, style } = this.#word(flow)
    return this.#build.word(value, start, this.#at, style)
  }

  #alias(): T {
    alias.lastIndex = this.#at
    const name = alias.exec(this.#text)?.[1]
    const value = name === undefined ? undefined : this.#anchors.get(name)
    if (name === undefined || value === undefined || ++this.#aliases > mostAliases) throw unusual
    this.#at += name.length + 1
    return value
  }

  #word(flow: boolean): { value: string; start: number; style: 'plain' | 'single' | 'double' } {
    const start = this.#at
    const letter = this.#text[start]
    if (letter === '"') return { value: this.#double(), start, style: 'double' }
    if (letter === "'") return { value: this.#single(), start, style: 'single' }
    return { value: this.#plain(flow), start, style: 'plain' }
  }

  #plain(flow: boolean): string {
    const [text, start, end] = [this.#text, this.#at, this.#end]
    const first = text[start]!
    if (start >= end || indicators.has(first)) throw unusual
    if (first === '-' && (start + 1 >= end || ' ,[]{}'.includes(text[start + 1]!))) throw unusual
    let at = start
    for (; at < end; at++) {
      const letter = text[at]!
      if (letter === ':') {
        const after = at + 1 < end ? text[at + 1]! : ' '
        if (after === ' ' && flow && at + 1 < end) break
        if (after === ' ' || (flow && ',[]{}'.includes(after))) throw unusual
      } else if (letter === '#' && text[at - 1] === ' ') {
        if (flow) throw unusual
        break
      } else if (flow && (letter === ',' || letter === ']' || letter === '}')) break
      else if (flow && (letter === '[' || letter === '{')) throw unusual
    }
    while (text[at - 1] === ' ') at--
    this.#at = at
    return text.slice(start, at)
  }

  #single(): string {
    return this.#quoted("'", (at) => (this.#text[at + 1] === "'" ? 2 : 0)).replaceAll("''", "'")
  }

  #double(): string {
    const inside = this.#quoted('"', () => 0)
    return inside.replaceAll(/\\(.)/gs, (_, letter: string) => {
      const meant = escaped[letter]
      if (meant === undefined) throw unusual
      return meant
    })
  }

  /** What stands between two marks, lines joined by a space; `more` says how many letters a mark that does not end it takes. */
  #quoted(mark: string, more: (at: number) => number): string {
    const text = this.#text
    const parts: string[] = []
    let start = this.#at + 1
    for (let at = start; ; ) {
      if (at >= this.#end) {
        parts.push(text.slice(start, this.#end))
        start = at = this.#goOn()
      } else if (mark === '"' && text[at] === '\\') {
        // A line that ends so is joined without a space.
        if (at + 1 >= this.#end) throw unusual
        at += 2
      } else if (text[at] !== mark) at++
      else if (more(at) > 0) at += more(at)
      else {
        parts.push(text.slice(start, at))
        this.#at = at + 1
        return parts.join(' ')
      }
    }
  }

  /** The next line of a quotation: right below, deeper, and nothing lost between. */
  #goOn(): number {
    const next = this.#lines[++this.#line]
    if (!next || next.indent <= this.#outer || next.from - next.indent !== this.#end + 1 || this.#text[this.#end - 1] === ' ') throw unusual
    this.#end = next.end
    return next.from
  }

  #flowList(): T {
    const [start, items]: [number, T[]] = [this.#at, []]
    this.#enclosed(']', () => items.push(this.#value(true)))
    return this.#build.list(items, start)
  }

  #flowMap(): T {
    const start = this.#at
    const entries: { key: W; value: T }[] = []
    const keys = new Set<string>()
    this.#enclosed('}', () => {
      const line = this.#line
      const { value: name, start: from, style } = this.#word(true)
      if (this.#line > line) throw unusual
      this.#newKey(keys, name)
      const key = this.#build.word(name, from, this.#at, style)
      if (this.#text[this.#at] !== ':' || this.#text[this.#at + 1] !== ' ') throw unusual
      this.#at++
      this.#spaces()
      entries.push({ key, value: this.#value(true) })
    })
    return this.#build.map(entries, start)
  }

  #enclosed(close: string, item: () => void): void {
    if (++this.#depth > mostDeep) throw unusual
    this.#at++
    this.#across()
    while (this.#text[this.#at] !== close) {
      item()
      this.#across()
      if (this.#text[this.#at] === close) break
      if (this.#text[this.#at] !== ',') throw unusual
      this.#at++
      this.#across()
    }
    this.#at++
    this.#depth--
  }

  /** Over spaces, and to the next line where this one has nothing more but a remark. */
  #across(): void {
    this.#spaces()
    const remark = this.#text[this.#at] === '#' && this.#text[this.#at - 1] === ' '
    if (this.#at < this.#end && !remark) return
    const next = this.#lines[++this.#line]
    if (!next || next.indent <= this.#outer) throw unusual
    this.#begin(next, next.from)
  }
}
