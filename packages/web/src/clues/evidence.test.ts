import { expect, test } from 'vitest'
import { byProvider, compare, type Evidence, parted } from './evidence.ts'

const record = (provider: string, dataset: string, fields: Record<string, string | null>): Evidence => ({
  dataset,
  datasetTitle: dataset,
  provider,
  file: 'a.xlsx',
  sheet: null,
  rowNo: 2,
  rowHash: 'h',
  fields: Object.entries(fields).map(([label, value]) => ({ name: label, label, value })),
})
const evidence = [
  record('行政机关', 'penalty_decision', { 文号: '黔运罚〔2023〕1号', 罚款: '3000.00' }),
  record('人民法院', 'nonlit_case', { 文号: '黔运罚[2023]1号', 罚款: '3000.00', 案号: '(2023)黔01行审1号' }),
  record('行政机关', 'fine_payment', { 罚款: null }),
]

test('evidence stands by whose data it is', () => {
  expect(byProvider(evidence).map((provider) => [provider.name, provider.rows.length])).toEqual([
    ['行政机关', 2],
    ['人民法院', 1],
  ])
})

test('what two records say is compared, what one says is not', () => {
  expect(compare(evidence)).toEqual([
    { label: '文号', values: ['黔运罚〔2023〕1号', '黔运罚[2023]1号', undefined], differs: true },
    { label: '罚款', values: ['3000.00', '3000.00', null], differs: false },
  ])
})

test('many rows of one dataset are a table of their own', () => {
  const payments = [1, 2, 3].map(() => record('财政部门', 'fine_payment', { 金额: '100.00' }))
  const { records, many } = parted([...evidence.slice(0, 2), ...payments])
  expect(records.map((row) => row.dataset)).toEqual(['penalty_decision', 'nonlit_case'])
  expect(many.map((rows) => rows.length)).toEqual([3])
})
