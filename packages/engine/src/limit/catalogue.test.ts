import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { instrumentsByName, parseInstruments } from '../law/registry.ts'
import { say } from '../message.ts'
import { parseCountingRules, parseFigures, parseLimits } from './catalogue.ts'
import { questionOf, sayRule } from './limit.ts'
import { limitMessages } from './messages.ts'

const folder = new URL('../../../../catalogue/law/', import.meta.url)
const text = readFileSync(new URL('limits.yml', folder), 'utf8')
const limits = parseLimits(text)
const figures = parseFigures(text)
const rules = parseCountingRules(text)

test('every limit names a law of the register and says where it comes from', () => {
  const named = instrumentsByName(parseInstruments(readFileSync(new URL('instruments.yml', folder), 'utf8')))
  const unknown = [...limits.values(), ...figures.values(), ...rules.values()]
    .filter((limit) => !named.has(limit.law))
    .map((limit) => limit.law)
  expect([...new Set(unknown)]).toEqual([])
  for (const limit of limits.values()) {
    const said = say(limitMessages, sayRule(limit))
    expect(said).toContain(`《${limit.law}》`)
    expect(said).not.toMatch(/\{\w+\}/)
    expect(questionOf(limit, '2024-01-01')).toMatchObject({ length: limit.quantity, unit: limit.unit })
  }
})

test('roll-over by letter and by analogy moves; custody, fixed terms and limitation stay', () => {
  const of = (id: string) => limits.get(id)!.rollover
  expect(of('nonlit.apply-window')).toBe('next_workday')
  expect(of('penalty.pay-fine')).toBe('next_workday')
  expect([of('crim.detention-2m'), of('sup.apply-6m'), of('penalty.limitation'), of('penalty.service')]).toEqual([
    'none',
    'none',
    'none',
    'none',
  ])
})

test('only what is counted back is counted back', () => {
  expect([...limits.values()].filter((limit) => limit.direction === 'before').map((limit) => limit.id)).toEqual([
    'penalty.hearing-notice',
    'licence.renew-30',
  ])
})

test('a limit of a version says since when, and the replaced one until when', () => {
  expect(limits.get('penalty.public-security-case-2012')).toMatchObject({ ended: '2026-01-01' })
  expect(limits.get('penalty.public-security-case-2025')).toMatchObject({ effective: '2026-01-01' })
  expect(limits.get('penalty.pay-fine')).toMatchObject({ effective: '2021-07-15', article: '67.3' })
})

test('one article number is not verified, and its text says so', () => {
  const open = [...limits.values()].filter((limit) => limit.article === '')
  expect(open.map((limit) => limit.id)).toEqual(['reverse.internal-3'])
  expect(sayRule(open[0]!).code).toBe('limit.rule-unnumbered')
})

test('rules of counting stand beside the limits', () => {
  expect(rules.get('rule.coercion-workday')).toMatchObject({ law: '行政强制法', article: '69', effective: '2012-01-01' })
  expect([...rules.keys()].filter((id) => limits.has(id) || figures.has(id))).toEqual([])
})

interface Fact {
  id: string
  group: string
  title: string
  law: string
  version: string
  article: string
  quantity: number
  unit: string
  start_event: string
  rollover: string
  verified: boolean
  evidence: string
}
const shared = new URL('../../../../../shared/domain/time-limits.json', import.meta.url)
const left = !existsSync(shared)
if (left) console.log('left out: the limits are not compared with the shared facts (no ../shared)')

const digits = '零一二三四五六七八九'
function numeral(text: string): number {
  let sum = 0
  let digit = 0
  for (const sign of text) {
    if (digits.includes(sign)) digit = digits.indexOf(sign)
    else {
      sum += (digit || 1) * (sign === '百' ? 100 : 10)
      digit = 0
    }
  }
  return sum + digit
}
/** 第六十七条第三款 → 67.3; what is no number was not verified. */
function articleOf(text: string): string {
  const [, article, paragraph, item] = /^第([^条]+)条(?:第([^款项]+)款)?(?:第([^项]+)项)?$/.exec(text) ?? []
  if (!article) return ''
  return `${numeral(article)}${paragraph ? `.${numeral(paragraph)}` : ''}${item ? `(${numeral(item)})` : ''}`
}

test.skipIf(left)('every shared fact is in the catalogue, unchanged', () => {
  const facts = JSON.parse(readFileSync(shared, 'utf8')) as Fact[]
  const entries = Object.values(parse(text) as Record<string, readonly Record<string, unknown>[]>).flat()
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  expect([...byId.keys()].sort()).toEqual(facts.map(({ id }) => id).sort())
  expect([limits.size, figures.size, rules.size]).toEqual([137, 10, 13])
  let event = ''
  for (const fact of facts) {
    const { id, group, title, law, version, verified, evidence, quantity, unit, rollover } = fact
    if (fact.start_event !== '同上') event = fact.start_event
    const entry = byId.get(id)!
    expect(entry).toMatchObject({ id, group, title, law, version, verified, evidence, article: articleOf(fact.article) })
    if (unit !== 'rule') expect(entry).toMatchObject({ quantity, unit })
    if ('rollover' in entry) expect(entry).toMatchObject({ rollover })
    expect([id, entry.event ?? entry.applies ?? '—']).toEqual([id, event])
    // What the catalogue says of rolling over is what is counted by.
    const moves = rollover === 'next_workday' || rollover === 'next_workday_by_analogy'
    if (limits.has(id)) expect([id, limits.get(id)!.rollover]).toEqual([id, moves ? 'next_workday' : 'none'])
  }
})
