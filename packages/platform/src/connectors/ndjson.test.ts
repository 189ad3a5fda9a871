import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { jsonRecords, NotJsonLine, readJsonLine } from './ndjson.ts'

const dir = mkdtempSync(join(tmpdir(), 'xiezhi-ndjson-'))
afterAll(() => rmSync(dir, { recursive: true }))

const read = async (text: string): Promise<string[][]> => {
  const path = join(dir, 'lines')
  writeFileSync(path, text)
  const cells: string[][] = []
  for await (const records of jsonRecords(path)) for (const record of records) cells.push([...record.cells])
  return cells
}

test('names are the heading, in the order in which they first come', async () => {
  expect(await read('{"a":"1"}\n\n{"b":2,"a":null}\n')).toEqual([
    ['a', 'b'],
    ['1', ''],
    // An empty line is a line.
    [],
    ['', '2'],
  ])
})

test('a long number keeps all its digits, and digits in a text stay text', () => {
  expect(readJsonLine('{"id":110101199003070018,"t":"编号 110101199003070018","n":12.5}')).toEqual(
    new Map([
      ['id', '110101199003070018'],
      ['t', '编号 110101199003070018'],
      ['n', '12.5'],
    ]),
  )
})

test('lines end as they end anywhere, and only there', async () => {
  expect(await read('\ufeff{"a":"1\u2028"}\r\n{"a":"2"}\r{"a":"3"}\r\n')).toEqual([['a'], ['1\u2028'], ['2'], ['3']])
  const long = 'x'.repeat(300_000)
  expect(await read(`{"a":"${long}"}\r\n{"a":"2"}`)).toEqual([['a'], [long], ['2']])
})

test('truth values and lists are words', () => {
  expect(readJsonLine('{"a":true,"b":["罚款","没收"]}')).toEqual(
    new Map([
      ['a', '是'],
      ['b', '罚款、没收'],
    ]),
  )
})

test('a line that is no object is told by its number', async () => {
  await expect(read('{"a":1}\n[1]')).rejects.toEqual(new NotJsonLine(2))
  expect(readJsonLine('{"a":')).toBeUndefined()
})

test('texts come out as they went in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (value) => {
      // JSON.parse gives `__proto__` a meaning of its own in literals only; entries are compared as such.
      expect(Object.fromEntries(readJsonLine(JSON.stringify(value)) ?? [])).toEqual({ ...value })
    }),
  )
})
