import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import { expect, test } from 'vitest'
import { likeOf, type Orders, orderAsked } from './stored-list.ts'

const db = new Kysely<{ fruit: { id: string; weight: number } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (one) => new PostgresIntrospector(one),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
const orders: Orders = { name: 'id', weight: 'fruit.weight', worth: sql`weight * 2` }
const order = (sort: string | undefined): string =>
  db
    .selectFrom('fruit')
    .select('id')
    .orderBy(...orderAsked(sort, orders, '-weight'))
    .compile().sql

test('a list is ordered by what is asked for, turned by a minus, with what is empty last', () => {
  expect(order('name')).toMatch(/order by "id" asc nulls last$/)
  expect(order('-worth')).toMatch(/order by weight \* 2 desc nulls last$/)
})

test('it keeps its own order where nothing is asked for, or a name that it has not', () => {
  for (const sort of [undefined, 'colour', '-', '', 'constructor', '-toString'])
    expect(order(sort)).toMatch(/order by "fruit"\."weight" desc nulls last$/)
})

test('letters that mean something to a pattern are looked for as they are', () => {
  expect(likeOf('100%_\\')).toBe('%100\\%\\_\\\\%')
  expect(likeOf(undefined)).toBe('%%')
})
