import type { CheckedCitation } from '@xiezhi/platform/contract/law-check'
import { expect, test } from 'vitest'
import { chineseNumber } from '../../ui/article.ts'
import { type Fault, placesOf, placeText, stepPlace, worst } from './findings.ts'

const fault = (severity: Fault['severity']): Fault => ({ kind: 'renumbered', severity, explanation: '', rule: 'R3', instead: null })
const citation = (start: number, end: number, faults: readonly Fault[] = []): CheckedCitation => ({
  start,
  end,
  raw: '',
  law: '行政处罚法',
  article: 46,
  sub: 0,
  paragraph: null,
  item: null,
  onDecision: null,
  onAct: null,
  faults: [...faults],
})

test('a place to press tells all its faults and the worst of them', () => {
  const places = placesOf([citation(30, 40, [fault('low')]), citation(0, 10), citation(35, 44, [fault('high'), fault('list')])])
  expect(places.map(({ start, end, faults, worst: most }) => [start, end, faults, most])).toEqual([
    [0, 10, 0, undefined],
    [30, 44, 3, 'high'],
  ])
  expect(worst([])).toBeUndefined()
})

test('stepping goes round, and over the faultless when only faults are wanted', () => {
  const places = placesOf([citation(0, 5), citation(10, 15, [fault('low')]), citation(20, 25), citation(30, 35, [fault('high')])])
  expect(stepPlace(places, undefined, 1, false)).toBe(0)
  expect(stepPlace(places, undefined, -1, false)).toBe(3)
  expect(stepPlace(places, 3, 1, false)).toBe(0)
  expect(stepPlace(places, 1, 1, true)).toBe(3)
  expect(stepPlace(places, 1, -1, true)).toBe(3)
  expect(stepPlace(placesOf([citation(0, 5)]), undefined, 1, true)).toBeUndefined()
})

test('a place in law is written whole', () => {
  expect(placeText({ article: 17, sub: 1, paragraph: 2, item: 3 }, chineseNumber, 'zh-CN')).toBe('第十七条之一第二款第三项')
  expect(placeText({ article: 17, sub: 0, paragraph: 2, item: null }, chineseNumber, 'en')).toBe('art. 17 para. 2')
  expect(placeText({ article: null, sub: 0, paragraph: null, item: null }, chineseNumber, 'zh-CN')).toBe('')
})
