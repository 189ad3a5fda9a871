import type { LawVersion } from '@xiezhi/platform/contract/law'
import { expect, test } from 'vitest'
import { articleOf, bookTitle, chosenPair, chosenVersion, numberIn } from './law-names.ts'

const version = (id: string, loaded = true): LawVersion => ({
  id,
  versionDate: id,
  number: null,
  effectiveFrom: id,
  endedOn: null,
  source: null,
  articles: null,
  loaded,
  aside: null,
  state: 'ended',
})
const list = [version('2024-01-01', false), version('2021-01-01'), version('2017-01-01'), version('2009-01-01')]

test('a title inside a title has single marks', () => {
  expect(bookTitle('最高人民法院关于适用《中华人民共和国行政诉讼法》的解释')).toBe(
    '《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》',
  )
  expect(articleOf('刑法', 17, 1, 'zh-CN')).toBe('《刑法》第十七条之一')
})

test('the version asked for is shown, else one that has a text', () => {
  expect(chosenVersion(list, list[0]!, '2009-01-01')?.id).toBe('2009-01-01')
  expect(chosenVersion(list, list[0]!, 'no such')?.id).toBe('2021-01-01')
  expect(chosenVersion(list, list[2]!, undefined)?.id).toBe('2017-01-01')
  expect(chosenVersion([list[0]!], null, undefined)?.id).toBe('2024-01-01')
  expect(chosenVersion([], null, undefined)).toBeUndefined()
})

test('two different loaded versions are compared, the newest two unless others are asked for', () => {
  const ids = (from?: string, to?: string) => {
    const pair = chosenPair(list, from, to)
    return pair && [pair.from.id, pair.to.id]
  }
  expect(ids()).toEqual(['2017-01-01', '2021-01-01'])
  expect(ids('2009-01-01', '2017-01-01')).toEqual(['2009-01-01', '2017-01-01'])
  expect(ids('2009-01-01')).toEqual(['2009-01-01', '2021-01-01'])
  expect(ids('2021-01-01', '2021-01-01')).toEqual(['2017-01-01', '2021-01-01'])
  expect(ids('2024-01-01', '2024-01-01')).toEqual(['2017-01-01', '2021-01-01'])
  expect(chosenPair([version('2021-01-01')], undefined, undefined)).toBeUndefined()
})

test('an answer’s article number is read, a place with a paragraph is left as it is', () => {
  expect(numberIn('17-1')).toMatchObject({ article: 17, sub: 1 })
  expect(numberIn('46')?.name('zh-CN')).toBe('第四十六条')
  expect(numberIn('67.3')).toBeUndefined()
})
