import { expect, test } from 'vitest'
import { parseStandard } from '../standard.ts'
import { normaliseAnyNo, normaliseDocumentNo, normaliseSystemNo } from './document.ts'
import { normaliserOf } from './field.ts'
import { normalisePersonalNo } from './identity.ts'
import { normalisePlate } from './plate.ts'

test('number plates are one, however dots and colours are written beside them', () => {
  for (const text of ['贵F12345', '贵F·12345', '贵f 12345', '贵F12345_1', '贵F12345（黄）', '黄贵F12345', '贵F-12345'])
    expect(normalisePlate(text)).toEqual({ value: '贵F12345' })
  expect(normalisePlate('贵FD12345').value).toBe('贵FD12345')
  expect(normalisePlate('13800000001').finding).toEqual({ code: 'plate.form', level: 'W' })
  expect(normalisePlate('无牌')).toEqual({ value: null })
})

test('a ground of execution joins as the court case or the document that it is', () => {
  expect(normaliseAnyNo('(2023)黔9901行审012号').key).toBe('（2023）黔9901行审12号')
  expect(normaliseAnyNo('云交罚[2023]第012号').key).toBe('云交罚(2023)12号')
  expect(normaliseAnyNo('某文件').finding?.code).toBe('document-no.form')
  expect(normaliseAnyNo('')).toEqual({ value: null })
})

test('numbers of systems join without regard to width and case', () => {
  const key = normaliseSystemNo('A5205990000002023010001').key
  expect(normaliseSystemNo(' ａ520599000000 2023010001').key).toBe(key)
  expect(normaliseDocumentNo('A5205990000002023010001').key).toBe(key)
  expect(normaliseSystemNo('5.20599E+21')).toEqual({ value: null, finding: { code: 'number.lost-precision', level: 'W' } })
})

test('the number of a certificate made out of its holder’s is told for what it is', () => {
  expect(normalisePersonalNo('T52059919710211001x')).toEqual({ value: 'T52059919710211001X', key: 'T52059919710211001X', found: 'other' })
  expect(normalisePersonalNo('52059919710211001X')).toMatchObject({ key: '52059919710211001X', found: 'identity' })
  expect(normalisePersonalNo('5205********1234').finding?.code).toBe('identity.masked')
  for (const words of ['支付宝', '见附件', 'POS'])
    expect(normalisePersonalNo(words)).toMatchObject({ value: null, finding: { code: 'identity.form' } })
  expect(normalisePersonalNo('zhang@example.com')).toMatchObject({ key: 'ZHANG@EXAMPLE.COM' })
})

test('a list of numbers is read one by one', () => {
  const { standard } = parseStandard(
    'id: thing\nlabel: 物\npurpose: 试\nsource: 试\nnatural_key: [no]\nfields:\n  - { id: no, label: 号, type: varchar(9) }\n  - { id: ids, label: 曾用号码, type: "varchar[]", kind: identity }\n  - { id: places, label: 区划, type: "varchar[]", kind: division }\n',
    'thing.yml',
  )
  const [, ids, places] = standard!.fields
  expect(normaliserOf(ids!)('520599710211001、52059919710211001x').value).toBe('["52059919710211001X"]')
  expect(normaliserOf(places!)('520599001、520502').value).toBe('["520599","520502"]')
})

const fieldOf = (field: string) =>
  parseStandard(
    `id: a\nlabel: 甲\npurpose: 试\nsource: 试\nnatural_key: [no]\nmarks: [no]\nfields:\n  - { id: no, label: 号, type: text, required: Y }\n  - ${field}\n`,
    'a',
  ).standard!.fields[1]!

test('several persons in one cell are told, names of organisations are not', () => {
  const read = normaliserOf(fieldOf('{ id: party, label: 当事人, type: varchar(200), kind: name }'))
  for (const text of ['王建国、李卫东', '王建国,李卫东,赵六', '王建国等3人', '王建国/李卫东'])
    expect([text, read(text).finding?.code]).toEqual([text, 'name.several'])
  for (const text of ['王建国', '贵州交通、水利工程有限公司', '阿不都·热合曼', '王建国（李卫东）'])
    expect([text, read(text).finding]).toEqual([text, undefined])
})

test('nothing has happened without end: such a day of an event is told', () => {
  const read = (event: boolean, text: string) => normaliserOf(fieldOf(`{ id: day, label: 日期, type: date, event: ${event} }`))(text)
  expect(read(false, '长期').value).toBe('2099-12-31')
  for (const text of ['长期', '2223-07-05', '9999-12-31'])
    expect(read(true, text)).toEqual({ value: '2099-12-31', finding: { code: 'date.endless', level: 'W' } })
  expect(read(true, '2023-07-05')).toEqual({ value: '2023-07-05' })
})

test('quotation marks around a whole number, day or code are no part of it; a text keeps its own', () => {
  const read = (field: string, text: string) => normaliserOf(fieldOf(field))(text)
  for (const [open, close] of [
    ['“', '”'],
    ['"', '"'],
    ['""', '""'],
    ['＂', '＂'],
    ["'", "'"],
  ]) {
    const quoted = (text: string): string => `${open}${text}${close}`
    expect(read('{ id: sum, label: 金额, type: "decimal(16,2)" }', quoted('2000'))).toEqual({ value: '2000.00' })
    expect(read('{ id: day, label: 日期, type: date }', quoted('2023-07-05'))).toEqual({ value: '2023-07-05' })
    expect(read('{ id: id_no, label: 号, type: varchar(32), kind: identity }', quoted('11010519491231002X')).key).toBe('11010519491231002X')
    expect(read('{ id: doc, label: 号, type: varchar(128), kind: document_no }', quoted('七交罚〔2023〕1号')).key).toBe('七交罚(2023)1号')
    expect(read('{ id: case_id, label: 号, type: varchar(64) }', quoted('AJ2023001')).value).toBe('AJ2023001')
    expect(read('{ id: days, label: 天数, type: int }', quoted(''))).toEqual({ value: null })
  }
  for (const field of ['type: text', 'type: varchar(200), kind: name', 'type: varchar(500), kind: prose'])
    expect(read(`{ id: text, label: 文, ${field} }`, '“红旗”').value).toBe('“红旗”')
})

test('a sum finer than a cent is rounded and told; a number that a program could not hold is not', () => {
  const read = normaliserOf(fieldOf('{ id: sum, label: 金额, type: "decimal(16,2)" }'))
  expect(read('2000.005')).toEqual({ value: '2000.01', finding: { code: 'amount.finer', level: 'I' } })
  expect(read('0.2000005万元')).toEqual({ value: '2000.01', finding: { code: 'amount.finer', level: 'I' } })
  for (const [text, value] of [
    ['2000.000', '2000.00'],
    ['2000.10000000000002', '2000.10'],
    ['1999.9999999999998', '2000.00'],
  ])
    expect(read(text!)).toEqual({ value })
})

test('names below each other are told and stay apart; a name broken between lines stays one', () => {
  const read = normaliserOf(fieldOf('{ id: party, label: 当事人, type: varchar(200), kind: name }'))
  expect(read('王建国\n李卫东')).toMatchObject({ value: '王建国、李卫东', finding: { code: 'name.several' } })
  expect(read('阿不都·热合曼、买买提·吐尔逊').finding?.code).toBe('name.several')
  expect(read('贵州某某\n有限公司')).toEqual({ value: '贵州某某有限公司', key: '贵州某某有限公司' })
})
