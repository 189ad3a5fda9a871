import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, groupedDecimal, sumDecimals } from './decimal.ts'
import { renderReason } from './reason.ts'
import { type Known, reconcile, type Standing } from './reconcile.ts'
import { finalScore, severityOf } from './score.ts'

test('money keeps two decimals, half away from zero, and thousands are parted', () => {
  expect(decimalText('30000', 2)).toBe('30000.00')
  expect(decimalText('-0.005', 2)).toBe('-0.01')
  expect(decimalText('-0.001', 2)).toBe('0.00')
  expect(groupedDecimal('1234567.5')).toBe('1,234,567.50')
  expect(() => decimalText('1e3', 2)).toThrow('not a decimal')
})

test('money adds up exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 })), (cents) => {
      const texts = cents.map((value) =>
        decimalText(`${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`, 2),
      )
      const sum = cents.reduce((a, b) => a + b, 0)
      expect(Number(sumDecimals(texts).replace('.', ''))).toBe(sum)
    }),
  )
})

test('a reason says dates and money as Chinese offices write them, and says what is missing', () => {
  const values = { agency_name: '甲局', decision_date: '2023-07-05', unpaid: '30000', served: null }
  expect(renderReason('{agency_name}于{decision_date|date}处罚，欠缴{unpaid|money}，送达日{served|date}', values)).toBe(
    '甲局于2023年7月5日处罚，欠缴30,000.00元，送达日无',
  )
})

test('a reason leaves out a clause that has nothing to say', () => {
  expect(renderReason('期限{due|date}届满{doubt}，逾期。', { due: '2023-07-05', doubt: '' })).toBe('期限2023年7月5日届满，逾期。')
})

test('grade B and untested exclusions cost ten points each; the severity follows the score', () => {
  expect(finalScore(85, 'A', false)).toBe(85)
  expect(finalScore(85, 'B', true)).toBe(65)
  expect(finalScore(120, 'A', false)).toBe(100)
  expect([80, 79, 60, 59, 40, 39].map(severityOf)).toEqual(['high', 'medium', 'medium', 'low', 'low', 'list'])
})

test('a run makes clues fresh, persisting, vanished, returned', () => {
  const known: Known[] = [
    { clueId: 'a', standing: 'fresh' },
    { clueId: 'b', standing: 'persisting' },
    { clueId: 'c', standing: 'vanished' },
    { clueId: 'd', standing: 'vanished' },
  ]
  const { standings, counts } = reconcile(known, ['a', 'c', 'e'])
  expect(Object.fromEntries(standings)).toEqual({ a: 'persisting', b: 'vanished', c: 'returned', e: 'fresh' })
  expect(counts).toEqual({ fresh: 1, persisting: 1, vanished: 1, returned: 1 })
})

test('whatever was known, every clue found is present and no other', () => {
  const standing = fc.constantFrom<Standing>('fresh', 'persisting', 'vanished', 'returned')
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ clueId: id, standing }), { selector: (clue) => clue.clueId }),
      fc.uniqueArray(id),
      (known, found) => {
        const { standings } = reconcile(known, found)
        const present = [...standings].filter(([, state]) => state !== 'vanished').map(([clueId]) => clueId)
        expect(present.sort()).toEqual([...found].sort())
      },
    ),
  )
})
