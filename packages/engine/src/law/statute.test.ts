import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumeral } from '../citation/numeral.ts'
import { type Article, articleText, parseStatute, type Statute } from './statute.ts'
import { articleLine, headingLine, isAnnex, itemLine } from './statute-line.ts'

const read = (text: string, versionDate?: string): Statute => {
  const { statute, refusal } = parseStatute(text, versionDate)
  if (!statute) throw new Error(refusal.code)
  return statute
}
const law = (body: string, history = '2020年3月1日 云岑县人民政府公布'): string =>
  `# 云岑县晒谷场管理办法\n\n${history}\n\n<!-- INFO END -->\n\n${body}`
const numbers = ({ articles }: Statute): string[] => articles.map(({ article, sub }) => (sub ? `${article}-${sub}` : `${article}`))
const texts = ({ articles }: Statute): string[] => articles.map(articleText)

describe('a text in the usual form', () => {
  const statute = read(
    law(
      `## 第一章 总则\n\n第一条 晒谷场归村里用。\n\n第二条 谷场分两类：\n\n（一）水泥的；\n\n（二）泥地的。\n1．新泥的；\n2．旧泥的。\n\n泥地的雨天不用。\n\n## 第二章  晒谷\n\n### 第一节 轮到谁\n\n第二条之一 先到先晒。\n\n## 附则\n\n第三条 本办法自2020年5月1日起施行。`,
    ),
  )
  test('has its name, its days and every article', () => {
    expect(statute).toMatchObject({
      name: '云岑县晒谷场管理办法',
      part: null,
      adopted: '2020-03-01',
      effective: '2020-05-01',
      excerpt: false,
    })
    expect(numbers(statute)).toEqual(['1', '2', '2-1', '3'])
    expect(statute.gaps).toEqual([])
  })
  test('paragraphs are counted, items belong to the paragraph above them, and their own numbers stay with them', () => {
    expect(statute.articles[1]!.paragraphs).toEqual([
      {
        text: '谷场分两类：',
        items: [
          { item: 1, text: '（一）水泥的；' },
          { item: 2, text: '（二）泥地的。\n1．新泥的；\n2．旧泥的。' },
        ],
      },
      { text: '泥地的雨天不用。', items: [] },
    ])
  })
  test('articles stand under their headings', () => {
    const under = statute.articles.map((article) => article.under.map(({ text }) => text).join('/'))
    expect(under).toEqual(['第一章 总则', '第一章 总则', '第二章 晒谷/第一节 轮到谁', '附则'])
  })
  test('and know their line', () => expect(statute.articles.map(({ line }) => line)).toEqual([9, 11, 25, 29]))
})

describe('marks as they really stand', () => {
  test.each([
    ['笫三条 另说', 3, 0, '另说'],
    ['第一百二十 四 条晒后收起', 124, 0, '晒后收起'],
    ['第 十 条　空白', 10, 0, '空白'],
    ['第12条之二 数字', 12, 2, '数字'],
    ['第一千零一条', 1001, 0, ''],
    ['第两百条：冒号', 200, 0, '冒号'],
  ])('%s', (line, article, sub, rest) => expect(articleLine(line.replace('　', ' '))).toMatchObject({ article, sub, rest }))

  test.each(['第三条第二款所说的', '第三条规定的人', '第三条、第四条同样', '第三款 不是条', '前第三条', '“第三条 引来的”', '第三条之外的'])(
    '%s begins no article',
    (line) => expect(articleLine(line)).toBeUndefined(),
  )

  test('a sentence that begins with a number of an article stays in its paragraph', () => {
    const statute = read(law('第一条 甲。\n\n第五条说的是别的法。\n\n第二条 乙。\n\n第一条 又提一次。\n\n第三条丙。'))
    expect(numbers(statute)).toEqual(['1', '2', '3'])
    expect(texts(statute)).toEqual(['甲。\n第五条说的是别的法。', '乙。\n第一条 又提一次。', '丙。'])
  })

  test('headings with a mark or without, never a sentence', () => {
    expect(headingLine('第三章 收谷')).toEqual({ rank: '章', text: '第三章 收谷' })
    expect(headingLine('### 第一分编 通则')).toMatchObject({ rank: '分编' })
    expect(headingLine('附 则')).toMatchObject({ rank: '附则' })
    expect(headingLine('## 一、收谷')).toMatchObject({ rank: '段' })
    expect(headingLine('第三章 的规定另有说法。')).toBeUndefined()
    expect(isAnnex('附件：1.样式')).toBe(true)
    expect(isAnnex('附则')).toBe(false)
    expect(itemLine('(十二) 丙')).toEqual({ number: 12, rest: '丙' })
  })

  test('what is attached belongs to no article, and articles after it go on', () => {
    const statute = read(law('第一条 甲。\n附件：1.样式\n第一条 样式的第一条\n<table><tr><td>乙</td></tr></table>\n第二条 丙。\n附表\n丁'))
    expect(texts(statute)).toEqual(['甲。', '丙。'])
  })

  test('a text without marks: the first line is its name', () => {
    const statute = read('\ufeff云岑县晒谷场管理办法\r\n（2020年3月1日公布）\r\n第一章 总则\r\n第一条　甲。\r\n第二条　乙。')
    expect(statute).toMatchObject({ name: '云岑县晒谷场管理办法', adopted: '2020-03-01' })
    expect(texts(statute)).toEqual(['甲。', '乙。'])
  })

  test('a history broken over lines, and styles of a page', () => {
    const statute = read(
      law('<style>\n.谷 { color: red }\n</style>\n第一条 甲。\n第二条 乙。', '2020年3月1日 依照\n〈云岑县晒谷规定〉修改'),
    )
    expect(statute.history).toEqual([{ day: '2020-03-01', event: '依照〈云岑县晒谷规定〉修改' }])
    expect(texts(statute)).toEqual(['甲。', '乙。'])
  })
})

describe('other kinds of text', () => {
  test('sections 一、 of an amendment, with the articles that it quotes', () => {
    const statute = read(
      law('为此修改：\n一、将第三条修改为：“第三条 不晒。\n“第四条之一 也不收。”\n二、删去第五条。\n十、不在其位\n三、自公布之日起施行。'),
    )
    expect(statute.numbering).toBe('section')
    expect(numbers(statute)).toEqual(['1', '2', '3'])
  })
  test('sections 1. under headings 一、', () => {
    const statute = read(law('## 一、怎么晒\n1.摊开。\n2.翻动。\n（1）早上；\n## 二、怎么收\n3.扫拢。'))
    expect(numbers(statute)).toEqual(['1', '2', '3'])
    expect(statute.articles[2]!.under.map(({ text }) => text)).toEqual(['二、怎么收'])
  })
  test('one part of a law kept in several begins where it begins', () => {
    const statute = read('# 云岑谷典\n\n# 收谷编\n\n2020年3月1日 通过\n<!-- INFO END -->\n##\n第三十一条 甲。\n第三十二条 乙。')
    expect(statute).toMatchObject({ name: '云岑谷典', part: '收谷编', gaps: [] })
  })
  test('an excerpt says so, and its gaps are told', () => {
    const statute = read('# 云岑规则（节录）\n<!-- INFO END -->\n## 说明\n只有几条\n第三条 甲。\n第五条 乙。')
    expect(statute).toMatchObject({
      name: '云岑规则',
      excerpt: true,
      gaps: [
        { after: 0, next: 3 },
        { after: 3, next: 5 },
      ],
    })
  })
  test.each([
    ['', 'statute.no-name'],
    [law(''), 'statute.no-articles'],
    [law('只有一句话。'), 'statute.no-articles'],
    [law('一、只有一段。'), 'statute.no-articles'],
  ])('refused', (text, code) => expect(parseStatute(text).refusal?.code).toBe(code))
})

describe('in force from', () => {
  const last = (words: string, history: string, versionDate?: string) =>
    read(law(`第一条 甲。\n第二条 ${words}`, history), versionDate).effective
  test.each([
    ['本办法自公布之日起施行。', '2020年3月1日 公布', undefined, '2020-03-01'],
    ['本办法自公布之日起施行。', '2020年3月1日 通过', undefined, null], // published later, perhaps
    ['本办法自公布之日起施行。', '2018年3月1日 公布\n2020年3月1日 修订', undefined, null],
    ['本办法自公布之日起施行。', '2018年3月1日 公布', '2020-03-01', null], // amended since, by the file's name
    ['本办法自2018年7月1日起施行。', '2018年3月1日 公布\n2020年3月1日 修正', undefined, null], // the first version's day
    ['本办法自2020年7月1日起施行。', '2018年3月1日 公布\n2020年3月1日 修订', undefined, '2020-07-01'],
    ['乙。', '2020年3月1日 公布\n2020年4月1日 施行', undefined, '2020-04-01'],
    ['乙。', '2018年3月1日 公布\n2018年4月1日 施行\n2020年3月1日 修正', undefined, null],
    ['乙。', '2020年3月1日 公布', undefined, null],
  ])('%s %s %s', (words, history, versionDate, effective) => expect(last(words, history, versionDate)).toBe(effective))
})

test('whatever a text is made of is read out of it again', () => {
  const word = fc.stringMatching(/^[甲乙丙丁戊己庚辛壬癸]{1,12}$/)
  const paragraph = fc.record({ text: word, items: fc.array(word, { maxLength: 4 }) })
  const article = fc.record({
    isSub: fc.boolean(),
    paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 4 }),
    mark: fc.constantFrom('第', '笫', '第 '),
    blank: fc.constantFrom(' ', '　', ' \t'),
    end: fc.constantFrom('条', ' 条'),
    heading: fc.option(word),
  })
  fc.assert(
    fc.property(fc.array(article, { minLength: 1, maxLength: 140 }), fc.constantFrom('\n', '\r\n', '\n\n'), (parts, newline) => {
      const lines: string[] = []
      const wanted: string[] = []
      let [number, sub, chapters] = [0, 0, 0]
      for (const { isSub, paragraphs, mark, blank, end, heading } of parts) {
        if (isSub && number > 0) sub++
        else [number, sub] = [number + 1, 0]
        if (heading !== null) lines.push(`## 第${formatNumeral(++chapters)}章 ${heading}`)
        paragraphs.forEach(({ text, items }, index) => {
          const label = `${mark}${formatNumeral(number)}${end}${sub ? `之${formatNumeral(sub)}` : ''}${blank}`
          lines.push(index === 0 ? label + text : text, ...items.map((item, at) => `（${formatNumeral(at + 1)}）${item}`))
        })
        wanted.push(
          `${number}-${sub}:${paragraphs.map(({ text, items }) => [text, ...items.map((item, at) => `（${formatNumeral(at + 1)}）${item}`)].join('\n')).join('\n')}`,
        )
      }
      const statute = read(law(lines.join(newline)))
      expect(statute.articles.map((one: Article) => `${one.article}-${one.sub}:${articleText(one)}`)).toEqual(wanted)
      expect(statute.articles.map((one) => one.paragraphs.length)).toEqual(parts.map(({ paragraphs }) => paragraphs.length))
      expect(statute.gaps).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('any text is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('第', '笫', '一', '百', '条', '之', ' ', '\n', '# ', '（', '）', '、', '12', '<style>', '甲', '附件', '——')),
      (pieces) => {
        const { statute, refusal } = parseStatute(pieces.join(''))
        expect((statute === undefined) !== (refusal === undefined)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
  for (const piece of ['第', '第一', '# ', ' 条', '（一', '第一条之'])
    expect(parseStatute(`# 甲\n${piece.repeat(200_000)}`).refusal?.code).toBe('statute.no-articles')
})
