import { isIdentity, looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOf, hasNumberForm, soundNumbers } from './plain-numbers.ts'

const form = new RegExp(`^(?:${/'(.+)'/.exec(hasNumberForm('c'))![1]!})$`)
const two = (n: number): string => String(n).padStart(2, '0')
const number = fc
  .tuple(
    fc.constantFrom('11', '52', '65', '71', '83', '91', '10', '90'),
    fc.integer({ min: 1880, max: 2110 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
    fc.constantFrom(...'0123456789X'),
  )
  .map(([place, year, month, day, check]) => `${place}0502${year}${two(month)}${two(day)}123${check}`)

test('what has the form is an identity number but for its check digit, and hardly any is missed', () => {
  let missed = 0
  fc.assert(
    fc.property(number, (text) => {
      if (form.test(text)) expect(looksLikeIdentity(text), text).toBe(true)
      else if (looksLikeIdentity(text) && !text.startsWith('9')) {
        expect(text.slice(10, 14), text).toBe('0229')
        missed++
      }
    }),
    { numRuns: 5000, seed: 3 },
  )
  expect(missed).toBeLessThan(20)
  for (const text of ['11010519491231002x', ' 11010519491231002X', '1101051949123100', '11010519491231002X1'])
    expect(form.test(text)).toBe(false)
})

test('those with a right check digit stay listed, in their order; the others are given apart', () => {
  fc.assert(
    fc.property(
      fc.array(
        number.filter((text) => form.test(text)),
        { minLength: 1, maxLength: 20 },
      ),
      (all) => {
        const { sound, others } = soundNumbers(all.join(','))
        expect(sound).toBe(all.filter(isIdentity).join(','))
        expect(others).toEqual(all.filter((each) => !isIdentity(each)))
        if (sound !== '') expect(countOf(sound)).toBe(all.filter(isIdentity).length)
      },
    ),
    { numRuns: 300, seed: 5 },
  )
  expect(soundNumbers('11010519491231002X')).toEqual({ sound: '11010519491231002X', others: [] })
  expect(soundNumbers('110105194912310021')).toEqual({ sound: '', others: ['110105194912310021'] })
  expect(soundNumbers('')).toEqual({ sound: '', others: [] })
})
