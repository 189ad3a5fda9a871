import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLegalText } from './reader.ts'

const PIECES =
  '《|》|〈|〉|<|>|第|条|款|项|目|之一|（|）|(|)|一|二|十|百|〇|1|2|９|、|，|和|至|本法|该法|该条|行政处罚法|刑法|条例|以下简称|简称|合同|元|万|罚款|没收|¥|人民币|2023|年|月|日|-|/|.| |\n|&ldquo;|u003c|</p>|𠀀|的规定|其实施条例|法释〔2018〕1号|司法解释|民法典|【|】|<!--|-->|罚没|货值|最高人民法院|规定：|。'.split(
    '|',
  )
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((list) => list.join(''))

describe('whatever the text', () => {
  it('places and raw pieces agree, in the order of the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { citations, mentions, amounts, dates } = readLegalText(text)
        for (const found of [...citations, ...mentions, ...amounts, ...dates]) expect(text.slice(found.start, found.end)).toBe(found.raw)
        for (const list of [citations, amounts, dates])
          for (let k = 1; k < list.length; k += 1) expect(list[k]!.start).toBeGreaterThanOrEqual(list[k - 1]!.start)
        for (const c of citations) expect(c.article).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('no text stops it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { citations, mentions, amounts, dates } = readLegalText(text)
        for (const found of [...citations, ...mentions, ...amounts, ...dates]) expect(text.slice(found.start, found.end)).toBe(found.raw)
      }),
    )
  })

  it('a citation is found with anything harmless around it', () => {
    const around = fc.constantFrom('', '经查，', '当事人认为：', '\n', '（一）')
    fc.assert(
      fc.property(
        around,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 20 }),
        around,
        (before, article, paragraph, after) => {
          const { citations } = readLegalText(`${before}《消防法》第${article}条第${paragraph}款的规定。${after}`)
          expect(citations).toMatchObject([{ law: '中华人民共和国消防法', article, paragraph, item: null }])
        },
      ),
    )
  })
})

describe('paragraphs that stand for themselves', () => {
  const number = fc.integer({ min: 1, max: 300 })
  const paragraph = fc.oneof(
    fc
      .tuple(fc.constantFrom('《消防法》', '中华人民共和国安全生产法', '《云岭省养犬条例》'), number, number)
      .map(([law, article, paragraph]) => `违反了${law}第${article}条第${paragraph}款的规定。`),
    fc.tuple(number, fc.constantFrom('罚款', '没收违法所得', '收取运费')).map(([sum, word]) => `当事人被${word}${sum}元。`),
    fc
      .tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `检查于${year}年${month}月5日进行。`),
    fc.constantFrom('依照合同第三条，甲方应当付款。', '《房屋租赁合同》第八条约定租金。', '事实清楚。', '<p>证据确凿</p>。'),
  )

  it('together give what each gives alone', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n　　', ''), (paragraphs, between) => {
        const whole = readLegalText(paragraphs.join(between))
        let offset = 0
        const alone = paragraphs.map((text) => {
          const reading = readLegalText(text)
          const move = <T extends { start: number; end: number }>(list: readonly T[]): T[] =>
            list.map((each) => ({ ...each, start: each.start + offset, end: each.end + offset }))
          const moved = { citations: move(reading.citations), amounts: move(reading.amounts), dates: move(reading.dates) }
          offset += text.length + between.length
          return moved
        })
        expect(whole.citations).toEqual(alone.flatMap((each) => each.citations))
        expect(whole.amounts).toEqual(alone.flatMap((each) => each.amounts))
        expect(whole.dates).toEqual(alone.flatMap((each) => each.dates))
      }),
      { numRuns: 300 },
    )
  })
})

describe('hostile texts', () => {
  const HOSTILE: readonly [string, string][] = [
    ['opening marks', '《'],
    ['opening angle marks', '《〈'],
    ['titles that never close', '《行政处罚法第'],
    ['第', '第'],
    ['numerals', '一'],
    ['digits', '9'],
    ['digits and commas', '1,'],
    ['lists without end', '第一、'],
    ['items without end', '第（一）'],
    ['brackets', '《消防法》('],
    ['sums', '1元'],
    ['numerals before money', '一二三四五六七八九十元'],
    ['fines', '罚款，'],
    ['dates cut short', '2023-1-'],
    ['years', '2023年'],
    ['names', '法'],
    ['known names', '行政处罚法'],
    ['short names', '以下简称'],
    ['definitions', '《消防法》（以下简称《甲乙》）'],
    ['pointers', '该条'],
    ['tags', '<a'],
    ['entities', '&'],
    ['bare articles', '乙第一条'],
    ['parts of articles', '第一条之'],
    ['articles in brackets', '(第一条)'],
    ['articles side by side', '第一条第二条'],
    ['articles without 条', '第十一第一款'],
    ['rules of rules', '其实施条例第一条'],
    ['numbers of documents', '法释〔2018〕1号'],
    ['common names', '司法解释第一条'],
    ['doubled marks', '《《《消防法》'],
    ['comments that never close', '<!--'],
    ['currency', '¥1'],
    ['headings of sums', '(万元)1'],
    ['conditions', '的，处1元'],
    ['days without 日', '2023年1月1'],
    ['no boundary for names', '关于甲乙丙丁条例第一条'],
  ]

  it.each(HOSTILE)('%s cost no more than their length', (_, piece) => {
    const steps = (length: number): number => readLegalText(piece.repeat(Math.ceil(length / piece.length))).steps
    const small = steps(2_000)
    const large = steps(20_000)
    expect(large).toBeLessThan(small * 12)
    expect(large).toBeLessThan(20_000 * 400)
  })

  it.each(['第', '《', '9', '一', '之', '（', ' ', '第（'])('a megabyte of %j is read in step with its length', (piece) => {
    const work = (length: number): number => readLegalText(piece.repeat(Math.ceil(length / piece.length))).steps / length
    expect(work(1 << 20)).toBeLessThan(work(1 << 15) * 1.2 + 1)
  })
})
