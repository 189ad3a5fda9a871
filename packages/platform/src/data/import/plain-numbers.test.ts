import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isIdentity, looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { hasNumberForm, numberLength, numberParts, readNumber } from './plain-numbers.ts'

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

test('a number of that form comes back whole from its two parts, with whether its check digit is right', async () => {
  const all = fc.sample(
    number.filter((text) => form.test(text)),
    { numRuns: 2000, seed: 5 },
  )
  const [front, back] = numberParts('c')
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-numbers-'))
  const warehouse = await openWarehouse({ directories: [folder], memory: '200MB', threads: 1, tempDir: join(folder, 'spill') })
  const session = await warehouse.session()
  const bytes = Buffer.alloc(numberLength)
  const seen: string[] = []
  const lent = session.lend((a, b) => {
    const sound = readNumber(a, b, bytes)
    seen.push(bytes.toString('latin1'))
    return sound ? bytes.toString('latin1') : null
  })
  try {
    const listed = ['11010519491231002X', '110105194912310021', ...all]
    const rows = await session.rows(`SELECT c, ${lent.ask(front, back)} AS told FROM (SELECT unnest($all::VARCHAR[]) AS c)`, {
      all: listed,
    })
    expect(seen).toEqual(listed)
    for (const { c, told } of rows) expect(told, String(c)).toBe(isIdentity(String(c)) ? c : null)
    expect(rows.filter(({ told }) => told !== null).length).toBeGreaterThan(100)
    lent.end()
    expect(await session.rows(`SELECT ${lent.ask('1', '2')} AS told`)).toEqual([{ told: null }])
  } finally {
    session.close()
    warehouse.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
