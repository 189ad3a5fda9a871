import { coverageDatasetSchema } from '@xiezhi/engine/data/own-datasets'
import type { Catalogue } from '../catalogue.ts'
import { mountBuiltin } from '../warehouse/snapshot.ts'
import { quoteName, type Session } from '../warehouse/warehouse.ts'

/** What is known of a batch's days: over which days its rows were collected, and the last day on which anything in them happened. */
export interface Covered {
  readonly dataset: string
  /** Number of the batch, from which its rows are numbered. */
  readonly seq: number
  readonly coverage: { readonly from: string; readonly to: string } | null
  /** From when to when somebody said that it is complete: that counts, and not what its rows let one guess. */
  readonly stated?: { readonly from: string; readonly to: string } | null
  readonly latestEvent: string | null
}

/** A batch's rows are numbered from its number times this. */
const batchSpan = 1_000_000_000

/**
 * Makes readable from when to when the mounted batches reach (dataset `coverage`), so that a model which concludes from absence knows what it
 * cannot know. A batch in which one agency alone has rows speaks for that agency; any other one (the treasury's receipts, a
 * court's cases) for everybody.
 */
export async function mountCoverage(
  session: Session,
  catalogue: Catalogue,
  reads: ReadonlySet<string>,
  batches: Iterable<Covered>,
): Promise<void> {
  if (reads.has(coverageDatasetSchema.id))
    await mountBuiltin(session, coverageDatasetSchema, await coverageOf(session, catalogue, reads, batches))
}

async function coverageOf(session: Session, catalogue: Catalogue, reads: ReadonlySet<string>, batches: Iterable<Covered>) {
  const spans = new Map<string, { readonly dataset: string; readonly seq: number; from: string; to: string; stated: boolean }>()
  for (const { dataset, seq, coverage, latestEvent, stated } of batches) {
    if (!reads.has(dataset)) continue
    if (stated) {
      spans.set(`${dataset} ${seq}`, { dataset, seq, from: stated.from, to: stated.to, stated: true })
      continue
    }
    if (!coverage) continue
    const to = latestEvent !== null && latestEvent > coverage.to ? latestEvent : coverage.to
    const known = spans.get(`${dataset} ${seq}`)
    if (known) {
      known.from = known.from < coverage.from ? known.from : coverage.from
      known.to = known.to > to ? known.to : to
    } else spans.set(`${dataset} ${seq}`, { dataset, seq, from: coverage.from, to, stated: false })
  }
  const agencies = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const dataset of new Set([...spans.values()].map((span) => span.dataset))) {
    const [all] = await session.rows(`SELECT count(*)::INTEGER AS n FROM ${quoteName(dataset)}`)
    counts.set(dataset, Number(all?.n ?? 0))
    if (!catalogue.schemas.get(dataset)?.columns.some(({ name }) => name === 'agency_code')) continue
    const rows = await session.rows(
      `SELECT _rid // ${batchSpan} AS seq, min(agency_code) AS agency FROM ${quoteName(dataset)} GROUP BY 1 HAVING min(agency_code) = max(agency_code)`,
    )
    for (const { seq, agency } of rows) agencies.set(`${dataset} ${seq}`, String(agency))
  }
  return [...spans].map(([key, { dataset, from, to, stated }]) => ({
    dataset,
    agency_code: agencies.get(key) ?? null,
    covered_from: from,
    covered_to: to,
    // Days that were stated need no rows to be guessed from.
    dated_rows: stated ? null : (counts.get(dataset) ?? 0),
  }))
}
