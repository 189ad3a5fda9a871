import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLegalText } from './reader.ts'

const PIECES =
  '《|》|〈|〉|<|>|第|条|款|项|目|之一|（|）|(|)|一|二|十|百|〇|1|2|９|、|，|和|至|本法|该法|该条|行政处罚法|刑法|条例|以下简称|简称|合同|元|万|罚款|没收|¥|人民币|2023|年|月|日|-|/|.| |\n|&ldquo;|u003c|</p>|𠀀|的规定'.split(
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
    ['no boundary for names', '关于甲乙丙丁条例第一条'],
  ]

  it.each(HOSTILE)('%s cost no more than their length', (_, piece) => {
    const steps = (length: number): number => readLegalText(piece.repeat(Math.ceil(length / piece.length))).steps
    const small = steps(2_000)
    const large = steps(20_000)
    expect(large).toBeLessThan(small * 12)
    expect(large).toBeLessThan(20_000 * 400)
  })
})
