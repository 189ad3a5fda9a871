import { expect, test } from 'vitest'
import { proposeStandard } from './propose.ts'
import { parseStandard } from './standard.ts'
import { draftSample, draftYaml } from './standard-draft.ts'

const heading = [
  '序号',
  '救助登记号',
  '受助人',
  '受助人身份证号',
  '救助站代码',
  '救助日期',
  '救助类型',
  '花费（元）',
  '联系电话',
  '情况说明',
]
const persons = ['11010519491231002X', '520599197001100015']
const row = (n: number): string[] => [
  String(n),
  `JZ2025${String(n).padStart(4, '0')}`,
  `张${'一二三四五六七八九十'[n % 10]}`,
  persons[n % 2]!,
  '12520502MB0000000X',
  `2025-03-${String((n % 28) + 1).padStart(2, '0')}`,
  n % 3 === 0 ? '返乡' : '临时安置',
  `${n}0.50`,
  `1001234${String(n).padStart(4, '0')}`,
  '该人在车站附近流浪，由民警护送到站，经核实身份后登记，安排食宿并联系其家属，次日由家属接回，情况属实，特此记录备查。',
]
const records = [
  ['某市救助管理站登记表'],
  heading,
  ...Array.from({ length: 30 }, (_, n) => row(n + 1)),
  ['合计', '', '', '', '', '', '', '9'],
]

test('fields, codes, sensitivity and key are proposed from what stands in the columns, with reasons', () => {
  const proposal = proposeStandard(records, '12_救助登记.csv', [])!
  expect(proposal).toMatchObject({ dataset: null, rows: 30, draft: { label: '救助登记', naturalKey: ['no'] } })
  const by = new Map(proposal.draft.fields.map((field) => [field.label, field]))
  expect([...by.keys()]).toEqual(heading.slice(1))
  expect(by.get('救助登记号')).toMatchObject({ id: 'no', required: 'Y' })
  expect(by.get('受助人')).toMatchObject({ kind: 'name', sensitivity: 'personal' })
  expect(by.get('受助人身份证号')).toMatchObject({
    kind: 'identity',
    sensitivity: 'sensitive',
    reasons: [{ code: 'propose.identity', values: { share: '100%' } }, { code: 'propose.filled' }],
  })
  expect(by.get('救助日期')).toMatchObject({ type: 'date', event: true })
  expect(by.get('救助类型')).toMatchObject({ type: 'code', codes: [{ code: '临时安置' }, { code: '返乡' }] })
  expect(by.get('花费（元）')).toMatchObject({ type: 'decimal(16,2)' })
  expect(by.get('联系电话')).toMatchObject({ kind: 'phone', sensitivity: 'sensitive' })
  expect(by.get('情况说明')).toMatchObject({ type: 'text' })
})

test('what is proposed can be written as a standard that the catalogue reads', () => {
  const { draft } = proposeStandard(records, '救助登记.csv', [])!
  const text = draftYaml({ ...draft, id: 'relief_record', purpose: '救助', source: '民政' })
  const { standard, findings } = parseStandard(text, 'standard.yml')
  expect(findings).toEqual([])
  expect(standard).toMatchObject({ id: 'relief_record', naturalKey: ['no'] })
  expect(standard?.keys[0]).toMatchObject({ kind: 'party', from: { identity: 'id_no' } })
  expect(draftSample(draft).split('\n')[1]).toContain('11010519491231002X')
  // Where nothing tells rows apart, the number is made out of the whole row.
  const none = parseStandard(draftYaml({ ...draft, id: 'relief_record', naturalKey: [] }), 'x')
  expect(none.standard?.naturalKey).toEqual(['record_id'])
})

test('nothing is proposed out of nothing', () => {
  expect(proposeStandard([], 'x', [])).toBeNull()
  expect(proposeStandard([['', '']], 'x', [])).toBeNull()
})
