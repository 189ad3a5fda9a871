import { createCipheriv, createDecipheriv, randomFillSync, timingSafeEqual } from 'node:crypto'
import type { Keyring, SealKey } from './keyring.ts'
import { hmacSm3 } from './sm3.ts'

/**
 * A sealed value: SM4-CBC, then HMAC-SM3 over the initial block and the text (this OpenSSL has no SM4-GCM). Written as hex of
 * IV, cipher text and 16 bytes of authentication.
 */
const block = 16
const macLength = 16

/**
 * Seals many short values. A cipher object for each value costs ten times the cipher itself, so block j of all values goes
 * through one ECB cipher at a time, each chained by hand to the block before: the result is exactly CBC. All values lie behind each
 * other in one piece of memory: initial block, text with its filling, authentication.
 */
export function seal(keys: Keyring, values: readonly string[]): string[] {
  const starts = new Uint32Array(values.length + 1)
  values.forEach((value, index) => {
    const filled = (Math.floor(Buffer.byteLength(value) / block) + 1) * block
    starts[index + 1] = starts[index]! + block + filled + macLength
  })
  const end = (index: number): number => starts[index + 1]! - macLength
  const bytes = Buffer.alloc(starts[values.length]!)
  // Everything begins at a whole block: chained word by word.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  const ivs = randomFillSync(new Int32Array(values.length * 4))
  values.forEach((value, index) => {
    const at = starts[index]!
    for (let k = 0; k < 4; k++) words[at / 4 + k] = ivs[index * 4 + k]!
    const length = bytes.write(value, at + block)
    bytes.fill(end(index) - (at + block + length), at + block + length, end(index))
  })
  let live = Uint32Array.from(values, (_, index) => index)
  for (let offset = block; live.length > 0; offset += block) {
    const chained = new Int32Array(live.length * 4)
    for (let n = 0; n < live.length; n++) {
      const at = (starts[live[n]!]! + offset) / 4
      for (let k = 0; k < 4; k++) chained[n * 4 + k] = words[at + k]! ^ words[at - 4 + k]!
    }
    const cipher = createCipheriv('sm4-ecb', keys.sealCipher, null).setAutoPadding(false)
    const place = Buffer.from(chained.buffer)
    place.set(cipher.update(place))
    cipher.final()
    for (let n = 0; n < live.length; n++) {
      const at = (starts[live[n]!]! + offset) / 4
      for (let k = 0; k < 4; k++) words[at + k] = chained[n * 4 + k]!
    }
    const next = offset + block
    live = live.filter((index) => starts[index]! + next < end(index))
  }
  const hmac = hmacSm3(keys.sealMac)
  return values.map((_, index) => {
    hmac.into(bytes, starts[index]!, end(index), bytes, end(index))
    return bytes.toString('hex', starts[index]!, starts[index + 1]!)
  })
}

/** The value, or null when it was sealed with other keys or has been changed. */
export function unseal(keys: Keyring, sealed: string): string | null {
  const current = unsealWith({ cipher: keys.sealCipher, mac: keys.sealMac }, sealed)
  if (current !== null) return current
  for (const older of keys.older ?? []) {
    const value = unsealWith(older, sealed)
    if (value !== null) return value
  }
  return null
}

/** Whether it is sealed with the seal that seals now. */
export const isSealedNow = (keys: Keyring, sealed: string): boolean =>
  unsealWith({ cipher: keys.sealCipher, mac: keys.sealMac }, sealed) !== null

function unsealWith(key: SealKey, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'hex')
  if (bytes.length < 2 * block + macLength || bytes.length * 2 !== sealed.length || bytes.length % block !== 0) return null
  const body = bytes.subarray(0, -macLength)
  const mac = Buffer.alloc(macLength)
  hmacSm3(key.mac).into(body, 0, body.length, mac, 0)
  if (!timingSafeEqual(mac, bytes.subarray(-macLength))) return null
  const decipher = createDecipheriv('sm4-cbc', key.cipher, body.subarray(0, block))
  return Buffer.concat([decipher.update(body.subarray(block)), decipher.final()]).toString('utf8')
}
