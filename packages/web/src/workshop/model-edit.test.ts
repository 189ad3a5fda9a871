import type { Language } from '@xiezhi/platform/contract/workshop'
import { describe, expect, test } from 'vitest'
import { boxesOf } from './boxes.ts'
import { addPiece, connect, copyPart, moveInput, moveStep, renameStep, setOutput } from './model-edit.ts'
import { exclusionsOf, readText } from './model-text.ts'
import { plainOf } from './yaml-read.ts'

const param = (name: string, kind: string) => ({
  name,
  label: name,
  kind,
  hint: '',
  optional: false,
  fresh: false,
  choices: [],
  of: null,
  other: null,
})
const language: Language = {
  operators: [{ name: 'filter', label: '筛选', text: '', example: '', params: [param('from', 'table'), param('where', 'formula')] }],
  parts: { head: [], step: [], parameter: [], exclusion: [], rule: [], indicator: [] },
  functions: [],
  datasets: [],
  limits: [],
  pieces: [
    {
      id: 'process-of-penalty',
      title: '处罚与办案过程',
      adds: 'steps',
      reads: [{ name: 'penalty', label: '处罚' }],
      params: [param('penalty', 'table')],
      steps: [{ id: 'loose', title: '没有处罚记录的' }],
      exclusions: [{ id: 'E3', title: '已撤销' }],
    },
    {
      id: 'jurisdiction',
      title: '本院辖区',
      adds: 'exclusions',
      reads: [],
      params: [],
      steps: [],
      exclusions: [{ id: 'E11', title: '不属本院辖区' }],
    },
  ],
  questions: [],
}
const text = `inputs: { required: [a], optional: [b] }
steps:
  - { id: process, use: process-of-penalty, with: { penalty: a } } # shared
  - { id: loose, filter: { from: process_loose, where: "x" } }
exclusions:
  - { use: jurisdiction }
rules:
  - { id: R1, from: process_loose, evidence: [{ from: process_loose, on: [c] }] }
`
const model = readText(text, language)!

describe('a shared step', () => {
  test('brings tables, which belong to its box', () => {
    const boxes = boxesOf(model, language, { input: '', rule: '', exclusion: '' })
    expect(boxes.map(({ id, reads }) => [id, reads])).toEqual([
      ['a', []],
      ['b', []],
      ['process', ['a']],
      ['loose', ['process']],
      ['jurisdiction', []],
      ['R1', ['process']],
    ])
  })
  test('brings exclusions that rules can name', () => {
    expect(exclusionsOf(model, language).map(({ id }) => id)).toEqual(['E11', 'E3'])
  })
  test('is renamed with the tables that it brings, wherever they are read', () => {
    const made = renameStep(text, language, 'process', 'done')
    expect(made).toContain('{ id: done, use: process-of-penalty, with: { penalty: a } } # shared')
    expect(made).toContain('from: done_loose, where')
    expect(made).toContain('from: done_loose, evidence: [{ from: done_loose')
  })
  test('stays before what reads one of its tables', () => {
    expect(moveStep(text, model, language, 'loose', -1)).toBe(text)
  })
  test('is added behind what it is to read', () => {
    const { text: made, id } = addPiece(text, language, 'process-of-penalty', 'loose')
    expect(id).toBe('process_of_penalty')
    expect(made).toContain('- { id: process_of_penalty, use: process-of-penalty, with: { penalty: loose } }')
    expect(addPiece(text, language, 'jurisdiction', undefined).text.match(/use: jurisdiction/g)).toHaveLength(2)
  })
  test('takes a line drawn to it', () => {
    expect(connect(text, language, 'b', 'process', undefined)).toContain('with: { penalty: b }')
  })
})

test('a copy stands behind the original, with an id of its own and nothing that refers elsewhere', () => {
  const named = text.replace('on: [c] }]', 'on: &on [c] }]').replace('rules:\n', 'rules:\n').concat('  - { id: R2, key: *on }\n')
  const { text: made, id } = copyPart(named, readText(named, language)!, 'R2')
  expect(id).toBe('R2-2')
  expect((plainOf(made) as { rules: unknown[] }).rules.at(-1)).toEqual({ id: 'R2-2', key: ['c'] })
  expect(made.match(/\*on/g)).toHaveLength(1)
  expect(copyPart(text, model, 'loose').text).toContain('- { id: loose_2, filter: { from: process_loose, where: x } }')
})

test('a dataset becomes one that the model can do without, and back', () => {
  const made = moveInput(text, model, 'a')
  expect(made).toContain('{ required: [], optional: [b, a] }')
  expect(moveInput(made, readText(made, language)!, 'b')).toContain('{ required: [b], optional: [a] }')
})

test('a rule that gives figures keeps nothing that their form has no field for', () => {
  const parts = {
    ...language.parts,
    rule: ['id', 'from', 'about', 'subject.kind', 'output'].map((name) => param(name, 'text')),
    indicator: ['id', 'from', 'figures', 'output'].map((name) => param(name, 'text')),
  }
  const rule = { id: 'R1', from: 'kept', about: 'penalty', subject: { kind: 'agency' }, later: 'x' }
  const text = 'rules:\n  - id: R1 # 一\n    from: kept\n    about: penalty\n    subject: { kind: agency }\n    later: x\n'
  const made = setOutput(text, { parts }, ['rules', 0], rule, 'indicator')
  expect(made).toBe('rules:\n  - id: R1 # 一\n    from: kept\n    later: x\n    output: indicator\n')
  expect(setOutput(text, { parts }, ['rules', 0], rule, 'list')).toBe(`${text.trimEnd()}\n    output: list\n`)
})
