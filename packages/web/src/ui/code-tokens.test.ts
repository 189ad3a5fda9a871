import { expect, test } from 'vitest'
import { tokensOf } from './code-tokens.ts'

const join = (line: string, language: 'sql' | 'yaml') =>
  tokensOf(line, language)
    .map((token) => token.text)
    .join('')

test('no character is lost', () => {
  for (const line of ["SELECT 'a''b' FROM \"t\" -- 罚款", 'x: 1', '- { id: own, filter: { where: "a = 1" } } # 说明']) {
    expect(join(line, 'sql')).toBe(line)
    expect(join(line, 'yaml')).toBe(line)
  }
})

test('keywords, strings and comments are told apart', () => {
  expect(tokensOf("SELECT 'from' -- where", 'sql').map((token) => token.kind)).toEqual(['keyword', 'plain', 'string', 'plain', 'comment'])
  expect(tokensOf('title: "a: b"', 'yaml').map((token) => token.kind)).toEqual(['keyword', 'plain', 'string'])
})
