import { expect, test } from 'vitest'
import { isStatuteFile, sortFiles } from './dropped-files.ts'

test('texts, archives and the index are taken; what systems leave behind is not', () => {
  const names = ['行政法/某某办法(2020-01-01).md', 'a.DOCX', 'laws.zip', 'index.csv', 'b.txt']
  expect(names.filter(isStatuteFile)).toEqual(names)
  expect(['~$某某法.docx', 'x/.DS_Store', '.git/a.md', '__MACOSX/a.md', 'Thumbs.db', 'a.pdf', 'b.doc'].filter(isStatuteFile)).toEqual([])
})

test('what is taken is counted with its bytes, what is left is named', () => {
  const named = (name: string, text: string) => ({ name, file: new File([text], name) })
  const sorted = sortFiles([named('a.md', '12345'), named('b.pdf', '1'), named('c.csv', '12')])
  expect([sorted.taken.length, sorted.bytes, sorted.left]).toEqual([2, 7, ['b.pdf']])
})
