import { expect, test } from 'vitest'
import { articleKey, articleName, articleOfKey, articlePlace, basisText, chineseNumber, citationText } from './article.ts'

test('articles are numbered as the law numbers them', () => {
  expect([1, 10, 12, 20, 53, 100, 101, 110, 156, 200, 1010, 1260].map(chineseNumber)).toEqual([
    '一',
    '十',
    '十二',
    '二十',
    '五十三',
    '一百',
    '一百零一',
    '一百一十',
    '一百五十六',
    '二百',
    '一千零一十',
    '一千二百六十',
  ])
})

test('a basis is written as a citation', () => {
  expect(basisText('行政强制法#53', 'zh-CN')).toBe('《行政强制法》第五十三条')
  expect(citationText('行政处罚法', '72.2', 'zh-CN')).toBe('《行政处罚法》第七十二条第二款')
  expect(basisText('行政强制法#53', 'en')).toBe('《行政强制法》 art. 53')
  expect(basisText('税收征收管理法', 'zh-CN')).toBe('《税收征收管理法》')
})

test('paragraphs and items of a basis are told apart from 之一', () => {
  expect(citationText('行政强制法', '72.1(1)', 'zh-CN')).toBe('《行政强制法》第七十二条第一款第一项')
  expect(citationText('行政强制法', '64(1)', 'en')).toBe('《行政强制法》 art. 64 item 1')
  expect(articlePlace('67.3')).toEqual({ article: 67, sub: 0, paragraph: 3, item: undefined })
  expect(articlePlace('37-1')).toEqual({ article: 37, sub: 1, paragraph: undefined, item: undefined })
  expect(basisText('刑法#37-1', 'zh-CN')).toBe('《刑法》第三十七条之一')
  expect(basisText('刑法#37-1.2', 'en')).toBe('《刑法》 art. 37-1 para. 2')
  expect(articlePlace('第六十七条')).toBeUndefined()
  expect(articleName(17, 1, 'zh-CN')).toBe('第十七条之一')
  expect(articleName(17, 0, 'en')).toBe('art. 17')
})

test('an article has one key in an address, and the key is read back', () => {
  for (const [article, sub] of [
    [46, 0],
    [17, 1],
    [287, 12],
  ] as const)
    expect(articleOfKey(articleKey(article, sub))).toEqual({ article, sub })
})
