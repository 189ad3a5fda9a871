import { createHmac } from 'node:crypto'

/**
 * HMAC-SM3 (GB/T 32905-2016, RFC 2104) of short values, many of them. An object of the platform's own library for each value costs
 * several times the hash itself; here the two states that the key alone decides are computed once, and a short value takes two rounds
 * of compression. Longer values go to the library; secrecy.test.ts holds the two to one answer.
 */
export interface Hmac {
  /** First half of the hash, as hex: 128 bits. */
  hex(text: string): string
  /** The first 16 bytes of the hash of `bytes[from … to)`, written into `out` at `at`. */
  into(bytes: Buffer, from: number, to: number, out: Buffer, at: number): void
}

const turned = (x: number, by: number): number => (x << by) | (x >>> (32 - by))
const constants = Int32Array.from({ length: 64 }, (_, j) => {
  const base = j < 16 ? 0x79cc4519 : 0x7a879d8a
  return j % 32 === 0 ? base : turned(base, j % 32)
})
const start = Int32Array.of(0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e)

// Lent to one computation at a time: nothing here waits.
const words = new Int32Array(68)
const state = new Int32Array(8)

/** One block, standing in the first 16 words, into a state. Rotations are written out: this is run millions of times. */
function compress(v: Int32Array): void {
  const w = words
  for (let i = 16; i < 68; i++) {
    const p = w[i - 3]!
    const q = w[i - 13]!
    const x = w[i - 16]! ^ w[i - 9]! ^ ((p << 15) | (p >>> 17))
    w[i] = x ^ ((x << 15) | (x >>> 17)) ^ ((x << 23) | (x >>> 9)) ^ ((q << 7) | (q >>> 25)) ^ w[i - 6]!
  }
  let a = v[0]!
  let b = v[1]!
  let c = v[2]!
  let d = v[3]!
  let e = v[4]!
  let f = v[5]!
  let g = v[6]!
  let h = v[7]!
  for (let j = 0; j < 16; j++) {
    const a12 = (a << 12) | (a >>> 20)
    const s = (a12 + e + constants[j]!) | 0
    const ss1 = (s << 7) | (s >>> 25)
    const x = w[j]!
    const tt1 = ((a ^ b ^ c) + d + (ss1 ^ a12) + (x ^ w[j + 4]!)) | 0
    const tt2 = ((e ^ f ^ g) + h + ss1 + x) | 0
    d = c
    c = (b << 9) | (b >>> 23)
    b = a
    a = tt1
    h = g
    g = (f << 19) | (f >>> 13)
    f = e
    e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15))
  }
  for (let j = 16; j < 64; j++) {
    const a12 = (a << 12) | (a >>> 20)
    const s = (a12 + e + constants[j]!) | 0
    const ss1 = (s << 7) | (s >>> 25)
    const x = w[j]!
    const tt1 = (((a & b) | (c & (a | b))) + d + (ss1 ^ a12) + (x ^ w[j + 4]!)) | 0
    const tt2 = ((g ^ (e & (f ^ g))) + h + ss1 + x) | 0
    d = c
    c = (b << 9) | (b >>> 23)
    b = a
    a = tt1
    h = g
    g = (f << 19) | (f >>> 13)
    f = e
    e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15))
  }
  v[0]! ^= a
  v[1]! ^= b
  v[2]! ^= c
  v[3]! ^= d
  v[4]! ^= e
  v[5]! ^= f
  v[6]! ^= g
  v[7]! ^= h
}

const block = 64
/** What fits into one block with its padding. */
const longest = block - 9

/** A state after the key, padded with one byte. */
function keyed(key: Buffer, byte: number): Int32Array {
  const padded = Buffer.alloc(block, byte)
  for (let at = 0; at < key.length; at++) padded[at]! ^= key[at]!
  for (let at = 0; at < 16; at++) words[at] = padded.readInt32BE(at * 4)
  const made = Int32Array.from(start)
  compress(made)
  return made
}

const pairs = Array.from({ length: 65_536 }, (_, at) => at.toString(16).padStart(4, '0'))

const made = new WeakMap<Buffer, Hmac>()

/** Of a key, for as long as the key itself is held. */
export function hmacSm3(key: Buffer): Hmac {
  const known = made.get(key)
  if (known) return known
  const hmac = make(key)
  made.set(key, hmac)
  return hmac
}

function make(key: Buffer): Hmac {
  if (key.length > block) throw new RangeError('a key of more than one block')
  const inner = keyed(key, 0x36)
  const outer = keyed(key, 0x5c)
  const scratch = Buffer.alloc(block)

  /** Leaves the hash in `state`. */
  const short = (bytes: Buffer, from: number, to: number): void => {
    const length = to - from
    words.fill(0, 0, 16)
    for (let at = 0; at < length; at++) words[at >> 2]! |= bytes[from + at]! << (24 - 8 * (at & 3))
    words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3))
    words[15] = (block + length) * 8
    state.set(inner)
    compress(state)
    words.fill(0, 8, 16)
    words.set(state)
    words[8] = 0x80000000 | 0
    words[15] = (block + 32) * 8
    state.set(outer)
    compress(state)
  }
  const library = (value: string | Buffer): Buffer => createHmac('sm3', key).update(value).digest()
  return {
    hex(text) {
      if (text.length > longest) return library(text).toString('hex', 0, 16)
      const length = Buffer.byteLength(text)
      if (length > longest) return library(text).toString('hex', 0, 16)
      scratch.write(text)
      short(scratch, 0, length)
      let hex = ''
      for (let at = 0; at < 4; at++) hex += pairs[state[at]! >>> 16]! + pairs[state[at]! & 0xffff]!
      return hex
    },
    into(bytes, from, to, out, at) {
      if (to - from > longest) {
        library(bytes.subarray(from, to)).copy(out, at, 0, 16)
        return
      }
      short(bytes, from, to)
      for (let word = 0; word < 4; word++) out.writeInt32BE(state[word]!, at + word * 4)
    },
  }
}
