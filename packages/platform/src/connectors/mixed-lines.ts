import { isAscii, isUtf8 } from 'node:buffer'

/**
 * A file of two encodings: lines of one system appended to those of another. Each line is in one of them, and tells in which: Chinese
 * text in GB 18030 is hardly ever sound UTF-8, and a line of UTF-8 with a damaged character still has most of its characters.
 */
const utf8 = new TextDecoder('utf-8')
const gb18030 = new TextDecoder('gb18030')

function lineOf(bytes: Buffer): { readonly text: string; readonly in: 'utf-8' | 'gb18030' } {
  const text = utf8.decode(bytes)
  if (isUtf8(bytes)) return { text, in: 'utf-8' }
  let lost = 0
  let kept = 0
  for (const c of text)
    if (c === '\ufffd') lost++
    else if (c >= '\u0800') kept++
  return kept >= 3 * lost ? { text, in: 'utf-8' } : { text: gb18030.decode(bytes), in: 'gb18030' }
}

/** So many bytes beyond ASCII that a line which is sound UTF-8 is so for a reason (four Chinese characters). */
const surely = 12
/** A line that is longer is looked at in pieces: it is not the rule by which such a file would be told. */
const longest = 1 << 20
const mostKept = 50

async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    const lines: Buffer[] = []
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(bytes.subarray(from, end + 1))
      from = end + 1
    }
    rest = Buffer.from(bytes.subarray(from))
    if (rest.length > longest) {
      lines.push(rest)
      rest = Buffer.alloc(0)
    }
    yield lines
  }
  if (rest.length > 0) yield [rest]
}

/** Whether a text that is not sound UTF-8 as a whole has lines of both, and in which most of them are. */
export async function mixtureOf(pieces: AsyncIterable<Buffer>): Promise<'utf-8' | 'gb18030' | null> {
  let sound = 0
  let others = 0
  const some: Buffer[] = []
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      if (isAscii(line)) continue
      if (isUtf8(line)) {
        if (line.length >= surely && line.reduce((high, byte) => high + (byte > 127 ? 1 : 0), 0) >= surely) sound++
      } else {
        others++
        if (some.length < mostKept) some.push(Buffer.from(line))
      }
    }
  }
  if (sound === 0 || !some.some((line) => lineOf(line).in === 'gb18030')) return null
  return sound >= others ? 'utf-8' : 'gb18030'
}

/** The text of a file of both, line by line. */
export async function* decodedByLine(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const lines of linesOf(pieces)) {
    let text = ''
    for (const line of lines) text += lineOf(line).text
    if (text !== '') yield text
  }
}
