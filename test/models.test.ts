import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

  test('finds exactly the clues of its cases', async () => {
    const problems: string[] = []
    let count = 0
    for await (const result of runCases([id])) {
      count += 1
      problems.push(...result.problems.map((problem) => `${result.name}: ${say(localMessages, problem).trim()}`))
    }
    console.log(`${id}: ${count} cases`)
    expect(problems).toEqual([])
    expect(count).toBeGreaterThan(0)
  })

  test('has a README that says when it is wrong, and a case that fires for each rule', () => {
    expect(model.readme).toContain('什么时候')
    const fired = new Set(caseNames(model).flatMap((name) => rulesOf(join(model.folder, 'cases', name, 'clues.csv'))))
    expect(model.checked.rules.map((rule) => rule.as).filter((rule) => !fired.has(rule))).toEqual([])
  })
})

const rulesOf = (file: string): string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]!)
    : []
