import { foldTight } from './normalise/text.ts'

/** Which records of a table are its rows, and which are titles, headings said again, totals and notes. */
export type RecordKind = 'row' | 'blank' | 'header' | 'total' | 'note'

type Cells = readonly string[]

/** How a sheet or line begins that says who exported the file from this product, when and under which number. */
export const exportMarker = '獬豸导出说明'
const exported = new RegExp(`^${exportMarker}[:：]`)

const totalWord = /^(?:本?页?合计|总计|小计|累计|共计|本页小计|合计[:：].*|总计[:：].*|合计\(.*\)|共\d+[条件户人项].*)$/
const noteWord =
  /^(?:注|注释|备注|说明|填表说明|表格说明|填报说明|注意|注意事项|备注说明|数据来源|填表人|制表人|制表|填报人|审核人|复核人|负责人|单位负责人|联系人|联系电话|填报单位|填报日期|制表日期|统计时间|导出时间|打印时间|打印日期|制表单位|第\d+页(?:[,，、/]?共\d+页)?|共\d+页(?:[,，、/]?第\d+页)?|以上数据|以下空白|以下无数据|\(?[以本此][下页]无正文\)?)(?:[:：(\d].*|$|.{0,4}[:：].*)/
/** 制表人：王某 | 审核人：李某: the line of signatures may be as wide as a row, each cell naming what it is. */
const signature = /^(?:制表|填表|填报|审核|复核|负责|经办|联系|校对|单位负责|分管领导|报送|盖章)[^:：]{0,6}[:：]/
const numbered = /^(?:\(?\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}[、)])[^\d]/
const needWord = /^(?:必填|选填|可填|非必填|条件必填|必填项|选填项|示例|例如|样例)/

const hanOf = (...words: readonly RegExp[]): string =>
  [...new Set(words.flatMap(({ source }) => source.match(/[\u4e00-\u9fff]/g) ?? []))].join('')

/**
 * For engines that pick out records for a closer look: whatever may be a total, a note or a line of signatures has one of these
 * characters in its first cell, and what says how a column is to be filled one of those.
 */
export const suspectMarks = { other: hanOf(totalWord, noteWord, signature, exported), need: '填例' } as const

/** Tells what a record after the heading is. Rows are recognised by what the others are not. */
export function recordKinds(columns: readonly string[]): (cells: Cells) => RecordKind {
  const headings = columns.map((column) => foldTight(column).replace(/_\d+$/, ''))
  const named = headings.filter((heading) => heading !== '').length
  const kindOf = (cells: Cells, afterNote: boolean): RecordKind => {
    let count = 0
    let first = ''
    for (const cell of cells) {
      if (cell === '' || cell.trim() === '') continue
      if (count === 0) first = cell
      count++
    }
    if (count === 0) return 'blank'
    const start = foldTight(first)
    if (start === headings.find((heading) => heading !== '') || headings.includes(start)) {
      const same = cells.reduce((sum, cell, index) => sum + (cell.trim() !== '' && foldTight(cell) === headings[index] ? 1 : 0), 0)
      if (same >= Math.max(2, count * 0.8)) return 'header'
    }
    if (count === 1 && exported.test(first)) return 'note'
    const few = count <= Math.max(1, Math.floor(named * 0.5))
    if (few && totalWord.test(start)) return 'total'
    if (named >= 3 && count <= Math.max(2, Math.floor(named * 0.34)) && noteWord.test(start)) return 'note'
    if (signature.test(start)) {
      const signed = cells
        .filter((cell) => cell.trim() !== '')
        .every((cell, index) => index === 0 || /^[^:：]{1,12}[:：]/.test(foldTight(cell)))
      if (signed) return 'note'
    }
    // What follows a note, alone in the first column, goes on with it: 2.空白表示无, （盖章）.
    if (named >= 4 && count === 1 && (cells[0] ?? '').trim() !== '') {
      if (/[\u4e00-\u9fff]/.test(start) && (afterNote || numbered.test(start))) return 'note'
    }
    // One long sentence across a table of several columns.
    if (
      named >= 4 &&
      count === 1 &&
      start.length > 12 &&
      /[\u4e00-\u9fff]/.test(start) &&
      cells.findIndex((cell) => cell.trim() !== '') === 0 &&
      /[。；：:，]/.test(start)
    )
      return 'note'
    if (count >= 3 && count >= named * 0.6) {
      if (cells.every((cell, index) => cell.trim() === '' || Number(cell) === index + 1 || Number(cell) === index)) return 'header'
      if (cells.every((cell) => cell.trim() === '' || needWord.test(foldTight(cell)))) return 'note'
    }
    return 'row'
  }
  let afterNote = false
  return (cells) => {
    const kind = kindOf(cells, afterNote)
    if (kind !== 'blank') afterNote = kind === 'note'
    return kind
  }
}
