import { expect, test } from 'vitest'
import {
  alsoText,
  codesOf,
  differenceOf,
  entriesByCode,
  keepAlso,
  parseDictionary,
  readDictionaryTable,
  stateOfCode,
} from './dictionary.ts'
import { parseStandard, withCodes } from './standard.ts'

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

test('of a year alone no day is held against a code', () => {
  const years = 'code,name,from,to,successor,note\n139001,武安市,1988,1990,130481,\n139001,定州市,2014,,,\n133001,衡水市,,1996,131102,\n'
  const codes = entriesByCode(parseDictionary(text, () => years))
  const on = (code: string, day: string) => stateOfCode(codes.get(code) ?? [], day)
  expect(['1987-12-31', '1988-01-01', '1990-12-31', '1991-01-01', '2013-12-31', '2014-01-01'].map((day) => on('139001', day))).toEqual([
    'not-yet',
    'valid',
    'valid',
    'ended',
    'ended',
    'valid',
  ])
  expect(['1950-01-01', '1996-12-31', '1997-01-01'].map((day) => on('133001', day))).toEqual(['valid', 'valid', 'ended'])
  const read = readDictionaryTable([
    ['代码', '名称', '启用日期', '停用日期'],
    ['1', '甲', '1996年', '1996-05-01'],
    ['2', '乙', '1997', '1996'],
    ['3', '丙', '3996', ''],
  ])
  expect(read.entries.map(({ from, to }) => [from, to])).toEqual([['1996', '1996-05-01']])
  expect(read.problems.map(({ code, values }) => [code, values?.line])).toEqual([
    ['dictionary.turned', 3],
    ['dictionary.no-day', 4],
  ])
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
  expect(read.entries).toEqual([{ code: '520502', name: '七星关区', from: '2011-10-22', to: null, successor: null, note: null, also: [] }])
  expect(read.problems.map(({ code, values }) => [code, values?.line])).toEqual([
    ['dictionary.no-code', 4],
    ['dictionary.no-day', 5],
    ['dictionary.turned', 6],
    ['dictionary.twice', 7],
  ])
})

test('the difference of a whole table, and of a part of one', () => {
  const entry = (code: string, name: string, to: string | null = null) => ({
    code,
    name,
    from: null,
    to,
    successor: null,
    note: null,
    also: [],
  })
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

const states = `id: state
label: 状态
source: 试
complete: true
verified: false
entries:
  - { code: 有效, also: [生效, '1'] }
  - { code: 停用, name: 停用的, to: '2019-12-31', successor: 无效, also: ['0'] }
  - { code: 停用, name: 停用（新）, from: '2021-01-01' }
`

test('a code is read by every word it ever had; a newer table that says no other words leaves those that are known', () => {
  const dictionary = parseDictionary(states, () => '')
  expect(codesOf(dictionary)).toEqual([
    { code: '有效', label: '有效', also: ['生效', '1'] },
    { code: '停用', label: '停用（新）', also: ['停用的', '0', '停用（新）'] },
  ])
  expect(codesOf(dictionary)).toBe(codesOf(dictionary))
  const silent = readDictionaryTable([
    ['代码', '名称'],
    ['有效', '有效'],
  ])
  expect([silent.saysAlso, keepAlso(dictionary.entries, silent.entries)[0]?.also]).toEqual([false, ['生效', '1']])
  const said = readDictionaryTable([
    ['代码', '名称', '其他写法'],
    ['有效', '有效', '在用；有, 效 ;1'],
  ])
  expect([said.saysAlso, said.entries[0]?.also]).toEqual([true, ['在用', '有, 效', '1']])
  expect(differenceOf(dictionary.entries, said.entries, 'part').changed.map(({ after }) => alsoText(after.also))).toEqual([
    '在用；有, 效；1',
  ])
})

test('a field of codes has its words from its dictionary, or brings a dictionary of its own; not both', () => {
  const shared = new Map([['state', parseDictionary(states, () => '')]])
  const standard = (field: string): string =>
    `id: thing\nlabel: 物\npurpose: 试\nsource: 某机关\nnatural_key: [no]\nfields:\n  - { id: no, label: 号, type: varchar(9) }\n  - ${field}\n`
  const read = (field: string) => parseStandard(standard(field), 'thing.yml', shared)
  const named = read('{ id: kind, label: 类别, type: code, dictionary: state }').standard
  expect(named?.fields[1]?.codes?.map(({ code }) => code)).toEqual(['有效', '停用'])
  expect(named && withCodes(named, shared)).toBe(named)
  const newer = { ...shared.get('state')!, entries: shared.get('state')!.entries.slice(0, 1) }
  expect(named && withCodes(named, new Map([['state', newer]])).fields[1]?.codes).toHaveLength(1)

  const own = read('{ id: kind, label: 类别, type: code, codes: [{ code: 甲, also: [A] }, { code: 乙, from: "2020-01-01" }] }').standard
  expect(own?.fields[1]).toMatchObject({ dictionary: 'thing.kind', codes: [{ code: '甲', also: ['A'] }, { code: '乙' }] })
  expect(own?.dictionaries).toMatchObject([{ id: 'thing.kind', label: '物·类别', source: '某机关', entries: [{}, { from: '2020-01-01' }] }])

  const wrong = (field: string) => read(field).findings.map(({ message, line }) => [message.code, line])
  expect(wrong('{ id: kind, label: 类别, type: code, dictionary: none }')).toEqual([['standard.no-dictionary', 8]])
  expect(wrong('{ id: kind, label: 类别, type: code }')).toEqual([['standard.no-codes', 8]])
  expect(wrong('{ id: kind, label: 类别, type: code, dictionary: state, codes: [{ code: 甲 }] }')).toEqual([['standard.codes-twice', 8]])
})
