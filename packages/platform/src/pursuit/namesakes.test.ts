import { expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { namesakeStatement } from './namesakes.ts'

const { standards } = loadCatalogue()
const asked = (id: string): string[] => {
  const sql = namesakeStatement([standards.get(id)!], 'n', 'n')?.sql ?? ''
  return Array.from(
    sql.matchAll(/SELECT "(\w+)"::VARCHAR AS key.*? WHERE (?:list_has_any\()?"(\w+)"/g),
    ([, key, name]) => `${key} ${name}`,
  )
}

test.each([
  ['penalty_decision', ['party_key party_name', 'agency_code agency_name']],
  ['pension_payment', ['party_key person_name']],
  ['market_entity', ['party_key entity_name', 'party_key former_names']],
  ['household', ['party_key person_name', 'party_key former_names']],
  ['marriage_record', ['party_a_key name_a', 'party_b_key name_b']],
  ['agency', ['agency_code agency_name', 'agency_code alias_names']],
  // The names there are those of places.
  ['overload_record', []],
])('%s is asked for a name beside the number that it belongs to', (id, wanted) => {
  expect(asked(id)).toEqual(expect.arrayContaining(wanted))
  if (wanted.length === 0) expect(asked(id).some((one) => one.startsWith('driver_key'))).toBe(false)
})
