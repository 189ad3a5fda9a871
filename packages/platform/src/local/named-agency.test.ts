import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scanFiles } from './scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-named-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, ...lines: string[]): void => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)

const code = '11529999MB0000019Y'
const decisions = (...rows: string[]): string[] => [
  'decision_no,party_name,party_type,usc_code,violation_fact,legal_basis,penalty_types,penalty_content,agency_name,agency_code,fine_amount,decision_date',
  ...rows,
]
const decision = (n: number, party: string, agency: string, its = ''): string =>
  `云交罚〔2023〕${n}号,云岑县顺达运输${n}有限公司,法人及非法人组织,${party},超过核定载质量运输,《公路法》第七十六条,罚款,罚款5000元,${agency},${its},5000,2023-06-01`

test('an agency that a file only names has the code that the register knows for the name or an alias', async () => {
  write(
    '1_agency.csv',
    '机关统一社会信用代码,机关名称,别名/曾用名,机关类型,执法领域,是否有行政强制执行权,行政区划代码',
    `${code},云岑县交通运输局,云岑县交通局,admin,交通运输,否,529999`,
  )
  write(
    '2_penalty_decision.csv',
    ...decisions(
      decision(1, '91520599MA6B00016W', '云岑县交通局'),
      decision(2, '91520599MA6B00024P', '云岑县交通运输局'),
      decision(3, '91520599MA6B000328', '云岑县水务局'),
    ),
  )
  // Sent again with its code: one decision, not two.
  write('3_penalty_decision.csv', ...decisions(decision(1, '91520599MA6B00016W', '云岑县交通运输局', code)))
  write(
    '4_penalty_process.csv',
    'case_id,decision_no,agency_code,filing_date,decision_date,service_date,notice_date',
    ...[1, 2].map((n) => `云-${n},云交罚〔2023〕${n}号,${code},2023-05-01,2023-06-01,2023-06-01,`),
  )
  const report = await scanFiles([folder], { today: '2024-06-30', asOf: '2024-06-30', models: ['hearing-not-notified'] })
  const found = report.clues.filter(({ rule, rollup }) => rule === 'R4' && !rollup).map(({ key }) => `${key.agency_code} ${key.doc_key}`)
  expect(found.sort()).toEqual([`${code} 云交罚(2023)1号`, `${code} 云交罚(2023)2号`])
})
