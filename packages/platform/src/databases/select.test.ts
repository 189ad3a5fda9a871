import { expect, test } from 'vitest'
import { isAllowed, readAllowed } from './address.ts'
import { checkQuery, fromOf, isTableName } from './select.ts'

test.each([
  'select 1',
  "SELECT no, party FROM cf WHERE state = 'it''s (a; test' and d > '2026-01-01'",
  'with latest as (select * from cf) select * from latest',
  'select "into" from `for update`',
])('“%s” is read', (query) => {
  expect(checkQuery(query)).toBeUndefined()
})

test.each([
  ['', 'select'],
  ['insert into cf values (1)', 'select'],
  ['select 1; drop table cf', 'one'],
  ['select 1) as x; delete from cf where (1=1', 'unbalanced'],
  ['select 1) union (select 2', 'unbalanced'],
  ["select 'it\\'s) ; drop table cf; select (' from cf", 'signs'],
  ['select 1 -- ) drop', 'signs'],
  ['select 1 /*! into outfile "x" */', 'signs'],
  ['select $$a$$', 'signs'],
  ["select 'open", 'unbalanced'],
  ["select * into outfile '/tmp/x' from cf", 'writes'],
  ['select * from cf for update', 'writes'],
])('“%s” is refused', (query, reason) => {
  expect(checkQuery(query)?.message.code).toBe(`database.query-${reason}`)
})

test('tables by their names, quoted', () => {
  expect(isTableName('处罚.决定书_2026')).toBe(true)
  for (const name of ['', 'a b', 'a.b.c', 'a"; drop', 'a`', '.a']) expect(isTableName(name)).toBe(false)
  expect(fromOf('postgres', { table: 'cf.jds' })).toBe('"cf"."jds" as pulled')
  expect(fromOf('mysql', { table: 'jds' })).toBe('`jds` as pulled')
})

test('only addresses that were named, on the ports that were named or the usual ones', () => {
  const allowed = readAllowed('10.1.2.3:5433, DB.example.cn，[fd00::1]:3306')!
  expect(isAllowed(allowed, '10.1.2.3', 5433)).toBe(true)
  expect(isAllowed(allowed, '10.1.2.3', 5432)).toBe(false)
  expect(isAllowed(allowed, 'db.example.cn', 3306)).toBe(true)
  expect(isAllowed(allowed, 'db.example.cn', 22)).toBe(false)
  expect(isAllowed(allowed, 'fd00::1', 3306)).toBe(true)
  expect(isAllowed(allowed, '127.0.0.1', 5432)).toBe(false)
  expect(isAllowed([], 'localhost', 5432)).toBe(false)
  for (const wrong of ['http://x', 'x:0', 'x:70000', '/tmp/socket']) expect(readAllowed(wrong)).toBeUndefined()
})
