import { expect, test } from 'vitest'
import { readPattern } from './pattern.ts'

const read = (source: string): string => {
  const pattern = readPattern(source)
  return 'written' in pattern ? pattern.written : `${pattern.fault.code} ${pattern.fault.offset}`
}

test.each([
  ['第[0-9]+条', '第[0-9]+条'],
  ['^a.b$', '\\Aa[^\\n]b\\z'],
  ['\\d{2,4}\\w\\s', '[0-9]{2,4}[0-9A-Za-z_][ \\t\\n\\r\\f\\x0B]'],
  ['[\\d\\-x]', '[0-9\\-x]'],
  ['[^《》]', '[^《》]'],
  ['[a&&b]', '[a\\&\\&b]'],
  ['(?:甲|乙)?丙', '(?:甲|乙)?丙'],
  ['a\\.b\\/c', 'a\\.b/c'],
  ['a+?', 'a+?'],
  ['(a{1,5}){1,5}', '(a{1,5}){1,5}'],
])('%s is written %s', (source, written) => {
  expect(read(source)).toBe(written)
})

test.each([
  ['(a+)+', 'model.pattern-nested 5'],
  ['(?:a*b){3,}', 'model.pattern-nested 11'],
  ['(a|b*)*', 'model.pattern-nested 7'],
  ['a{201}', 'model.pattern-count 2'],
  ['a{5,2}', 'model.pattern-count 2'],
  ['(?:a{100}){100}', 'model.pattern-long 15'],
  ['(?=a)', 'model.pattern-group 2'],
  ['(?<n>a)', 'model.pattern-group 2'],
  ['\\1', 'model.pattern-escape 1'],
  ['\\bа', 'model.pattern-escape 1'],
  ['a\\', 'model.pattern-open 2'],
  ['(a', 'model.pattern-open 2'],
  ['[a', 'model.pattern-open 2'],
  ['[]', 'model.pattern-open 2'],
  ['a)', 'model.pattern-stray 1'],
  ['a]', 'model.pattern-stray 1'],
  ['*a', 'model.pattern-repeat 0'],
  ['a**', 'model.pattern-repeat 2'],
  ['^*', 'model.pattern-repeat 1'],
  ['[z-a]', 'model.pattern-range 4'],
])('%s is refused', (source, fault) => {
  expect(read(source)).toBe(fault)
})
