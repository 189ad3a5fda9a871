import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** The keys of an installation. Whoever has them and the data folder can read what was sealed: they are backed up apart from it. */
export interface Keyring {
  /** Tokens: the same number gives the same token, for as long as this key is kept. */
  readonly token: Buffer
  /** Clue ids. */
  readonly clue: Buffer
  readonly sealCipher: Buffer
  readonly sealMac: Buffer
}

const keyFile = z.strictObject({
  version: z.literal(1),
  token: z.string().regex(/^[0-9a-f]{64}$/),
  clue: z.string().regex(/^[0-9a-f]{64}$/),
  sealCipher: z.string().regex(/^[0-9a-f]{32}$/),
  sealMac: z.string().regex(/^[0-9a-f]{64}$/),
})
type KeyFile = z.infer<typeof keyFile>

const fromFile = (keys: KeyFile): Keyring => ({
  token: Buffer.from(keys.token, 'hex'),
  clue: Buffer.from(keys.clue, 'hex'),
  sealCipher: Buffer.from(keys.sealCipher, 'hex'),
  sealMac: Buffer.from(keys.sealMac, 'hex'),
})

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

export function loadKeyring(path: string): Keyring {
  return fromFile(keyFile.parse(JSON.parse(readFileSync(path, 'utf8'))))
}

/** Loads the keys, or makes them on the first start: readable by the owner alone, and on the disk before anything is encrypted with them. */
export function openKeyring(path: string): Keyring {
  try {
    return loadKeyring(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const fresh: KeyFile = {
    version: 1,
    token: randomBytes(32).toString('hex'),
    clue: randomBytes(32).toString('hex'),
    sealCipher: randomBytes(16).toString('hex'),
    sealMac: randomBytes(32).toString('hex'),
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${JSON.stringify(fresh, null, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return fromFile(fresh)
}

const derived = (label: string): Buffer => createHmac('sm3', 'xiezhi scan').update(label).digest()

/**
 * The fixed keys of `scan`: it keeps nothing, and two people who scan the same files must get the same clue ids. They protect
 * nothing by themselves; what scan prints is masked.
 */
export const scanKeyring = (): Keyring => ({
  token: derived('token'),
  clue: derived('clue'),
  sealCipher: derived('seal-cipher').subarray(0, 16),
  sealMac: derived('seal-mac'),
})
