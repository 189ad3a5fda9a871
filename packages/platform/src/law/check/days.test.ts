import { readLegalText } from '@xiezhi/engine/citation/reader'
import { expect, test } from 'vitest'
import { decisionDays } from './days.ts'

const days = (text: string) => decisionDays(text, readLegalText(text).dates)

test('the decision bears its day at its close', () => {
  expect(days('2023年5月1日，执法人员检查时发现。\n罚款五百元。\n某局\n2023年9月1日')).toEqual({ decision: '2023-09-01', act: null })
  expect(days('罚款五百元。\n二〇二三年九月一日（印章）\n')).toEqual({ decision: '2023-09-01', act: null })
  expect(days('罚款五百元。某局 2023年9月1日')).toEqual({ decision: '2023-09-01', act: null })
})

test('a day by which something is to be done is not the day of the decision', () => {
  expect(days('罚款五百元，限于2023年10月1日前缴纳。').decision).toBeNull()
  expect(days(`2023年9月1日立案。${'经过。'.repeat(100)}`).decision).toBeNull()
  expect(days('2023年9月，罚款五百元。').decision).toBeNull()
})

test('the day of the act is the one that inquiry found', () => {
  expect(days('经查明，当事人于2023年5月1日擅自从事客运经营。\n2023年9月1日').act).toBe('2023-05-01')
  expect(days('本局于2023年5月1日立案。\n2023年9月1日').act).toBeNull()
  expect(days('经查明，当事人于2024年5月1日擅自从事客运经营。\n2023年9月1日').act).toBeNull()
})
