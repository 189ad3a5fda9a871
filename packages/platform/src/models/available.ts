import type { Available } from '@xiezhi/engine/model/model'
import type { Catalogue } from '../catalogue.ts'

/** What a batch brought: a dataset and the fields of it that its file had. */
export interface Brought {
  readonly dataset: string
  readonly fields: readonly string[]
}

/**
 * Which datasets and fields a model may count on. A child dataset is here when a field that it is made from is; what the catalogue
 * itself brings is always here.
 */
export function availableOf(catalogue: Catalogue, batches: Iterable<Brought>): Available {
  const available = new Map<string, Set<string>>()
  for (const { dataset, fields } of batches) {
    const known = available.get(dataset) ?? new Set<string>()
    for (const field of fields) known.add(field)
    available.set(dataset, known)
  }
  for (const standard of catalogue.standards.values())
    for (const child of standard.children)
      if (child.from.some((field) => available.get(standard.id)?.has(field)))
        available.set(child.id, new Set(catalogue.schemas.get(child.id)?.columns.map(({ name }) => name)))
  for (const { schema } of catalogue.builtins) available.set(schema.id, new Set(schema.columns.map(({ name }) => name)))
  return available
}
