import { describe, expect, test } from 'vitest'
import { kindOfFormat } from './xlsx-styles.ts'
import { storedDate, storedNumber, storedText } from './xlsx-value.ts'

describe('a format code', () => {
  test.each([
    'yyyy-mm-dd',
    'yyyy/m/d;@',
    '[$-804]yyyy"年"m"月"d"日";@',
    'yyyy"年"m"月";@',
    'm"月"d"日"',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    '[$-804]aaaa;@',
    'e"年"m"月"d"日"',
    'yyyy\\-mm\\-dd\\ hh:mm:ss',
    'yyyy-mm-dd hh:mm:ss.000',
    'mmm-yy',
    'm/d',
    '[=0]"";yyyy-mm-dd',
    '[Red]yyyy.mm.dd',
  ])('%s is a day', (code) => expect(kindOfFormat(code)).toBe('day'))

  test.each(['h:mm', '[$-F400]h:mm:ss\\ AM/PM', '上午/下午h"时"mm"分"', 'h"时"mm"分"ss"秒"', 'mm:ss.0'])('%s is a time of day', (code) =>
    expect(kindOfFormat(code)).toBe('clock'),
  )

  test.each([
    'General',
    'G/通用格式',
    '@',
    '0',
    '0.00E+00',
    '##0.0E+0',
    '#,##0.00',
    '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    '[$¥-804]#,##0.00',
    '[$USD] #,##0',
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    '0.00"元/日"',
    '0.0 \\d\\a\\y\\s',
    '#,##0.00"万元"',
    'RMB0.00',
    '000000',
    '0%',
    '# ?/?',
    '[h]:mm:ss',
    '[mm]:ss',
    '[DBNum2][$-804]General',
    ';;;',
    '',
  ])('%s is a number', (code) => expect(kindOfFormat(code)).toBe('number'))
})

describe('a stored number', () => {
  test.each([
    ['45000', '2023-03-15'],
    ['45000.5', '2023-03-15 12:00:00'],
    ['45000.999999', '2023-03-16'],
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['60', '1900-02-29'],
    ['61', '1900-03-01'],
    ['0', '1900-01-00'],
    ['2958465', '9999-12-31'],
    ['2958466', '2958466'],
    ['20230315', '20230315'],
    ['-1', '-1'],
    ['4.5E4', '2023-03-15'],
  ])('as a day: %s is %s', (stored, text) => expect(storedNumber(stored, 'day', false)).toBe(text))

  test('as a day of the 1904 system', () => {
    expect(['0', '1', '43538', '59', '60'].map((stored) => storedNumber(stored, 'day', true))).toEqual([
      '1904-01-01',
      '1904-01-02',
      '2023-03-15',
      '1904-02-29',
      '1904-03-01',
    ])
  })

  test('as a time of day, with the day where there is one', () => {
    expect(storedNumber('0.354166666666667', 'clock', false)).toBe('08:30:00')
    expect(storedNumber('45000.25', 'clock', false)).toBe('2023-03-15 06:00:00')
  })

  test.each([
    ['1234.5', '1234.5'],
    ['0.10000000000000001', '0.1'],
    ['1.1000000000000001', '1.1'],
    ['10038', '10038'],
    ['520502.0', '520502'],
    ['-3.50', '-3.5'],
    ['1E-3', '0.001'],
    ['6222021234567890', '6222021234567890'],
    // An identity number that a spreadsheet took for a number has lost its end, and shows it.
    ['5.2050219900101123E+17', '5.20502199001011E+17'],
    ['5.2050219900101126E17', '5.20502199001011E+17'],
    ['520502199001011200', '5.20502199001011E+17'],
    ['520502199001011260', '5.20502199001011E+17'],
    ['520502199001011264', '5.20502199001011E+17'],
    // A program wrote all of its digits: no float is this number.
    ['520502199001011234', '520502199001011234'],
    ['nonsense', 'nonsense'],
  ])('as a number: %s is %s', (stored, text) => expect(storedNumber(stored, 'number', false)).toBe(text))
})

test('a stored date of ISO 8601', () => {
  expect(['2023-05-01', '2023-05-01T00:00:00', '2023-05-01T08:30:00.000Z', '08:30'].map(storedDate)).toEqual([
    '2023-05-01',
    '2023-05-01',
    '2023-05-01 08:30:00',
    '08:30',
  ])
})

test('characters that XML cannot hold', () => {
  expect(storedText('第一行_x000D_\n第二行 _x005F_x000D_ _x00g0_')).toBe('第一行\r\n第二行 _x000D_ _x00g0_')
})
