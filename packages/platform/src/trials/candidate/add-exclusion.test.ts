import { expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { readTried } from '../tried-model.ts'
import { addExclusion } from './add-exclusion.ts'

const wanted = { title: '候选', where: "'a' = 'b'" }

test('an exclusion goes into the text of any model of the catalogue, and nothing else of the text changes', () => {
  const catalogue = loadCatalogue()
  const cannot: string[] = []
  for (const model of catalogue.models.values()) {
    const ids = new Set(model.checked.rules.map(({ id }) => id))
    const edited = addExclusion(model.source, wanted, ids)
    if (!edited) {
      cannot.push(model.id)
      continue
    }
    const pieces = model.pieces.map(({ id, text }) => ({ id, source: text }))
    const { model: read, findings } = readTried({ modelId: model.id, version: '', source: edited.source, pieces }, catalogue)
    expect(
      findings.filter(({ level }) => level === 'error'),
      model.id,
    ).toEqual([])
    for (const rule of read?.checked.rules ?? [])
      expect(
        rule.exclusions.map(({ id }) => id),
        `${model.id} ${rule.id}`,
      ).toContain(edited.id)
    let at = 0
    for (const line of model.source.split('\n')) {
      // Every line is still there in its order, lists of exclusions with one more in them.
      const kept = line.replace(/exclusions: \[.*$/, '')
      at = edited.source.indexOf(kept, at)
      expect(at, `${model.id}: ${line}`).toBeGreaterThanOrEqual(0)
    }
  }
  // A list that is written once and meant twice is a person's to change, and so are rules that a shared piece gives.
  const gives = new Set([...catalogue.pieces].filter(([, { text }]) => /^rules:/m.test(text)).map(([id]) => id))
  const aliased = [...catalogue.models.values()].filter(
    ({ source, pieces }) => /exclusions: [&*]/.test(source) || pieces.some(({ id }) => gives.has(id)),
  )
  expect(cannot).toEqual(aliased.map(({ id }) => id))
})

test('a second one has another id; rules that were not meant stay as they were', () => {
  const model = loadCatalogue().models.get('late-service')
  const once = addExclusion(model?.source ?? '', wanted, new Set(['R1']))
  const twice = addExclusion(once?.source ?? '', wanted, new Set(['R1']))
  expect([once?.id, twice?.id]).toEqual(['X1', 'X2'])
  expect(twice?.source.match(/exclusions: \[X2, X1, E11/g)).toHaveLength(1)
  expect(twice?.source.match(/exclusions: \[E11/g)).toHaveLength(1)
})
