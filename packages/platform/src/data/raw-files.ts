import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Keyring } from './secrecy/keyring.ts'

/**
 * What agencies handed over, kept as it came, by the hash of its bytes. It holds people's numbers in the clear, so it is sealed:
 * SM4-CTR, then HMAC-SM3 over initial block and text at the end of the file.
 */
const ivLength = 16
const macLength = 32

/** Keys of their own, so that no key does two things. */
const keysOf = (keys: Keyring): { cipher: Buffer; mac: Buffer } => ({
  cipher: createHmac('sm3', keys.sealMac).update('raw file cipher').digest().subarray(0, 16),
  mac: createHmac('sm3', keys.sealMac).update('raw file mac').digest(),
})

export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Renames into place so that the name appears with its whole content or not at all, and stays after the process ends. */
export async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await syncPath(from)
  await rename(from, to)
  await syncPath(dirname(to))
}

/** Takes a stream to a file, and tells its size and SHA-256. */
export async function receive(stream: Readable, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await mkdir(dirname(path), { recursive: true })
  await pipeline(stream, measure, createWriteStream(path, { mode: 0o600 }))
  return { bytes, sha256: hash.digest('hex') }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

export interface RawFiles {
  keep(path: string, sha256: string): Promise<void>
  /** Puts the original bytes at the path; false when the kept file was changed or is gone. */
  restore(sha256: string, path: string): Promise<boolean>
  /** Removes what a killed process had begun to keep. */
  sweep(): Promise<void>
}

export function openRawFiles(dir: string, keyring: Keyring): RawFiles {
  const keys = keysOf(keyring)
  const placeOf = (sha256: string): string => join(dir, sha256.slice(0, 2), `${sha256}.sealed`)

  return {
    async sweep() {
      const all = existsSync(dir) ? await readdir(dir, { recursive: true }) : []
      for (const name of all) if (name.includes('.sealed.tmp-')) await rm(join(dir, name), { force: true })
    },

    async keep(path, sha256) {
      const place = placeOf(sha256)
      if (existsSync(place)) return
      await mkdir(dirname(place), { recursive: true })
      const temporary = `${place}.tmp-${randomBytes(6).toString('hex')}`
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('sm4-ctr', keys.cipher, iv)
      const mac = createHmac('sm3', keys.mac).update(iv)
      async function* sealed(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
        yield iv
        for await (const chunk of source) {
          const text = cipher.update(chunk)
          mac.update(text)
          yield text
        }
        yield mac.digest()
      }
      await pipeline(createReadStream(path), sealed, createWriteStream(temporary, { mode: 0o600 }))
      await moveInto(temporary, place)
    },

    async restore(sha256, path) {
      const place = placeOf(sha256)
      const size = await stat(place).then(
        (s) => s.size,
        () => 0,
      )
      if (size < ivLength + macLength) return false
      const end = size - macLength
      const mac = createHmac('sm3', keys.mac)
      for await (const chunk of createReadStream(place, { end: end - 1 })) mac.update(chunk)
      const stored: Buffer[] = []
      for await (const chunk of createReadStream(place, { start: end })) stored.push(chunk)
      if (!timingSafeEqual(mac.digest(), Buffer.concat(stored))) return false
      const [iv] = await readAll(createReadStream(place, { end: ivLength - 1 }))
      const decipher = createDecipheriv('sm4-ctr', keys.cipher, iv ?? Buffer.alloc(ivLength))
      await mkdir(dirname(path), { recursive: true })
      const text = end > ivLength ? createReadStream(place, { start: ivLength, end: end - 1 }) : Readable.from([])
      await pipeline(text, decipher, createWriteStream(path, { mode: 0o600 }))
      return true
    },
  }
}

async function readAll(stream: Readable): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return [Buffer.concat(chunks)]
}

export const removeQuietly = (path: string): Promise<void> => rm(path, { recursive: true, force: true })
