import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { say } from '../message.ts'
import { buildCalendar } from './calendar.ts'
import { parseLimits, parseYearTable } from './catalogue.ts'
import { limitMessages } from './messages.ts'
import { answerLine, type Law } from './question.ts'

const folder = new URL('../../../../catalogue/', import.meta.url)
const law: Law = {
  calendar: buildCalendar(
    readdirSync(new URL('calendar/', folder)).map((file) => parseYearTable(readFileSync(new URL(`calendar/${file}`, folder), 'utf8'))),
  ),
  limits: parseLimits(readFileSync(new URL('law/limits.yml', folder), 'utf8')),
}
const ask = (question: unknown) => answerLine(law, typeof question === 'string' ? question : JSON.stringify(question))

describe('answers have the shape of the contract', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a term',
      { id: 'a', start: '2024-04-27', length: 15, unit: 'day' },
      { date: '2024-05-13', unrolled: '2024-05-12', provisional: false, suspended: false },
    ],
    [
      'a limit of the catalogue',
      { id: 2, rule: 'nonlit.apply-window', start: '2021-12-06' },
      { date: '2022-03-07', unrolled: '2022-03-06' },
    ],
    [
      'a limit with pauses and an extension',
      {
        id: 2,
        rule: 'penalty.case-limit',
        start: '2024-02-01',
        pauses: [{ from: '2024-03-01', to: '2024-03-10' }],
        extension: [{ length: 20, unit: 'day' }],
      },
      { date: '2024-05-31' },
    ],
    [
      'a limit counted back, the stricter reading',
      { id: 2, rule: 'penalty.hearing-notice', start: '2024-05-20', clear: true },
      { date: '2024-05-09' },
    ],
    [
      'a chain',
      {
        id: 3,
        op: 'chain',
        start: '2021-06-04',
        steps: [
          { length: 6, unit: 'month' },
          { length: 3, unit: 'month', rollover: 'none' },
        ],
      },
      { dates: ['2021-12-06', '2022-03-06'], provisional: false },
    ],
    [
      'a chain of hours',
      {
        id: 3,
        op: 'chain',
        start: '2024-05-01T09:30',
        steps: [
          { length: 24, unit: 'hour' },
          { length: 24, unit: 'hour' },
        ],
      },
      { dates: ['2024-05-02T09:30', '2024-05-03T09:30'] },
    ],
    [
      'lateness',
      { id: 4, op: 'overdue', act: '2024-06-03', start: '2024-05-01', length: 15, unit: 'day' },
      { days: 18, date: '2024-05-16', provisional: false },
    ],
    [
      'lateness by a limit',
      { id: 4, op: 'overdue', act: '2022-03-10', rule: 'nonlit.apply-window', start: '2021-12-06' },
      { days: 3, date: '2022-03-07' },
    ],
    ['a working day', { id: 5, op: 'is_workday', date: '2024-05-11' }, { workday: true, provisional: false }],
    ['a working day of a year without a table', { id: 5, op: 'is_workday', date: '2027-05-01' }, { workday: false, provisional: true }],
    ['working days between', { id: 6, op: 'workdays_between', from: '2024-05-01', to: '2024-05-31' }, { count: 21, provisional: false }],
    ['hours', { id: 7, start: '2024-05-01T09:30', length: 24, unit: 'hour' }, { date: '2024-05-02T09:30' }],
    [
      'an open pause',
      { id: 8, start: '2024-05-01', length: 5, unit: 'day', pauses: [{ from: '2024-05-02', to: null }] },
      { date: null, unrolled: null, suspended: true },
    ],
    [
      'null is absent',
      { id: 9, op: null, start: '2024-04-27', length: 15, unit: 'day', pauses: null, extension: null, rollover: null },
      { date: '2024-05-13' },
    ],
    ['a remark of the asker', { id: 10, start: '2024-04-27', length: 15, unit: 'day', note: 'x', case: 'y' }, { date: '2024-05-13' }],
  ])('%s', (_, question, answer) => expect(ask(question)).toMatchObject({ ok: true, id: question.id, answer }))

  test('fields in their order, no more', () => {
    const keys = (question: unknown) => {
      const found = ask(question)
      return found.ok ? Object.keys(found.answer) : []
    }
    const term = { start: '2024-04-27', length: 15, unit: 'day' }
    expect(keys(term)).toEqual(['date', 'unrolled', 'provisional', 'suspended', 'steps'])
    expect(keys({ ...term, op: 'overdue', act: '2024-05-20' })).toEqual(['days', 'date', 'provisional', 'steps'])
    expect(keys({ op: 'chain', start: '2024-04-27', steps: [term] })).toEqual(['dates', 'provisional', 'steps'])
  })
})

describe('a bad question says what to mend', () => {
  const term = { id: 1, start: '2024-04-27', length: 15, unit: 'day' }
  test.each<[string, unknown, string, string?]>([
    ['no JSON', '{"id":1', 'limit.not-json'],
    ['no object', '[1]', 'limit.not-object'],
    ['no such op', { id: 1, op: 'add' }, 'limit.bad-op'],
    ['op of the language itself', { id: 1, op: 'toString' }, 'limit.bad-op'],
    ['no start', { id: 1, length: 15, unit: 'day' }, 'limit.bad-day', 'start'],
    ['no such day', { ...term, start: '2023-02-29' }, 'limit.bad-day', 'start'],
    ['a time where a day belongs', { ...term, start: '2024-05-01T09:30' }, 'limit.bad-day', 'start'],
    ['a day where a time belongs', { ...term, unit: 'hour' }, 'limit.bad-minute', 'start'],
    ['a slip in the century', { ...term, start: '0202-04-27' }, 'limit.far-day', 'start'],
    ['no length', { id: 1, start: '2024-04-27', unit: 'day' }, 'limit.bad-length', 'length'],
    ['a length below zero', { ...term, length: -1 }, 'limit.bad-length', 'length'],
    ['half a day', { ...term, length: 1.5 }, 'limit.bad-length', 'length'],
    ['a length in words', { ...term, length: '15' }, 'limit.bad-length', 'length'],
    ['a length beyond reason', { ...term, length: 1_000_000 }, 'limit.long-length', 'length'],
    ['an unknown unit', { ...term, unit: 'week' }, 'limit.bad-unit', 'unit'],
    ['an unknown direction', { ...term, direction: 'back' }, 'limit.bad-direction', 'direction'],
    ['an unknown roll-over', { ...term, rollover: 'n/a' }, 'limit.bad-rollover', 'rollover'],
    ['clear in words', { ...term, clear: 'yes' }, 'limit.bad-clear', 'clear'],
    ['a misspelt field', { ...term, rolover: 'none' }, 'limit.misspelt'],
    ['a field in another case', { ...term, Rollover: 'none' }, 'limit.misspelt'],
    ['a pause that is no pause', { ...term, pauses: ['2024-05-01'] }, 'limit.bad-pause', 'pauses.0'],
    [
      'a pause that ends before it begins',
      { ...term, pauses: [{ from: '2024-05-02', to: '2024-05-01' }] },
      'limit.turned-pause',
      'pauses.0',
    ],
    ['a pause on no day', { ...term, pauses: [{ from: '2024-05-32', to: null }] }, 'limit.bad-day', 'pauses.0.from'],
    ['an extension without a unit', { ...term, extension: [{ length: 3 }] }, 'limit.bad-unit', 'extension.0.unit'],
    ['an extension in hours', { ...term, extension: [{ length: 3, unit: 'hour' }] }, 'limit.mixed-hours', 'extension'],
    [
      'hours with a pause',
      { ...term, start: '2024-05-01T09:30', unit: 'hour', pauses: [{ from: '2024-05-01', to: null }] },
      'limit.hours-run-on',
      'pauses',
    ],
    ['backward with a pause', { ...term, direction: 'before', pauses: [{ from: '2024-05-01', to: null }] }, 'limit.forward-only', 'pauses'],
    [
      'backward with an extension',
      { ...term, direction: 'before', extension: [{ length: 3, unit: 'day' }] },
      'limit.forward-only',
      'extension',
    ],
    ['an unknown limit', { id: 1, rule: 'moon.full', start: '2024-05-01' }, 'limit.unknown-rule'],
    ['a limit misspelt', { id: 1, rule: 'lit.sue-6n', start: '2024-05-01' }, 'limit.unknown-rule-near'],
    ['a limit and a length', { id: 1, rule: 'lit.sue-6m', start: '2024-05-01', length: 3 }, 'limit.rule-and-term', 'length'],
    ['no act', { ...term, op: 'overdue' }, 'limit.bad-day', 'act'],
    ['an empty chain', { id: 1, op: 'chain', start: '2024-05-01', steps: [] }, 'limit.bad-steps', 'steps'],
    ['a chain without steps', { id: 1, op: 'chain', start: '2024-05-01' }, 'limit.bad-steps', 'steps'],
    [
      'a chain of hours and days',
      {
        id: 1,
        op: 'chain',
        start: '2024-05-01',
        steps: [
          { length: 1, unit: 'day' },
          { length: 1, unit: 'hour' },
        ],
      },
      'limit.mixed-hours',
      'steps',
    ],
    ['a span without an end', { id: 1, op: 'workdays_between', from: '2024-05-01' }, 'limit.bad-day', 'to'],
  ])('%s', (_, question, code, field) => {
    const found = ask(question)
    expect(found).toMatchObject({ ok: false, error: { code } })
    if (found.ok) return
    if (field) expect(found.error.values).toMatchObject({ field })
    expect(found.id).toBe(typeof question === 'string' ? null : 1)
    for (const locale of ['zh-CN', 'en'] as const) expect(say(limitMessages, found.error, locale)).not.toMatch(/\{\w+\}|^limit\./)
  })
})

test('every step and refusal has its text', () => {
  const source = readdirSync(new URL('./', import.meta.url))
    .filter((file) => /^(limit|question)\.ts$/.test(file))
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('\n')
  const codes = [...source.matchAll(/'(limit\.[a-z-]+)'/g)].map(([, code]) => code!)
  expect(codes.length).toBeGreaterThan(30)
  expect(codes.filter((code) => !Object.hasOwn(limitMessages, code))).toEqual([])
})
