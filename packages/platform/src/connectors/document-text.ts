/**
 * The text of a document, a line for each paragraph, as a person reads it: what was deleted and is only kept as a tracked change
 * is left out, and so is what a drawing repeats for older programs.
 */
import type { Message } from '@xiezhi/engine/message'
import { BrokenWorkbook, type XmlHandler, xmlReader } from './xml.ts'
import { type Archive, faultOf, listing, openArchive } from './zip.ts'

export type DocumentText = { readonly lines: readonly string[] } | { readonly refusal: Message }

/** A statute of 1,260 articles is under two hundred thousand characters; this is no document that a person has written. */
const mostCharacters = 20_000_000

/** A Word document (.docx), in a file or in memory. */
export async function docxText(source: string | Uint8Array, signal?: AbortSignal): Promise<DocumentText> {
  const at = typeof source === 'string' ? source : Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  let archive: Archive | undefined
  try {
    const { zip, entries } = await listing(at)
    zip.close()
    const fault = faultOf(entries)
    if (fault) return { refusal: fault }
    archive = await openArchive(at)
    const part = await mainPart(archive, signal)
    if (part === undefined) return { refusal: { code: 'document.not-docx' } }
    return { lines: await paragraphs(archive, part, signal) }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof TooLong) return { refusal: { code: 'document.too-long' } }
    return { refusal: { code: archive || error instanceof BrokenWorkbook ? 'document.damaged' : 'document.not-docx' } }
  } finally {
    archive?.close()
  }
}

class TooLong extends Error {}

async function read(archive: Archive, part: string, handler: XmlHandler, signal: AbortSignal | undefined): Promise<void> {
  const reader = xmlReader(handler)
  for await (const text of archive.text(part, signal)) reader.push(text)
  reader.end()
}

/** Where the body is: mostly `word/document.xml`, but the package says it. */
async function mainPart(archive: Archive, signal: AbortSignal | undefined): Promise<string | undefined> {
  let named: string | undefined
  if (archive.has('_rels/.rels')) {
    const relations: XmlHandler = {
      listening: false,
      open(name, tag) {
        if (!name.endsWith('Relationship') || !tag.get('Type')?.endsWith('/officeDocument')) return
        named ??= tag.get('Target')?.replace(/^\//, '')
      },
      close() {},
      text() {},
    }
    await read(archive, '_rels/.rels', relations, signal)
  }
  return [named, 'word/document.xml'].find((part) => part !== undefined && /^word\//i.test(part) && archive.has(part))
}

/** Left out with all that is in them: deletions and the old place of what was moved, repetitions for older programs, readings of characters. */
const leftOut: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:rt'])
const drawn: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' }

async function paragraphs(archive: Archive, part: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const lines: string[] = []
  // A text box stands inside of a paragraph and has paragraphs of its own.
  const open: string[] = []
  let skipping = 0
  let inText = false
  let length = 0
  const add = (piece: string): void => {
    length += piece.length
    if (length > mostCharacters) throw new TooLong()
    const last = open.length - 1
    if (last >= 0) open[last] += piece
  }
  // Files whose writer chose other prefixes are not seen in practice; such a one has no lines, and is refused as having no text.
  const body: XmlHandler = {
    get listening() {
      return inText
    },
    open(name) {
      if (leftOut.has(name)) skipping++
      if (skipping > 0) return
      if (name === 'w:p') open.push('')
      else if (name === 'w:t') inText = true
      else if (name in drawn) add(drawn[name]!)
    },
    close(name) {
      if (leftOut.has(name)) skipping--
      else if (skipping > 0) return
      else if (name === 'w:t') inText = false
      else if (name === 'w:p') lines.push(...(open.pop() ?? '').split('\n'))
    },
    text: add,
  }
  await read(archive, part, body, signal)
  return lines
}
