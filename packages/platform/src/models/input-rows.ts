import type { CatalogueModel } from '../catalogue.ts'

/** How many rows the inputs of a model have: what the length of a run is judged by. Child datasets come with their parents. */
export function inputRowsOf({ checked }: CatalogueModel, batches: readonly { readonly dataset: string; readonly rows: number }[]): number {
  const read = new Set(checked.inputs.map(({ dataset }) => dataset))
  return batches.reduce((sum, { dataset, rows }) => sum + (read.has(dataset) ? rows : 0), 0)
}
