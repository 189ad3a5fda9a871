import { type Compiled, compile, duckdb, planModel } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'

/** The statement that a model becomes when all its inputs are there. */
export function explainModel(catalogue: Catalogue, model: CatalogueModel): Compiled {
  const everything = new Map([...catalogue.schemas].map(([id, schema]) => [id, new Set(schema.columns.map(({ name }) => name))]))
  return compile(planModel(model.checked, everything), duckdb)
}
