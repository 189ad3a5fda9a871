import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keyring } from './keyring.ts'

/**
 * A sealed value: SM4-CBC, then HMAC-SM3 over the initial block and the text (this OpenSSL has no SM4-GCM). Written as hex of
 * IV, cipher text and 16 bytes of authentication.
 */
const block = 16
const macLength = 16

const macOf = (keys: Keyring, sealed: Buffer): Buffer => createHmac('sm3', keys.sealMac).update(sealed).digest().subarray(0, macLength)

const padded = (value: string): Buffer => {
  const bytes = Buffer.from(value, 'utf8')
  const fill = block - (bytes.length % block)
  return Buffer.concat([bytes, Buffer.alloc(fill, fill)])
}

/**
 * Seals many short values. A cipher object for each value costs ten times the cipher itself, so block j of all values goes
 * through one ECB cipher at a time, each chained by hand to the block before: the result is exactly CBC.
 */
export function seal(keys: Keyring, values: readonly string[]): string[] {
  const plain = values.map(padded)
  const ivs = randomBytes(block * values.length)
  const previous = plain.map((_, index) => ivs.subarray(index * block, (index + 1) * block))
  const parts: Buffer[][] = previous.map((iv) => [iv])
  const longest = plain.reduce((most, bytes) => Math.max(most, bytes.length), 0)
  for (let offset = 0; offset < longest; offset += block) {
    const live = plain.flatMap((bytes, index) => (bytes.length > offset ? [index] : []))
    const input = Buffer.alloc(live.length * block)
    live.forEach((index, at) => {
      const bytes = plain[index]!
      const chain = previous[index]!
      for (let k = 0; k < block; k++) input[at * block + k] = bytes[offset + k]! ^ chain[k]!
    })
    const cipher = createCipheriv('sm4-ecb', keys.sealCipher, null).setAutoPadding(false)
    const output = Buffer.concat([cipher.update(input), cipher.final()])
    live.forEach((index, at) => {
      const cut = output.subarray(at * block, (at + 1) * block)
      previous[index] = cut
      parts[index]!.push(cut)
    })
  }
  return parts.map((pieces) => {
    const sealed = Buffer.concat(pieces)
    return Buffer.concat([sealed, macOf(keys, sealed)]).toString('hex')
  })
}

/** The value, or null when it was sealed with other keys or has been changed. */
export function unseal(keys: Keyring, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'hex')
  if (bytes.length < 2 * block + macLength || bytes.length * 2 !== sealed.length || bytes.length % block !== 0) return null
  const body = bytes.subarray(0, -macLength)
  if (!timingSafeEqual(macOf(keys, body), bytes.subarray(-macLength))) return null
  const decipher = createDecipheriv('sm4-cbc', keys.sealCipher, body.subarray(0, block))
  return Buffer.concat([decipher.update(body.subarray(block)), decipher.final()]).toString('utf8')
}
