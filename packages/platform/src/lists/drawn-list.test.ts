import { expect, test } from 'vitest'
import { counted, type DrawnList, narrowed, pageOf, turned } from './drawn-list.ts'

interface Fruit {
  readonly id: string
  readonly colour: string
  readonly weight: number | null
}
const fruits: readonly Fruit[] = [
  { id: 'Plum', colour: 'blue', weight: 40 },
  { id: 'Apple', colour: 'red', weight: 150 },
  { id: 'Cherry', colour: 'red', weight: null },
  { id: 'Berry', colour: 'blue', weight: 40 },
]
const list: DrawnList<Fruit, 'colour'> = {
  rowKey: ({ id }) => id,
  text: ({ id, colour }) => `${id} ${colour}`,
  facets: { colour: ({ colour }) => [{ value: colour, label: colour.toUpperCase() }] },
  orders: {
    id: turned((a, b) => (a.id < b.id ? -1 : 1)),
    weight: (a, b, turn) =>
      a.weight !== null && b.weight !== null ? turn * (a.weight - b.weight) : Number(a.weight === null) - Number(b.weight === null),
  },
}
const ids = (asked: Parameters<typeof narrowed<Fruit, 'colour'>>[2]): readonly string[] => narrowed(list, fruits, asked).map(({ id }) => id)

test('every word of the search must be in the row, whatever the case', () => {
  expect(ids({ q: 'RED app' })).toEqual(['Apple'])
  expect(ids({ q: 'red plum' })).toEqual([])
})

test('rows keep their order unless another is asked for; equal ones go by their key, and an order may put the unknown last', () => {
  expect(ids({})).toEqual(['Plum', 'Apple', 'Cherry', 'Berry'])
  expect(ids({ sort: '-id' })).toEqual(['Plum', 'Cherry', 'Berry', 'Apple'])
  expect(ids({ sort: 'weight' })).toEqual(['Berry', 'Plum', 'Apple', 'Cherry'])
  expect(ids({ sort: '-weight' })).toEqual(['Apple', 'Berry', 'Plum', 'Cherry'])
  expect(ids({ sort: 'nothing' })).toEqual(['Plum', 'Apple', 'Cherry', 'Berry'])
})

test('a choice is counted as if it alone were open, all others as they are', () => {
  expect(counted(list, fruits, { colour: 'red' })).toEqual({
    colour: [
      { value: 'blue', label: 'BLUE', count: 2 },
      { value: 'red', label: 'RED', count: 2 },
    ],
  })
  expect(counted(list, fruits, { q: 'err' }).colour?.map(({ count }) => count)).toEqual([1, 1])
})

test('a page beyond the last is empty and still knows how many there are', () => {
  expect(pageOf(fruits, { page: 2, size: 3 })).toMatchObject({ items: [{ id: 'Berry' }], total: 4 })
  expect(pageOf(fruits, { page: 9, size: 3 })).toMatchObject({ items: [], total: 4 })
})
