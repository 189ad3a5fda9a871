import { expect, test } from 'vitest'
import { normalisePeriod } from './period.ts'

const span = (raw: string): string => {
  const { value, key, finding } = normalisePeriod(raw)
  return value === null ? (finding?.code ?? 'blank') : `${value}/${key}`
}

test('a month is a period of its own', () => {
  for (const raw of ['2023-05', '202305', '2023年5月', '2023-05-01', '二〇二三年五月']) expect(span(raw)).toBe('2023-05/2023-05')
})

test('a quarter, a half and a year have their first and last month', () => {
  for (const raw of ['2023Q1', '2023-Q1', '2023年q1', '2023年第一季度', '2023年1季度', '2023一季度', '２０２３年第１季度'])
    expect(span(raw)).toBe('2023-01/2023-03')
  expect(span('2023年四季度')).toBe('2023-10/2023-12')
  expect(span('2023年上半年')).toBe('2023-01/2023-06')
  expect(span('2023H2')).toBe('2023-07/2023-12')
  for (const raw of ['2023', '2023年', '2023年度', '2023全年', '2023 年度']) expect(span(raw)).toBe('2023-01/2023-12')
})

test('from one month or day to another', () => {
  for (const raw of [
    '202301-202303',
    '2023-01-2023-03',
    '2023-01至2023-03',
    '2023.01—2023.03',
    '2023/1/1 ~ 2023/3/31',
    '20230101-20230331',
    '2023-01-01至2023-03-31',
    '2023-01-01-2023-03-31',
    '2023年1月1日-2023年3月31日',
    '2023年1-3月',
    '2023年1月至3月',
  ])
    expect(span(raw)).toBe('2023-01/2023-03')
  expect(span('202211-202304')).toBe('2022-11/2023-04')
})

test('what is no period is none', () => {
  expect(span('202303-202301')).toBe('period.reversed')
  expect(span('2023年9-3月')).toBe('period.reversed')
  expect(span('2023年1-13月')).toBe('date.impossible')
  expect(span('2023年5季度')).toBe('date.unreadable')
  expect(span('不详')).toBe('value.unknown')
  expect(span('')).toBe('blank')
})
