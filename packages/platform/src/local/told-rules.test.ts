import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeClueWorkbook } from './clue-workbook.ts'
import { type ScanReport, scanFiles } from './scan.ts'
import { toldRules } from './told-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-told-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let report: ScanReport
beforeAll(async () => {
  // An agency's file without the way of service, the day of discovery and much else.
  const file = join(folder, 'process.csv')
  writeFileSync(
    file,
    `案件编号,处罚决定书文号,办案机关代码,违法行为终了日期,立案日期,决定日期,送达日期
云-1,云交罚〔2025〕1号,11529999MB0000019Y,2020-01-02,2025-07-01,2025-08-01,2025-09-20
云-2,云交罚〔2025〕2号,11529999MB0000019Y,2025-08-02,2025-08-20,2025-09-03,2025-12-20
`,
  )
  report = await scanFiles([file], {
    today: '2026-01-31',
    asOf: '2026-01-31',
    models: ['penalty-time-barred', 'late-service', 'disability-employment-fund'],
  })
}, 120_000)

const told = (id: string) => {
  const { model, outcome } = report.runs.find((run) => run.model.id === id)!
  return { told: toldRules(report.catalogue, model, outcome), rules: outcome.rules }
}

test('parts of a rule that share number and title are told once', () => {
  const { told: lines, rules } = told('penalty-time-barred')
  const names = lines.map(({ rule, title, lacks }) => `${rule} ${title} ${lacks.join()}`)
  expect(new Set(names).size).toBe(names.length)
  expect(lines.length).toBeLessThan(rules.length)
  expect(lines.reduce((sum, { clues }) => sum + clues, 0)).toBe(rules.reduce((sum, { clues }) => sum + clues, 0))
})

test('what a rule lacks and what an untested exclusion would have needed is said in the words of the standard', () => {
  const [lacking] = told('disability-employment-fund').told
  expect(lacking).toMatchObject({ state: 'skipped', lacks: expect.arrayContaining(['残疾人证·残疾等级']) })
  const untested = told('late-service').told.flatMap((rule) => rule.untestedExclusions)
  expect(untested.length).toBeGreaterThan(0)
  for (const { title, lacks } of untested) expect(title + lacks.join()).not.toMatch(/[a-z]_|[a-z]\./)
})

test('the workbook says of every rule what became of it, in Chinese alone', async () => {
  const path = join(folder, 'clues.xlsx')
  await writeClueWorkbook(path, report)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const cells = (name: string) => {
    const rows: string[] = []
    book.getWorksheet(name)?.eachRow((row) => rows.push([row.values].flat().join('|')))
    return rows
  }
  const rules = cells('各规则的结果')
  expect(rules).toContainEqual(expect.stringMatching(/残疾人就业保障金征收监督模型\|R1\|.+\|未运行\|.*残疾人证/))
  expect(rules).toContainEqual(expect.stringMatching(/处罚决定书送达超期监督模型\|R1\|.+\|已运行\|.*（缺少 .*送达方式/))
  expect(rules.join('\n')).not.toMatch(/[a-z]_[a-z]/)
  expect(cells('线索').length).toBe(report.clues.length + 1)
  expect(cells('证据行')[1]).toContain('行政处罚办案过程|')
  expect(cells('证据行')[1]).toMatch(/决定日期=2025/)
})
