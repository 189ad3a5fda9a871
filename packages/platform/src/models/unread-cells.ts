import { decidingColumns, type ModelPlan } from '@xiezhi/engine/model/model'
import type { Catalogue } from '../catalogue.ts'
import { quoteName, quoteText, type Session } from '../warehouse/warehouse.ts'

/** Rows of a dataset whose cell of this field held something that could not be read. */
export interface UnreadCells {
  /** `dataset.field`. */
  readonly what: string
  readonly rows: number
}

/**
 * Of each rule the unread cells on which it depends whether it speaks. What a model does not set aside as untested falls through its conditions
 * without a word: here it is counted for every rule alike, whatever its model says of it.
 */
export async function unreadCells(
  session: Session,
  catalogue: Catalogue,
  plan: ModelPlan,
  signal: AbortSignal | undefined,
): Promise<(rule: string) => readonly UnreadCells[]> {
  const datasets = plan.inputs.filter(({ dataset, present }) => present && catalogue.standards.has(dataset)).map(({ dataset }) => dataset)
  if (datasets.length === 0) return () => []
  const found = await session.rows(
    datasets
      .map(
        (dataset) =>
          `SELECT ${quoteText(dataset)} AS dataset, _unread AS fields, count(*) AS n FROM ${quoteName(dataset)} WHERE _unread IS NOT NULL GROUP BY _unread`,
      )
      .join(' UNION ALL '),
    undefined,
    { signal },
  )
  const counts = new Map<string, Map<string, number>>()
  for (const { dataset, fields, n } of found)
    for (const field of String(fields).split(',')) {
      if (field === '') continue
      const of = counts.get(String(dataset)) ?? new Map<string, number>()
      counts.set(String(dataset), of.set(field, (of.get(field) ?? 0) + Number(n)))
    }
  if (counts.size === 0) return () => []
  return (rule) => {
    const deciding = decidingColumns(plan, rule)
    return datasets.flatMap((dataset) =>
      [...(counts.get(dataset) ?? [])]
        .filter(([field]) => deciding.get(dataset)?.has(field))
        .map(([field, rows]) => ({ what: `${dataset}.${field}`, rows }))
        .sort((a, b) => (a.what < b.what ? -1 : 1)),
    )
  }
}
