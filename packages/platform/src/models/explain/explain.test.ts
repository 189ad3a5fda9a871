import { duckdb, keySamples, planModel } from '@xiezhi/engine/model/model'
import { expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { tell } from '../../texts.ts'
import type { RuleOutcome } from '../run.ts'
import { explain } from './explain.ts'
import type { Meeting } from './explanation.ts'

const catalogue = loadCatalogue()
const model = catalogue.models.get('late-service')!
const { checked } = model
const available = new Map(Array.from(catalogue.schemas.values(), ({ id, columns }) => [id, new Set(columns.map(({ name }) => name))]))

const outcome = (at: number, more: Partial<RuleOutcome> = {}): RuleOutcome => ({
  rule: checked.rules[at]!.as,
  title: checked.rules[at]!.title,
  state: 'ran',
  lacks: [],
  clues: 0,
  listed: 0,
  excluded: [],
  untestedExclusions: [],
  notTested: 0,
  byNameOnly: 0,
  unread: [],
  later: 0,
  ...more,
})
const rowsOf = (given: Readonly<Record<string, number>>, other: number): ReadonlyMap<string, number> =>
  new Map([...checked.inputs.map(({ dataset }) => dataset), ...checked.steps.map(({ id }) => id)].map((id) => [id, given[id] ?? other]))
const words = (
  lines: readonly { code: string; values?: Readonly<Record<string, string | number | boolean | null>> | undefined }[],
): string => lines.map(({ code, values }) => tell({ code, values: values ?? {} })).join('\n')
const base = { checked, available, meetings: [] }

test('an input without rows is named', () => {
  const [first] = explain({ ...base, outcomes: checked.rules.map((_, at) => outcome(at)), rows: rowsOf({}, 0) })
  expect(words(first!.lines)).toMatch(/里没有数据行/)
})

test('rows that reach the rule fail its condition, which is said with the names that people know', () => {
  const outcomes = checked.rules.map((_, at) =>
    outcome(at, at === 0 ? { notTested: 4, excluded: [{ id: 'E11', title: '不属本院辖区', count: 3 }] } : {}),
  )
  const [first] = explain({ ...base, outcomes, rows: rowsOf({}, 1200) })
  const said = words(first!.lines)
  expect(said).toContain('还有 1,200 行，没有一行符合本规则的条件')
  expect(said).toContain('〔处罚决定书送达日期〕')
  expect(said).toContain('其中 3 行符合条件但被排除：E11 不属本院辖区 3')
  expect(said).toContain('4 行因日期缺失')
})

test('keys that never meet are told with how many rows have one, examples of both sides, and what to check', () => {
  const step = checked.steps.find(({ id }) => id === 'process_by_case_number') ?? checked.steps.find(({ operator }) => operator === 'join')!
  const meeting: Meeting = {
    step: step.id,
    way: null,
    leftRows: 1200,
    leftKeyed: 1190,
    rightRows: 80,
    rightKeyed: 3,
    met: 0,
    keys: [{ left: 'case_id', right: 'case_id' }],
    lefts: ['云交罚〔2025〕12***4号'],
    rights: ['2025-12***4'],
  }
  const outcomes = checked.rules.map((_, at) => outcome(at))
  const [first, second] = explain({ ...base, outcomes, rows: rowsOf({ linked_due: 0, [step.id]: 0 }, 1200), meetings: [meeting] })
  const said = [...words(first!.lines).split('\n'), ...words(second?.lines ?? []).split('\n')].filter((line) =>
    line.includes('没有一条对上'),
  )
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/1,200 行中 1,190 行有值.*80 行中 3 行有值/)
  expect(words(first!.lines) + words(second?.lines ?? [])).toContain('大多没有“案件编号”')
})

test('a rule that finds nothing in a run that finds something is left alone, unless it found something before', () => {
  const outcomes = checked.rules.map((_, at) => outcome(at, at === 0 ? {} : { rule: 'R9', clues: 5 }))
  expect(explain({ ...base, outcomes, rows: rowsOf({}, 10) })).toEqual([])
  const before = { rules: new Map([['R1', 7]]), steps: rowsOf({}, 10) }
  expect(explain({ ...base, outcomes, rows: rowsOf({}, 10), before })).toMatchObject([{ rule: 'R1', kind: 'nothing' }])
})

test('far fewer than before: the input or the step that shrank is named', () => {
  const outcomes = checked.rules.map((_, at) => outcome(at, { clues: at === 0 ? 3 : 0 }))
  const before = { rules: new Map([['R1', 340]]), steps: rowsOf({}, 1000) }
  const shrunk = explain({ ...base, outcomes, rows: rowsOf({ penalty_process: 90, linked_due: 20 }, 1000), before })
  expect(words(shrunk[0]!.lines)).toMatch(/上次发布 340 条，这次 3 条/)
  expect(words(shrunk[0]!.lines)).toMatch(/“行政处罚办案过程”由 1,000 行变为 90 行/)
  const same = explain({ ...base, outcomes, rows: rowsOf({}, 1000), before })
  expect(words(same[0]!.lines)).toContain('各步骤的行数没有明显减少')
  const few = { rules: new Map([['R1', 6]]), steps: rowsOf({}, 1000) }
  expect(explain({ ...base, outcomes, rows: rowsOf({}, 1000), before: few })).toEqual([])
})

test('examples of keys are asked for at every meeting by plain columns, a few, in order', () => {
  const samples = keySamples(planModel(checked, available), duckdb, 3)
  expect(samples.length).toBeGreaterThan(0)
  for (const { keys, left, right } of samples) {
    expect(keys.length).toBeGreaterThan(0)
    for (const { sql } of [left, right]) expect(sql).toMatch(/ORDER BY .*\nLIMIT 3$/)
  }
})
