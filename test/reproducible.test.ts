import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clueJson } from '../packages/platform/src/local/clue-json.ts'
import { scanFiles } from '../packages/platform/src/local/scan.ts'

// Same snapshot, model version, parameters and day: the same clues, byte for byte (contract; invariant 1).
const cases = 'catalogue/models/transport-nonlit-enforcement/cases'
const files = (name: string): string[] =>
  readdirSync(join(cases, name))
    .filter((file) => file.endsWith('.csv') && file !== 'clues.csv')
    .map((file) => join(cases, name, file))

const scan = async (name: string, asOf: string): Promise<string> =>
  (await scanFiles(files(name), { asOf, today: '2026-11-02' })).clues.map((clue) => JSON.stringify(clueJson(clue))).join('\n')

test.each([
  ['payments', '2023-12-20'],
  ['citations', '2024-06-30'],
])('%s scanned twice gives the same bytes', async (name, asOf) => {
  const first = await scan(name, asOf)
  expect(first.length).toBeGreaterThan(0)
  expect(await scan(name, asOf)).toBe(first)
})

test('another day is another answer', async () => {
  expect(await scan('payments', '2023-10-10')).not.toBe(await scan('payments', '2023-12-20'))
})
