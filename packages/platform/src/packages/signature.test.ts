import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { isGood, signerOf, signingKeys } from './signature.ts'

const ring = (): Keyring => ({ token: randomBytes(32), clue: randomBytes(32), sealCipher: randomBytes(16), sealMac: randomBytes(32) })
const keys = signingKeys(ring())
const text = '{"模型":"超期送达"}'
const signatures = keys.sign(text)

test('SM2 gives the example of GM/T 0003.5-2012, annex A its due', () => {
  const key =
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
  const value =
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
  expect(isGood('message digest', { algorithm: 'sm2', key, value })).toBe(true)
  expect(isGood('message digesu', { algorithm: 'sm2', key, value })).toBe(false)
})

test('Ed25519 gives the third example of RFC 8032 its due', () => {
  const key = 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'
  const value =
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'
  // Its two bytes are no text in UTF-8; the second example is one letter.
  expect(isGood('\u00af\u0082', { algorithm: 'ed25519', key, value })).toBe(false)
  expect(
    isGood('r', {
      algorithm: 'ed25519',
      key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      value:
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    }),
  ).toBe(true)
})

describe('a signed text', () => {
  test('names its signer, the same after every start with the same keys', () => {
    const kept = ring()
    expect(signingKeys(kept).ed25519).toBe(signingKeys({ ...kept, token: randomBytes(32), sealCipher: randomBytes(16) }).ed25519)
    expect(signingKeys(kept).sm2).toBe(signingKeys(kept).sm2)
    expect(signerOf(text, signatures)).toMatchObject({ ed25519: keys.ed25519, sm2: keys.sm2 })
    expect(signerOf(text, signatures)).toHaveProperty('fingerprint', expect.stringMatching(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/))
  })

  test('is refused with any letter changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        fc.pre(letter !== text[at])
        expect(signerOf(text.slice(0, at) + letter + text.slice(at + 1), signatures)).toEqual({ bad: 'wrong' })
      }),
      { numRuns: 20 },
    )
  })

  test('is refused with one signature only, with one twice, or with one of another office', () => {
    const [first, second] = signatures
    const other = signingKeys(ring()).sign(`${text} `)
    expect(signerOf(text, [first!])).toEqual({ bad: 'missing' })
    expect(signerOf(text, [first!, first!, second!])).toEqual({ bad: 'missing' })
    expect(signerOf(text, [first!, other[1]!])).toEqual({ bad: 'wrong' })
    expect(signerOf(text, [first!, { algorithm: 'sm2', key: '04aa', value: 'bb' }])).toEqual({ bad: 'wrong' })
  })
})
