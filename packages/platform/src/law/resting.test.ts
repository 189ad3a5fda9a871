import { expect, test } from 'vitest'
import { articleOfBasis } from './resting.ts'

test('the article of a basis is told from its 之几, 款 and 项', () => {
  expect(articleOfBasis('72.1(1)')).toEqual({ article: 72, sub: 0 })
  expect(articleOfBasis('133-1')).toEqual({ article: 133, sub: 1 })
  expect(articleOfBasis('37-1.2')).toEqual({ article: 37, sub: 1 })
  expect(articleOfBasis('')).toEqual({ article: 0, sub: 0 })
})
