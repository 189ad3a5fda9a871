import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openMasks } from './masks.ts'

const token = (n: number): string => createHash('md5').update(String(n)).digest('hex')

test('many tokens each have their mask, and a stranger has none', () => {
  const masks = openMasks()
  for (let n = 0; n < 30_000; n++) masks.learn(token(n), n % 3 === 0 ? `520502********${n}` : `军${n}`)
  expect(masks.size).toBe(30_000)
  for (let n = 0; n < 30_000; n++) expect(masks.of(token(n))).toBe(n % 3 === 0 ? `520502********${n}` : `军${n}`)
  expect(masks.of(token(30_000))).toBeNull()
})

test('the first mask of a token stays; lists are masked one by one; what is no token is left', () => {
  const masks = openMasks()
  masks.learn(token(1), 'a')
  masks.learn(token(1), 'b')
  masks.learn('no token', 'c')
  expect(masks.size).toBe(1)
  expect(masks.of(`${token(1)}、91512081MA62K0260E`)).toBe('a、91512081MA62K0260E')
  expect(masks.of(`${token(1)}、${token(2)}`)).toBeNull()
  expect(masks.of('no token')).toBe('no token')
})
