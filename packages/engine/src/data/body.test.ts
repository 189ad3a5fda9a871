import { describe, expect, test } from 'vitest'
import { recordKinds, suspectMarks } from './body.ts'

const columns = ['案件编号', '决定书文号', '机关代码', '立案日期', '决定日期', '履行状态']
const kinds = (...records: readonly (readonly string[])[]) => {
  const kindOf = recordKinds(columns)
  return records.map((record) => kindOf(record))
}
const row = ['AJ1', '云交罚〔2023〕1号', '11520599MA6XY00384', '2023-03-15', '2023-04-10', '未履行']

describe('what a record after the heading is', () => {
  test('notes at the foot go on until a row comes', () => {
    expect(
      kinds(row, ['说明：1.金额单位为元'], ['2.空白表示无'], ['其余见附件'], [''], ['（盖章）'], row, ['AJ2'], ['3、本表一式两份']),
    ).toEqual(['row', 'note', 'note', 'note', 'blank', 'note', 'row', 'row', 'note'])
  })
  test('the line that an export ends with is a note in a table of any width', () => {
    const kindOf = recordKinds(['名称'])
    expect(kindOf(['獬豸导出说明：导出编号 20261102-000007；机关 某院'])).toBe('note')
    expect(kindOf(['獬豸导出说明书印刷厂'])).toBe('row')
  })
  test('a page that says it is empty', () => {
    expect(kinds(row, ['本页无正文'], ['（此页无正文）'], ['以下无数据'])).toEqual(['row', 'note', 'note', 'note'])
  })
  test('a line of signatures may be as wide as a row', () => {
    expect(kinds(['制表人：王某', '审核人：李某', '填报日期：2023-12-31', '联系电话：12345'])).toEqual(['note'])
    expect(kinds(['制表人：王某', 'x', 'y', 'z', 'a', 'b'])).toEqual(['row'])
  })
  test('totals, headings said again and column numbers are no rows', () => {
    expect(kinds(['合　计', '', '', '', '', '3'], columns, ['1', '2', '3', '4', '5', '6'], ['', '  '])).toEqual([
      'total',
      'header',
      'header',
      'blank',
    ])
  })
})

test('whatever may be no row has one of the marks by which an engine picks it out', () => {
  const holds = (marks: string, text: string) => [...text].some((character) => marks.includes(character))
  const others = ['合 计', '共2条', '小计', '注：空白表示无', '第3页', '数据来源：台账', '以下空白', '制表人：王某', '分管领导：赵某']
  const needs = ['必填', '选填', '可填', '非必填', '条件必填', '示例', '例如', '样例']
  expect(others.filter((text) => !holds(suspectMarks.other, text))).toEqual([])
  expect(needs.filter((text) => !holds(suspectMarks.need, text))).toEqual([])
  expect(kinds(needs.slice(0, 6))).toEqual(['note'])
  expect(holds(suspectMarks.other + suspectMarks.need, '云交罚〔2023〕1号')).toBe(false)
})
