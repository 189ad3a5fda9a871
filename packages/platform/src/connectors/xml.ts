/**
 * Reads the XML of workbooks as it comes, a piece at a time. Our own, since the parts of a workbook are hundreds of megabytes of tiny
 * elements, where a general parser takes several times as long; `xml.test.ts` holds it to one. What a workbook never needs is refused:
 * a document type, and with it every entity that a file could define (expansion bombs, references to other files).
 */
export interface XmlHandler {
  /** `tag` can be asked for attributes until the call returns. Names come with their prefix. */
  open(name: string, tag: XmlTag): void
  close(name: string): void
  /** Text between tags, in pieces; asked for only while `listening`. */
  text(piece: string): void
  readonly listening: boolean
  /**
   * Asked at each mark in the content of an element: whoever knows what the file mostly has there may take a whole element, from its mark to
   * its end, and tell where that ends. Anything unusual, or cut off, is left (-1) to be read tag by tag.
   */
  element?(text: string, start: number): number
}

export interface XmlTag {
  /** Value of an attribute by its name as written. */
  get(name: string): string | undefined
  /** Value of the attribute of some prefix, whichever the file chose. */
  getPrefixed(localName: string): string | undefined
}

/** A part of a workbook that can't be read on. */
export class BrokenWorkbook extends Error {
  override readonly name = 'BrokenWorkbook'
}

const broken = (what: string, tag = ''): Error => new BrokenWorkbook(`${what} <${tag.slice(0, 40)}`)

const longestTag = 1_000_000
const deepest = 200

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function reference(whole: string, name: string | undefined): string {
  if (name === undefined) throw new BrokenWorkbook('a bare ampersand')
  const known = named[name]
  if (known !== undefined) return known
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : name.startsWith('#') ? Number(name.slice(1)) : Number.NaN
  if (!(code > 0 && code <= 0x10ffff)) throw new BrokenWorkbook(`an entity that is not XML's own: ${whole.slice(0, 40)}`)
  return String.fromCodePoint(code)
}

const unescaped = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:(\w+|#\d+|#x[\dA-Fa-f]+);)?/g, (whole, name: string | undefined) => reference(whole, name)) : text

const oneLineEnd = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9

/** Attributes by their places in the buffer: most are never looked at. */
class Tag implements XmlTag {
  buffer = ''
  count = 0
  // Start and end of the name, start and end of the value.
  readonly places: number[] = []

  get(name: string): string | undefined {
    const { buffer, places } = this
    for (let at = 0; at < this.count; at += 4) {
      const start = places[at]!
      if (places[at + 1]! - start === name.length && buffer.startsWith(name, start)) return this.#value(at)
    }
    return undefined
  }

  getPrefixed(localName: string): string | undefined {
    const ending = `:${localName}`
    for (let at = 0; at < this.count; at += 4) {
      const name = this.buffer.slice(this.places[at], this.places[at + 1])
      if (name.endsWith(ending) && !name.startsWith('xmlns:')) return this.#value(at)
    }
    return undefined
  }

  #value(at: number): string {
    return unescaped(this.buffer.slice(this.places[at + 2], this.places[at + 3]))
  }
}

export interface XmlReader {
  push(text: string): void
  /** The text is over; throws when an element is still open. */
  end(): void
}

export function xmlReader(handler: XmlHandler): XmlReader {
  let buffer = ''
  const tag = new Tag()
  const open: string[] = []
  let rooted = false
  let inCdata = false

  /** Reads a start tag at `start`; gives where it ends, or -1 when more text is needed. */
  function startTag(start: number): number {
    // All that is done for each character is done here and on local values: this is where the time goes.
    const text = buffer
    const { places } = tag
    // Every walk below stops at this mark at the latest.
    let mark = text.indexOf('>', start)
    if (mark < 0) return -1
    let count = 0
    let at = start + 1
    let c = text.charCodeAt(at)
    while (c !== 62 && c !== 47 && c !== 32 && !isSpace(c)) {
      if (c === 60) throw broken('a tag inside a tag')
      c = text.charCodeAt(++at)
    }
    const name = text.slice(start + 1, at)
    if (name === '') throw broken('a tag without a name')
    while (c !== 62 && c !== 47) {
      if (!isSpace(c)) throw broken('no gap before an attribute', name)
      while (isSpace(c)) c = text.charCodeAt(++at)
      if (c === 62 || c === 47) break
      const nameStart = at
      while (c !== 61 && !isSpace(c)) {
        if (c === 62 || c === 60 || c === 34 || c === 39) throw broken('an attribute without a value', name)
        c = text.charCodeAt(++at)
      }
      const nameEnd = at
      while (isSpace(c)) c = text.charCodeAt(++at)
      if (c !== 61) throw broken('an attribute without a value', name)
      c = text.charCodeAt(++at)
      while (isSpace(c)) c = text.charCodeAt(++at)
      if (c !== 34 && c !== 39) throw broken('an attribute without quotes', name)
      const close = text.indexOf(c === 34 ? '"' : "'", at + 1)
      if (close < 0) return -1
      if (close > mark) {
        // The mark stood in the value, or its quote is missing.
        if (text.slice(at, close).includes('<')) throw broken('a tag inside a tag', name)
        mark = text.indexOf('>', close)
        if (mark < 0) return -1
      }
      places[count++] = nameStart
      places[count++] = nameEnd
      places[count++] = at + 1
      places[count++] = close
      at = close + 1
      c = text.charCodeAt(at)
    }
    const empty = c === 47
    if (empty && text.charCodeAt(++at) !== 62) throw broken('a slash', name)
    if (open.length === 0 && rooted) throw new BrokenWorkbook('a second root')
    rooted = true
    tag.buffer = text
    tag.count = count
    handler.open(name, tag)
    if (empty) handler.close(name)
    else if (open.push(name) > deepest) throw new BrokenWorkbook('elements nested too deep')
    return at + 1
  }

  function endTag(start: number): number {
    const expected = open.at(-1)
    if (expected === undefined) throw new BrokenWorkbook('an end without a beginning')
    let end = start + 2 + expected.length
    if (end >= buffer.length) return -1
    if (!buffer.startsWith(expected, start + 2)) throw new BrokenWorkbook(`<${expected.slice(0, 40)}> is closed by another`)
    while (isSpace(buffer.charCodeAt(end))) end++
    if (end >= buffer.length) return -1
    if (buffer.charCodeAt(end) !== 62) throw new BrokenWorkbook(`<${expected.slice(0, 40)}> is closed by another`)
    open.pop()
    handler.close(expected)
    return end + 1
  }

  const skipTo = (ending: string, start: number): number => {
    const end = buffer.indexOf(ending, start)
    return end < 0 ? -1 : end + ending.length
  }

  /** A comment, a run of plain text, or what is refused. */
  function declaration(start: number): number {
    if (buffer.startsWith('<!--', start)) return skipTo('-->', start + 4)
    if (buffer.startsWith('<![CDATA[', start)) {
      inCdata = true
      return start + 9
    }
    if (buffer.length - start < 9 && ('<![CDATA['.startsWith(buffer.slice(start)) || '<!--'.startsWith(buffer.slice(start)))) return -1
    throw new BrokenWorkbook('a document type')
  }

  const markup = (start: number): number => {
    const c = buffer.charCodeAt(start + 1)
    if (c === 47) return endTag(start)
    if (c === 33) return declaration(start)
    if (c === 63) return skipTo('?>', start + 2)
    return start + 1 < buffer.length ? startTag(start) : -1
  }

  /** Where the text up to `end` can be cut so that no reference, line end or closing mark is torn. */
  function safeEnd(start: number, end: number): number {
    const ampersand = inCdata ? -1 : buffer.lastIndexOf('&')
    let cut = end
    if (inCdata) cut = Math.max(start, end - 3)
    else if (ampersand >= start && end - ampersand < 12 && buffer.indexOf(';', ampersand) < 0) cut = ampersand
    return cut > start && buffer.charCodeAt(cut - 1) === 13 ? cut - 1 : cut
  }

  function text(start: number, end: number): void {
    if (end <= start) return
    // Outside of the root there are only blanks.
    if (open.length === 0) {
      if (buffer.slice(start, end).trim() !== '') throw broken('text outside of the root')
      return
    }
    if (!handler.listening) return
    const piece = buffer.slice(start, end)
    handler.text(inCdata ? oneLineEnd(piece) : unescaped(oneLineEnd(piece)))
  }

  return {
    push(piece) {
      buffer = buffer === '' ? piece : buffer + piece
      let at = 0
      for (;;) {
        const next = buffer.indexOf(inCdata ? ']]>' : '<', at)
        if (next < 0) {
          const end = safeEnd(at, buffer.length)
          text(at, end)
          at = end
          break
        }
        text(at, next)
        at = next
        if (inCdata) {
          inCdata = false
          at += 3
          continue
        }
        const whole = handler.element && open.length > 0 ? handler.element(buffer, at) : -1
        const after = whole > 0 ? whole : markup(at)
        if (after < 0) break
        at = after
      }
      buffer = buffer.slice(at)
      if (buffer.length > longestTag) throw new BrokenWorkbook('a tag without an end')
    },
    end() {
      if (buffer.trim() !== '' || open.length > 0 || !rooted || inCdata) throw new BrokenWorkbook('cut off')
    },
  }
}
