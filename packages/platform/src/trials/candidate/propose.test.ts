import { expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { proposeExclusions } from './propose.ts'

const catalogue = loadCatalogue()
const checked = catalogue.models.get('late-service')?.checked
const rule = checked?.rules.find(({ about }) => about === 'penalty_decision')
const standard = catalogue.standards.get('penalty_decision')
if (!checked || !rule || !standard) throw new Error('the catalogue has no late-service')

const row = (fine: number) => ({ record_status: '有效', fine_amount: fine })
const proposed = (founded: readonly ReturnType<typeof row>[], open: readonly ReturnType<typeof row>[]): string[] =>
  proposeExclusions({ checked, rule, standard }, { clue: row(9000), founded, unfounded: [row(9000)], open, words: [] }).map(
    ({ where }) => where,
  )

test('where no clue was found to hold, what most open clues have is not proposed', () => {
  const wheres = proposed([], [row(100), row(200), row(300), row(9500)])
  expect(wheres).toContain('fine_amount >= 9000')
  expect(wheres).not.toContain("record_status = '有效'")
})

test('what clues that held have too is not proposed, whatever the open ones have', () => {
  const wheres = proposed([row(100), row(200)], [row(9500), row(9600)])
  expect(wheres).toContain('fine_amount >= 9000')
  expect(wheres).not.toContain('fine_amount IS NOT NULL')
  expect(wheres).not.toContain("record_status = '有效'")
})
