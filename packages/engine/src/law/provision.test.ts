import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseProvisions, penaltyProvisionRows, penaltyProvisionSchema } from './provision.ts'
import { parseInstruments } from './registry.ts'

const read = (name: string): string => readFileSync(new URL(`../../../../catalogue/law/${name}.yml`, import.meta.url), 'utf8')
const instruments = parseInstruments(read('instruments'))
const rows = [...penaltyProvisionRows(parseProvisions(read('penalty-provisions')), instruments)]
const tiers = (law: string, article: number, version: string) =>
  rows.filter((row) => row.canonical_name.endsWith(law) && row.article === article && row.version_date.startsWith(version))

describe('tiers of the catalogue', () => {
  test('have the columns that they declare', () => {
    const columns = penaltyProvisionSchema.columns.map(({ name }) => name).sort()
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns)
    // The first 54 came verified, number by number; the others complete their articles.
    for (let number = 1; number <= 54; number++)
      expect(rows.map((row) => row.provision_id)).toContain(`pen.${String(number).padStart(3, '0')}`)
  })
  test('a version that was replaced ends where the next begins', () => {
    const old = tiers('道路运输条例', 63, '2022')
    expect(old.map(({ provision_id, effective_to }) => [provision_id, effective_to])).toEqual([
      ['pen.001', '2023-07-20'],
      ['pen.002', '2023-07-20'],
    ])
    expect(tiers('道路运输条例', 63, '2023')).toHaveLength(7)
    expect(tiers('水污染防治法', 83, '2017')[0]).toMatchObject({ effective_to: '2026-08-15', days_assumed: true })
    expect(tiers('社会保险法', 88, '2018')[0]).toMatchObject({
      effective_from: '2018-12-29',
      days_assumed: false,
      min: 2,
      max: 5,
      unit: '倍',
    })
  })
  test('some are for persons only, some for organisations', () => {
    expect(tiers('安全生产法', 97, '2021').map(({ party, max }) => [party, max])).toEqual([
      ['单位', 100000],
      ['单位', 200000],
      ['自然人', 50000],
    ])
  })
})

describe('mistakes are told at once', () => {
  const one = (tier: string, version = '2018-12-29') =>
    `laws:\n  - law: 中华人民共和国社会保险法\n    version: ${version}\n    tiers:\n      - { ${tier} }`
  test('a range upside down, a multiple of nothing, a tier twice', () => {
    expect(() => parseProvisions(one('id: pen.901, article: 1, when: 甲, min: 2, max: 1, unit: 元'))).toThrow('min is more than max')
    expect(() => parseProvisions(one('id: pen.901, article: 1, when: 甲, min: 1, max: 2, unit: 倍'))).toThrow('a multiple of nothing')
    const tier = 'id: pen.901, article: 1, when: 甲, min: 1, max: 2, unit: 元'
    expect(() => parseProvisions(`${one(tier)}\n      - { ${tier} }`)).toThrow('twice')
  })
  test('a version that the registry does not have', () => {
    const laws = parseProvisions(one('id: pen.901, article: 1, when: 甲, min: 1, max: 2, unit: 元', '2019-01-01'))
    expect(() => [...penaltyProvisionRows(laws, instruments)]).toThrow('not in the registry')
  })
})
