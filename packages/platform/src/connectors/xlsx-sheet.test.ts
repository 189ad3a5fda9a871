import { expect, test } from 'vitest'
import { type SheetRow, sheetReader } from './xlsx-sheet.ts'
import { noStrings, stringsReader, TooMuchText } from './xlsx-strings.ts'
import { type XmlHandler, xmlReader } from './xml.ts'

const read = (handler: XmlHandler, pieces: readonly string[]): void => {
  const reader = xmlReader(handler)
  for (const piece of pieces) reader.push(piece)
  reader.end()
}
const cuts = (text: string): readonly (readonly string[])[] => [
  [text],
  ...Array.from({ length: text.length - 1 }, (_, at) => [text.slice(0, at + 1), text.slice(at + 1)]),
]

const rowsOf = (pieces: readonly string[]): readonly SheetRow[] => {
  const strings = { texts: ['甲', 'a & b', ''], long: new Set<number>() }
  const rows: SheetRow[] = []
  read(sheetReader({ strings, styles: ['number', 'day'], from1904: false, allowance: 1000 }, rows), pieces)
  return rows
}
const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

test('a cell written as nearly all are is read as one that is written otherwise, wherever the text is cut', () => {
  const usual = sheet(
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" s="1"><v>45112</v></c><c r="AB2"><v>-1.50E3</v></c></row>' +
      '<row r="3"><c r="A3"/><c r="B3" s="1" t="s"><v>0</v></c><c r="C3" s="9"><v>0.10000000000000001</v></c><c r="D3" t="s"><v>2</v></c></row>' +
      '<row r="4"><c r="A4"><v>123456789012345678</v></c><c r="B4"><f>A1&amp;"x"</f><v>7</v></c><c r="C4" t="str"><v>8</v></c><c r="D4"><v></v></c></row>',
  )
  const unusual = usual.replaceAll('<v>', '<v >').replaceAll(/<c (r="\w+")/g, '<c  $1')
  const expected = rowsOf([unusual])
  expect(expected[0]!.cells).toHaveLength(28)
  expect(expected.map(({ cells }) => cells.filter((cell) => cell !== ''))).toEqual([
    ['a & b', '2023-07-05', '-1500'],
    ['甲', '0.1'],
    ['123456789012345678', '7', '8'],
  ])
  for (const pieces of cuts(usual)) expect(rowsOf(pieces), pieces[0]).toEqual(expected)
})

test('what is wrong is refused all the same', () => {
  const row = (cells: string): string => sheet(`<row r="1">${cells}</row>`)
  expect(() => rowsOf([row('<c r="A1" t="s"><v>3</v></c>')])).toThrow('no shared string 3')
  expect(() => rowsOf([row('<c r="ZZZZ1"><v>3</v></c>')])).toThrow()
  expect(() => rowsOf([row('<c r="XFE1"><v>3</v></c>')])).toThrow()
  expect(() => rowsOf([row('<c r="A1"><v>3</v></d>')])).toThrow()
  expect(() => rowsOf([row('<c r="A1"><v>3</c></v>')])).toThrow()
  // Where there is no row, a cell is none.
  expect(rowsOf(['<worksheet><c r="A1"><v>3</v></c><sheetData/></worksheet>'])).toEqual([])
  expect(() => rowsOf(['<c r="A1"><v>3</v></c>', '<c r="A1"><v>3</v></c>'])).toThrow('a second root')
})

test('shared texts, plain and of runs, wherever they are cut', () => {
  const part =
    '<sst><si><t>甲</t></si><si><t>a &amp; b</t></si><si><t xml:space="preserve"> c </t></si><si><r><t>d</t></r><r><t>e</t></r><rPh><t>f</t></rPh></si><si><t/></si><si><t>_x000D_g</t></si><si><t></t></si></sst>'
  for (const pieces of cuts(part)) {
    const strings = noStrings()
    read(stringsReader(strings), pieces)
    expect(strings.texts).toEqual(['甲', 'a & b', ' c ', 'de', '', '\rg', ''])
  }
})

test('more text than memory is for is told from what is broken', () => {
  const texts = (letter: string, count: number): string => `<sst>${`<si><t>${letter.repeat(100)}</t></si>`.repeat(count)}</sst>`
  expect(() => read(stringsReader(noStrings(), 1000), [texts('a', 7)])).not.toThrow()
  expect(() => read(stringsReader(noStrings(), 1000), [texts('a', 8)])).toThrow(TooMuchText)
  // Two bytes a letter.
  expect(() => read(stringsReader(noStrings(), 1000), [texts('某', 5)])).toThrow(TooMuchText)
  const repeated = sheet(`<row r="1">${'<c><f/><v>1</v></c>'.repeat(1)}${'<c t="s"><v>1</v></c>'.repeat(300)}</row>`)
  expect(() => rowsOf([repeated])).toThrow(TooMuchText)
})
