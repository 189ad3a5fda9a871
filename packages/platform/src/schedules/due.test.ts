import { expect, test } from 'vitest'
import { isRefusal } from '../refusal.ts'
import { checkCron, nextMoment } from './cron.ts'
import { decideDue } from './due.ts'

const at = (text: string): Date => new Date(text)

test('patterns are read in China’s time', () => {
  // Two in the morning in China is six in the evening of the day before in UTC.
  expect(nextMoment('0 2 * * *', at('2026-11-02T00:00:00Z'))).toEqual(at('2026-11-02T18:00:00Z'))
  expect(nextMoment('30 8 * * 1', at('2026-11-02T00:30:00Z'))).toEqual(at('2026-11-09T00:30:00Z'))
  expect(nextMoment('0 0 1 * *', at('2026-11-30T15:59:59Z'))).toEqual(at('2026-11-30T16:00:00Z'))
})

test.each(['', '0 2 * *', '0 0 2 * * *', '61 2 * * *', 'tomorrow', '0 2 30 2 *'])('“%s” is no pattern', (cron) => {
  expect(isRefusal(checkCron(cron, at('2026-11-02T00:00:00Z')))).toBe(true)
})

test('a pattern that means a day is kept', () => {
  expect(checkCron('0 2 * * 1-5', at('2026-11-02T00:00:00Z'))).toBeUndefined()
})

test('what is not due yet is left alone', () => {
  expect(decideDue('0 2 * * *', at('2026-11-02T18:00:00Z'), at('2026-11-02T17:59:59Z'))).toBeUndefined()
})

test('what is due on time is not missed', () => {
  expect(decideDue('0 2 * * *', at('2026-11-02T18:00:00Z'), at('2026-11-02T18:00:20Z'))).toEqual({
    missed: null,
    next: '2026-11-03T18:00:00.000Z',
  })
})

test('moments of a server that was down are counted, and the next one is after now', () => {
  expect(decideDue('0 2 * * *', at('2026-11-02T18:00:00Z'), at('2026-11-05T09:00:00Z'))).toEqual({
    missed: { count: 3, first: '2026-11-02T18:00:00.000Z', last: '2026-11-04T18:00:00.000Z' },
    next: '2026-11-05T18:00:00.000Z',
  })
})

test('of several the one that came just now is not missed', () => {
  expect(decideDue('0 * * * *', at('2026-11-02T01:00:00Z'), at('2026-11-02T03:00:05Z'))?.missed).toEqual({
    count: 2,
    first: '2026-11-02T01:00:00.000Z',
    last: '2026-11-02T02:00:00.000Z',
  })
})

test('a long absence ends the counting, not the schedule', () => {
  const due = decideDue('* * * * *', at('2020-01-01T00:00:00Z'), at('2026-11-02T00:00:30Z'))
  expect(due?.missed?.count).toBe(1000)
  expect(due?.next).toBe('2026-11-02T00:01:00.000Z')
})
