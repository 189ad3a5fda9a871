import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { say } from '../packages/engine/src/message.ts'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { caseNames, runCases } from '../packages/platform/src/local/cases.ts'
import { localMessages } from '../packages/platform/src/local/messages.ts'

const catalogue = loadCatalogue()

test('the catalogue is sound: every standard and model parses, and nothing is left unsaid', () => {
  expect(catalogue.findings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message.code}`)).toEqual([])
  expect(catalogue.models.size).toBe(readdirSync(join(catalogue.folder, 'models')).length)
})

describe.each([...catalogue.models.keys()])('%s', (id) => {
  const model = catalogue.models.get(id)!
  const problems = new Map<string, readonly string[]>()

  // All cases of a model run in one session: what is the same for each is laid out once.
  beforeAll(async () => {
    for await (const result of runCases([id]))
      problems.set(
        result.name,
        result.problems.map((problem) => say(localMessages, problem).trim()),
      )
  }, 600_000)

  test.each(caseNames(model))('finds exactly the clues of %s', (name) => {
    expect(problems.get(name)).toEqual([])
  })

  test('has a README that says when it is wrong, and a case that fires for each rule', () => {
    expect(model.readme).toContain('什么时候')
    const fired = new Set(caseNames(model).flatMap((name) => rulesOf(join(model.folder, 'cases', name, 'clues.csv'))))
    expect(model.checked.rules.map((rule) => rule.as).filter((rule) => !fired.has(rule))).toEqual([])
    const figured = new Set(caseNames(model).flatMap((name) => rulesOf(join(model.folder, 'cases', name, 'indicators.csv'))))
    expect(model.checked.indicators.map((indicator) => indicator.id).filter((id) => !figured.has(id))).toEqual([])
  })
})

const rulesOf = (file: string): string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]!)
    : []
