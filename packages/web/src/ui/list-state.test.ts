import { expect, test } from 'vitest'
import { changeSearch, listQueryOf, neighbours, orderOf, readListState, turnSort } from './list-state.ts'

test('an address without anything is the first page in the usual size', () => {
  expect(listQueryOf(readListState({}, ['severity']))).toEqual({ page: 1, size: 20 })
})

test('what is nonsense in an address is passed over', () => {
  expect(readListState({ page: '-3', size: '7', severity: 'high', other: 'x' }, ['severity'])).toEqual({
    page: 1,
    size: 20,
    sort: undefined,
    q: undefined,
    filters: { severity: 'high' },
  })
})

test('a new filter goes back to the first page and keeps the rest', () => {
  expect(changeSearch({ page: '4', sort: '-score', severity: 'high' }, { filters: { severity: 'low' } })).toEqual({
    sort: '-score',
    severity: 'low',
  })
  expect(changeSearch({ severity: 'high' }, { filters: { severity: undefined } })).toEqual({})
})

test('turning the page keeps filters; defaults stay out of the address', () => {
  expect(changeSearch({ severity: 'high' }, { page: 3 })).toEqual({ severity: 'high', page: '3' })
  expect(changeSearch({ severity: 'high', page: '3' }, { page: 1 })).toEqual({ severity: 'high' })
  expect(changeSearch({ size: '50' }, { size: 20 })).toEqual({})
  expect(changeSearch({}, { q: '  ' })).toEqual({})
})

test('a column is sorted down, up, and not at all', () => {
  expect(turnSort(undefined, 'score')).toBe('-score')
  expect(turnSort('-score', 'score')).toBe('score')
  expect(turnSort('score', 'score')).toBeUndefined()
  expect(turnSort('amount', 'score')).toBe('-score')
  expect(orderOf('-score', 'score')).toBe('descend')
  expect(orderOf('amount', 'score')).toBeNull()
})

test('a thing knows its neighbours on the page it was opened from', () => {
  const state = readListState({ page: '2' }, [])
  const page = { total: 43, items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }
  expect(neighbours(state, page, 'b')).toEqual({ place: 22, total: 43, previous: { id: 'a' }, next: { id: 'c' } })
  expect(neighbours(state, page, 'x')).toBeUndefined()
})
