import { expect, test } from 'vitest'
import { closePair, closeRecord, openPair, openRecord, scoped } from './records.ts'

test.each([
  ['within', { found_on: 'filed_on', days: '3' }, { own: 'found_on', theirs: 'filed_on', size: '3', unit: 'days' }],
  ['within', { minutes: '$n', at: 'at' }, { own: 'at', theirs: 'at', size: '$n', unit: 'minutes' }],
  ['evidence', { from: 'a', on: ['b'] }, { from: 'a', on: ['b'] }],
])('a thing of a list of %s is opened for its form and closed again', (kind, item, record) => {
  expect(openRecord(kind, item)).toEqual(record)
  expect(closeRecord(kind, openRecord(kind, item))).toEqual(item)
})

test('what is not there yet is opened as something to fill in', () => {
  expect(openRecord('within', '')).toEqual({ own: '', theirs: '', size: '', unit: 'days' })
  expect(openRecord('ways', '')).toEqual({})
})

test('a pair of columns of one name is written once', () => {
  expect([openPair('a'), openPair({ a: 'b' }), openPair('')]).toEqual([
    ['a', 'a'],
    ['a', 'b'],
    ['', ''],
  ])
  expect([closePair('a', 'a'), closePair('a', 'b'), closePair('a', '')]).toEqual(['a', { a: 'b' }, 'a'])
})

test('a form inside of a form knows what stands around it', () => {
  expect(scoped({ from: 'x' }, scoped({ from: 'y' }, { from: 'z' }))).toEqual({ from: 'x', '^from': 'y', '^^from': 'z' })
})
