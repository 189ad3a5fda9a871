import { expect, test } from 'vitest'
import { articleAnchor, headingLevels, outlineOf, wordsOf } from './outline.ts'

const article = (number: number, sub = 0) => ({
  kind: 'article' as const,
  article: { article: number, sub, paragraphs: [{ text: `甲${number}`, items: [{ item: 1, text: '（一）乙' }] }] },
})
const heading = (depth: number, text: string) => ({ kind: 'heading' as const, depth, text })

test('headings stand under wider ones and know the articles that they reach over', () => {
  const outline = outlineOf([
    heading(1, '第一编'),
    heading(3, '第一章'),
    article(1),
    article(2),
    heading(3, '第二章'),
    heading(4, '第一节'),
    article(3),
    article(3, 1),
    heading(1, '第二编'),
    article(4),
  ])
  expect(outline.map(({ text }) => text)).toEqual(['第一编', '第二编'])
  expect(outline[0]!.under.map(({ text }) => text)).toEqual(['第一章', '第二章'])
  expect([outline[0]!.first?.article, outline[0]!.last?.article, outline[0]!.last?.sub]).toEqual([1, 3, 1])
  expect(outline[0]!.under[0]!.last?.article).toBe(2)
  expect(outline[0]!.under[1]!.under[0]).toMatchObject({ text: '第一节', anchor: 'h5' })
  expect(outline[1]!.first?.article).toBe(4)
})

test('a text without headings has no outline, and an empty heading has no articles', () => {
  expect(outlineOf([article(1)])).toEqual([])
  expect(outlineOf([heading(2, '附则')])[0]).toMatchObject({ first: undefined, last: undefined })
})

test('levels on the page have no holes', () => {
  expect([...headingLevels([heading(1, ''), heading(4, ''), heading(3, '')])]).toEqual([
    [1, 0],
    [3, 1],
    [4, 2],
  ])
})

test('anchors hold nothing that a selector stumbles over', () => {
  expect([articleAnchor(46, 0), articleAnchor(17, 1)]).toEqual(['a46', 'a17-1'])
  expect(wordsOf(article(1).article)).toBe('甲1\n（一）乙')
})
