import { expect, test } from 'vitest'
import { changedTo, codeText, readCode, whatOf } from './what-field.ts'

const field = {
  column: '类型',
  id: 'kind',
  label: '类型',
  type: 'varchar(500)',
  kind: null,
  required: 'N',
  sensitivity: 'none',
  event: false,
  aliases: [],
  codes: [],
  dictionary: null,
} as const

test('type and kind are one choice, both ways', () => {
  expect(whatOf(field)).toBe('words')
  expect(whatOf({ type: 'decimal(12,2)', kind: null })).toBe('decimal')
  expect(whatOf({ type: 'text', kind: null })).toBe('prose')
  expect(whatOf({ type: 'varchar(32)', kind: 'identity' })).toBe('identity')
  expect(changedTo({ ...field, aliases: [], codes: [] }, 'identity')).toMatchObject({
    type: 'varchar(32)',
    kind: 'identity',
    sensitivity: 'sensitive',
  })
  expect(changedTo({ ...field, aliases: [], codes: [] }, 'date')).toMatchObject({ type: 'date', event: true })
})

test('codes are typed with their other ways of writing', () => {
  expect(readCode('返乡 = 回乡＝1')).toEqual({ code: '返乡', also: ['回乡', '1'] })
  expect(codeText({ code: '返乡', also: ['回乡'] })).toBe('返乡=回乡')
  expect(readCode(' = ')).toBeNull()
})
