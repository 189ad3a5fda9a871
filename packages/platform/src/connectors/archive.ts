import { createWriteStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Message } from '@xiezhi/engine/message'
import type { Entry, ZipFile } from 'yauzl'
import { inflatedBytes, listing } from './zip.ts'

/** A file in an archive, unpacked to a place of our choosing: its name is shown, and never becomes a path. */
export interface Member {
  readonly name: string
  readonly path: string
  /** Why nothing of it could be unpacked; then there is nothing at the path. */
  readonly broken?: Message
}

/** More files than anybody hands over in one: a backup of a disk, not data. */
const mostMembers = 500

/** What packers and systems put beside the files. */
const besides = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i

/** The name as it was meant: in UTF-8 where it is, else in GB 18030, which Chinese packers use without saying so. */
function nameOf(entry: Entry): string {
  const raw: unknown = 'fileNameRaw' in entry ? entry.fileNameRaw : undefined
  if (!(raw instanceof Buffer)) return entry.fileName
  for (const label of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(raw)
    } catch {
      // Not in this one.
    }
  }
  return entry.fileName
}

async function unpacked(zip: ZipFile, entry: Entry, target: string, signal: AbortSignal | undefined): Promise<Message | undefined> {
  try {
    await pipeline(Readable.from(inflatedBytes(zip, entry)), createWriteStream(target), { signal })
    return undefined
  } catch (error) {
    const fault = faultOfMember(error, signal)
    if (!fault) throw error
    return fault
  }
}

/** Too many files, told from the directory before anything is unpacked. */
export class TooManyMembers extends Error {
  readonly refusal: Message = { code: 'file.archive-many', values: { most: mostMembers } }
}

/** What is wrong with one file alone: others of the archive may be sound. A full disk or a stopped import is nobody's but ours. */
function faultOfMember(error: unknown, signal: AbortSignal | undefined): Message | undefined {
  if (signal?.aborted || !(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code === '' || code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' ? { code: 'file.member-damaged' } : undefined
}

/**
 * Unpacks the files of an archive that `kindOf` has let pass, one at a time: each is gone when the next is asked for. What comes out is
 * never more than the directory has said, which the limits on size and proportion were held against.
 */
export async function* archiveMembers(path: string, base: string, signal?: AbortSignal): AsyncGenerator<Member> {
  const { zip, entries } = await listing(path, false)
  try {
    const files = entries.map((entry) => ({ entry, name: nameOf(entry) })).filter(({ name }) => !/[\\/]$/.test(name) && !besides.test(name))
    if (files.length > mostMembers) throw new TooManyMembers()
    for (const [index, { entry, name }] of files.entries()) {
      signal?.throwIfAborted()
      const target = `${base}-${index + 1}`
      const shown = name.replaceAll('\\', '/')
      try {
        const broken = (entry.generalPurposeBitFlag & 1) === 0 ? await unpacked(zip, entry, target, signal) : { code: 'file.encrypted' }
        yield { name: shown, path: target, ...(broken && { broken }) }
      } finally {
        await unlink(target).catch(() => undefined)
      }
    }
  } finally {
    zip.close()
  }
}
