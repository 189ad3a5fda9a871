import { describe, expect, test } from 'vitest'
import { parseStandard } from './standard.ts'
import { suggest } from './suggest.ts'

const read = parseStandard(
  `id: fines
label: 罚单
purpose: 试
source: 试
natural_key: [decision_no, id_no]
fields:
  - { id: decision_no, label: 文号, type: varchar(128), kind: document_no, required: Y }
  - { id: id_no, label: 当事人证件号码, type: varchar(32), kind: identity, required: Y }
  - { id: legal_rep_id, label: 法定代表人证件号码, type: varchar(32), kind: identity }
  - { id: decided_on, label: 决定日期, type: date, required: Y }
  - { id: fine, label: 罚款, type: 'decimal(16,2)' }
  - id: state
    label: 状态
    type: code
    codes: [{ code: 有效 }, { code: 变更 }, { code: 撤销 }]
`,
  'fines/standard.yml',
)
const { standard } = read
const of = (cells: readonly string[], ...taken: string[]) => suggest(standard!, new Set(taken), cells)

describe('a column that no heading tells', () => {
  test('is suggested by what stands in it, the key first, with its reason', () => {
    const numbers = ['11010519491231002X', '11010519491231002X', '', '11010519491231002X']
    expect(of(numbers)).toEqual({
      fields: ['id_no', 'legal_rep_id'],
      reason: { code: 'propose.identity', values: { count: 3, share: '100%' } },
    })
    expect(of(numbers, 'id_no')?.fields).toEqual(['legal_rep_id'])
    expect(of(numbers, 'id_no', 'legal_rep_id')).toBeNull()
    expect(of(['云罚〔2024〕1号', '云罚〔2024〕2号', '云罚〔2024〕3号'])?.fields).toEqual(['decision_no'])
    expect(of(['2024-01-02', '2024年3月4日', '20240506'])?.fields).toEqual(['decided_on'])
    expect(of(['有效', '撤销', '有效', '变更'])).toMatchObject({ fields: ['state'], reason: { code: 'suggest.codes' } })
  })

  test('is left alone where its values are of no form, of no list, or too few to tell', () => {
    expect(of(['甲', '乙', '丙'])).toBeNull()
    expect(of(['有效', '撤销', '某某'])).toBeNull()
    expect(of(['11010519491231002X', ''])).toBeNull()
    expect(of(['', '—', '无'])).toBeNull()
  })
})
