import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openKeyring, scanKeyring } from './keyring.ts'
import { mask, maskText } from './mask.ts'
import { seal, unseal } from './seal.ts'
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
