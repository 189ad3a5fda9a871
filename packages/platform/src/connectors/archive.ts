import { createWriteStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Message } from '@xiezhi/engine/message'
import type { Entry } from 'yauzl'
import { inflatedBytes, listing } from './zip.ts'

/** A file in an archive, unpacked to a place of our choosing: its name is shown, and never becomes a path. */
export interface Member {
  readonly name: string
  readonly path: string
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

/** Too many files, told from the directory before anything is unpacked. */
export class TooManyMembers extends Error {
  readonly refusal: Message = { code: 'file.archive-many', values: { most: mostMembers } }
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
      await pipeline(Readable.from(inflatedBytes(zip, entry)), createWriteStream(target), { signal })
      try {
        yield { name: name.replaceAll('\\', '/'), path: target }
      } finally {
        await unlink(target)
      }
    }
  } finally {
    zip.close()
  }
}
