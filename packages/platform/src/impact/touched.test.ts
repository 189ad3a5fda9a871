import { expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { restingOnFields, restingOnLimit } from './touched.ts'

const catalogue = loadCatalogue()
const named = (found: ReturnType<typeof restingOnLimit>) =>
  Object.fromEntries(found.map(({ model, rules }) => [model.id, rules.map(({ id }) => id)]))

test('a limit touches the rules with a deadline by it, and no other model', () => {
  const found = named(restingOnLimit(catalogue, 'penalty.service'))
  expect(found['late-service']).toEqual(['R1', 'R1-case'])
  expect(restingOnLimit(catalogue, 'no.such-limit')).toEqual([])
})

test('a field touches the rules that read it, its dataset all that read any of it', () => {
  const field = named(restingOnFields(catalogue, 'penalty_process', ['service_date']))
  expect(field['late-service']).toEqual(['R1', 'R1-case'])
  const dataset = restingOnFields(catalogue, 'penalty_process', undefined)
  expect(dataset.length).toBeGreaterThanOrEqual(Object.keys(field).length)
  expect(named(restingOnFields(catalogue, 'penalty_process', ['service_method']))['publicity-overdue']).toBeUndefined()
})
