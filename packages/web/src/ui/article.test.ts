import { expect, test } from 'vitest'
import { basisText, chineseNumber, citationText } from './article.ts'

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
