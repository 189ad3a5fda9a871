import { expect, test } from 'vitest'
import { articleText, parseStatute } from './statute.ts'
import { statuteSource } from './statute-document.ts'

const read = (...paragraphs: string[]) => {
  const { statute, refusal } = parseStatute(statuteSource(paragraphs))
  if (!statute) throw new Error(refusal.code)
  return statute
}
const headings = (statute: ReturnType<typeof read>) => [...new Set(statute.articles.flatMap(({ under }) => under.map(({ text }) => text)))]

test('title, history in one bracket, contents, headings with blanks', () => {
  const statute = read(
    '中华人民共和国',
    '晒谷法',
    '',
    '（2010年3月1日云岑县人民代表大会第一次会议通过　根据2015年8月2日《关于修改〈晒谷法〉的决定》第一次修正',
    '2021年1月22日第九次会议修订）',
    '目　　录',
    '第一章　总　　则',
    '第二章　晒　　谷………………3',
    '第一节　一般规定',
    '第三章　附　　则',
    '第一章　总　　则',
    '第一条　为了晒谷，制定本法。',
    '第二条　晒谷应当在晴天。',
    '阴天可以翻谷。',
    '（一）翻一次；',
    '（二）翻两次。',
    '第二章　晒　　谷',
    '第一节　一般规定',
    '第三条　谷不得晒在路上。',
    '第三章　附　　则',
    '第四条　本法自2021年7月15日起施行。',
  )
  expect(statute).toMatchObject({
    name: '中华人民共和国晒谷法',
    adopted: '2021-01-22',
    effective: '2021-07-15',
    numbering: 'article',
    gaps: [],
  })
  expect(statute.history.map(({ day, event }) => [day, event])).toEqual([
    ['2010-03-01', '云岑县人民代表大会第一次会议通过'],
    ['2015-08-02', '《关于修改〈晒谷法〉的决定》第一次修正'],
    ['2021-01-22', '第九次会议修订'],
  ])
  expect(headings(statute)).toEqual(['第一章 总则', '第二章 晒谷', '第一节 一般规定', '第三章 附则'])
  expect(statute.articles[1]!.paragraphs.map(({ items }) => items.length)).toEqual([0, 2])
  expect(articleText(statute.articles[2]!)).toBe('谷不得晒在路上。')
})

test('adopted, published and in force on days of their own', () => {
  const statute = read(
    '最高晒场关于翻谷若干问题的规定',
    '（2018年2月3日晒谷委员会第七十五次会议通过，2018年3月1日公布，自2018年3月2日起施行）',
    '第一条 翻谷适用本规定。',
    '第二条 其他规定与本规定不一致的，以本规定为准。',
  )
  expect(statute).toMatchObject({ adopted: '2018-03-01', effective: '2018-03-02' })
})

test('a text without history or headings is still a text', () => {
  const statute = read('收谷办法', '第一条 甲。', '第二条 乙。')
  expect(statute).toMatchObject({ name: '收谷办法', adopted: null, history: [] })
  expect(statute.articles).toHaveLength(2)
})

test('a sentence in brackets inside the text is not its history', () => {
  const statute = read('收谷办法', '第一条 甲。', '（2020年1月1日以前的谷除外）', '第二条 乙。')
  expect(statute.history).toEqual([])
  expect(statute.articles).toHaveLength(2)
})

test('a document of something else is refused', () => {
  expect(parseStatute(statuteSource(['关于放假的通知', '各村：', '明日放假。'])).refusal?.code).toBe('statute.no-articles')
  expect(parseStatute(statuteSource([])).refusal?.code).toBe('statute.no-name')
})
