import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Keyring, SealKey } from './secrecy/keyring.ts'

/**
 * What agencies handed over, kept as it came, by the hash of its bytes. It holds people's numbers in the clear, so it is sealed:
 * SM4-CTR, then HMAC-SM3 over initial block and text at the end of the file.
 */
const ivLength = 16
const macLength = 32

/** Keys of their own, so that no key does two things. */
const keysOf = ({ mac }: Pick<SealKey, 'mac'>): SealKey => ({
  cipher: createHmac('sm3', mac).update('raw file cipher').digest().subarray(0, 16),
  mac: createHmac('sm3', mac).update('raw file mac').digest(),
})
/** The seal that seals now first, then those of before. */
const ringOf = (keyring: Keyring): readonly SealKey[] => [{ mac: keyring.sealMac }, ...(keyring.older ?? [])].map(keysOf)

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
  /** Seals anew what is sealed with a seal of before, file by file; each is there whole in the one form or the other. */
  reseal(signal: AbortSignal, onFile: (done: number, total: number) => void): Promise<{ resealed: number; damaged: number }>
  /** Whether the bytes are there; whoever asks means to use them, so they stay for a while. */
  has(sha256: string): boolean
  /** Removes the bytes for good; false when somebody is just now bringing them in. Bytes that are gone already are no mistake. */
  destroy(sha256: string): Promise<boolean>
  /** Removes what a killed process had begun to keep, and bytes that nothing names; tells how many files. */
  sweep(named: ReadonlySet<string>): Promise<number>
}

/** Whoever has just kept or asked for bytes is about to name them in the store: so long they are not destroyed. */
const leaseMs = 600_000

export function openRawFiles(dir: string, keyring: Keyring, clock: () => Date): RawFiles {
  const leases = new Map<string, number>()
  const lease = (sha256: string): void => {
    leases.set(sha256, clock().getTime() + leaseMs)
  }
  /** Files on their way in. */
  const under = new Set<Promise<void>>()
  const placeOf = (sha256: string): string => join(dir, sha256.slice(0, 2), `${sha256}.sealed`)

  return {
    async sweep(named) {
      const all = existsSync(dir) ? await readdir(dir, { recursive: true }) : []
      let removed = 0
      for (const name of all) {
        const [, sha256] = /([0-9a-f]{64})\.sealed$/.exec(name) ?? []
        // A store that names nothing at all is more likely the wrong store than an office without files.
        const unnamed = sha256 !== undefined && named.size > 0 && !named.has(sha256)
        if (!unnamed && !name.includes('.sealed.tmp-')) continue
        await rm(join(dir, name), { force: true })
        removed += 1
      }
      return removed
    },

    has(sha256) {
      lease(sha256)
      return existsSync(placeOf(sha256))
    },

    async destroy(sha256) {
      if ((leases.get(sha256) ?? 0) > clock().getTime()) return false
      const place = placeOf(sha256)
      if (!existsSync(place)) return true
      await rm(place)
      await syncPath(dirname(place))
      return true
    },

    async keep(path, sha256) {
      lease(sha256)
      const place = placeOf(sha256)
      if (existsSync(place)) return
      const sealing = sealInto(createReadStream(path), place)
      under.add(sealing)
      try {
        await sealing
      } finally {
        under.delete(sealing)
      }
    },

    async restore(sha256, path) {
      const place = placeOf(sha256)
      const found = await sealOf(place, ringOf(keyring))
      if (!found) return false
      await mkdir(dirname(path), { recursive: true })
      await pipeline(await opened(place, found), createWriteStream(path, { mode: 0o600 }))
      return true
    },

    async reseal(signal, onFile) {
      // What is being kept just now may have begun with the seal of before.
      await Promise.allSettled([...under])
      const all = existsSync(dir) ? await readdir(dir, { recursive: true }) : []
      const names = all.filter((name) => name.endsWith('.sealed')).sort()
      const outcome = { resealed: 0, damaged: 0 }
      for (const [index, name] of names.entries()) {
        signal.throwIfAborted()
        onFile(index, names.length)
        const place = join(dir, name)
        const ring = ringOf(keyring)
        const found = await sealOf(place, ring)
        if (!found) outcome.damaged += 1
        else if (found.seal !== ring[0]) {
          await sealInto(await opened(place, found), place)
          outcome.resealed += 1
        }
      }
      return outcome
    },
  }

  /** Written beside and moved into place; a file that was there before is replaced in one step. */
  async function sealInto(source: AsyncIterable<Buffer>, place: string): Promise<void> {
    const [keys] = ringOf(keyring)
    if (!keys) return
    await mkdir(dirname(place), { recursive: true })
    const temporary = `${place}.tmp-${randomBytes(6).toString('hex')}`
    const iv = randomBytes(ivLength)
    const cipher = createCipheriv('sm4-ctr', keys.cipher, iv)
    const mac = createHmac('sm3', keys.mac).update(iv)
    async function* sealed(plain: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
      yield iv
      for await (const chunk of plain) {
        const text = cipher.update(chunk)
        mac.update(text)
        yield text
      }
      yield mac.digest()
    }
    await pipeline(source, sealed, createWriteStream(temporary, { mode: 0o600 }))
    await moveInto(temporary, place)
  }
}

interface FoundSeal {
  readonly seal: SealKey
  /** Where the text ends and the authentication begins. */
  readonly end: number
}

/** The seal that a file is closed with; undefined where none fits: it was changed, or is gone. */
async function sealOf(place: string, ring: readonly SealKey[]): Promise<FoundSeal | undefined> {
  const size = await stat(place).then(
    (s) => s.size,
    () => 0,
  )
  if (size < ivLength + macLength) return undefined
  const end = size - macLength
  const macs = ring.map((seal) => ({ seal, mac: createHmac('sm3', seal.mac) }))
  for await (const chunk of createReadStream(place, { end: end - 1 })) for (const { mac } of macs) mac.update(chunk)
  const [stored] = await readAll(createReadStream(place, { start: end }))
  const fitting = macs.find(({ mac }) => stored !== undefined && timingSafeEqual(mac.digest(), stored))
  return fitting && { seal: fitting.seal, end }
}

async function opened(place: string, { seal, end }: FoundSeal): Promise<Readable> {
  const [iv] = await readAll(createReadStream(place, { end: ivLength - 1 }))
  const decipher = createDecipheriv('sm4-ctr', seal.cipher, iv ?? Buffer.alloc(ivLength))
  const text = end > ivLength ? createReadStream(place, { start: ivLength, end: end - 1 }) : Readable.from([])
  return text.on('error', (error: Error) => decipher.destroy(error)).pipe(decipher)
}

async function readAll(stream: Readable): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return [Buffer.concat(chunks)]
}

export const removeQuietly = (path: string): Promise<void> => rm(path, { recursive: true, force: true })
