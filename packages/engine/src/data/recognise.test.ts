import { describe, expect, test } from 'vitest'
import { recognise } from './recognise.ts'
import { parseStandard } from './standard.ts'

const { standard } = parseStandard(
  `
id: penalty_decision
label: 行政处罚决定
purpose: 试
source: 试
natural_key: [agency_code, decision_no]
marks: [decision_no, party_name, fine_amount]
fields:
  - { id: decision_no, label: 行政处罚决定书文号, type: varchar(128), kind: document_no, required: Y, aliases: [CF_WSH] }
  - { id: party_name, label: 行政相对人名称, type: varchar(200), kind: name, required: Y, aliases: [CF_XDR_MC] }
  - { id: id_type, label: 证件类型, type: code, codes: [{ code: 身份证 }] }
  - { id: id_no, label: 证件号码, type: varchar(32), kind: identity, aliases: [身份证] }
  - { id: fine_amount, label: 罚款金额（元）, type: 'decimal(16,2)', aliases: [罚款, { name: CF_NR_FK, unit: 万元 }] }
  - { id: agency_code, label: 处罚机关代码, type: char(18), kind: credit_code, required: Y }
`,
  'standard.yml',
)
const standards = [standard!]
const head = ['行政处罚决定书文号', '行政相对人名称', '证件类型', '证件号码', '罚款金额（元）', '处罚机关代码', '处罚类别']
const row = ['云交罚〔2023〕1号', '张某某', '身份证', '52059919710211001X', '3000', '11520599MA6XY00384', '罚款']

describe('the heading of a table', () => {
  test('is the first of several, though a row of values above a later one holds words that are headings too', () => {
    const layout = recognise([head, row, row, head, row, row], standards)
    expect(layout.headerRecords).toEqual([0])
    expect(layout.dataset).toBe('penalty_decision')
  })
  test('in the camel case of a programme, in capitals, in names of the national template with other marks', () => {
    const fields = (names: readonly string[]) => recognise([names, row], standards).uses.map((use) => use.field)
    const known = ['decision_no', 'party_name', 'id_type', 'id_no', 'fine_amount', 'agency_code']
    expect(fields(['decisionNo', 'partyName', 'idType', 'idNo', 'fineAmount', 'agencyCode'])).toEqual(known)
    expect(
      fields(['DECISION_NO', 'PARTY NAME', 'ID-TYPE', 'ID_NO', 'FINE_AMOUNT', 'AGENCY_CODE'].map((name) => name.replace('-', '_'))),
    ).toEqual(known)
    expect(fields(['CF_WSH', 'CFXDRMC', '证件类型', '证件号码', 'CF_NR_FK', '处罚机关代码'])).toEqual(known)
  })
  test('gives a field the column that holds something, where one of the same heading holds nothing', () => {
    const twice = (first: string, second: string) =>
      recognise(
        [
          [...head, '罚款金额（元）'],
          [...row.slice(0, 4), first, ...row.slice(5), second],
        ],
        standards,
      )
        .uses.map(({ field }) => field)
        .indexOf('fine_amount')
    expect([twice('3000', ''), twice('', '3000'), twice('3000', '4000'), twice('', '')]).toEqual([4, 7, 4, 4])
  })
  test('takes the unit of money from a line above it, unless the column names its own', () => {
    const unitIn = (title: string, heading: string) =>
      recognise([[title], head.map((name) => (name.startsWith('罚款金额') ? heading : name)), row], standards).uses.find(
        (use) => use.field === 'fine_amount',
      )?.unit
    expect(unitIn('单位：万元', '罚款金额')).toBe('万元')
    expect(unitIn('（金额单位：人民币万元）', '罚款')).toBe('万元')
    expect(unitIn('单位：万元', '罚款金额（元）')).toBe('元')
    expect(unitIn('单位：元', '罚款金额')).toBeUndefined()
    expect(unitIn('填报单位：某县万元镇', '罚款金额')).toBeUndefined()
  })
})
