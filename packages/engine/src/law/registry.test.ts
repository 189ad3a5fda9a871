import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { instrumentsByName, lawInstrumentRows, lawInstrumentSchema, parseInstruments } from './registry.ts'

const instruments = parseInstruments(readFileSync(new URL('../../../../catalogue/law/instruments.yml', import.meta.url), 'utf8'))
const named = instrumentsByName(instruments)

test('an instrument goes by its full name, its short name and what people call it', () => {
  for (const name of ['中华人民共和国行政强制法', '行政强制法', '强制法']) expect(named.get(name)?.name).toBe('中华人民共和国行政强制法')
  for (const name of ['行政诉讼法解释', '最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释'])
    expect(named.get(name)?.name).toBe('最高人民法院关于适用《中华人民共和国行政诉讼法》的解释')
})

test('says who made an instrument and under which number a version was published, where that is established', () => {
  const of = (name: string) => instruments.find((one) => one.name === name)!
  expect(of('中华人民共和国行政处罚法').issuer).toBe('全国人民代表大会')
  expect(of('中华人民共和国行政强制法').issuer).toBe('全国人民代表大会常务委员会')
  const transport = of('中华人民共和国道路运输条例')
  expect([transport.issuer, transport.versions[0]!.number]).toEqual(['国务院', '国务院令第406号'])
  expect(of('侵害消费者权益行为处罚办法').issuer).toBeUndefined()
})

test('the highest article number is that of the text', () => {
  const highest = (name: string) => named.get(name)!.versions.map((version) => version.articles)
  expect(highest('行政强制法')).toEqual([71])
  expect(highest('民法典')).toEqual([1260])
  expect(highest('刑法').at(-1)).toBe(452)
  expect(highest('行政处罚法').at(-1)).toBe(86)
  expect(highest('生态环境法典')).toEqual([1242])
  expect(highest('人民检察院行政诉讼监督规则')).toEqual([undefined]) // an excerpt only
})

test('versions follow one another and name who comes after', () => {
  for (const { name, versions, supersededBy } of instruments) {
    const adopted = versions.flatMap((version) => version.adopted ?? [])
    expect([name, adopted]).toEqual([name, [...adopted].sort()])
    for (const { effective, ended } of versions) if (effective && ended) expect([name, effective < ended]).toEqual([name, true])
    if (supersededBy) expect([supersededBy, named.get(supersededBy)?.name]).toEqual([supersededBy, supersededBy])
  }
  expect(named.get('水污染防治法')).toMatchObject({ supersededBy: '中华人民共和国生态环境法典' })
})

describe('rows of law_instrument', () => {
  const rows = [...lawInstrumentRows(instruments)]
  const of = (name: string) => rows.filter((row) => row.law_name === name)
  const inForce = (name: string, day: string) =>
    of(name).filter((row) => (row.effective_from ?? '') <= day && (row.effective_to ?? '9') > day)

  test('have the columns that they declare, one row a name and version', () => {
    const columns = lawInstrumentSchema.columns.map((column) => column.name)
    expect(Object.keys(rows[0]!).sort()).toEqual([...columns].sort())
    expect(new Set(rows.map((row) => row.law_name))).toEqual(new Set(named.keys()))
    expect(rows.filter((row) => named.get(row.law_name)?.name !== row.canonical_name)).toEqual([])
  })

  test('an instrument known from the one that repealed it was there until then', () => {
    expect(inForce('合同法', '2020-12-31').map((row) => row.articles)).toEqual([null])
    expect(inForce('合同法', '2021-01-01')).toEqual([])
    expect(named.get('合同法')).toMatchObject({ name: '中华人民共和国合同法', supersededBy: '中华人民共和国民法典' })
  })

  test('an earlier version that nobody has read leaves the number open', () => {
    expect(of('行政处罚法')).toEqual([
      {
        law_name: '行政处罚法',
        canonical_name: '中华人民共和国行政处罚法',
        effective_from: null,
        effective_to: '2021-07-15',
        articles: null,
      },
      {
        law_name: '行政处罚法',
        canonical_name: '中华人民共和国行政处罚法',
        effective_from: '2021-07-15',
        effective_to: null,
        articles: 86,
      },
    ])
  })

  test('in force on a day', () => {
    expect(inForce('治安管理处罚法', '2025-12-31').map((row) => row.articles)).toEqual([119])
    expect(inForce('治安管理处罚法', '2026-01-01').map((row) => row.articles)).toEqual([144])
    expect(inForce('公司登记管理条例', '2022-02-28')).toHaveLength(1)
    expect(inForce('公司登记管理条例', '2022-03-01')).toEqual([])
    expect(inForce('生态环境法典', '2026-08-14')).toEqual([])
    expect(inForce('市场主体登记管理条例', '2022-02-28')).toEqual([])
  })

  test('without an effective day every read version may be meant, and nothing before them is told', () => {
    expect(inForce('道路运输条例', '2023-08-01').map((row) => row.articles)).toEqual([83, 83, 82])
    expect(inForce('道路运输条例', '2018-01-01').map((row) => row.articles)).toContain(null)
  })
})

test('a name of two instruments is refused', () => {
  const one = (name: string, alias: string) => `  - { name: ${name}, aliases: [${alias}], level: 法律, versions: [{ by: 待补 }] }`
  expect(() => parseInstruments(`instruments:\n${one('甲法', '甲')}\n${one('乙法', '甲')}`)).toThrow('甲')
})
