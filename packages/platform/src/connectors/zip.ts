import { isAscii } from 'node:buffer'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Message } from '@xiezhi/engine/message'
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl'
import type { FileKind } from './magic.ts'
import { BrokenWorkbook } from './xml.ts'

/** What the archive of a workbook says of itself, read before anything is inflated. */
export interface Workbook {
  readonly bytes: number
}

// A register of a million rows is about 600 MB of XML; a bomb inflates a thousandfold.
const mostInflated = 2_000_000_000
/** The strings of a workbook are held in memory. */
const mostStrings = 800_000_000
const mostEntries = 10_000
const suspiciousRatio = 250
const suspiciousSize = 100_000_000

const refused = (code: string): FileKind => ({ kind: 'refused', reason: { code } })

export interface Listing {
  readonly zip: ZipFile
  readonly entries: readonly Entry[]
}

/** The directory of an archive, a file or in memory. The caller closes it. `strict` refuses names that point out of a folder. */
export const listing = (source: string | Buffer, strict = true): Promise<Listing> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: strict }
    const opened = (error: Error | null, zip: ZipFile | undefined): void => {
      if (error || !zip) {
        reject(error ?? new Error('no archive'))
        return
      }
      const entries: Entry[] = []
      zip.on('error', (broken: Error) => {
        zip.close()
        reject(broken)
      })
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: Entry) => {
        entries.push(entry)
        if (entries.length > mostEntries) resolve({ zip, entries })
        else zip.readEntry()
      })
      zip.readEntry()
    }
    if (typeof source === 'string') open(source, options, opened)
    else fromBuffer(source, options, opened)
  })

/** What forbids to inflate anything of an archive, told from its directory alone. */
export function faultOf(entries: readonly Entry[]): Message | undefined {
  const inflated = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  const strings = entries.reduce((sum, { fileName, uncompressedSize }) => sum + (/sharedStrings/i.test(fileName) ? uncompressedSize : 0), 0)
  if (entries.length > mostEntries) return { code: 'file.archive-many', values: { most: mostEntries } }
  const bomb = inflated > mostInflated || strings > mostStrings || (inflated > suspiciousSize && inflated > packed * suspiciousRatio)
  if (bomb) return { code: 'file.bomb', values: { mib: Math.round(inflated / 1_048_576) } }
  const locked = entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0 || entry.fileName === 'EncryptedPackage')
  return locked ? { code: 'file.encrypted' } : undefined
}

async function entriesOf(path: string, strict: boolean): Promise<readonly Entry[]> {
  const { zip, entries } = await listing(path, strict)
  zip.close()
  return entries
}

export async function lookIntoZip(path: string): Promise<FileKind> {
  let entries: readonly Entry[]
  let backslashes = false
  try {
    try {
      entries = await entriesOf(path, true)
    } catch (error) {
      // In a name in GBK the second byte of a character may be a backslash, and some packers part folders by it.
      if (!(error instanceof Error && /invalid characters/.test(error.message))) throw error
      backslashes = true
      entries = await entriesOf(path, false)
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    return refused(/relative path|absolute path|invalid characters/.test(text) ? 'file.path-trick' : 'file.truncated')
  }
  const fault = faultOf(entries)
  // A locked file beside others is told for itself; a workbook of which a part is locked can't be read.
  const open =
    fault?.code === 'file.encrypted' && entries.some((entry) => (entry.generalPurposeBitFlag & 1) === 0 && !/[\\/]$/.test(entry.fileName))
  if (fault && !open) return { kind: 'refused', reason: fault }
  const names = new Set(entries.map((entry) => entry.fileName))
  const inflated = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const has = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name))
  if (has(/(^|\/)vbaProject\.bin$/i)) return refused('file.macro')
  if (names.has('xl/workbook.bin')) return refused('file.binary-workbook')
  if (fault && names.has('EncryptedPackage')) return { kind: 'refused', reason: fault }
  if (!has(/^\[Content_Types\]\.xml$/i) || !has(/^xl\/workbook\d*\.xml$/i)) {
    if (has(/^word\//)) return refused('file.word')
    return has(/^content\.xml$/) ? refused('file.open-document') : { kind: 'archive' }
  }
  if (backslashes) return refused('file.path-trick')
  if (fault) return { kind: 'refused', reason: fault }
  // Two entries of one name would let two readers see two workbooks.
  const twice = new Set(entries.map((entry) => partName(entry.fileName))).size < entries.length
  if (twice || !has(/^xl\/worksheets\/[^/]+\.xml$/i)) return refused('file.truncated')
  return { kind: 'workbook', workbook: { bytes: inflated } }
}

/** Names of parts are the same in upper and lower case (ECMA-376 part 2). */
export const partName = (name: string): string => name.toLowerCase()

export interface Archive {
  has(name: string): boolean
  /** The text of a part in pieces, as strictly as it goes: a byte that means nothing or a wrong checksum is no text. */
  text(name: string, signal?: AbortSignal): AsyncGenerator<string>
  close(): void
}

/** Opens an archive that `lookIntoZip` or `faultOf` has let pass. */
export async function openArchive(source: string | Buffer): Promise<Archive> {
  const { zip, entries } = await listing(source)
  const byName = new Map(entries.map((entry) => [partName(entry.fileName), entry]))
  return {
    has: (name) => byName.has(partName(name)),
    text: (name, signal) => partText(zip, byName.get(partName(name)), name, signal),
    close: () => zip.close(),
  }
}

const openPacked = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    const raw = { decompress: entry.compressionMethod === 0 ? null : false, decrypt: null, start: null, end: null }
    zip.openReadStream(entry, raw, (error: Error | null, stream: Readable | undefined) => (stream ? resolve(stream) : reject(error)))
  })

/** Larger pieces than the archive reader would make: each costs a turn of the event loop. */
const pieceSize = 128 * 1024

/** What comes out of an entry. Never more than the directory has said, which is what the limits above were held against. */
export async function* inflatedBytes(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new BrokenWorkbook('an unknown way of packing')
  const source = await openPacked(zip, entry)
  const stream = entry.compressionMethod === 8 ? createInflateRaw({ chunkSize: pieceSize }) : new PassThrough()
  // A failure of the source destroys the stream with it, and shows below.
  pipeline(source, stream, () => {})
  let bytes = 0
  let sum = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > entry.uncompressedSize) throw new BrokenWorkbook('more than the directory says')
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (bytes !== entry.uncompressedSize || sum !== entry.crc32) throw new BrokenWorkbook('other bytes than were packed')
}

function decoderOf(head: Uint8Array): TextDecoder {
  const marks: Readonly<Record<string, string>> = { '255,254': 'utf-16le', '254,255': 'utf-16be' }
  return new TextDecoder(marks[`${head[0]},${head[1]}`] ?? 'utf-8', { fatal: true, ignoreBOM: true })
}

async function* partText(zip: ZipFile, entry: Entry | undefined, name: string, signal?: AbortSignal): AsyncGenerator<string> {
  if (!entry) throw new BrokenWorkbook(`no part ${name}`)
  let decoder: TextDecoder | undefined
  let open = false
  for await (const chunk of inflatedBytes(zip, entry)) {
    signal?.throwIfAborted()
    decoder ??= decoderOf(chunk)
    // A sheet whose texts stand elsewhere is ASCII, and such strings are the quicker ones to search. Else the bytes of a character
    // that the next chunk completes wait in the decoder.
    const plain = !open && decoder.encoding === 'utf-8' && isAscii(chunk)
    yield plain ? chunk.toString('latin1') : decoder.decode(chunk, { stream: true })
    open = chunk.at(-1)! > 127
  }
  if (decoder) yield decoder.decode()
}
