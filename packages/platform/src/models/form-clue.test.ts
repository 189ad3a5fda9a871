import { fileURLToPath } from 'node:url'
import type { Clue } from '@xiezhi/engine/clue/clue'
import { rollUp } from '@xiezhi/engine/clue/rollup'
import { expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { alikeIn, classClue } from './form-clue.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../../../catalogue', import.meta.url)))
const model = catalogue.models.get('late-service')!
const input = { catalogue, model, available: new Map(), parameters: {}, asOf: '2026-11-02', idOf: () => 'f'.repeat(64) }
const clue = (dueDate: string | null): Clue => ({
  model: model.id,
  version: '1.0.0',
  rule: 'R1',
  key: {},
  clueId: 'a'.repeat(64),
  title: '',
  reason: '',
  subject: { kind: 'agency', name: '甲局', code: null },
  party: null,
  dueDate,
  daysOverdue: null,
  amount: null,
  grade: 'A',
  score: 80,
  severity: 'high',
  basis: [],
  exclusions: [],
  rollup: false,
  evidence: [],
  calculations: [],
  document: null,
  asOf: '2026-11-02',
  members: [],
})
const rule = { id: 'R1-class', of: 'R1', atLeast: 3, months: 12, title: '类案' }
const reasonOf = (...dues: readonly (string | null)[]): string => {
  const [one] = rollUp(rule, dues.map(clue), '2025-11-02')
  return classClue(one!, input).reason
}

test('a class of clues says of which months it speaks only of those whose day tells', () => {
  expect(reasonOf('2026-01-05', '2026-02-05', '2026-03-05', '2025-01-05')).toMatch(/^截至2026年11月2日的12个月内，甲局有3件/)
  expect(reasonOf(null, null, null)).toMatch(/^截至2026年11月2日，甲局有3件/)
  expect(reasonOf('2026-01-05', null, null)).toMatch(/个月内，甲局有1件“.*”线索，另有2件没有期限日/)
})

test('a class names the situations that its members are of, where several rules report under one id', () => {
  const shared = catalogue.models.get('subsidy-fraud-vehicle-and-coupon')!
  const said = (...titles: readonly string[]): string => {
    const clues = titles.map((title): Clue => ({ ...clue('2026-05-05'), model: shared.id, rule: 'R2', title: `甲局：${title}` }))
    const [one] = rollUp({ ...rule, of: 'R2' }, clues, '2025-11-02')
    return classClue(one!, { ...input, model: shared }).reason
  }
  expect(said('旧车没有报废', '旧车没有报废', '旧车没有报废')).toContain('有3件“旧车没有报废”线索')
  expect(said('旧车没有报废', '领补贴后不久转手', '旧车没有报废')).toContain('有3件“领补贴后不久转手”“旧车没有报废”线索')
})

test('an exclusion that any of several deliveries serves names those that nobody looked at', () => {
  const fines = catalogue.models.get('surcharge-over-principal')!
  const first = fines.checked.rules.find(({ id }) => id === 'R1')!
  const withdrawn = (...datasets: readonly string[]) => {
    const available = new Map(datasets.map((one) => [one, new Set(['record_status'])]))
    return alikeIn(first, { model: fines, available }, new Map(), new Set()).exclusions.find(({ id }) => id === 'E4')
  }
  const title = fines.checked.exclusions.find(({ id }) => id === 'E4')!.title
  const passed = { id: 'E4', title, result: 'passed' }
  expect(withdrawn('penalty_decision', 'penalty_change', 'admin_review', 'admin_litigation')).toEqual(passed)
  expect(withdrawn('penalty_decision', 'admin_review', 'admin_litigation')).toEqual({ ...passed, lacks: ['penalty_change'] })
  expect(withdrawn('penalty_change', 'admin_review')).toEqual({ ...passed, lacks: ['penalty_decision.record_status', 'admin_litigation'] })
})
