import { expect, test } from 'vitest'
import { formatBytes, formatDay, formatMoment, formatMoney, formatSum, groupDigits, writeDays } from './format.ts'

test('a day is written as an office writes it', () => {
  expect(formatDay('2026-07-05', 'zh-CN')).toBe('2026年7月5日')
  expect(formatDay('2026-07-05', 'en')).toBe('5 Jul 2026')
  expect(formatDay('不详', 'zh-CN')).toBe('不详')
  expect(writeDays('自 2025-02-12 起，至 2025-08-11', 'zh-CN')).toBe('自 2025年2月12日 起，至 2025年8月11日')
  expect(writeDays('24小时，至 2026-01-06T09:30', 'zh-CN')).toBe('24小时，至 2026年1月6日 09:30')
})

test('a moment is told in China’s time, wherever the browser is', () => {
  expect(formatMoment('2026-11-21T16:30:00Z', 'zh-CN')).toBe('2026年11月22日 00:30')
  expect(formatMoment('2026-11-22T08:05:00+08:00', 'zh-CN')).toBe('2026年11月22日 08:05')
})

test('money keeps every digit', () => {
  expect(formatMoney('3000.00', 'zh-CN')).toBe('3,000.00元')
  expect(formatMoney('90071992547409931.25', 'zh-CN')).toBe('90,071,992,547,409,931.25元')
  expect(formatMoney('3000', 'en')).toBe('¥3,000.00')
  expect(groupDigits('-1234567.5')).toBe('-1,234,567.5')
})

test('a sum at a glance changes its unit', () => {
  expect(formatSum('9999.99', 'zh-CN')).toEqual({ number: '9,999.99', unit: '元' })
  expect(formatSum('1234567.00', 'zh-CN')).toEqual({ number: '123.46', unit: '万元' })
  expect(formatSum('250000000', 'zh-CN')).toEqual({ number: '2.50', unit: '亿元' })
})

test('a size is told in the unit that fits', () => {
  expect(formatBytes(512)).toBe('512 B')
  expect(formatBytes(1536)).toBe('1.5 KB')
  expect(formatBytes(3 * 1024 * 1024)).toBe('3.0 MB')
})
