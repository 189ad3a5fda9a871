import { expect, test } from 'vitest'
import { type Asked, askedIn, bodyOf, inHours, searchOf, usual } from './question.ts'

const asked = (changes: Partial<Asked>): Asked => ({ ...usual, ...changes })

test('a question survives the address', () => {
  const questions = [
    asked({ start: '2024-05-01' }),
    asked({ start: '2024-05-01', before: true, clear: true, term: { length: 7, unit: 'workday', rollover: 'none' } }),
    asked({
      start: '2024-05-01',
      rule: 'penalty.case-limit',
      pauses: [
        { from: '2024-05-02', to: undefined },
        { from: '2024-06-01', to: '2024-06-09' },
      ],
      extension: [{ length: 30, unit: 'day', rollover: 'next_workday' }],
    }),
    asked({ op: 'overdue', start: '2024-05-01', act: '2024-06-03' }),
    asked({ op: 'chain', start: '2024-05-01T09:30', steps: [{ length: 24, unit: 'hour', rollover: 'none' }] }),
    asked({ op: 'workdays_between', from: '2024-05-01', to: '2024-05-31' }),
    asked({ op: 'is_workday', date: '2024-05-11' }),
  ]
  for (const question of questions) expect(askedIn(searchOf(question))).toEqual(question)
})

test('what the address says wrongly is left out', () => {
  expect(askedIn({ op: 'guess', start: 'yesterday', term: 'long', steps: '1fortnight', pauses: 'x~y', ext: '' })).toEqual(usual)
})

test('nothing is asked while something is missing', () => {
  expect(bodyOf(asked({}), undefined)).toBeUndefined()
  expect(bodyOf(asked({ op: 'overdue', start: '2024-05-01' }), undefined)).toBeUndefined()
  expect(bodyOf(asked({ op: 'workdays_between', from: '2024-05-01' }), undefined)).toBeUndefined()
  expect(bodyOf(asked({ op: 'is_workday' }), undefined)).toBeUndefined()
})

test('a limit is asked by its id, without a length of its own', () => {
  expect(bodyOf(asked({ rule: 'penalty.pay-fine', start: '2024-05-01' }), 'day')).toEqual({
    op: 'due',
    start: '2024-05-01',
    rule: 'penalty.pay-fine',
  })
})

test('counting backwards has no pauses and no extension, whatever was entered before', () => {
  const body = bodyOf(
    asked({
      start: '2024-05-20',
      before: true,
      term: { length: 7, unit: 'day', rollover: 'none' },
      pauses: [{ from: '2024-05-01', to: undefined }],
      extension: [{ length: 1, unit: 'day' }],
    }),
    undefined,
  )
  expect(body).toEqual({ op: 'due', start: '2024-05-20', length: 7, unit: 'day', rollover: 'none', direction: 'before' })
})

test('hours are asked by the minute, days by the day', () => {
  const hours = asked({ start: '2024-05-01', term: { length: 24, unit: 'hour', rollover: 'none' } })
  expect(inHours(hours, undefined)).toBe(true)
  expect(bodyOf(hours, undefined)).toMatchObject({ start: '2024-05-01T00:00' })
  expect(bodyOf(asked({ start: '2024-05-01T09:30' }), undefined)).toMatchObject({ start: '2024-05-01' })
  expect(inHours(asked({ rule: 'x' }), 'hour')).toBe(true)
})
