import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * A backup is a gzipped tar, so that it can be looked into with tools that everybody has. Only plain files are written, in the
 * `ustar` form; sizes beyond octal's eight gigabytes use the base-256 form that GNU tar and others read.
 */
const block = 512

export type Entry =
  | { readonly name: string; readonly path: string }
  /** Written as it comes, in blocks of known length: the content is made first, since a tar says sizes ahead. */
  | { readonly name: string; readonly content: Buffer }

function header(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(block)
  const cut = name.length > 100 ? name.lastIndexOf('/', 154) : -1
  bytes.write(cut < 0 ? name : name.slice(cut + 1), 0, 100, 'utf8')
  if (cut >= 0) bytes.write(name.slice(0, cut), 345, 155, 'utf8')
  bytes.write('0000600\0', 100)
  bytes.write('0000000\0', 108)
  bytes.write('0000000\0', 116)
  if (size < 8 ** 11) bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  else {
    bytes.writeBigUInt64BE(BigInt(size), 128)
    bytes[124] = 0x80
  }
  bytes.write(`${'0'.repeat(11)}\0`, 136)
  bytes.write('        ', 148)
  bytes.write('0', 156)
  bytes.write('ustar\u000000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

const filler = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block)

async function* tar(entries: AsyncIterable<Entry>): AsyncIterable<Buffer> {
  const sums: string[] = []
  const one = async function* (name: string, size: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncIterable<Buffer> {
    yield header(name, size)
    const hash = createHash('sha256')
    let written = 0
    for await (const chunk of chunks) {
      hash.update(chunk)
      written += chunk.length
      yield chunk
    }
    if (written !== size) throw new Error(`${name} changed while it was read`)
    yield filler(size)
    sums.push(`${hash.digest('hex')}  ${name}\n`)
  }
  for await (const entry of entries) {
    if ('content' in entry) yield* one(entry.name, entry.content.length, [entry.content])
    else yield* one(entry.name, (await stat(entry.path)).size, createReadStream(entry.path))
  }
  const content = Buffer.from(sums.join(''), 'utf8')
  yield header(checksums, content.length)
  yield content
  yield filler(content.length)
  yield Buffer.alloc(2 * block)
}

/** The last entry: SHA-256 of every other one. An archive without it was cut off. */
const checksums = 'SHA256SUMS'

export const writeArchive = (path: string, entries: AsyncIterable<Entry>): Promise<void> =>
  pipeline(tar(entries), createGzip({ level: 1 }), createWriteStream(path, { mode: 0o600, flags: 'wx' }))

/** What is wrong with an archive: it can't be what was written. */
export class Damaged extends Error {}

const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\0.*$/s, '')

function readHeader(bytes: Buffer): { name: string; size: number } | undefined {
  if (bytes.every((byte) => byte === 0)) return undefined
  const stated = Number.parseInt(textOf(bytes.subarray(148, 156)).trim(), 8)
  const sum = bytes.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (sum !== stated) throw new Damaged('a header does not add up')
  const prefix = textOf(bytes.subarray(345, 500))
  const name = `${prefix ? `${prefix}/` : ''}${textOf(bytes.subarray(0, 100))}`
  const size = bytes[124] === 0x80 ? Number(bytes.readBigUInt64BE(128)) : Number.parseInt(textOf(bytes.subarray(124, 136)).trim(), 8)
  if (!Number.isSafeInteger(size) || size < 0) throw new Damaged(`${name} has no size`)
  return { name, size }
}

/** Unpacks into a folder, and checks that every byte is what was packed. Names that point elsewhere are refused. */
export async function readArchive(path: string, dir: string): Promise<readonly string[]> {
  const sums = new Map<string, string>()
  let listed: string | undefined
  let waiting = Buffer.alloc(0)
  const file = createReadStream(path)
  const source = file.pipe(createGunzip())
  file.once('error', (error) => source.destroy(error))
  const chunks = source[Symbol.asyncIterator]()

  const fill = async (wanted: number): Promise<boolean> => {
    while (waiting.length < wanted) {
      const { value, done } = await chunks.next()
      if (done) return false
      waiting = Buffer.concat([waiting, value])
    }
    return true
  }
  async function* content(size: number): AsyncIterable<Buffer> {
    for (let left = size; left > 0; ) {
      if (waiting.length === 0 && !(await fill(1))) throw new Damaged('the archive ends too early')
      const piece = waiting.subarray(0, Math.min(left, waiting.length))
      waiting = waiting.subarray(piece.length)
      left -= piece.length
      yield piece
    }
    const rest = filler(size).length
    if (!(await fill(rest))) throw new Damaged('the archive ends too early')
    waiting = waiting.subarray(rest)
  }

  try {
    while (await fill(block)) {
      const entry = readHeader(waiting.subarray(0, block))
      waiting = waiting.subarray(block)
      if (!entry) break
      const { name, size } = entry
      if (name === checksums) {
        const parts: Buffer[] = []
        for await (const piece of content(size)) parts.push(piece)
        listed = Buffer.concat(parts).toString('utf8')
        continue
      }
      const target = join(dir, normalize(name))
      if (!target.startsWith(dir + sep) || name.includes('\0')) throw new Damaged(`${name} points outside`)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      await pipeline(
        content(size),
        async function* (pieces: AsyncIterable<Buffer>) {
          for await (const piece of pieces) {
            hash.update(piece)
            yield piece
          }
        },
        createWriteStream(target, { mode: 0o600 }),
      )
      sums.set(name, hash.digest('hex'))
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new Damaged(error.message)
    throw error
  } finally {
    source.destroy()
  }
  const found = [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')
  if (listed === undefined) throw new Damaged('the archive ends too early')
  if (listed !== found) throw new Damaged('a file is not what was packed')
  return [...sums.keys()]
}
