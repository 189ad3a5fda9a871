import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('cells are quoted where they must be, and no cell is a formula', () => {
  expect(
    csvOf([
      ['文件', '原因'],
      ['a,b.md', '称"法"'],
      ['=1+1', '-x'],
    ]),
  ).toBe('\uFEFF文件,原因\r\n"a,b.md","称""法"""\r\n\'=1+1,\'-x\r\n')
})
