import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, formatNumeral, parseDecimal, parseNumeral } from './numeral.ts'

describe('a Chinese numeral', () => {
  it.each([
    ['一百二十三', 123],
    ['二〇二五', 2025],
    ['二○一八', 2018],
    ['二0一八', 2018],
    ['两千', 2000],
    ['廿三', 23],
    ['卅', 30],
    ['壹佰', 100],
    ['肆万肆仟陆佰玖拾', 44690],
    ['十五', 15],
    ['一百一十', 110],
    ['一百十', 110],
    ['一百零五', 105],
    ['一百〇二', 102],
    ['一千二百四十二', 1242],
    ['二万零三十', 20030],
    ['一亿二千万', 120_000_000],
    ['一万亿', 1_000_000_000_000],
    ['3万', 30_000],
    ['3.5万', 35_000],
    ['8亿5000万', 850_000_000],
    ['1千5百', 1500],
    ['30,000', 30_000],
    ['１２', 12],
    ['两万五', 25_000],
    ['拾万', 100_000],
    ['零', 0],
  ])('%s is %d', (text, value) => {
    expect(parseNumeral(text)).toBe(value)
  })

  it.each(['', '万', '百', '千五', '十百', '一十二百', '一二百', '3.5', '法', '一万万万', '1,23'])('%s is not a whole number', (text) => {
    expect(parseNumeral(text)).toBeUndefined()
  })

  it('reads a last digit as ones in the number of an article', () => {
    expect(parseNumeral('一百二', true)).toBe(102)
    expect(parseNumeral('一百二')).toBe(120)
  })

  it('is exact', () => {
    expect(decimalText(parseDecimal('0.1')!)).toBe('0.10')
    expect(decimalText(parseDecimal('8.0万')!)).toBe('80000.00')
    expect(decimalText(parseDecimal('30,000.005')!)).toBe('30000.005')
  })

  it('comes back from its own writing, small and capital', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.boolean(), (value, capital) => {
        expect(parseNumeral(formatNumeral(value, capital))).toBe(value)
        expect(parseNumeral(formatNumeral(value, capital), true)).toBe(value)
      }),
    )
    for (let value = 0; value <= 2000; value += 1) expect(parseNumeral(formatNumeral(value))).toBe(value)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...'零一二十百千万亿廿0123.,，．３拾')), (list) => void parseDecimal(list.join(''))))
  })
})
