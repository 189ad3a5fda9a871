import { type Available, lacksOf } from '@xiezhi/engine/model/model'
import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Footing } from '../contract/data.ts'
import { availableOf } from '../models/available.ts'
import { withOwnWork } from '../models/own-work.ts'
import { sayNeed } from '../models/show.ts'
import { known } from '../quality/store.ts'
import { withStated } from '../reach/store.ts'
import type { Queries } from '../store/database.ts'
import type { Snapshot } from './snapshots.ts'

/** From whom the rows of each dataset are, on what footing they are held, and how good they came: of the batches that are seen. */
export async function footings(db: Queries, actor: Actor, snapshot: Snapshot, today: string): Promise<ReadonlyMap<string, Footing[]>> {
  const { rows } = await sql<Omit<Footing, 'outOfTerm' | 'stated'> & { dataset: string }>`select batch.dataset, source.id, source.name,
      source.legal_basis as "legalBasis", source.purpose, source.used_from as "usedFrom", source.used_until as "usedUntil",
      source.keep_raw_days as "keepRawDays", coalesce(source.stopped, false) as stopped,
      count(*)::int as batches, sum(rows)::float8 as rows, min(coverage_from) as "from", max(coverage_to) as "to",
      max(published_at) as "lastArrivedAt", ${sql.raw(known('completeness'))} as completeness, ${sql.raw(known('validity'))} as validity
    from batch left join source on source.id = batch.source_id left join batch_quality on batch_quality.batch_id = batch.id
    where ${scope(actor, 'batch')} and ${sql<SqlBool>`batch.id in (select jsonb_array_elements_text(${JSON.stringify(snapshot.batches.map(({ id }) => id))}::jsonb))`}
    group by batch.dataset, source.id order by batch.dataset, "rows" desc`.execute(db)
  const batches = await withStated(db, actor, snapshot.batches)
  const found = new Map<string, Footing[]>()
  for (const { dataset, ...one } of rows) {
    const outOfTerm = (one.usedFrom !== null && today < one.usedFrom) || (one.usedUntil !== null && today > one.usedUntil)
    const said = batches.flatMap((batch) => (batch.dataset === dataset && batch.sourceId === one.id && batch.stated ? [batch.stated] : []))
    const stated = said.length > 0 && said.length === one.batches
    const days = stated
      ? {
          from: said.map(({ from }) => from).sort()[0] ?? one.from,
          to:
            said
              .map(({ to }) => to)
              .sort()
              .at(-1) ?? one.to,
        }
      : {}
    found.set(dataset, [...(found.get(dataset) ?? []), { ...one, ...days, stated, outOfTerm }])
  }
  return found
}

/** What each model of the catalogue lacks here, in words; the first rule that can run is enough to run it. */
export function lacksByModel(
  catalogue: Catalogue,
  actor: Actor,
  snapshot: Snapshot,
): ReadonlyMap<string, { readonly runs: boolean; readonly lacks: string[] }> {
  const available: Available = withOwnWork(availableOf(catalogue, snapshot.batches))
  return new Map(
    Array.from(catalogue.models.values(), ({ id, checked }) => {
      const lacks = checked.rules.map((rule) => lacksOf(rule.needs, available))
      const said = [...new Set(lacks.flat())].map((need) => sayNeed(catalogue, need, actor.locale))
      return [id, { runs: lacks.some((one) => one.length === 0), lacks: [...new Set(said)] }] as const
    }),
  )
}
