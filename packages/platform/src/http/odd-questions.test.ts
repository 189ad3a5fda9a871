import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Office, openOffice } from '../testing/office.ts'
import { contractEndpoints } from './operations.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 120_000)
afterAll(() => office.close())

/** A NUL, a day that no calendar has, a number that no integer holds. */
const odd = ['%00', '2026-13-45', '9'.repeat(40)]
const namesOf = (query: unknown): string[] => (query instanceof z.ZodObject ? Object.keys(query.shape) : [])

test('no endpoint that reads fails at an odd question: it answers, or says what is wrong with it', async () => {
  const client = await office.signIn(['administrator', 'procurator'])
  const asked = [...contractEndpoints.values()]
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path, query }) => {
      const place = (value: string): string => path.replace(':format', 'csv').replace(/:\w+/g, value)
      return odd.flatMap((value) => [place(value), ...namesOf(query).map((name) => `${place('none')}?${name}=${value}`)])
    })
  const failed: string[] = []
  for (const path of new Set(asked)) {
    const { statusCode } = await client.get(path)
    if (statusCode >= 500) failed.push(`${statusCode} ${path}`)
  }
  expect(asked.length).toBeGreaterThan(500)
  expect(failed).toEqual([])
}, 120_000)
