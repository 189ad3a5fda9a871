import { type Compiled, compile, type Dialect, duckdb, planModel, trino } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ['duckdb', duckdb],
  ['trino', trino],
])
export const dialectNames: readonly string[] = [...dialects.keys()]

/** The statement that a model becomes in a dialect when all its inputs are there. */
export function explainModel(catalogue: Catalogue, model: CatalogueModel, dialect = 'duckdb'): Compiled {
  const printer = dialects.get(dialect)
  if (!printer) throw new Error(`no dialect ${dialect}`)
  const everything = new Map([...catalogue.schemas].map(([id, schema]) => [id, new Set(schema.columns.map(({ name }) => name))]))
  return compile(planModel(model.checked, everything), printer)
}
