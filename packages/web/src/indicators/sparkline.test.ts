import { expect, test } from 'vitest'
import { figureText, percentOf } from './sparkline.ts'

test('the greatest figure is at the top, gaps are left out, a level line lies in the middle', () => {
  expect(percentOf([{ value: 0 }, { value: null }, { value: 10 }])).toEqual([
    { x: 0, y: 27 },
    { x: 100, y: 3 },
  ])
  expect(percentOf([{ value: 4 }, { value: 4 }]).map(({ y }) => y)).toEqual([15, 15])
  expect(percentOf([])).toEqual([])
})

test.each([
  ['33.333333', '33.33'],
  ['100', '100'],
  ['1234567', '1,234,567'],
  ['0.5', '0.5'],
  ['0.999999', '1'],
  ['-1234.5', '-1,234.5'],
  ['云岑县', '云岑县'],
  [null, '—'],
])('%s is written %s', (text, shown) => {
  expect(figureText(text)).toBe(shown)
})
