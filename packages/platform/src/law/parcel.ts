import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { LawFile } from './files.ts'

/**
 * The files of one load as one file, so that it is kept, sealed and backed up like any other that somebody handed over: their bytes
 * one after another, then their names and sizes as JSON, then eight bytes that say how long that is.
 */
const listShape = z.array(z.object({ file: z.string(), size: z.number().int().nonnegative() }))

export interface ParcelWriter {
  /** How many bytes the file had. */
  add(file: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<number>
  finish(): Promise<{ readonly bytes: number; readonly sha256: string; readonly files: readonly string[] }>
  /** Closes what is open; may be called after `finish` too. */
  close(): Promise<void>
}

export async function writeParcel(path: string): Promise<ParcelWriter> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  const list: { file: string; size: number }[] = []
  let bytes = 0
  let closed = false
  const write = async (piece: Buffer): Promise<void> => {
    await handle.writeFile(piece)
    hash.update(piece)
    bytes += piece.length
  }
  const close = async (): Promise<void> => {
    if (!closed) await handle.close()
    closed = true
  }
  return {
    async add(file, pieces) {
      const before = bytes
      for await (const piece of pieces) await write(piece)
      list.push({ file, size: bytes - before })
      return bytes - before
    },
    async finish() {
      const names = Buffer.from(JSON.stringify(list))
      const length = Buffer.alloc(8)
      length.writeBigUInt64BE(BigInt(names.length))
      await write(Buffer.concat([names, length]))
      await close()
      return { bytes, sha256: hash.digest('hex'), files: list.map(({ file }) => file) }
    },
    close,
  }
}

const piece = async (handle: FileHandle, from: number, size: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, from)
  return buffer.subarray(0, bytesRead)
}

/** The files of a parcel; each is read when it is asked for. */
export async function openParcel(path: string): Promise<{ readonly files: readonly LawFile[]; close(): Promise<void> }> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const length = Number((await piece(handle, size - 8, 8)).readBigUInt64BE())
    const list = listShape.parse(JSON.parse((await piece(handle, size - 8 - length, length)).toString('utf8')))
    let at = 0
    const files = list.map(({ file, size }) => {
      const from = at
      at += size
      return { file, size, read: () => piece(handle, from, size) }
    })
    return { files, close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}
