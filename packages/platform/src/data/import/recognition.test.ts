import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { knownNames, lookUp } from '@xiezhi/engine/data/header'
import { recognise } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import { describe, expect, test } from 'vitest'
import { catalogueFolder, loadCatalogue } from '../../catalogue.ts'

/** Tables of persons, of courts and of agencies are alike: whatever their order, each heading is taken for its own dataset. */
const standards = [...loadCatalogue().standards.values()]

const sample = ({ id }: Standard): string[][] =>
  readFileSync(join(catalogueFolder(), 'standards', id, 'sample.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) => found[1]!).slice(0, line.split(',').length))

/** The same order at every run: a step through the columns that visits each once. */
function shuffled(count: number): number[] {
  const step = [7, 11, 13, 17, 19].find((each) => count % each !== 0 && count > 1) ?? 1
  return Array.from({ length: count }, (_, index) => (index * step + 3) % count)
}

const fieldsOf = (records: readonly (readonly string[])[]) => {
  const layout = recognise(records, standards)
  return { dataset: layout.dataset, fields: layout.uses.map((use) => use.field) }
}

describe.each(standards.map((standard) => [standard.id, standard] as const))('%s', (id, standard) => {
  const labels = standard.fields.map((field) => field.label)
  const ids = standard.fields.map((field) => field.id)
  test('is known by its Chinese headings alone, in any order', () => {
    expect(fieldsOf([labels])).toEqual({ dataset: id, fields: ids })
    const order = shuffled(labels.length)
    const pick = (cells: readonly string[]): string[] => order.map((index) => cells[index] ?? '')
    expect(fieldsOf([pick(labels)])).toEqual({ dataset: id, fields: pick(ids) })
    const rows = sample(standard)
    expect(fieldsOf(rows.map(pick))).toEqual({ dataset: id, fields: pick(ids) })
    expect(fieldsOf([[...labels].reverse()])).toEqual({ dataset: id, fields: [...ids].reverse() })
  })
  test('is known by the headings that a complete delivery must have', () => {
    const must = standard.fields.filter((field) => field.required === 'Y' && !field.generated)
    // 文号、机关代码 or 编号、面积 alone are no table that anybody could tell apart.
    if (must.length < 3) return
    expect(fieldsOf([must.map((field) => field.label)])).toEqual({ dataset: id, fields: must.map((field) => field.id) })
  })
  test('is known by the names of its fields, and no alias stands for two of them', () => {
    const [, ...rows] = sample(standard)
    expect(fieldsOf([ids, ...rows])).toEqual({ dataset: id, fields: ids })
    const names = knownNames(standard)
    const wrong = standard.fields.flatMap((field) =>
      field.aliases.filter(({ name }) => lookUp(names, name)?.field.id !== field.id).map(({ name }) => `${field.id}: ${name}`),
    )
    expect(wrong).toEqual([])
  })
})
