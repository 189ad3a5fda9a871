import { describe, expect, test } from 'vitest'
import { normaliseMeasure, unitInHeading } from './measure.ts'

describe('a measure', () => {
  test('of weight, area, length and volume, in the unit of the cell or of the heading', () => {
    expect(normaliseMeasure('58.2', '吨', 2)).toEqual({ value: '58.20' })
    expect(normaliseMeasure('58,200kg', '吨', 2)).toEqual({ value: '58.20', finding: { code: 'measure.converted', level: 'I' } })
    expect(normaliseMeasure('58200', '吨', 2, unitInHeading('车货总重（kg）', '吨'))).toEqual({ value: '58.20' })
    expect(normaliseMeasure('1.8', '㎡', 2, unitInHeading('占地面积（亩）', '㎡'))).toEqual({ value: '1200.00' })
    expect(normaliseMeasure('3亩', '㎡', 2).value).toBe('2000.00')
    expect(normaliseMeasure('0.5公顷', '㎡', 2).value).toBe('5000.00')
    expect(normaliseMeasure('12平方米', '㎡', 2).value).toBe('12.00')
    expect(normaliseMeasure('320cm', '米', 2).value).toBe('3.20')
    expect(normaliseMeasure('80mg/100ml', '毫克/100ml', 2).value).toBe('80.00')
    expect(unitInHeading('占地面积（㎡）', '㎡')).toEqual([1, 1])
    expect(unitInHeading('占地面积', '㎡')).toBeUndefined()
    expect(normaliseMeasure('若干', '吨', 2)).toEqual({ value: null, finding: { code: 'number.unreadable', level: 'W' } })
    expect(normaliseMeasure('5元', '吨', 2).value).toBeNull()
    expect(normaliseMeasure('—', '吨', 2)).toEqual({ value: null })
  })
  test('of a share, which is never above 1, and of a rate, which may be', () => {
    expect(normaliseMeasure('0.35', '比例', 4)).toEqual({ value: '0.3500' })
    expect(normaliseMeasure('1', '比例', 4)).toEqual({ value: '1.0000' })
    expect(normaliseMeasure('35%', '比例', 4).value).toBe('0.3500')
    expect(normaliseMeasure('35', '比例', 4)).toEqual({ value: '0.3500', finding: { code: 'measure.percent', level: 'I' } })
    expect(normaliseMeasure('0.5', '比例', 4, unitInHeading('出资比例（%）', '比例'))).toEqual({ value: '0.0050' })
    expect(normaliseMeasure('1.2', '率', 4)).toEqual({ value: '1.2000' })
    expect(normaliseMeasure('120%', '率', 4).value).toBe('1.2000')
  })
  test('of a term, in years and months', () => {
    const months = (text: string) => normaliseMeasure(text, '月', 1).value
    expect(['18', '18个月', '1年6个月', '一年六个月', '有期徒刑三年', '拘役四个月', '三年零六个月'].map(months)).toEqual([
      '18.0',
      '18.0',
      '18.0',
      '18.0',
      '36.0',
      '4.0',
      '42.0',
    ])
    expect(normaliseMeasure('3', '月', 1, unitInHeading('刑期（年）', '月')).value).toBe('36.0')
    expect(months('无期')).toBeNull()
  })
})
