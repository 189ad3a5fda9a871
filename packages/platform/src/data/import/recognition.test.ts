import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { knownNames, lookUp } from '@xiezhi/engine/data/header'
import { recognise } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import { describe, expect, test } from 'vitest'
import { catalogueFolder, loadCatalogue } from '../../catalogue.ts'

/** Tables of persons, of courts and of agencies are alike: whatever their order, each heading is taken for its own dataset. */
const standards = [...loadCatalogue().standards.values()]

const sample = ({ id }: Standard): string[][] =>
  readFileSync(join(catalogueFolder(), 'standards', id, 'sample.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) => found[1]!).slice(0, line.split(',').length))

/** The same order at every run: a step through the columns that visits each once. */
function shuffled(count: number): number[] {
  const step = [7, 11, 13, 17, 19].find((each) => count % each !== 0 && count > 1) ?? 1
  return Array.from({ length: count }, (_, index) => (index * step + 3) % count)
}

const fieldsOf = (records: readonly (readonly string[])[]) => {
  const layout = recognise(records, standards)
  return { dataset: layout.dataset, fields: layout.uses.map((use) => use.field) }
}

describe.each(standards.map((standard) => [standard.id, standard] as const))('%s', (id, standard) => {
  const labels = standard.fields.map((field) => field.label)
  const ids = standard.fields.map((field) => field.id)
  test('is known by its Chinese headings alone, in any order', () => {
    expect(fieldsOf([labels])).toEqual({ dataset: id, fields: ids })
    const order = shuffled(labels.length)
    const pick = (cells: readonly string[]): string[] => order.map((index) => cells[index] ?? '')
    expect(fieldsOf([pick(labels)])).toEqual({ dataset: id, fields: pick(ids) })
    const rows = sample(standard)
    expect(fieldsOf(rows.map(pick))).toEqual({ dataset: id, fields: pick(ids) })
    expect(fieldsOf([[...labels].reverse()])).toEqual({ dataset: id, fields: [...ids].reverse() })
  })
  test('is known by the headings that a complete delivery must have', () => {
    const must = standard.fields.filter((field) => field.required === 'Y' && !field.generated)
    // 文号、机关代码 or 编号、面积 alone are no table that anybody could tell apart.
    if (must.length < 3) return
    expect(fieldsOf([must.map((field) => field.label)])).toEqual({ dataset: id, fields: must.map((field) => field.id) })
  })
  test('is known by the names of its fields, and no alias stands for two of them', () => {
    const [, ...rows] = sample(standard)
    expect(fieldsOf([ids, ...rows])).toEqual({ dataset: id, fields: ids })
    const names = knownNames(standard)
    const wrong = standard.fields.flatMap((field) =>
      field.aliases.filter(({ name }) => lookUp(names, name)?.field.id !== field.id).map(({ name }) => `${field.id}: ${name}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('a table that is no dataset', () => {
  const person = '520599197001100015'
  const tables: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['a roster', ['序号', '姓名', '性别', '出生日期', '身份证号', '联系电话'], ['1', '张某某', '男', '1970-01-10', person, '']],
    ['a company’s staff', ['姓名', '身份证号', '单位', '岗位', '入职日期'], ['张某某', person, '某公司', '会计', '2020-01-01']],
    ['an index', ['编号', '名称', '类型', '状态', '日期'], ['1', '某物', '甲', '在用', '2023-01-01']],
    [
      'a car park',
      ['车牌号', '车主', '车型', '进场时间', '出场时间', '费用'],
      ['贵F12345', '张某某', '越野', '2023-01-01', '2023-01-01', '5'],
    ],
    ['persons and days', ['姓名', '证件号码', '状态', '开始日期', '结束日期'], ['张某某', person, '正常', '2023-01-01', '2023-02-01']],
    ['lamps', ['编号', '类型', '经度', '纬度'], ['1', '路灯', '105.2', '27.3']],
    ['repairs', ['工单号', '客户', '内容', '受理时间', '处理人'], ['1', '某户', '报修', '2023-01-01 10:00:00', '王某']],
    [
      'contracts',
      ['合同编号', '甲方', '乙方', '合同金额', '签订日期', '起', '止'],
      ['1', '甲', '乙', '9', '2023-01-01', '2023-01-01', '2024-01-01'],
    ],
  ]
  test.each(tables)('is forced into none: %s', (_, heading, row) => {
    expect(fieldsOf([heading, row, row, row]).dataset).toBeNull()
  })
})

describe('a table of few columns', () => {
  const penalties = ['案件编号', '行政处罚决定书文号', '办案机关代码', '违法行为终了日期', '决定日期']
  test('is known where every one is headed word for word as in the standard', () => {
    expect(fieldsOf([penalties, ['A1', '黔交罚〔2023〕1号', '11520599MB0000001X', '2023-01-01', '2023-02-01']])).toEqual({
      dataset: 'penalty_process',
      fields: ['case_id', 'decision_no', 'agency_code', 'act_end_date', 'decision_date'],
    })
  })
  test('is left alone where one of them is anything else', () => {
    expect(fieldsOf([[...penalties.slice(0, 4), '备考']]).dataset).toBeNull()
  })
})

describe('tables that are headed alike', () => {
  test('belong to the court whose case numbers stand in them', () => {
    const heading = ['案号', '原告', '被告', '案由', '立案日期', '结案日期', '裁判结果']
    const of = (word: string) => fieldsOf([heading, [`（2023）黔9901${word}1号`, '甲', '乙', '某', '2023-01-05', '2023-03-05', '']]).dataset
    expect(of('民初')).toBe('civil_case')
    expect(of('行初')).toBe('admin_litigation')
  })
  test('belong to the list whose words stand in them', () => {
    const heading = ['证件号码', '姓名', 'kind', 'from_date', 'end_kind']
    const of = (kind: string, end: string) => fieldsOf([heading, ['520599197001100015', '张某某', kind, '2023-01-05', end]]).dataset
    expect(of('社区戒毒', '提前')).toBe('drug_control')
    expect(of('缓刑', '收监')).toBe('community_correction')
  })
})
