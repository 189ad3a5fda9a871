import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { decodedByLine, mixtureOf } from './mixed-lines.ts'
import { PlainLines } from './plain-text.ts'

/** In what a text file is written, found from all of its bytes: one wrong guess garbles every name in it. */
export interface Encoding {
  /** As `inspect` says it. */
  readonly name: 'utf-8' | 'gbk' | 'gb18030' | 'utf-16le' | 'utf-16be'
  readonly bom: number
  /** Some bytes mean nothing in it; they become U+FFFD and are told. */
  readonly damaged: boolean
  /** Some lines are in the other: each is read in its own (`mixed-lines.ts`). */
  readonly mixed?: true
}

export interface Fingerprint {
  readonly sha256: string
  readonly bytes: number
  readonly head: Buffer
  readonly encoding: Encoding
  /** Records can be told apart by line ends alone (`plain-text.ts`). */
  readonly plainLines: boolean
}

const strict = (label: string): { feed(chunk: Uint8Array | null): void; readonly ok: boolean } => {
  const decoder = new TextDecoder(label, { fatal: true })
  let ok = true
  return {
    feed(chunk) {
      if (!ok) return
      try {
        decoder.decode(chunk ?? new Uint8Array(), { stream: chunk !== null })
      } catch {
        ok = false
      }
    },
    get ok() {
      return ok
    },
  }
}

/** Walks GB bytes and tells whether any character takes four of them, which GBK does not have. */
class FourByteWatch {
  seen = false
  #state: 'start' | 'lead' | 'skip1' | 'skip2' = 'start'
  feed(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#state === 'start') this.#state = byte >= 0x81 && byte <= 0xfe ? 'lead' : 'start'
      else if (this.#state === 'lead') {
        if (byte >= 0x30 && byte <= 0x39) {
          this.seen = true
          this.#state = 'skip2'
        } else this.#state = 'start'
      } else this.#state = this.#state === 'skip2' ? 'skip1' : 'start'
    }
  }
}

/** UTF-16 without its mark: half of the bytes of separators and digits are zero. */
function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  let even = 0
  let odd = 0
  const length = Math.min(head.length, 4096) & ~1
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0 && head[at + 1] !== 0) even++
    if (head[at + 1] === 0 && head[at] !== 0) odd++
  }
  const least = Math.max(4, length / 40)
  if (odd >= least && even * 8 < odd) return 'utf-16le'
  return even >= least && odd * 8 < even ? 'utf-16be' : null
}

const replaced = (text: string): number => text.split('\ufffd').length - 1

/** Whether all pieces together are UTF-8: a character cut by a border is judged with the next piece. */
class Utf8Watch {
  ok = true
  #carried = Buffer.alloc(0)
  feed(chunk: Buffer): void {
    if (!this.ok) return
    const whole = this.#carried.length > 0 ? Buffer.concat([this.#carried, chunk]) : chunk
    const end = lastWhole(whole)
    this.ok = isUtf8(whole.subarray(0, end))
    this.#carried = Buffer.from(whole.subarray(end))
  }
  finish(): boolean {
    return this.ok && isUtf8(this.#carried)
  }
}

/** Where the last character that might go on in the next piece begins. */
function lastWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

const pieces = (path: string, signal: AbortSignal | undefined): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) })

/** The bytes of a file in pieces that stand in one place: each is over when the next is asked for. */
async function* wholeFile(path: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const place = Buffer.allocUnsafeSlow(1 << 20)
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(place)
      if (bytesRead === 0) return
      yield place.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** One pass over the file: its hash, its length and its encoding. What is not UTF-8 is gone through once more. */
export async function fingerprint(path: string, signal?: AbortSignal): Promise<Fingerprint> {
  const hash = createHash('sha256')
  const utf8 = new Utf8Watch()
  const lines = new PlainLines()
  let bytes = 0
  let head = Buffer.alloc(0)
  for await (const chunk of wholeFile(path, signal)) {
    hash.update(chunk)
    bytes += chunk.length
    if (head.length < 1 << 16) head = Buffer.concat([head, chunk.subarray(0, 1 << 16)])
    utf8.feed(chunk)
    if (utf8.ok) lines.feed(chunk)
  }
  const utf8Ok = utf8.finish()
  const plainLines = utf8Ok && lines.finish()
  const done = (encoding: Encoding): Fingerprint => ({ sha256: hash.digest('hex'), bytes, head, encoding, plainLines })
  // Characters of two bytes, and one left over: the file broke off.
  const halved = bytes % 2 === 1
  if (head[0] === 0xff && head[1] === 0xfe) return done({ name: 'utf-16le', bom: 2, damaged: halved })
  if (head[0] === 0xfe && head[1] === 0xff) return done({ name: 'utf-16be', bom: 2, damaged: halved })
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const wide = marked ? null : utf16Of(head)
  if (wide) return done({ name: wide, bom: 0, damaged: halved })
  if (utf8Ok) return done({ name: 'utf-8', bom: marked ? 3 : 0, damaged: false })
  const packed = head.indexOf('PK\u0003\u0004', 0, 'latin1') === 0
  const mixture = packed || head.subarray(0, 8192).includes(0) ? null : await mixtureOf(pieces(path, signal))
  if (mixture) return done({ name: mixture, bom: marked ? 3 : 0, damaged: false, mixed: true })
  if (marked) return done({ name: 'utf-8', bom: 3, damaged: true })
  const gb = strict('gb18030')
  const four = new FourByteWatch()
  // A packed file is read no further than its head: it is told by other marks.
  if (packed) gb.feed(head)
  else {
    for await (const chunk of pieces(path, signal)) {
      gb.feed(chunk)
      four.feed(chunk)
    }
  }
  gb.feed(null)
  const gbName = four.seen ? 'gb18030' : 'gbk'
  if (gb.ok) return done({ name: gbName, bom: 0, damaged: false })
  // Damaged either way: the reading with fewer senseless bytes is the right one.
  const asUtf8 = replaced(new TextDecoder('utf-8').decode(head))
  const asGb = replaced(new TextDecoder('gb18030').decode(head))
  return done(asUtf8 <= asGb ? { name: 'utf-8', bom: 0, damaged: true } : { name: gbName, bom: 0, damaged: true })
}

/** The text of a file in pieces. */
export async function* decoded(path: string, encoding: Encoding, signal?: AbortSignal): AsyncGenerator<string> {
  if (encoding.mixed) {
    yield* withoutMark(decodedByLine(pieces(path, signal)))
    return
  }
  const decoder = new TextDecoder(encoding.name === 'gbk' ? 'gb18030' : encoding.name)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, ...(signal && { signal }) })) {
    const text = decoder.decode(chunk as Buffer, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

async function* withoutMark(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true
  for await (const text of texts) {
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text
    first = false
  }
}
