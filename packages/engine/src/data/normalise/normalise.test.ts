import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumeral } from '../../citation/numeral.ts'
import { normaliseAmount, normaliseInteger } from './amount.ts'
import { codeTable, normaliseBoolean, normaliseCode, normaliseCodes } from './code.ts'
import { dayMonthOf, daySerial, isoDay, normaliseDate, normaliseMonth } from './date.ts'
import { caseKey, docKey, normaliseDocumentNo } from './document.ts'
import {
  creditCheck,
  identityCheck,
  isCreditCode,
  isIdentity,
  isOrganisationCode,
  normaliseCreditCode,
  normaliseIdentity,
  normalisePartyId,
} from './identity.ts'
import { normaliseMoment } from './moment.ts'
import { foldName, nameKey } from './text.ts'

const day = fc.record({
  year: fc.integer({ min: 1971, max: 2069 }),
  month: fc.integer({ min: 1, max: 12 }),
  date: fc.integer({ min: 1, max: 28 }),
})
const two = (n: number): string => String(n).padStart(2, '0')
const digits = (n: number): string => [...String(n)].map((d) => '〇一二三四五六七八九'[Number(d)]).join('')

describe('a day, however it is written', () => {
  const habits: Readonly<Record<string, (y: number, m: number, d: number) => string>> = {
    iso: (y, m, d) => `${y}-${two(m)}-${two(d)}`,
    compact: (y, m, d) => `${y}${two(m)}${two(d)}`,
    chinese: (y, m, d) => `${y}年${m}月${d}日`,
    slashes: (y, m, d) => `${y}/${m}/${d}`,
    dots: (y, m, d) => `${y}.${two(m)}.${d}`,
    wide: (y, m, d) => `${y}－${m}－${d}`.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    withTime: (y, m, d) => `${y}-${m}-${d} 10:30:00`,
    isoTime: (y, m, d) => `${y}-${two(m)}-${two(d)}T00:00:00`,
    minutes: (y, m, d) => `${y}/${m}/${d} 9:05`,
    stamp: (y, m, d) => `${y}${two(m)}${two(d)}103000`,
    words: (y, m, d) => `${digits(y)}年${formatNumeral(m)}月${formatNumeral(d)}日`,
    quoted: (y, m, d) => `'${y}-${m}-${d}`,
    spaced: (y, m, d) => ` ${y} 年 ${m} 月 ${d} 日 `,
    morning: (y, m, d) => `${y}/${m}/${d} 上午 10:05:00`,
    evening: (y, m, d) => `${y}年${m}月${d}日下午`,
    weekday: (y, m, d) => `${y}年${m}月${d}日 星期三`,
    bracketed: (y, m, d) => `${y}-${m}-${d}（周日）`,
    noon: (y, m, d) => `${y}-${m}-${d} 12:00:00 PM`,
  }
  for (const [name, write] of Object.entries(habits)) {
    test(name, () => {
      fc.assert(
        fc.property(day, ({ year, month, date }) => {
          expect(normaliseDate(write(year, month, date))).toEqual({ value: isoDay(year, month, date) })
        }),
      )
    })
  }
  test('two digits of a year, and spreadsheet serials of both systems', () => {
    expect(normaliseDate('23-7-5')).toEqual({ value: '2023-07-05', finding: { code: 'date.two-digit-year', level: 'W' } })
    expect(normaliseDate('45112').value).toBe('2023-07-05')
    expect(normaliseDate('45112.75').value).toBe('2023-07-05')
    expect(normaliseDate('43650', { from1904: true }).value).toBe('2023-07-05')
    expect(daySerial(60)).toBe('1900-02-28')
  })
  test('in capitals, with 、, in English with two digits, in years of the Republic', () => {
    for (const text of ['贰零贰叁年柒月伍日', '贰零贰叁年零柒月零伍日', '2023、7、5', '民国112年7月5日'])
      expect(normaliseDate(text)).toEqual({ value: '2023-07-05' })
    expect(normaliseDate('贰零贰叁年壹拾月贰拾伍日').value).toBe('2023-10-25')
    expect(normaliseDate('5-Jul-23')).toEqual({ value: '2023-07-05', finding: { code: 'date.two-digit-year', level: 'W' } })
  })
  test('long term, nothing, and what can’t be', () => {
    expect(normaliseDate('长期').value).toBe('2099-12-31')
    expect(normaliseDate('9999-12-31').value).toBe('2099-12-31')
    for (const text of ['', '—', '无', '0000-00-00', '空', '/', 'NULL', '　']) expect(normaliseDate(text)).toEqual({ value: null })
    for (const text of ['2023-02-30', '2023/13/1', '20231301']) expect(normaliseDate(text).finding?.code).toBe('date.impossible')
    for (const text of ['约七月', '2023', '七月']) expect(normaliseDate(text).finding?.code).toBe('date.unreadable')
  })
  test('a moment in UTC is the day that it was in Shanghai', () => {
    expect(normaliseDate('2023-07-04T16:00:00.000Z').value).toBe('2023-07-05')
    expect(normaliseDate('2023-12-31T16:00:00Z').value).toBe('2024-01-01')
  })
  test('day and month are told apart by the column alone', () => {
    expect(normaliseDate('5/7/2023').finding?.code).toBe('date.ambiguous')
    expect(dayMonthOf(['5/7/2023', '25/7/2023'])).toBe('day-first')
    expect(normaliseDate('5/7/2023', { dayMonth: 'day-first' }).value).toBe('2023-07-05')
  })
  test('never throws, and gives a real day or none', () => {
    fc.assert(fc.property(fc.string(), (text) => /^\d{4}-\d{2}-\d{2}$/.test(normaliseDate(text).value ?? '2000-01-01')))
  })
})

test('a day, month or sum that is said to be unknown is no blank: what is missing must not accuse by it', () => {
  for (const raw of ['不详', '未知', '待查', '日期不详', '待 核实', 'TBD'])
    for (const read of [normaliseDate, normaliseMonth, normaliseMoment, normaliseAmount, normaliseInteger])
      expect(read(raw)).toMatchObject({ value: null, finding: { code: 'value.unknown', level: 'W' } })
  for (const raw of ['', '—', '无', '暂无', '/']) expect(normaliseDate(raw)).toEqual({ value: null })
})

test('a month, however it is written', () => {
  for (const text of [
    '2023-05',
    '202305',
    '2023年5月',
    '2023年05月份',
    '2023/5',
    '2023.05',
    '二〇二三年五月',
    '2023-05-01',
    '20230531',
    '05/2023',
  ])
    expect(normaliseMonth(text).value).toBe('2023-05')
  expect(normaliseMonth('202313').finding?.code).toBe('date.impossible')
  // A longer period is no month, and says so rather than that it cannot be read; a month is not taken for one.
  for (const text of ['2023', '2023年', '2023年度', '2023 年度', '2023全年', '2023年上半年', '2023年第一季度', '2023年3季度'])
    expect(normaliseMonth(text)).toEqual({ value: null, finding: expect.objectContaining({ code: 'month.longer' }) })
  for (const text of ['20235', '2023年五', '2023年5季度']) expect(normaliseMonth(text).finding?.code).not.toBe('month.longer')
})

describe('an amount, however it is written', () => {
  const yuan = fc.integer({ min: 1, max: 99_999_999 })
  test('plain, with commas, signs and units', () => {
    fc.assert(
      fc.property(yuan, (n) => {
        const wanted = `${n}.00`
        for (const text of [
          `${n}`,
          `${n}元`,
          `￥${n}`,
          `人民币${n}元整`,
          n.toLocaleString('en'),
          `${n.toLocaleString('en')}.00元`,
          `${n}.0`,
        ])
          expect(normaliseAmount(text).value).toBe(wanted)
        expect(normaliseAmount(`${formatNumeral(n, true)}元整`).value).toBe(wanted)
        expect(normaliseAmount(`${formatNumeral(n)}元`).value).toBe(wanted)
        expect(normaliseAmount(`${n}万元`).value).toBe(`${n}0000.00`)
        expect(normaliseAmount(String(n), { unit: '万元' }).value).toBe(`${n}0000.00`)
      }),
    )
  })
  test('examples', () => {
    const read = (text: string, habit = {}): string | null => normaliseAmount(text, habit).value
    expect(read('叁万元整')).toBe('30000.00')
    expect(read('3万')).toBe('30000.00')
    expect(read('3.5万元')).toBe('35000.00')
    expect(read('3,000.00元')).toBe('3000.00')
    expect(read('伍仟元伍角')).toBe('5000.50')
    expect(read('壹佰元零伍分')).toBe('100.05')
    expect(read('0.2', { unit: '万元' })).toBe('2000.00')
    expect(read('2000元', { unit: '万元' })).toBe('2000.00')
    expect(read('0.200000', { unit: '万元' })).toBe('2000.00')
    expect(read('５００')).toBe('500.00')
    expect(read('1.005')).toBe('1.01')
    expect(read('2E+3')).toBe('2000.00')
    expect(read('-5')).toBe('-5.00')
    expect(read('—')).toBeNull()
    for (const text of ['贰仟元整（¥2000.00）', '2000元(大写：贰仟元整)', '0.2（万元）', '2000元（已缴）', '人民币贰仟元整（小写2000元）'])
      expect([text, read(text)]).toEqual([text, '2000.00'])
    expect(read('0.2（贰仟元整）', { unit: '万元' })).toBe('2000.00')
    for (const text of ['贰仟元整（¥3000.00）', '2000元（含加处罚款500元）', '2000（美元）', '2000元（减半）'])
      expect([text, read(text)]).toEqual([text, null])
    expect(read('罚款人民币伍仟元，没收违法所得200元', { about: 'fine' })).toBe('5000.00')
    expect(read('罚款人民币伍仟元，没收违法所得200元', { about: 'confiscation' })).toBe('200.00')
    expect(normaliseAmount('若干').finding?.code).toBe('amount.unreadable')
  })
  test('whole numbers', () => {
    for (const text of ['30', '30天', '三十', '30.0', '30个工作日']) expect(normaliseInteger(text).value).toBe('30')
    expect(normaliseInteger('第五十三条').value).toBe('53')
    expect(normaliseInteger('1.5').finding?.code).toBe('number.unreadable')
    for (const text of ['30', '30天', '三十日', '30个自然日']) expect(normaliseInteger(text, 'days').value).toBe('30')
    for (const text of ['两个月', '2个月', '1年', '15个工作日', '48小时'])
      expect([text, normaliseInteger(text, 'days').value]).toEqual([text, null])
  })
})

describe('numbers of people and organisations', () => {
  test('published examples', () => {
    expect(isIdentity('11010519491231002X')).toBe(true)
    for (const code of ['91350100M000100Y43', '91512081MA62K0260E', '91230500MA1B3N1N2M', '11230500001755309F'])
      expect(isCreditCode(code)).toBe(true)
    for (const code of ['M000100Y4', 'MA62K0260', 'MA1B3N1N2']) expect(isOrganisationCode(code)).toBe(true)
  })
  const person = fc
    .tuple(fc.constantFrom('520502', '110105', '440106'), day, fc.integer({ min: 0, max: 999 }))
    .map(([place, { year, month, date }, n]) => {
      const first = `${place}${isoDay(year, month, date).replaceAll('-', '')}${String(n).padStart(3, '0')}`
      return first + identityCheck(first)
    })
  test('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        expect(normaliseIdentity(number)).toMatchObject({ key: number, found: 'identity' })
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`
        expect(isIdentity(wrong)).toBe(false)
      }),
    )
  })
  test('one person has one normal form', () => {
    for (const text of [
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      "'11010519491231002X",
      '110105 19491231 002X',
      '="11010519491231002X"',
      '11010519491231002×',
      '110105491231002',
      '11010519491231002X\t',
    ]) {
      expect(normaliseIdentity(text).key).toBe('11010519491231002X')
    }
  })
  test('what a spreadsheet has spoilt is not guessed at', () => {
    for (const text of ['1.10105E+17', '1.10105194912310E+17', '110105194912310000']) {
      expect(normaliseIdentity(text)).toEqual({ value: null, finding: { code: 'identity.lost-precision', level: 'W' }, key: null })
    }
    expect(normaliseIdentity('110105********002X')).toMatchObject({ key: null, finding: { code: 'identity.masked' } })
  })
  const code = fc
    .string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 9, maxLength: 9 })
    .map((own) => `91520502${own}${creditCheck(`91520502${own}`)}`)
  test('credit codes: check, look-alikes, others in their place', () => {
    fc.assert(fc.property(code, (text) => normaliseCreditCode(` ${text.toLowerCase()} `).key === text && isCreditCode(text)))
    expect(normaliseCreditCode('91512O81MA62KO260E')).toMatchObject({
      value: '91512081MA62K0260E',
      finding: { code: 'credit-code.repaired', level: 'W' },
    })
    expect(normaliseCreditCode('91512081MA62K0261E').finding?.code).toBe('credit-code.check')
    expect(normaliseCreditCode('MA62K026-0')).toMatchObject({ value: null, key: 'MA62K0260', found: 'org_code' })
    expect(normaliseCreditCode('11010519491231002X')).toMatchObject({ found: 'identity', finding: { code: 'credit-code.identity' } })
    expect(normalisePartyId('91512081MA62K0260E')).toMatchObject({ value: '91512081MA62K0260E', found: 'credit_code' })
    expect(normalisePartyId('11010519491231002X')).toMatchObject({ found: 'identity' })
    // An identity number that also passes the check of a credit code is a person's: it must not stay plain.
    expect(isCreditCode('520502196901031525')).toBe(true)
    expect(normalisePartyId('520502196901031525')).toMatchObject({ found: 'identity' })
    expect(normaliseCreditCode('520502196901031525')).toMatchObject({ found: 'identity' })
  })
})

describe('numbers of documents and cases', () => {
  test('variants of one number have one key', () => {
    const key = '七交罚(2023)12号'
    for (const text of [
      '七交罚〔2023〕12号',
      '七交罚[2023]12号',
      '七交罚【2023】第12号',
      '七交罚（2023）0012 号',
      '七交罚(2023)12',
      ' 七交罚﹝２０２３﹞12号',
      '七交罚〔2023〕第 012 号',
    ])
      expect(docKey(text)).toBe(key)
    expect(docKey('市场【2019】1号')).toBe('市场(2019)1号')
    expect(normaliseDocumentNo('5205021234567890').finding).toBeUndefined()
    expect(normaliseDocumentNo('无号').finding?.code).toBe('document-no.form')
  })
  test('court cases', () => {
    for (const text of ['(2023)黔0502行审012号', '（2023）黔0502行审12号', '〔2023〕黔 0502 行审 12 号'])
      expect(caseKey(text)).toEqual({ key: '（2023）黔0502行审12号', known: true })
    for (const text of ['（2023）黔行终12号', '（2023）最高法行再1号', '(2014)七星行执字第12号']) expect(caseKey(text).known).toBe(true)
    expect(caseKey('（2023）黔0502执恢208号之一').key).toBe('（2023）黔0502执恢208号之一')
    expect(caseKey('（2023）黔0502执恢208之一号').key).toBe('（2023）黔0502执恢208号之一')
  })
  test('a key is its own key', () => {
    fc.assert(fc.property(fc.string(), (text) => docKey(docKey(text)) === docKey(text) && nameKey(nameKey(text)) === nameKey(text)))
  })
})

test('names', () => {
  expect(foldName('张 三')).toBe('张三')
  expect(foldName('　买买提•艾力 ')).toBe('买买提·艾力')
  expect(nameKey('贵州（七星）运输有限公司')).toBe(nameKey('贵州(七星) 运输有限公司'))
})

test('code words and numbers, yes and no', () => {
  const table = codeTable([
    { code: '有效', label: '有效', also: ['0', '正常'] },
    { code: '撤销', label: '撤销', also: ['2', '已撤销'] },
  ])
  expect(['0', '0.0', '有效', ' 正常 ', '０'].map((text) => normaliseCode(text, table).value)).toEqual([
    '有效',
    '有效',
    '有效',
    '有效',
    '有效',
  ])
  expect(normaliseCode('作废', table)).toEqual({ value: '作废', finding: { code: 'code.unknown', level: 'W' } })
  const kinds = codeTable([
    { code: '罚款', label: '罚款', also: ['3'] },
    { code: '没收违法所得', label: '没收违法所得', also: ['4'] },
  ])
  expect(
    ['罚款、没收违法所得', '罚款;没收违法所得', '3,4', '罚款+没收违法所得', '处以罚款2000元，没收违法所得'].map(
      (text) => normaliseCodes(text, kinds).value,
    ),
  ).toEqual(Array(5).fill('["罚款","没收违法所得"]'))
  expect(['是', '1', 'TRUE', '有', '√', 'Y', '已告知'].map((text) => normaliseBoolean(text).value)).toEqual(Array(7).fill('true'))
  expect(['否', '0', 'false', '无', '没有', '未告知', 'N'].map((text) => normaliseBoolean(text).value)).toEqual(Array(7).fill('false'))
  expect(normaliseBoolean('').value).toBeNull()
})
