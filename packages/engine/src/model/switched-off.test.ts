import { expect, test } from 'vitest'
import { switchedOff } from './switched-off.ts'
import { apply, bool, column, parameter, text, type Value } from './value.ts'

const set = apply('<>', 'bool', parameter('division', 'text'), text('全部'))
const elsewhere = apply('not', 'bool', apply('starts_with', 'bool', column('division_code', 'text'), parameter('division', 'text')))

const off = (where: Value, parameters: Readonly<Record<string, string>>): boolean => {
  const [exclusion] = [{ id: 'E', test: { kind: 'where' as const, where } }]
  return switchedOff({ exclusions: [exclusion] }, parameters).has('E')
}

test('an exclusion that its parameters turn off asks nothing of any row', () => {
  expect(off(apply('and', 'bool', set, elsewhere), { division: '全部' })).toBe(true)
  expect(off(apply('and', 'bool', set, elsewhere), { division: '520502' })).toBe(false)
  expect(off(apply('and', 'bool', parameter('spare', 'bool'), elsewhere), { spare: 'false', division: '520502' })).toBe(true)
  expect(off(apply('or', 'bool', set, elsewhere), { division: '全部' })).toBe(false)
  expect(off(apply('not', 'bool', parameter('spare', 'bool')), { spare: 'true' })).toBe(true)
})

test('what the rows decide is asked of them', () => {
  expect(off(elsewhere, { division: '全部' })).toBe(false)
  expect(off(apply('=', 'bool', column('kind', 'text'), text('甲')), {})).toBe(false)
  expect(off(bool(true), {})).toBe(false)
})
