import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { instrumentsByName, parseInstruments } from '../law/registry.ts'
import { say } from '../message.ts'
import { parseFigures, parseLimits } from './catalogue.ts'
import { questionOf, sayRule } from './limit.ts'
import { limitMessages } from './messages.ts'

const folder = new URL('../../../../catalogue/law/', import.meta.url)
const text = readFileSync(new URL('limits.yml', folder), 'utf8')
const limits = parseLimits(text)
const figures = parseFigures(text)

test('every limit names a law of the register and says where it comes from', () => {
  const named = instrumentsByName(parseInstruments(readFileSync(new URL('instruments.yml', folder), 'utf8')))
  const unknown = [...limits.values(), ...figures.values()].filter((limit) => !named.has(limit.law)).map((limit) => limit.law)
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

interface Fact {
  id: string
  quantity: number
  unit: string
  rollover: string
}
const shared = new URL('../../../../../shared/domain/time-limits.json', import.meta.url)
const left = !existsSync(shared)
if (left) console.log('left out: the limits are not compared with the shared facts (no ../shared)')

test.skipIf(left)('every shared fact with a length or a figure is in the catalogue, unchanged', () => {
  const facts = (JSON.parse(readFileSync(shared, 'utf8')) as Fact[]).filter((fact) => fact.unit !== 'rule')
  expect(facts.length).toBe(limits.size + figures.size)
  for (const fact of facts) {
    const limit = limits.get(fact.id) ?? figures.get(fact.id)
    expect(limit).toMatchObject({ id: fact.id, quantity: fact.quantity, unit: fact.unit })
    const moves = fact.rollover === 'next_workday' || fact.rollover === 'next_workday_by_analogy'
    if (limit && 'rollover' in limit) expect([fact.id, limit.rollover]).toEqual([fact.id, moves ? 'next_workday' : 'none'])
  }
})
