import { expect, test } from 'vitest'
import { decideFlood } from './flood.ts'

const limits = { mostClues: 1000, mostTimes: 10 }

test.each([
  ['as many new ones as are allowed', { total: 1000, appearing: 1000, last: 900 }, undefined],
  ['one more', { total: 1001, appearing: 1001, last: 900 }, { limit: 'most', most: 1000 }],
  ['many, all but a few known already', { total: 4000, appearing: 5, last: 3990 }, undefined],
  ['ten times the last', { total: 500, appearing: 450, last: 50 }, undefined],
  ['more than ten times', { total: 501, appearing: 451, last: 50 }, { limit: 'times', times: 10 }],
  ['many times very few', { total: 90, appearing: 89, last: 1 }, undefined],
  ['a first run', { total: 999, appearing: 999, last: null }, undefined],
  ['after a run that found nothing', { total: 999, appearing: 999, last: 0 }, undefined],
])('%s', (_, figures, flood) => {
  expect(decideFlood(figures, limits)).toEqual(flood)
})
