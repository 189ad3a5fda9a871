import { createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openKeyring, scanKeyring } from './keyring.ts'
import { mask, maskText } from './mask.ts'
import { seal, unseal } from './seal.ts'
import { hmacSm3 } from './sm3.ts'
import { token, tokens } from './token.ts'

const keys = scanKeyring()

test('makes the keys once, for the owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-keys-'))
  const path = join(folder, 'keys', 'keys.json')
  const made = openKeyring(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(openKeyring(path)).toEqual(made)
  expect(token(made, '11010519491231002X')).not.toBe(token(keys, '11010519491231002X'))
  rmSync(folder, { recursive: true })
})

test('gives one number one token', () => {
  expect(token(keys, '11010519491231002X')).toMatch(/^[0-9a-f]{32}$/)
  expect([...tokens(keys, ['a', 'b', 'a'])]).toEqual([
    ['a', token(keys, 'a')],
    ['b', token(keys, 'b')],
  ])
})

test('opens what it sealed, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 20 }), (values) => {
      const sealed = seal(keys, values)
      expect(sealed.map((each) => unseal(keys, each))).toEqual(values)
    }),
  )
  const [one] = seal(keys, ['11010519491231002X'])
  expect(one).not.toContain(Buffer.from('1101').toString('hex'))
  for (let at = 0; at < one!.length; at++) {
    const changed = `${one!.slice(0, at)}${one![at] === '0' ? '1' : '0'}${one!.slice(at + 1)}`
    expect(unseal(keys, changed)).toBeNull()
  }
  expect(unseal({ ...keys, sealMac: keys.token }, one!)).toBeNull()
  expect(unseal(keys, '')).toBeNull()
  expect(unseal(keys, 'zz')).toBeNull()
})

test('hashes and seals as the library does', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 80 })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), texts, (bytes, text) => {
      const key = Buffer.from(bytes)
      const whole = createHmac('sm3', key).update(text).digest()
      expect(hmacSm3(key).hex(text)).toBe(whole.toString('hex', 0, 16))
      const given = Buffer.from(`--${text}`)
      const out = Buffer.alloc(20)
      hmacSm3(key).into(given, 2, given.length, out, 4)
      expect(out.subarray(4)).toEqual(whole.subarray(0, 16))
    }),
  )
  // A key of its own for each cut: all lengths around the borders of a block.
  const key = randomBytes(32)
  for (let length = 0; length < 140; length++)
    expect(hmacSm3(key).hex('a'.repeat(length))).toBe(createHmac('sm3', key).update('a'.repeat(length)).digest('hex').slice(0, 32))
  for (const [index, text] of ['', 'a'.repeat(15), 'b'.repeat(16), '520502198001011234', '住'.repeat(40)].entries()) {
    const sealed = Buffer.from(seal(keys, ['x', text, 'y'.repeat(index * 9)])[1]!, 'hex')
    const open = createDecipheriv('sm4-cbc', keys.sealCipher, sealed.subarray(0, 16))
    expect(Buffer.concat([open.update(sealed.subarray(16, -16)), open.final()]).toString()).toBe(text)
    expect(sealed.subarray(-16)).toEqual(createHmac('sm3', keys.sealMac).update(sealed.subarray(0, -16)).digest().subarray(0, 16))
  }
})

test('shows the first six and last four of an identity number', () => {
  expect(mask('520502198001011234')).toBe('520502********1234')
  expect(mask('11010519491231002X')).toBe('110105********002X')
  expect(mask('110105491231002')).toBe('110105*****1002')
  expect(mask('13812345678')).toBe('138****5678')
  expect(mask('E12345678')).toBe('E1*****78')
  expect(mask('12')).toBe('**')
})

test('masks numbers of people inside text, and leaves other numbers alone', () => {
  expect(maskText('张三（身份证号：520502198001011234，电话13812345678）')).toBe('张三（身份证号：520502********1234，电话138****5678）')
  expect(maskText('决定书 520502201900012345678 号，信用代码91512081MA62K0260E')).toBe(
    '决定书 520502201900012345678 号，信用代码91512081MA62K0260E',
  )
  fc.assert(fc.property(fc.string(), (text) => maskText(maskText(text)) === maskText(text)))
})
