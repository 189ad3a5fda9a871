import { createCipheriv, createHmac } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Keyring } from '../data/secrecy/keyring.ts'

/**
 * What has arrived of files that come in parts: a file each, whose length is how much has arrived, so that nothing has to be remembered beside it.
 * It holds people's numbers, so it is never on the disk in the clear: SM4 in counter mode goes on at any place. Its key is drawn from the token key,
 * which stays when seals are changed, and from the upload's id, so that no two files share one.
 */
export interface Parts {
  received(id: string): Promise<number>
  /** Adds what comes, at most up to `most` bytes in all, and tells how much has arrived then; also what came before a line broke stays. */
  add(id: string, offset: number, most: number, stream: Readable): Promise<number>
  read(id: string): Readable
  remove(id: string): Promise<void>
  /** Removes what no upload is unfinished for. */
  sweep(unfinished: ReadonlySet<string>): Promise<number>
}

const block = 16

export function openParts(dir: string, keys: Keyring): Parts {
  const pathOf = (id: string): string => join(dir, id)
  const cipherAt = (id: string, offset: number) => {
    const key = createHmac('sm3', keys.token).update(`upload in parts ${id}`).digest().subarray(0, block)
    const counter = Buffer.alloc(block)
    counter.writeBigUInt64BE(BigInt(Math.floor(offset / block)), block - 8)
    const cipher = createCipheriv('sm4-ctr', key, counter)
    cipher.update(Buffer.alloc(offset % block))
    return cipher
  }
  const received = async (id: string): Promise<number> =>
    stat(pathOf(id)).then(
      ({ size }) => size,
      () => 0,
    )

  return {
    received,

    async add(id, offset, most, stream) {
      await mkdir(dir, { recursive: true })
      const file = await open(pathOf(id), existsSync(pathOf(id)) ? 'r+' : 'w+', 0o600)
      let at = offset
      try {
        const cipher = cipherAt(id, offset)
        for await (const chunk of stream) {
          const bytes: Buffer = chunk
          const some = cipher.update(bytes.subarray(0, Math.max(0, most - at)))
          if (some.length > 0) await file.write(some, 0, some.length, at)
          at += some.length
        }
      } finally {
        // What is acknowledged is on the disk, and what came before a line broke is kept.
        await file.datasync()
        await file.close()
      }
      return at
    },

    read: (id) => {
      const cipher = cipherAt(id, 0)
      return createReadStream(pathOf(id))
        .on('error', (error) => cipher.destroy(error))
        .pipe(cipher)
    },

    remove: (id) => rm(pathOf(id), { force: true }),

    async sweep(unfinished) {
      let removed = 0
      for (const name of existsSync(dir) ? await readdir(dir) : []) {
        if (unfinished.has(name)) continue
        await rm(join(dir, name), { force: true, recursive: true })
        removed += 1
      }
      return removed
    },
  }
}
