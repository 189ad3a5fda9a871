import { expect, test } from 'vitest'
import { fromMondayToFriday, readCron, writeCron } from './cron-words.ts'

test.each([
  ['0 2 * * *', { often: 'day', time: '02:00' }],
  ['30 8 * * 1', { often: 'week', weekday: 1, time: '08:30' }],
  ['0 9 * * 7', { often: 'week', weekday: 0, time: '09:00' }],
  ['5 0 15 * *', { often: 'month', day: 15, time: '00:05' }],
  ['0 2 * * 1-5', { often: 'own', cron: '0 2 * * 1-5' }],
  ['*/10 * * * *', { often: 'own' }],
  ['0 2 1 1 *', { often: 'own' }],
])('%s is read', (cron, plain) => {
  expect(readCron(cron)).toMatchObject(plain)
})

test('Monday to Friday is said in words', () => {
  expect(fromMondayToFriday('30 8 * * 1-5')).toBe('08:30')
  expect(fromMondayToFriday('30 8 1 * 1-5')).toBeUndefined()
})

test.each(['0 2 * * *', '30 8 * * 1', '5 0 15 * *', '0 2 * * 1-5'])('%s is written as it was read', (cron) => {
  expect(writeCron(readCron(cron))).toBe(cron)
})
