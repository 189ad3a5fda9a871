import { expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { limitsFrom, parseDecisionLimits } from './decision-limits.ts'

const catalogue = loadCatalogue()
const parse = (text: string) => parseDecisionLimits(`limits: [${text}]`, catalogue.limits)
const run = (text: string, days: { decided: string | null; served: string | null }) =>
  limitsFrom(parse(text), catalogue, days, ({ code }) => code).map(({ id, from, fromLabel, due }) => [id, from, fromLabel, due])

test('a limit that follows another begins where that ends', () => {
  const days = { decided: '2023-05-01', served: '2023-05-05' }
  expect(run('{ id: lit.sue-6m, from: served }, { id: nonlit.apply-window, after: lit.sue-6m }', days)).toEqual([
    // 5 November 2023 is a Sunday.
    ['lit.sue-6m', '2023-05-05', 'law.check-served', '2023-11-06'],
    ['nonlit.apply-window', '2023-11-06', 'law.check-after', '2024-02-06'],
  ])
})

test('without a day there is no limit; the decision stands in for service', () => {
  expect(run('{ id: lit.sue-6m, from: served }', { decided: null, served: null })).toEqual([])
  expect(run('{ id: penalty.service, from: decided }', { decided: null, served: '2023-05-05' })).toEqual([])
  expect(run('{ id: lit.sue-6m, from: served }', { decided: '2023-05-01', served: null })[0]![2]).toBe('law.check-decided-for-served')
})

test('a limit that nobody knows, or that follows one that is not above it, is a mistake', () => {
  expect(() => parse('{ id: penalty.nothing, from: served }')).toThrow('no limit')
  expect(() => parse('{ id: nonlit.apply-window, after: lit.sue-6m }')).toThrow('not above')
})
