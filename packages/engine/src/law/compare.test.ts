import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareArticles } from './compare.ts'
import { differences } from './differences.ts'
import type { Article } from './statute.ts'

const article = (number: number, text: string, sub = 0): Article => ({
  article: number,
  sub,
  under: [],
  paragraphs: [{ text, items: [] }],
  line: number,
})
const texts = [
  '晒谷应当在晴天进行，不得占用道路。',
  '翻谷每日不少于三次，由村委会记录。',
  '收谷时应当清点数量，并出具收据。',
  '碾谷的费用由谷主负担，另有约定的除外。',
  '违反本办法占用道路晒谷的，处五十元罚款。',
]
const statute = (...list: readonly string[]) => list.map((text, index) => article(index + 1, text))
const shown = (older: readonly Article[], newer: readonly Article[], moves?: Parameters<typeof compareArticles>[2]) =>
  compareArticles(older, newer, moves).map(
    ({ old, new: now, change, certain }) => `${old?.article ?? ''}>${now?.article ?? ''} ${change}${certain ? '' : '?'}`,
  )

describe('which articles belong together', () => {
  test('nothing changed', () => {
    expect(shown(statute(...texts), statute(...texts))).toEqual(texts.map((_, index) => `${index + 1}>${index + 1} same`))
  })

  test('an article put in moves the numbers after it, by likeness and so as a lead', () => {
    const newer = statute(texts[0]!, '谷仓应当防火防潮，配备灭火器材。', ...texts.slice(1))
    expect(shown(statute(...texts), newer)).toEqual([
      '1>1 same',
      '>2 added',
      '2>3 renumbered?',
      '3>4 renumbered?',
      '4>5 renumbered?',
      '5>6 renumbered?',
    ])
  })

  test('an article dropped stands where it stood', () => {
    expect(shown(statute(...texts), statute(texts[0]!, ...texts.slice(2)))).toEqual([
      '1>1 same',
      '2> removed',
      '3>2 renumbered?',
      '4>3 renumbered?',
      '5>4 renumbered?',
    ])
  })

  test('changed in its place, moved elsewhere, replaced by another', () => {
    const newer = statute(
      texts[4]!,
      '翻谷每日不少于五次，由村委会记录。',
      '谷仓应当防火防潮，配备灭火器材。',
      texts[3]!,
      '晒谷应当在晴天进行，不得占用道路。',
    )
    expect(shown(statute(...texts), newer)).toEqual([
      '5>1 renumbered?',
      '2>2 changed',
      '3> removed',
      '>3 added',
      '4>4 same',
      '1>5 renumbered?',
    ])
  })

  test('what was established by hand is certain, whatever the texts are like', () => {
    const moves = [{ old: { article: 2, sub: 0 }, new: { article: 1, sub: 0 } }]
    expect(shown(statute('甲乙丙丁', '戊己庚辛'), statute('子丑寅卯', '甲乙丙丁'), moves)).toEqual([
      '2>1 renumbered-changed',
      '1>2 renumbered?',
    ])
  })

  test('之一 is a number of its own', () => {
    const older = [article(1, texts[0]!), article(1, texts[1]!, 1)]
    const newer = [article(1, texts[0]!), article(2, texts[1]!)]
    expect(shown(older, newer)).toEqual(['1>1 same', '1>2 renumbered?'])
  })
})

describe('what differs', () => {
  const marked = (older: string, newer: string) =>
    differences(older, newer)
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
      .join('')

  test('words are replaced whole, not by the characters that they share by accident', () => {
    expect(marked('应当在三日内送达当事人', '应当在七日内送达当事人')).toBe('应当在[-三-]{+七+}日内送达当事人')
    expect(marked('由公安机关负责人批准后执行', '由县级以上人民政府公安机关决定后执行')).toBe(
      '由{+县级以上人民政府+}公安机关[-负责人批准-]{+决定+}后执行',
    )
  })

  test('width of marks is no difference', () => {
    expect(marked('（一）晒谷;', '(一)晒谷；')).toBe('(一)晒谷；')
  })

  test('both texts can be put together again from the runs', () => {
    const text = fc
      .array(fc.constantFrom('晒', '谷', '的', '，', '；', '１', '1', '😀', '\n'), { maxLength: 60 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const runs = differences(older, newer)
        expect(
          runs
            .filter(({ kind }) => kind !== 'removed')
            .map((run) => run.text)
            .join(''),
        ).toBe(newer)
        const back = runs
          .filter(({ kind }) => kind !== 'added')
          .map((run) => run.text)
          .join('')
        expect(back.normalize('NFKC')).toBe(older.normalize('NFKC'))
      }),
    )
  })
})
