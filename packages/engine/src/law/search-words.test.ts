import { expect, test } from 'vitest'
import { articleNumberOf, excerptOf, foldText, readLawQuestion } from './search-words.ts'

const laws: Record<string, string> = { 晒谷法: '中华人民共和国晒谷法', 谷法: '中华人民共和国晒谷法', 收谷条例: '收谷条例' }
const read = (text: string) => {
  const { words, laws: named, article } = readLawQuestion(text, (name) => laws[name])
  return [words, named, article && `${article.article}-${article.sub}`]
}

test.each([
  ['晒 谷', [['晒', '谷'], [], null]],
  ['“晒 谷” 路', [['晒 谷', '路'], [], null]],
  ['"晒谷"', [['晒谷'], [], null]],
  ['第46条', [[], [], '46-0']],
  ['第四十六条之二 罚款', [['罚款'], [], '46-2']],
  ['晒谷法', [[], ['中华人民共和国晒谷法'], null]],
  ['谷法第１２条', [[], ['中华人民共和国晒谷法'], '12-0']],
  ['《收谷条例》三条', [[], ['收谷条例'], '3-0']],
  ['《无此法》', [['无此法'], [], null]],
  ['依照第四十六条', [['依照第四十六条'], [], null]],
  ['ＰＭ２．５ 晒、收', [['pm2.5', '晒', '收'], [], null]],
  ['  ', [[], [], null]],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('a number of an article by itself', () => {
  const read = (text: string) => {
    const found = articleNumberOf(text)
    return found && `${found.article}-${found.sub}`
  }
  expect(['46', '第四十六条', '17-1', '第十七条之一', '１２', '四十六条'].map(read)).toEqual([
    '46-0',
    '46-0',
    '17-1',
    '17-1',
    '12-0',
    '46-0',
  ])
  expect(['', '四六', '46.1', '条', '-1'].map(read)).toEqual([null, null, null, null, null])
})

test('a folded text is as long as the text', () => {
  const text = 'ＡＢ㎡…（１）Ⅳ第一条 ﬁ😀'
  expect(foldText(text)).toHaveLength(text.length)
  expect(foldText('ＡＢ（１）')).toBe('ab(1)')
})

test('the excerpt marks every hit around the first', () => {
  const text = `${'甲'.repeat(100)}晒谷乙晒谷丙${'丁'.repeat(300)}`
  const runs = excerptOf(text, ['晒谷'])
  expect(runs.map(({ hit }) => hit)).toEqual([false, false, true, false, true, false, false])
  expect(runs.filter(({ hit }) => hit).map((run) => run.text)).toEqual(['晒谷', '晒谷'])
  expect([runs[0]!.text, runs.at(-1)!.text]).toEqual(['…', '…'])
  expect(excerptOf('甲乙', ['乙', '甲乙'])).toEqual([{ text: '甲乙', hit: true }])
  expect(excerptOf('甲\n乙', [])).toEqual([{ text: '甲 乙', hit: false }])
})
