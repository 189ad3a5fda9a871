import { createHash, createHmac, createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import type { Keyring } from '../data/secrecy/keyring.ts'
import type { Signature } from './content.ts'

/**
 * Two signatures under every package: SM2 with SM3 (GB/T 32918.2-2016, the signer's id as GM/T 0009 has it by default) for offices
 * that must use the state's algorithms, Ed25519 (RFC 8032) for whoever checks with common tools. Both keys are derived from the key
 * that clue ids are made with: it never changes and is kept apart from the data, so an office stays the same signer after a restore
 * and there is no further secret to lose.
 */
export interface SigningKeys {
  /** Hex of the raw public keys. */
  readonly ed25519: string
  readonly sm2: string
  sign(text: string): readonly Signature[]
}

const seedOf = (keys: Keyring, label: string): Buffer => createHmac('sm3', keys.clue).update(`xiezhi package ${label}`).digest()

// PKCS #8 of an Ed25519 key is this head and the seed (RFC 8410, section 7).
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export function signingKeys(keys: Keyring): SigningKeys {
  const secret = createPrivateKey({ key: Buffer.concat([ed25519Head, seedOf(keys, 'ed25519')]), format: 'der', type: 'pkcs8' })
  const ed25519 = Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex')
  const scalar = scalarOf(keys)
  const sm2Key = sm2.getPublicKeyFromPrivateKey(scalar)
  return {
    ed25519,
    sm2: sm2Key,
    sign: (text) => [
      { algorithm: 'ed25519', key: ed25519, value: signWith(null, Buffer.from(text), secret).toString('hex') },
      { algorithm: 'sm2', key: sm2Key, value: sm2.doSignature(bytesOf(text), scalar, { hash: true, publicKey: sm2Key }) },
    ],
  }
}

/** A secret of SM2 lies between 1 and n − 2; nearly every number of 256 bits does, and the next is taken where one does not. */
const order = BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123')
function scalarOf(keys: Keyring): string {
  for (let turn = 0; ; turn++) {
    const hex = seedOf(keys, `sm2 ${turn}`).toString('hex')
    const number = BigInt(`0x${hex}`)
    if (number >= 1n && number <= order - 2n) return hex
  }
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

/** Is it a signature of this text by the key that it names? */
export function isGood(text: string, { algorithm, key, value }: Signature): boolean {
  try {
    if (algorithm === 'sm2') return sm2.verifyPublicKey(key) && sm2.doVerifySignature(bytesOf(text), value, key, { hash: true })
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'hex').toString('base64url') }
    return verifyWith(null, Buffer.from(text), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(value, 'hex'))
  } catch {
    // A key or signature that is none at all.
    return false
  }
}

export interface Signer {
  readonly ed25519: string
  readonly sm2: string
  readonly fingerprint: string
}

/** Who signed, when both signatures are there once and good; why not otherwise. */
export function signerOf(text: string, signatures: readonly Signature[]): Signer | { readonly bad: 'missing' | 'wrong' } {
  const [one, two] = (['ed25519', 'sm2'] as const).map((algorithm) => signatures.filter((signature) => signature.algorithm === algorithm))
  if (one?.length !== 1 || two?.length !== 1) return { bad: 'missing' }
  if (!signatures.every((signature) => isGood(text, signature))) return { bad: 'wrong' }
  const keys = { ed25519: one[0]?.key ?? '', sm2: two[0]?.key ?? '' }
  return { ...keys, fingerprint: fingerprintOf(keys) }
}

/** What two people compare by telephone: 32 hexadecimal digits of the SM3 of both keys, in groups of four. */
export const fingerprintOf = ({ ed25519, sm2: second }: { readonly ed25519: string; readonly sm2: string }): string =>
  (createHash('sm3').update(`${ed25519} ${second}`).digest('hex').slice(0, 32).match(/.{4}/g) ?? []).join(' ')
