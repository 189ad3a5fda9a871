import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scanFiles } from './scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-told-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(
  join(folder, '1_penalty_process.csv'),
  `case_id,decision_no,agency_code,filing_date,decision_date,service_date,hearing_date
云-1,云交罚〔2025〕1号,11529999MB0000019Y,2025-07-01,2025-08-01,2025-09-20,
云-2,云交罚〔2025〕2号,11529999MB0000019Y,2025-08-20,2025-09-03,2025-12-20,
云-3,云交罚〔2025〕3号,11529999MB0000019Y,2025-07-01,2025-08-01,2025年13月45日,
云-4,云交罚〔2025〕4号,11529999MB0000019Y,2025-07-01,2025-08-01,2025-08-02,当天
`,
)
const scan = async (asOf?: string) => {
  const { runs, ...report } = await scanFiles([folder], { today: '2026-01-31', models: ['late-service'], ...(asOf && { asOf }) })
  return { ...report, rules: runs[0]!.outcome.rules.map(({ rule, clues, later, unread }) => ({ rule, clues, later, unread })) }
}

test('a day earlier than the data hides nothing: it is told how far they reach, and which clues rest on what came later', async () => {
  const early = await scan('2025-10-01')
  const usual = await scan()
  expect(early.beyond).toBe('2025-12-20')
  expect(early.rules[1]).toMatchObject({ rule: 'R1', clues: 2, later: 1 })
  expect(usual).toMatchObject({ asOf: '2025-12-20', beyond: null })
  expect(usual.rules[1]).toMatchObject({ rule: 'R1', clues: 2, later: 0 })
})

test('of each rule the cells are counted that could not be read and that it judges by, no others', async () => {
  const { rules } = await scan()
  expect(rules[1]!.unread).toEqual([{ what: 'penalty_process.service_date', rows: 1 }])
})
