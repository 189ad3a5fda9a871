import { expect, test } from 'vitest'
import { differenceOf, entriesByCode, parseDictionary, readDictionaryTable, stateOfCode } from './dictionary.ts'

const text = `id: thing
label: 物
source: 试
complete: true
verified: false
table: thing.csv
`
const table = `code,name,from,to,successor,note
522401,毕节市,,2011-10-21,520502,
520502,七星关区,2011-10-22,,,
520103,云岩区,,,,
`

test('a code is valid, abolished or not yet there, by the day', () => {
  const codes = entriesByCode(parseDictionary(text, () => table))
  const on = (code: string, day: string | null) => stateOfCode(codes.get(code) ?? [], day)
  expect(on('522401', '2011-10-21')).toBe('valid')
  expect(on('522401', '2011-10-22')).toBe('ended')
  expect(on('520502', '2011-10-21')).toBe('not-yet')
  expect(on('520502', '2011-10-22')).toBe('valid')
  // A day that nobody knows is held against nobody, and so is a row without its day.
  expect(on('520103', '1950-01-01')).toBe('valid')
  expect(on('522401', null)).toBe('valid')
  expect(on('529999', '2020-01-01')).toBe('unknown')
  expect(() => parseDictionary(text, () => 'a,b\n1,2\n')).toThrow('dictionary.no-heading')
})

test('a table is read under Chinese headings too, and tells its lines that it can not read', () => {
  const read = readDictionaryTable([
    ['行政区划代码表'],
    ['代码', '名称', '启用日期', '停用日期', '新代码'],
    ['520502', '七星关区', '2011年10月22日', '', ''],
    ['', '无码', '', '', ''],
    ['1', '某', '2020-02-30', '', ''],
    ['2', '某', '2021/1/1', '20200101', ''],
    ['520502', '又一个', '2011-10-22', '', ''],
    [''],
    ['本表由某系统导出，导出编号 20261102-000001，仅供履行职责使用，不得外传。', '', '', '', ''],
  ])
  expect(read.entries).toEqual([{ code: '520502', name: '七星关区', from: '2011-10-22', to: null, successor: null, note: null }])
  expect(read.problems.map(({ code, values }) => [code, values?.line])).toEqual([
    ['dictionary.no-code', 4],
    ['dictionary.no-day', 5],
    ['dictionary.turned', 6],
    ['dictionary.twice', 7],
  ])
})

test('the difference of a whole table, and of a part of one', () => {
  const entry = (code: string, name: string, to: string | null = null) => ({ code, name, from: null, to, successor: null, note: null })
  const before = [entry('1', '甲'), entry('2', '乙'), entry('3', '丙')]
  const given = [entry('2', '乙', '2020-01-01'), entry('4', '丁')]
  const whole = differenceOf(before, given, 'whole')
  expect([whole.added, whole.changed, whole.gone].map((list) => list.length)).toEqual([1, 1, 2])
  const part = differenceOf(before, given, 'part')
  expect([part.added, part.changed, part.gone].map((list) => list.length)).toEqual([1, 1, 0])
  // A day that becomes known changes its code.
  const dated = differenceOf(before, [{ ...entry('1', '甲'), from: '2001-01-01' }], 'part')
  expect([dated.added, dated.changed, dated.gone].map((list) => list.length)).toEqual([0, 1, 0])
  expect(part.entries.map(({ code }) => code)).toEqual(['1', '2', '3', '4'])
})
