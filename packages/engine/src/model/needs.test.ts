import { expect, test } from 'vitest'
import { lacksOf } from './model.ts'

const withdrawn = 'penalty_decision.record_status | penalty_change'

test('of alternatives one is enough, be it a field or a dataset', () => {
  const fields = (...names: string[]): ReadonlySet<string> => new Set(names)
  expect(lacksOf([withdrawn], new Map([['penalty_decision', fields('record_status')]]))).toEqual([])
  expect(lacksOf([withdrawn], new Map([['penalty_change', fields()]]))).toEqual([])
  expect(lacksOf([withdrawn], new Map([['penalty_decision', fields('fine_amount')]]))).toEqual([withdrawn])
  expect(lacksOf([withdrawn, 'agency'], new Map([['penalty_change', fields()]]))).toEqual(['agency'])
})
