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
  /** Seals of before, until everything is sealed anew: they open, and never seal. */
  readonly older?: readonly SealKey[]
}
export interface SealKey {
  readonly cipher: Buffer
  readonly mac: Buffer
}

const keyFile = z.strictObject({
  version: z.literal(1),
  token: z.string().regex(/^[0-9a-f]{64}$/),
  clue: z.string().regex(/^[0-9a-f]{64}$/),
  sealCipher: z.string().regex(/^[0-9a-f]{32}$/),
  sealMac: z.string().regex(/^[0-9a-f]{64}$/),
})
type KeyFile = z.infer<typeof keyFile>

/** While seals are changed: the last of several is the one that seals. */
const sealText = z.strictObject({ cipher: keyFile.shape.sealCipher, mac: keyFile.shape.sealMac })
const severalSeals = z.strictObject({
  version: z.literal(2),
  token: keyFile.shape.token,
  clue: keyFile.shape.clue,
  seals: z.array(sealText).min(1).max(20),
})

const fromFile = (keys: KeyFile): Keyring => ({
  token: Buffer.from(keys.token, 'hex'),
  clue: Buffer.from(keys.clue, 'hex'),
  sealCipher: Buffer.from(keys.sealCipher, 'hex'),
  sealMac: Buffer.from(keys.sealMac, 'hex'),
})

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Keys out of their text; undefined where it is none. What is wrong is not said, since it would quote a key. */
export function parseKeys(text: string): Keyring | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const plain = keyFile.safeParse(json)
  if (plain.success) return fromFile(plain.data)
  const several = severalSeals.safeParse(json)
  if (!several.success) return undefined
  const { token, clue, seals } = several.data
  const all = seals.map(({ cipher, mac }) => ({ cipher: Buffer.from(cipher, 'hex'), mac: Buffer.from(mac, 'hex') }))
  const last = all[all.length - 1]!
  return {
    token: Buffer.from(token, 'hex'),
    clue: Buffer.from(clue, 'hex'),
    sealCipher: last.cipher,
    sealMac: last.mac,
    older: all.slice(0, -1),
  }
}

export const writeKeys = (keys: Keyring): string => {
  const hex = ({ cipher, mac }: SealKey) => ({ cipher: cipher.toString('hex'), mac: mac.toString('hex') })
  const token = keys.token.toString('hex')
  const clue = keys.clue.toString('hex')
  const last = hex({ cipher: keys.sealCipher, mac: keys.sealMac })
  const older = (keys.older ?? []).map(hex)
  const file =
    older.length === 0
      ? ({ version: 1, token, clue, sealCipher: last.cipher, sealMac: last.mac } satisfies KeyFile)
      : { version: 2, token, clue, seals: [...older, last] }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The keys as everybody holds them, exchanged in one place while the server goes on. */
export function liveKeyring(first: Keyring): { readonly keys: Keyring; replace(next: Keyring): void } {
  let now = first
  return {
    keys: {
      get token() {
        return now.token
      },
      get clue() {
        return now.clue
      },
      get sealCipher() {
        return now.sealCipher
      },
      get sealMac() {
        return now.sealMac
      },
      get older() {
        return now.older ?? []
      },
    },
    replace: (next) => {
      now = next
    },
  }
}

export const freshSeal = (): SealKey => ({ cipher: randomBytes(16), mac: randomBytes(32) })

export function loadKeyring(path: string): Keyring {
  const keys = parseKeys(readFileSync(path, 'utf8'))
  if (!keys) throw new Error(`no keys in ${path}`)
  return keys
}

/** Loads the keys, or makes them on the first start: readable by the owner alone, and on the disk before anything is encrypted with them. */
export function openKeyring(path: string): Keyring {
  try {
    return loadKeyring(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const seal = freshSeal()
  const fresh: Keyring = { token: randomBytes(32), clue: randomBytes(32), sealCipher: seal.cipher, sealMac: seal.mac }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, writeKeys(fresh))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return fresh
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
