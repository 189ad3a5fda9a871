import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Message } from '@xiezhi/engine/message'
import { faultOf, inflatedBytes, listing } from '../connectors/zip.ts'

/** A file among those of a load, wherever its bytes are. */
export interface LawFile {
  /** Its path in the folder, with `/`. */
  readonly file: string
  readonly size: number
  read(): Promise<Buffer>
}

export interface RefusedFile {
  readonly file: string
  readonly reason: Message
}

/** A folder that holds more is not one of statutes, and a file that is larger is none. */
export const mostFiles = 20_000
export const mostMegabytes = { '.md': 4, '.docx': 20, '.csv': 20, '.zip': 500 } as const

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1)

/** What systems and people leave beside texts. */
export const isLeftover = (file: string): boolean => /(?:^|\/)(?:\.|__MACOSX\/|~\$)/.test(file) || /^readme\b/i.test(nameOf(file))

export type LawFileKind = keyof typeof mostMegabytes
export const kindOf = (file: string): LawFileKind | undefined => {
  const ending = /\.[a-z]+$/i.exec(file)?.[0].toLowerCase()
  return ending !== undefined && ending in mostMegabytes ? (ending as LawFileKind) : undefined
}
/** Endings under which statutes are kept too, and which are not read: to pass them over in silence would hide a text. */
export const isOtherDocument = (file: string): boolean => /\.(?:docm?|dot|wps|rtf|pdf|txt|html?|odt|rar|7z)$/i.test(file)

/** The files of a folder on this machine, in the order of their names. */
export async function folderFiles(folder: string): Promise<readonly LawFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).split('\\').join('/'))
    .filter((file) => !isLeftover(file) && (kindOf(file) !== undefined || isOtherDocument(file)))
    .sort()
  const sized: LawFile[] = []
  for (const file of files) {
    const path = join(folder, file)
    sized.push({ file, size: (await stat(path)).size, read: () => readFile(path) })
  }
  return sized
}

/** Archives among the files are opened, one level deep; everything else stays as it is. */
export async function* unpacked(
  files: readonly LawFile[],
  refused: RefusedFile[],
  signal: AbortSignal | undefined,
): AsyncGenerator<LawFile> {
  for (const one of files) {
    signal?.throwIfAborted()
    if (kindOf(one.file) !== '.zip') yield one
    else if (one.size > mostMegabytes['.zip'] * 1_000_000) refused.push({ file: one.file, reason: tooBig('.zip') })
    else yield* filesOfArchive(one, refused)
  }
}

export const tooBig = (kind: LawFileKind): Message => ({ code: 'law.too-big', values: { most: mostMegabytes[kind] } })

async function* filesOfArchive(archive: LawFile, refused: RefusedFile[]): AsyncGenerator<LawFile> {
  const refuse = (code: string): void => void refused.push({ file: archive.file, reason: { code } })
  const found = await listing(await archive.read(), false).catch(() => undefined)
  if (!found) return refuse('law.not-archive')
  const { zip, entries } = found
  try {
    const fault = faultOf(entries)
    if (fault) {
      refused.push({ file: archive.file, reason: fault })
      return
    }
    const listed = entries.map((entry) => ({ entry, inner: nameInArchive(entry) }))
    for (const { entry, inner } of listed.sort((a, b) => (a.inner < b.inner ? -1 : 1))) {
      if (inner.endsWith('/') || isLeftover(inner)) continue
      const kind = kindOf(inner)
      if (kind === undefined && !isOtherDocument(inner)) continue
      if (kind === '.zip') {
        refused.push({ file: `${archive.file}/${inner}`, reason: { code: 'law.archive-inside' } })
        continue
      }
      yield {
        file: `${archive.file}/${inner}`,
        size: entry.uncompressedSize,
        read: async () => {
          const pieces: Buffer[] = []
          for await (const piece of inflatedBytes(zip, entry)) pieces.push(piece)
          return Buffer.concat(pieces)
        },
      }
    }
  } catch {
    refuse('law.not-archive')
  } finally {
    zip.close()
  }
}

/** Archives of Chinese Windows write names in GBK and do not say so. The name is a label here and never becomes a path. */
function nameInArchive(entry: { readonly fileName: string; readonly generalPurposeBitFlag: number }): string {
  const saysUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0
  const raw = 'fileNameRaw' in entry && Buffer.isBuffer(entry.fileNameRaw) ? entry.fileNameRaw : undefined
  if (saysUtf8 || !raw) return entry.fileName
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw)
    } catch {
      // Not this one.
    }
  return entry.fileName
}
