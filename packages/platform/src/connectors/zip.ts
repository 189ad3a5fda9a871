import type { Message } from '@xiezhi/engine/message'
import { type Entry, open, type ZipFile } from 'yauzl'
import type { FileKind } from './magic.ts'

/** What the archive of a workbook says of itself, read before anything is inflated. */
export interface Workbook {
  readonly bytes: number
}

// A register of a million rows is about 600 MB of XML; a bomb inflates a thousandfold.
const mostInflated = 2_000_000_000
const mostEntries = 10_000
const suspiciousRatio = 250
const suspiciousSize = 100_000_000

const refused = (code: string, values?: Message['values']): FileKind => ({ kind: 'refused', reason: { code, ...(values && { values }) } })

const entriesOf = (path: string): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, strictFileNames: true }, (error: Error | null, zip: ZipFile | undefined) => {
      if (error || !zip) return reject(error ?? new Error('no archive'))
      const entries: Entry[] = []
      zip.on('error', reject)
      zip.on('end', () => {
        zip.close()
        resolve(entries)
      })
      zip.on('entry', (entry: Entry) => {
        entries.push(entry)
        if (entries.length > mostEntries) {
          zip.close()
          return resolve(entries)
        }
        zip.readEntry()
      })
      zip.readEntry()
    })
  })

export async function lookIntoZip(path: string): Promise<FileKind> {
  let entries: Entry[]
  try {
    entries = await entriesOf(path)
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    return refused(/relative path|absolute path|invalid characters/.test(text) ? 'file.path-trick' : 'file.truncated')
  }
  const names = new Set(entries.map((entry) => entry.fileName))
  const inflated = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  const bomb = entries.length > mostEntries || inflated > mostInflated || (inflated > suspiciousSize && inflated > packed * suspiciousRatio)
  if (bomb) return refused('file.bomb', { mib: Math.round(inflated / 1_048_576) })
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0) || names.has('EncryptedPackage')) return refused('file.encrypted')
  const has = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name))
  if (has(/(^|\/)vbaProject\.bin$/i)) return refused('file.macro')
  if (names.has('xl/workbook.bin')) return refused('file.binary-workbook')
  if (!names.has('[Content_Types].xml') || !has(/^xl\/workbook\.xml$/i)) {
    return refused(has(/^word\//) ? 'file.word' : has(/^content\.xml$/) ? 'file.open-document' : 'file.archive')
  }
  if (!has(/^xl\/worksheets\/[^/]+\.xml$/i)) return refused('file.truncated')
  return { kind: 'workbook', workbook: { bytes: inflated } }
}
