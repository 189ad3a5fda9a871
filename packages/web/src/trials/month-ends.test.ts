import { expect, test } from 'vitest'
import { monthEnds } from './month-ends.ts'

test('the ends of months, leap years and turns of the year among them, none after today', () => {
  expect(monthEnds('2023-12', '2024-03', '2024-03-30')).toEqual(['2023-12-31', '2024-01-31', '2024-02-29'])
  expect(monthEnds('2024-03', '2024-02', '2024-12-31')).toEqual([])
})
