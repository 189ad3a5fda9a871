import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseMoment } from './moment.ts'

const two = (n: number): string => String(n).padStart(2, '0')

describe('a moment, however it is written', () => {
  const moment = fc.record({
    y: fc.integer({ min: 1971, max: 2069 }),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
    h: fc.integer({ min: 0, max: 23 }),
    i: fc.integer({ min: 0, max: 59 }),
    s: fc.integer({ min: 0, max: 59 }),
  })
  type Parts = { y: number; m: number; d: number; h: number; i: number; s: number }
  const iso = ({ y, m, d, h, i, s }: Parts): string => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(i)}:${two(s)}`
  const habits: Readonly<Record<string, (p: Parts) => string>> = {
    iso,
    'with T': (p) => iso(p).replace(' ', 'T'),
    slashes: ({ y, m, d, h, i, s }) => `${y}/${m}/${d} ${h}:${two(i)}:${two(s)}`,
    packed: (p) => iso(p).replace(/\D/g, ''),
    chinese: ({ y, m, d, h, i, s }) => `${y}年${m}月${d}日${h}时${i}分${s}秒`,
    spaced: ({ y, m, d, h, i, s }) => `${y}年${m}月${d}日 ${h} 时 ${i} 分 ${s} 秒`,
    halves: ({ y, m, d, h, i, s }) => `${y}-${m}-${d} ${h < 12 ? '上午' : '下午'} ${h % 12 === 0 ? 12 : h % 12}:${two(i)}:${two(s)}`,
    english: ({ y, m, d, h, i, s }) => `${y}/${m}/${d} ${h % 12 === 0 ? 12 : h % 12}:${two(i)}:${two(s)} ${h < 12 ? 'AM' : 'PM'}`,
    fractions: (p) => `${iso(p)}.000`,
    'own zone': (p) => `${iso(p).replace(' ', 'T')}+08:00`,
  }
  test.each(Object.entries(habits))('%s', (_, write) => {
    fc.assert(
      fc.property(moment, (parts) => {
        expect(normaliseMoment(write(parts))).toEqual({ value: iso(parts) })
      }),
    )
  })
  test('without seconds, in another zone, over midnight, as a serial number', () => {
    expect(normaliseMoment('2023-07-05 8:30')).toEqual({ value: '2023-07-05 08:30:00' })
    expect(normaliseMoment('2023年7月5日8点')).toEqual({ value: '2023-07-05 08:00:00' })
    expect(normaliseMoment('2023-12-31T16:30:00Z')).toEqual({ value: '2024-01-01 00:30:00' })
    expect(normaliseMoment('2023-03-01T00:30:00+09:00')).toEqual({ value: '2023-02-28 23:30:00' })
    expect(normaliseMoment('2023-02-28 24:00:00')).toEqual({ value: '2023-03-01 00:00:00' })
    expect(normaliseMoment('45112.354166667').value).toBe('2023-07-05 08:30:00')
    expect(normaliseMoment('2023年7月5日 星期三 8:30').value).toBe('2023-07-05 08:30:00')
  })
  test('a day alone is its first second, and told; what is no moment is not made one', () => {
    expect(normaliseMoment('2023-07-05')).toEqual({ value: '2023-07-05 00:00:00', finding: { code: 'date.no-time', level: 'I' } })
    expect(normaliseMoment('2023-02-30 08:30:00')).toEqual({ value: null, finding: { code: 'date.impossible', level: 'W' } })
    expect(normaliseMoment('2023-07-05 25:00:00')).toEqual({ value: null, finding: { code: 'date.impossible', level: 'W' } })
    expect(normaliseMoment('2023-07-05 08:61:00').value).toBeNull()
    expect(normaliseMoment('昨天上午').value).toBeNull()
    expect(normaliseMoment(' / ')).toEqual({ value: null })
  })
})
