import { expect, test } from 'vitest'
import { estimate } from './estimate.ts'

test('the middle of former runs, a row, times the rows that there are', () => {
  expect(estimate([0.001, 0.001, 0.5], 4000)).toBe(4)
  expect(estimate([0.001], 52_000)).toBe(50)
  expect(estimate([0.000001], 10)).toBe(1)
})

test('nothing is said where nothing is known', () => {
  expect(estimate([], 4000)).toBeNull()
  expect(estimate([0.001], 0)).toBeNull()
})
